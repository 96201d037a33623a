"""Tables that were flattened to rows of | cells: what their bare numbers count.

A number in a cell has its unit in its heading, beside it or in its row's name: | 应出庭(件) | 实出庭(件) |.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.facts.numbers.quantities import EARLIER, UNSAID, Quantity, decimal_of
from engine.facts.patterns import THIN_SPACE
from engine.model import Report, Span
from engine.rulebook.lexicon_facts import TablesLexicon

_YEAR = re.compile(r"(20[0-9]{2})年?度?\Z")
_CELL = re.compile(r"[^|\t\n]*[|\t]?")
_NUMBER = re.compile(rf"([0-9][0-9,{THIN_SPACE}]*)(\.[0-9]+)?(%?)")
_IN_BRACKETS = re.compile(r"[(:]\s*([^()|:\s]+)\)?\s*\Z")


class Cell(NamedTuple):
    """A number in a table, and the cells that name it: its heading and its row's name."""

    number: Span
    names: tuple[Span, ...]
    total: bool  # one of several rows of like numbers is named only where it is their total
    caption: Span  # the line before the table
    change: str | None = None  # as of quantities: the column is last year's, or tells changes


class _Row(NamedTuple):
    cells: tuple[Span, ...]  # without blanks around them
    numbers: tuple[int, ...]  # which of the cells are bare numbers


class TableReader:
    """Finds the bare numbers of tables; made once from the lexicon."""

    def __init__(self, words: TablesLexicon, units: Sequence[str], scales: Mapping[str, int]) -> None:
        self._words = words
        self._units = {unit: (1, unit) for unit in units}
        self._units.update({f"{name}{unit}": (by, unit) for name, by in scales.items() for unit in units})
        self._units["%"] = (1, "%")

    def read(self, report: Report) -> tuple[tuple[Quantity, ...], Mapping[int, Cell]]:
        """The numbers that have no unit of their own, and what names each number of a table by its place."""
        quantities: list[Quantity] = []
        cells: dict[int, Cell] = {}
        for table in _tables(report):
            heading, rows = _headed(table)
            caption = _line_before(report.clean, table[0].cells[0].start)
            for row in rows:
                found = [self._cell(report, heading, row, place, len(rows), caption) for place in row.numbers]
                cells.update((cell.number.start, cell) for cell, _ in found)
                quantities += [quantity for _, quantity in found if quantity]
        return tuple(quantities), cells

    def _cell(  # noqa: PLR0913, PLR0917 - what tells of a number in a table
        self, report: Report, heading: _Row | None, row: _Row, place: int, rows: int, caption: Span
    ) -> tuple[Cell, Quantity | None]:
        text, number = report.clean, row.cells[place]
        label = next((c for c in reversed(row.cells[:place]) if _is_name(text, c)), None)
        above = heading.cells[place] if heading and len(heading.cells) == len(row.cells) else None
        beside = row.cells[place + 1] if place + 1 < len(row.cells) else None
        scale, unit = self._unit(text, beside, above, label, caption)
        quantity = _quantity(text, number, scale, unit)
        change = self._change(text[above.start : above.end], report.identity.year) if above else None
        if above is not None and self._is_plain(text[above.start : above.end]):
            above = None
        is_total = label is not None and text.startswith(self._words.totals, label.start)
        names = tuple(span for span in (above, label) if span)
        return Cell(number, names, above is None or rows == 1 or is_total, caption, change), quantity

    def _change(self, heading: str, year: int | None) -> str | None:
        """Whether the column is of another year or tells changes."""
        bare = re.sub(r"\([^)]*\)|\s", "", heading)
        told = _YEAR.match(bare)
        if bare in self._words.earlier or (told and year and int(told[1]) != year):
            return EARLIER
        return UNSAID if bare in self._words.changes else None

    def _unit(self, text: str, beside: Span | None, *named: Span | None) -> tuple[int, str]:
        """The unit in the cell beside a number, else the one that ends what names it: (件), 件数, 单位:件."""
        if beside and (known := self._units.get(text[beside.start : beside.end])):
            return known
        for span in named:
            if span and (unit := self._words.headings.get(text[span.start : span.end])):
                return 1, unit
            told = _IN_BRACKETS.search(text[span.start : span.end]) if span else None
            if told and (known := self._units.get(told[1])):
                return known
        return 1, ""

    def _is_plain(self, heading: str) -> bool:
        """Whether a heading names nothing: 数量, 2024年."""
        bare = re.sub(r"[0-9\s]|\([^)]*\)", "", heading)
        return not bare or bare in self._words.plain


def in_their_columns(quantities: Sequence[Quantity], cells: Mapping[int, Cell]) -> list[Quantity]:
    """The quantities, those in columns of another year or of changes marked as such."""
    changed = {start: cell.change for start, cell in cells.items() if cell.change}
    return (
        [q._replace(change=changed.get(q.start, q.change)) for q in quantities] if changed else [*quantities]
    )


def _tables(report: Report) -> Iterator[list[_Row]]:
    """Runs of rows; a row that is broken over two lines is mended where its heading tells its length."""
    rows: list[_Row] = []
    for paragraph in report.paragraphs:
        for start, end in _lines(report.clean, paragraph):
            cells = _cells(report.clean, start, end)
            if len(cells) > 1 or (cells and rows):
                _append(report.clean, rows, cells)
            elif rows:
                yield rows
                rows = []
    if rows:
        yield rows


def _is_broken(rows: Sequence[_Row]) -> bool:
    """Whether the last row goes on in the next line."""
    return len(rows) > 1 and len(rows[-1].cells) < len(rows[0].cells)


def _append(text: str, rows: list[_Row], cells: tuple[Span, ...]) -> None:
    if _is_broken(rows) and len(rows[-1].cells) + len(cells) <= len(rows[0].cells):
        cells = (*rows.pop().cells, *cells)
    numbers = tuple(i for i, cell in enumerate(cells) if _is_number(text, cell))
    rows.append(_Row(cells, numbers if len(numbers) == len(cells) else tuple(i for i in numbers if i)))


def _line_before(text: str, place: int) -> Span:
    """The line before the one that holds ``place``."""
    end = max(text.rfind("\n", 0, place), 0)
    return Span(text.rfind("\n", 0, end) + 1, end)


def _lines(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    start = paragraph.start
    while start < paragraph.end:
        end = text.find("\n", start, paragraph.end)
        end = paragraph.end if end < 0 else end
        yield start, end
        start = end + 1


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The cells of a line, without an empty one at its end."""
    if "|" not in text[start:end] and "\t" not in text[start:end]:
        return ()
    found = []
    for match in _CELL.finditer(text, start, end):
        low, high = match.span()
        if high > low:
            high -= text[high - 1] in "|\t"
            while low < high and text[low].isspace():
                low += 1
            while high > low and text[high - 1].isspace():
                high -= 1
            found.append(Span(low, high))
    while found and found[-1].start == found[-1].end:
        found.pop()
    while found and found[0].start == found[0].end:
        found.pop(0)
    return tuple(found)


def _headed(rows: list[_Row]) -> tuple[_Row | None, list[_Row]]:
    """The row of headings, the last without numbers before the first with some, and the rows with numbers."""
    first = next((index for index, row in enumerate(rows) if row.numbers), len(rows))
    heading = rows[first - 1] if first else None
    return heading, [row for row in rows[first:] if row.numbers]


def _is_number(text: str, cell: Span) -> bool:
    return _NUMBER.fullmatch(text, cell.start, cell.end) is not None


def _is_name(text: str, cell: Span) -> bool:
    return cell.end > cell.start and not _is_number(text, cell)


def _quantity(text: str, at: Span, scale: int, unit: str) -> Quantity | None:
    match = _NUMBER.fullmatch(text, at.start, at.end)
    if match is None or match[3]:
        return None
    value = decimal_of(match[1] + (match[2] or ""))
    decimals = max(len(match[2] or "") - 1, 0)
    step = Decimal(scale).scaleb(-decimals) if scale > 1 else Decimal(0)
    return Quantity(at.start, at.end, value * scale, decimals, unit, step=step)
