"""The truth of a run: one record an input, written whole and last, so what has a record is done.

A record is one line of JSON. It names by ``key`` everything its result depends on, so that a later run
knows what it may keep, and by digest the documents written before it.
"""

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from fazhi.batch.values import Form, Item, Setting
from fazhi.files import write

CARDS, LETTERS, RECORDS = "cards", "letters", "records"
_SUFFIXES: Mapping[str, str] = {CARDS: ".json", LETTERS: ".pdf", RECORDS: ".json"}
_FORM = 1  # of records: a change makes those of earlier versions void


def key(item: Item, sha256: str, setting: Setting) -> str:
    """Names what the result for ``item`` depends on: the bytes read, the rules, the program, the options."""
    named = [_FORM, item.label, item.name, sha256, setting.digest, setting.version, setting.asked()]
    return _digest(json.dumps(named, ensure_ascii=False, sort_keys=True).encode())


def path_of(output: Path, folder: str, name: str) -> Path:
    """Where the document called ``name`` lies in that folder of the results."""
    return output / folder / f"{name}{_SUFFIXES[folder]}"


def kept(item: Item, wanted: str, output: Path) -> Form | None:
    """The record of an earlier run, if it has that key and all it speaks of is there unchanged."""
    try:
        record = json.loads(path_of(output, RECORDS, item.name).read_bytes())
        if record["key"] != wanted:
            return None
        for folder, digest in record["documents"].items():
            if _digest(path_of(output, folder, item.name).read_bytes()) != digest:
                return None
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ):  # none, or cut short by a power failure
        return None
    return dict(record)


def store(item: Item, record: Form, documents: Mapping[str, bytes], output: Path) -> None:
    """Write the documents (by folder), then the record that vouches for them.

    Raises:
        OutputError: something cannot be written.
    """
    for folder, content in documents.items():
        write(path_of(output, folder, item.name), content)
    digests = {folder: _digest(content) for folder, content in documents.items()}
    line = json.dumps({**record, "documents": digests}, ensure_ascii=False, allow_nan=False)
    write(path_of(output, RECORDS, item.name), line + "\n")


def sweep(done: Mapping[str, Collection[str]], output: Path) -> None:
    """Leave the results of ``done`` (name → its documents) and remove the rest.

    The rest are results of inputs that are gone, drafts of killed runs, and documents without a record.
    """
    for folder in _SUFFIXES:
        names = (name for name, documents in done.items() if folder == RECORDS or folder in documents)
        wanted = {str(path_of(output, folder, name)) for name in names}
        for above, _, files in os.walk(output / folder, topdown=False):
            for path in (os.path.join(above, file) for file in files):  # noqa: PTH118 - of 100,000 files
                if path not in wanted:
                    Path(path).unlink()
            if not os.listdir(above):  # noqa: PTH208 - any file will do
                Path(above).rmdir()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
