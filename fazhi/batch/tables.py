"""Answers as tables for people: Chinese headings and words, columns measured in terminal cells."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from fazhi.batch import messages
from fazhi.cells import cells, pad, visible
from fazhi.publish.markdown import escaped
from fazhi.publish.messages import DOCUMENT_KINDS, LEVELS, SECTIONS, SEVERITIES

Rows = Iterable[Mapping[str, Any]]

_WORDS: Mapping[str, Mapping[str, str]] = {
    "level": LEVELS,
    "severity": {str(key): word for key, word in SEVERITIES.items()},
    "section": SECTIONS,
    "outcome": messages.WHAT,
    "kind": DOCUMENT_KINDS,
}
_TENTHS = frozenset({"score", "mean"})  # as on a scorecard
_GAP = "  "
_WIDEST = 60  # cells of a column in a terminal
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def heading(column: str) -> str:
    """What a person calls the column."""
    return messages.COLUMNS.get(column, column)


def shown(column: str, value: Any) -> str:
    """The value of a column as a person reads it."""
    if value is None:
        return messages.NOTHING
    if isinstance(value, list):
        return messages.ENUMERATION.join(shown(column, one) for one in value)
    if isinstance(value, float):
        return f"{value:.1f}" if column in _TENTHS else f"{value:.10g}"
    return _WORDS.get(column, {}).get(value, str(value)) if isinstance(value, str) else str(value)


def text(columns: Sequence[str], rows: Rows, *, colour: bool = False) -> str:
    """The rows under their headings, numbers to the right."""
    rows = list(rows)
    lines = [[visible(shown(column, row[column])) for column in columns] for row in rows]
    right = {
        column: any(isinstance(row[column], int | float) for row in rows) and column not in _WORDS
        for column in columns
    }
    heads = [heading(column) for column in columns]
    widths = [min(_WIDEST, max(map(cells, column))) for column in zip(heads, *lines, strict=True)]
    if not widths:
        return ""

    def line(values: Sequence[str]) -> str:
        told = zip(columns, values, widths, strict=True)
        return _GAP.join(_aligned(value, width, right=right[name]) for name, value, width in told).rstrip()

    head = line(heads)
    return "\n".join([f"{_BOLD}{head}{_PLAIN}" if colour else head, *map(line, lines)]) + "\n"


def markdown(columns: Sequence[str], rows: Rows) -> str:
    """The rows as a table in Markdown."""
    lines = [list(map(heading, columns)), ["---"] * len(columns)]
    lines += [[escaped(shown(column, row[column])) for column in columns] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def first(rows: Sequence[Mapping[str, Any]], count: int) -> tuple[list[Mapping[str, Any]], int]:
    """The first rows, and how many are left."""
    return list(islice(rows, count)), max(0, len(rows) - count)


def _aligned(value: str, width: int, *, right: bool) -> str:
    return pad("", width - cells(value)) + value if right else pad(value, width)
