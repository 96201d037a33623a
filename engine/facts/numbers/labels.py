"""The rows of a table with their numbers, and the names of these to their left or right."""

import re
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from engine.facts.numbers.rows import Row, is_name, is_told
from engine.model import Span

_YEAR = re.compile(r"20[0-9]{2}")


class Line(NamedTuple):
    """A row that tells numbers."""

    row: Row
    numbers: tuple[int, ...]  # the places of its cells that hold one
    labels: Mapping[int, tuple[Span, ...]]  # of each the names in the row, the nearest first
    inherited: tuple[Span, ...]  # names of several rows, from above

    @property
    def first(self) -> Span | None:
        """The name nearest to its first number."""
        return next(iter(self.labels[self.numbers[0]]), None)


def labelled(text: str, rows: Sequence[Row], width: int, units: Container[str]) -> list[Line]:
    """The rows that tell numbers, without those that only count the rows."""
    counting = {place for place in range(width) if _counts(text, rows, place)}
    years = {0} if _names_years(text, rows) else set()
    lines: list[Line] = []
    above: dict[int, Span] = {}
    for row in rows:
        cells = list(enumerate(row.cells))
        numbers = tuple(p for p, cell in cells if p not in counting | years and is_told(text, cell))
        names = [
            p for p, cell in cells if p in years or (is_name(text, cell) and not _is_unit(text, cell, units))
        ]
        first = min(names, default=width)
        inherited = tuple(above[p] for p in range(min(first, width) - 1, -1, -1) if p in above)
        if names and len(row.cells) == width:
            above = {p: span for p, span in above.items() if p < first}
            above |= {p: row.cells[p] for p in names if p < min(numbers, default=width)}
        if numbers:
            lines.append(Line(row, numbers, {p: _names(row, p, numbers, names) for p in numbers}, inherited))
    return lines


def _names(row: Row, place: int, numbers: Sequence[int], names: Sequence[int]) -> tuple[Span, ...]:
    """The names left of a number, past others of its kind, as far as the one before; else those right."""
    left = [p for p in names if p < place]
    if left:
        floor = max((n for n in numbers if n < left[-1]), default=-1)
        return tuple(row.cells[p] for p in reversed(left) if p > floor)
    ceiling = min((n for n in numbers if n > place), default=len(row.cells))
    return tuple(row.cells[p] for p in names if place < p < ceiling)


def _is_unit(text: str, cell: Span, units: Container[str]) -> bool:
    return text[cell.start : cell.end] in units


def _names_years(text: str, rows: Sequence[Row]) -> bool:
    """Whether each row begins with a year of its own: 2023 | 71 | 9."""
    first = [text[row.cells[0].start : row.cells[0].end] for row in rows if row.cells]
    return len(set(first)) == len(first) > 1 and all(_YEAR.fullmatch(one) for one in first)


def _counts(text: str, rows: Sequence[Row], place: int) -> bool:
    """Whether the numbers in this place count the rows: 1, 2, 3, each before a name."""
    told = [row.cells[place : place + 2] for row in rows if len(row.cells) > place + 1]
    found = [text[one.start : one.end] for one, other in told if is_told(text, one)]
    before_names = all(is_name(text, other) for one, other in told if is_told(text, one))
    return bool(found) and before_names and found == [str(number) for number in range(1, len(found) + 1)]
