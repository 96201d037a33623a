"""The public door of this room."""

import hashlib
import stat
from importlib import import_module
from pathlib import Path

from engine.model import Source
from engine.reading import messages
from engine.reading.errors import Message, ReadError, Refusal
from engine.reading.glyphs import closed_up
from engine.reading.limits import MAX_BYTES, MAX_CHARS, MEGABYTE
from engine.reading.sniff import Format, sniff

MEDIA_TYPES: dict[Format, str] = {
    "text": "text/plain",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def read(path: Path | str) -> Source:
    """Read the file at ``path``. Raises ``ReadError`` for whatever cannot be read as a report."""
    path = Path(path)
    return _to_source(load(path), path.name, str(path))


def load(path: Path) -> bytes:
    """The bytes of the file at ``path``. Raises ``ReadError`` for no file, or one larger than any report."""
    try:
        return _load(path)
    except Refusal as refusal:
        raise _read_error(str(path), refusal.message) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _read_error(str(path), _why_not_opened(error)) from error


def read_bytes(data: bytes, name: str) -> Source:
    """Read ``data``, called ``name`` in the result. Raises ``ReadError``."""
    return _to_source(data, name, name)


def _load(path: Path) -> bytes:
    info = path.stat()
    if stat.S_ISDIR(info.st_mode):
        raise Refusal(messages.DIRECTORY)
    if not stat.S_ISREG(info.st_mode):  # opening a FIFO would wait for its writer
        raise Refusal(messages.NOT_A_FILE)
    if info.st_size > MAX_BYTES:
        raise Refusal(messages.too_big(MAX_BYTES // MEGABYTE))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)  # one more: the file may have grown since


def _why_not_opened(error: Exception) -> Message:
    if isinstance(error, FileNotFoundError):
        return messages.MISSING
    return messages.NO_PERMISSION if isinstance(error, PermissionError) else messages.BAD_PATH


def _to_source(data: bytes, name: str, shown: str) -> Source:
    try:
        kind = _checked_kind(data)
        text = _extract(kind, data)
    except Refusal as refusal:
        raise _read_error(shown, refusal.message) from refusal
    return Source(printable(name), MEDIA_TYPES[kind], hashlib.sha256(data).hexdigest(), text)


def _checked_kind(data: bytes) -> Format:
    if len(data) > MAX_BYTES:
        raise Refusal(messages.too_big(MAX_BYTES // MEGABYTE))
    return sniff(data)


def _extract(kind: Format, data: bytes) -> str:
    # Imported by name: a text file must not pay for the libraries of the other formats.
    text = closed_up(import_module(f"engine.reading.{kind}").extract(data))
    if len(text) > MAX_CHARS:
        raise Refusal(messages.too_long(MAX_CHARS))
    if not text.strip():
        raise Refusal(messages.NO_TEXT)
    return text


def _read_error(name: str, message: Message) -> ReadError:
    return ReadError(printable(name), message.reason, message.remedy)


def printable(name: str) -> str:
    """``name`` without what cannot be encoded: file names may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")
