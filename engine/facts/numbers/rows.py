"""Tables that were flattened to rows of | cells: their captions, their headings and their rows.

A cell of several columns or rows stands in the first of them and is empty in the others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from engine.facts.patterns import THIN_SPACE
from engine.facts.text import trimmed
from engine.model import Report, Span

NUMBER = re.compile(
    rf"(?P<sign>[-+−－])?(?P<digits>[0-9][0-9,{THIN_SPACE}]*)(?P<point>\.[0-9]+)?(?P<percent>%?)"
)
_FIGURE = re.compile(rf"[0-9][0-9,{THIN_SPACE}]*(?:\.[0-9]+)?\s?[^\s0-9,;()]{{1,4}}")  # 58件
_YEAR = re.compile(r"20[0-9]{2}(年)?度?")
_RULE = re.compile(r"[-:—–\s]*")  # a cell of the line under a heading, or one with nothing in it
_CELL = re.compile(r"[^|\t\n]*[|\t]?")
_BORDERS = " |"
_LONGEST_CAPTION = 60
_CAPTION_LINES = 2
_STOP = "。"


class Row(NamedTuple):
    """The cells of a row, without blanks around them; an empty one has no length."""

    cells: tuple[Span, ...]


class Table(NamedTuple):
    """What a table is called, the rows of its headings, outermost first, and those below them."""

    caption: tuple[Span, ...]  # the lines above it, the nearest first
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]


class _Line(NamedTuple):
    start: int
    end: int
    cells: tuple[Span, ...]  # none where it is no row


_END = _Line(0, 0, ())


def tables(report: Report) -> Iterator[Table]:
    """The tables of a report, in order; a line across one parts it, and its headings hold on below."""
    text = report.clean
    if "|" not in text:
        return
    above: list[Span] = []
    rows: list[Row] = []
    last: Table | None = None  # nothing but captions stands below it
    for line in (*_lines(report), _END):
        if line.cells:
            _append(text, rows, line.cells)
            continue
        if rows:
            last = _table(text, above, rows, last)
            yield last
            rows, above = [], []
        caption = _caption(text, line)
        above = [caption, *above][:_CAPTION_LINES] if caption else []
        last = last if above else None


def is_empty(text: str, cell: Span) -> bool:
    """Whether the cell tells nothing: it is blank, or a dash."""
    return _RULE.fullmatch(text, cell.start, cell.end) is not None


def is_number(text: str, cell: Span) -> bool:
    """Whether there is only a number without a unit in the cell, or a percentage."""
    return NUMBER.fullmatch(text, cell.start, cell.end) is not None


def is_told(text: str, cell: Span) -> bool:
    """Whether there is only a number in the cell, with or without a unit."""
    year = _YEAR.fullmatch(text, cell.start, cell.end)
    if year and year[1]:
        return False
    return is_number(text, cell) or _FIGURE.fullmatch(text, cell.start, cell.end) is not None


def is_name(text: str, cell: Span) -> bool:
    """Whether there are words in the cell."""
    return not is_told(text, cell) and not is_empty(text, cell)


def _caption(text: str, line: _Line) -> Span | None:
    """The line as what a table is called, or a whole paragraph that ends with a colon."""
    if text[line.start : line.end].rstrip().endswith(":"):
        return Span(line.start, line.end)
    is_short = line.end - line.start <= _LONGEST_CAPTION and text.find(_STOP, line.start, line.end) < 0
    return Span(line.start, line.end) if is_short else None


def _lines(report: Report) -> Iterator[_Line]:
    text = report.clean
    for paragraph in report.paragraphs:
        start = paragraph.start
        while start < paragraph.end:
            end = text.find("\n", start, paragraph.end)
            end = paragraph.end if end < 0 else end
            yield _Line(start, end, _cells(text, start, end))
            start = end + 1


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The cells of a line, with empty ones at its ends that no paragraph holds; none where it is no row."""
    if text.find("|", start, end) < 0 and text.find("\t", start, end) < 0:
        return ()
    while start and text[start - 1] in _BORDERS:
        start -= 1
    while end < len(text) and text[end] in _BORDERS:
        end += 1
    found = []
    for match in _CELL.finditer(text, start, end):
        low, high = match.span()
        closed = high > low and text[high - 1] in "|\t"
        if high > low or (start < low and text[low - 1] in "|\t"):
            found.append(trimmed(text, low, high - closed))
    return tuple(found)


def _append(text: str, rows: list[Row], cells: tuple[Span, ...]) -> None:
    """Take in a row; one that is broken over two lines is mended where its heading tells its length."""
    if all(is_empty(text, cell) for cell in cells):
        return
    if len(rows) > 1:
        begun = rows[-1].cells[: -1 if rows[-1].cells[-1].start == rows[-1].cells[-1].end else None]
        if len(rows[-1].cells) < len(rows[0].cells) >= len(begun) + len(cells):
            rows.pop()
            cells = (*begun, *cells)
    rows.append(Row(cells))


def _table(text: str, caption: Sequence[Span], rows: Sequence[Row], before: Table | None) -> Table:
    rows = _without_borders(rows)
    first = next((index for index, row in enumerate(rows) if _tells(text, row)), len(rows))
    if first == 0 and before and before.heads and len(before.heads[-1].cells) == len(rows[0].cells):
        return Table((*caption, *before.caption), before.heads, tuple(rows))
    return Table(tuple(caption), _heads(text, rows[:first]), tuple(rows[first:]))


def _without_borders(rows: Sequence[Row]) -> list[Row]:
    """The rows without the columns to the left and right that are empty in all of them."""
    kept = [row.cells for row in rows]
    while all(cells[0].start == cells[0].end for cells in kept):
        kept = [cells[1:] for cells in kept]
    width = max(max(place for place, cell in enumerate(cells) if cell.start < cell.end) for cells in kept) + 1
    return [Row(cells[:width]) for cells in kept]


def _tells(text: str, row: Row) -> bool:
    """Whether there are numbers in the row, not only years as in the heading of a comparison."""
    return any(is_told(text, cell) and not _YEAR.fullmatch(text, cell.start, cell.end) for cell in row.cells)


def _heads(text: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The row right above the numbers, and those above it that it is one heading with."""
    heads = list(rows[-1:])
    for row in reversed(rows[:-1]):
        if not (_is_merged(text, row) or _is_merged(text, heads[0])):
            break
        heads.insert(0, row)
    return tuple(heads)


def _is_merged(text: str, row: Row) -> bool:
    told = [text[cell.start : cell.end] for cell in row.cells]
    return "" in told or any(one == other for one, other in pairwise(told))


def columns(text: str, heads: Sequence[Row], width: int) -> list[tuple[Span, ...]] | None:
    """What stands above each column, the innermost first; None where the headings do not agree with the rows.

    An empty cell belongs to the one to its left where both have the same above, else to the one above.
    """
    if not heads or any(len(head.cells) != width for head in heads):
        return None
    above: list[tuple[Span, ...]] = [()] * width
    for head in heads:
        own: list[tuple[Span, ...]] = []
        for place, cell in enumerate(head.cells):
            if cell.start < cell.end:
                own.append((cell, *(span for span in above[place] if not _same(text, span, cell))))
            elif place and above[place] == above[place - 1]:
                own.append(own[-1])
            else:
                own.append(above[place])
        above = own
    return above


def _same(text: str, one: Span, other: Span) -> bool:
    return text[one.start : one.end] == text[other.start : other.end]


def placed(text: str, rows: Iterable[Row], width: int) -> list[Row]:
    """The rows with as many cells as their table has columns, as far as it shows which cells are wanting."""
    rows = list(rows)
    numbers = {
        place
        for row in rows
        if len(row.cells) == width
        for place, cell in enumerate(row.cells)
        if is_told(text, cell)
    }
    return [_placed(text, row, width, numbers) for row in rows]


def _placed(text: str, row: Row, width: int, numbers: set[int]) -> Row:
    wanting = width - len(row.cells)
    if wanting <= 0:
        return row
    end = row.cells[-1].end
    blanks = (Span(end, end),) * wanting
    fitting = [
        cells
        for cells in ((*row.cells, *blanks), (*blanks, *row.cells))
        if all(
            (place in numbers) == is_told(text, cell)
            for place, cell in enumerate(cells)
            if cell.start < cell.end
        )
    ]
    return Row(fitting[0]) if len(fitting) == 1 else row
