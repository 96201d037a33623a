"""From a file's bytes to a ``Source``. The format is told by content, never by the file name."""

from engine.reading.door import load, printable, read, read_bytes
from engine.reading.errors import ReadError

__all__ = ["ReadError", "load", "printable", "read", "read_bytes"]
