"""The fonts that a pdf embeds, and the characters that they have."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn

_FULL_UNICODE = 12  # the format of the table that reaches all planes; every font here has one


def folder() -> Path:
    """Where the fonts lie: Noto Serif SC and Noto Sans SC, and nothing else."""
    return pylopdf_fonts_zh_cn.serif_path().parent


@cache
def characters() -> frozenset[str]:
    """What at least one of the fonts can show."""
    paths = (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())
    runs = [run for path in paths for run in _runs(path.read_bytes())]
    return frozenset(chr(code) for first, last in runs for code in range(first, last + 1))


def _runs(font: bytes) -> Iterator[tuple[int, int]]:
    """First and last code of each run of characters: the table cmap of the OpenType specification."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * index)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == _FULL_UNICODE:
            (groups,) = struct.unpack_from(">I", font, start + offset + 12)
            body = font[start + offset + 16 : start + offset + 16 + 12 * groups]
            yield from ((first, last) for first, last, _ in struct.iter_unpack(">III", body))
            return


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    records = struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count])
    offsets: dict[bytes, int] = {name: offset for name, _, offset, _ in records}
    return offsets[tag]
