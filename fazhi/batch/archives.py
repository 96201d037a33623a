"""Zip archives: what is in them, told without unpacking, and one entry at a time, within limits.

Nothing is ever written under a name that an archive gives, so no name can lead out of a folder.
"""

import io
import threading
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from engine.reading import ReadError
from engine.reading.archive import BROKEN, END_OF_DIRECTORY
from engine.reading.errors import Message
from engine.reading.limits import MAX_BYTES, MEGABYTE
from engine.reading.messages import MISSING, too_big
from fazhi.batch import messages

SUFFIX = ".zip"
MAX_DEPTH = 3  # an archive of a province holds those of its cities, and they those of their counties
MAX_DIRECTORY = 16 * MEGABYTE  # bytes of the list of entries: some hundred thousand of them
MAX_RATIO = 200  # unpacked to packed, all entries together
RATIO_FROM = 1024 * MEGABYTE  # small archives may be as repetitive as they like
_TAIL = 65_557  # where the end of the directory must begin: 22 bytes and the longest comment
_UTF8, _ENCRYPTED = 0x800, 0x1
_LOCK = threading.Lock()  # an archive is kept open, and its reader is not thread-safe


class Entry(NamedTuple):
    """A file in an archive: its path there, and the numbers that lead to it. ``refusal``: why it does not."""

    name: str
    numbers: tuple[int, ...]
    refusal: Message | None = None


def entries(path: Path) -> list[Entry]:
    """All files in the archive, those of archives inside it included, in its own order.

    Raises:
        ReadError: it cannot be opened, or unpacks to something monstrous.
    """
    with _opened(path) as archive:
        return list(_entries(archive, 1))


def read_entry(path: Path, numbers: tuple[int, ...]) -> bytes:
    """The bytes of one file in the archive.

    Raises:
        ReadError: it is encrypted, damaged or larger than any report.
    """
    try:
        state = path.stat()
    except OSError:
        raise ReadError(str(path), *MISSING) from None
    with _LOCK:
        return _read(_kept(path, (state.st_size, state.st_mtime_ns), numbers[:-1]), numbers[-1])


@lru_cache(maxsize=3)  # one outer archive and what is read inside it: each entry asks for them again
def _kept(path: Path, stamp: tuple[int, int], numbers: tuple[int, ...]) -> zipfile.ZipFile:
    if not numbers:
        return _opened(path)
    return _opened(io.BytesIO(_read(_kept(path, stamp, numbers[:-1]), numbers[-1])))


def _entries(archive: zipfile.ZipFile, depth: int) -> Iterator[Entry]:
    for number, info in enumerate(archive.infolist()):
        if info.is_dir():
            continue
        name = decoded(info)
        if not name.lower().endswith(SUFFIX):
            yield Entry(name, (number,))
        elif depth == MAX_DEPTH:
            yield Entry(name, (number,), messages.ARCHIVE_DEEP)
        else:
            yield from _inner(archive, number, name, depth)


def _inner(archive: zipfile.ZipFile, number: int, name: str, depth: int) -> Iterator[Entry]:
    try:
        with _opened(io.BytesIO(_read(archive, number))) as inner:
            found = list(_entries(inner, depth + 1))
    except ReadError as error:
        yield Entry(name, (number,), Message(error.reason, error.remedy))
        return
    for entry in found:
        yield Entry(f"{name}/{entry.name}", (number, *entry.numbers), entry.refusal)


def _read(archive: zipfile.ZipFile, number: int) -> bytes:
    info = archive.infolist()[number]
    if info.flag_bits & _ENCRYPTED:
        raise ReadError(info.filename, *messages.ENTRY_LOCKED)
    try:
        with archive.open(info) as stream:
            data = stream.read(MAX_BYTES + 1)  # whatever size the archive declares
    except (*BROKEN, RuntimeError):
        raise ReadError(info.filename, *messages.ENTRY_BROKEN) from None
    if len(data) > MAX_BYTES:
        raise ReadError(info.filename, *too_big(MAX_BYTES // MEGABYTE))
    return data


def _opened(file: Path | BinaryIO) -> zipfile.ZipFile:
    try:
        size = _checked_size(file)
        archive = zipfile.ZipFile(file)
    except BROKEN:
        raise ReadError(str(file), *messages.ARCHIVE_BROKEN) from None
    if sum(info.file_size for info in archive.infolist()) > max(RATIO_FROM, MAX_RATIO * size):
        archive.close()
        raise ReadError(str(file), *messages.ARCHIVE_BOMB)
    return archive


def _checked_size(file: Path | BinaryIO) -> int:
    """The size of the archive, its directory checked before ``zipfile`` makes an object of every entry."""
    if isinstance(file, Path):
        with file.open("rb") as stream:
            return _checked_size(stream)
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at >= 0 and min(int.from_bytes(tail[at + 12 : at + 16], "little"), size) > MAX_DIRECTORY:
        raise ReadError(str(file), *messages.ARCHIVE_BOMB)
    return size


def decoded(info: zipfile.ZipInfo) -> str:
    """The name of an entry. If it is not marked as UTF-8 it may be so all the same, or Chinese of Windows."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
