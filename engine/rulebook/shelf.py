"""Rulebooks kept between runs: what was read once from these very files is not read again.

A rulebook is kept under the digest of its files and of the code that read them, so that an edited rule counts
at once. What is kept is never trusted: it must be the user's own file, whole to the last byte, and made of
nothing but the values of a rulebook. Otherwise, and where nothing can be kept, the files are read as ever.
"""

import hashlib
import io
import os
import pickle
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from engine.rulebook.book import Rulebook
from engine.rulebook.errors import Problem
from engine.rulebook.files import rule_files, stamp

MOST = 8  # rulebooks kept; the oldest goes first
_SUFFIX = ".rulebook"
_CHECK = hashlib.sha256().digest_size  # bytes before the pickle that name it
_Stamps = Sequence[Sequence[bytes]]  # of the files, by folder
_ENGINE = Path(__file__).parent.parent


def load(folder: Path, overlay: Path | None, shelf: Path | None) -> Rulebook:
    """As ``engine.rulebook.load.load``, with help of the folder ``shelf``, which is made where needed.

    Raises RulebookError with every problem found.
    """
    problems: list[Problem] = []
    folders = [folder] + ([overlay] if overlay else [])
    stamps = [[stamp(*file) for file in rule_files(one, problems)] for one in folders]
    place = shelf / f"{_name(stamps)}{_SUFFIX}" if shelf and not problems else None
    kept = _taken(place) if place else None
    if kept is not None:
        return kept
    from engine.rulebook.load import load as read  # noqa: PLC0415 - and with it YAML, for nothing in most runs

    rulebook = read(folder, overlay)
    if place and rulebook.digest == _digest(stamps):  # else the files have changed meanwhile
        with suppress(OSError):
            _put(place, _written(rulebook))
    return rulebook


def _digest(stamps: _Stamps) -> str:
    """That of the rulebook of these files."""
    return hashlib.sha256(b"".join(map(b"".join, stamps))).hexdigest()


def _name(stamps: _Stamps) -> str:
    """What the rulebook of these files, read by this code, is kept under."""
    made = hashlib.sha256(f"{_digest(stamps)} {[*map(len, stamps)]} {sys.version}".encode())
    for source in (_ENGINE / "model.py", *sorted((_ENGINE / "rulebook").glob("*.py"))):
        made.update(source.read_bytes())
    return made.hexdigest()


def _taken(place: Path) -> Rulebook | None:
    """The rulebook kept there, None when there is none or when it is not to be trusted."""
    try:
        with place.open("rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            data = file.read()
        if hashlib.sha256(data[_CHECK:]).digest() != data[:_CHECK]:
            return None
        found = _Values(io.BytesIO(data[_CHECK:])).load()
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the rule files are there
        return None
    return found if isinstance(found, Rulebook) else None


def _is_own(about: os.stat_result) -> bool:
    """Whether a file is the user's and nobody else may write it."""
    if not hasattr(os, "getuid"):
        return True  # Windows keeps the folders of users apart
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


class _Fields(pickle.Pickler):
    """Writes a value as its class and what that is called with, which is read in three fifths of the time."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, type) or not is_dataclass(value):
            return NotImplemented
        return type(value), tuple(getattr(value, one.name) for one in fields(value))


def _written(rulebook: Rulebook) -> bytes:
    data = io.BytesIO()
    _Fields(data, pickle.HIGHEST_PROTOCOL).dump(rulebook)
    return data.getvalue()


class _Values(pickle.Unpickler):
    """Makes values of a rulebook and nothing else: no pickle can run what it names."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "engine.model" or module.startswith("engine.rulebook."):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _put(place: Path, data: bytes) -> None:
    """Keep it for the user alone, whole or not at all, and not too many."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = place.with_suffix(f".{os.urandom(8).hex()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
    kept = sorted(place.parent.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime)
    for path in kept[:-MOST]:
        path.unlink()
