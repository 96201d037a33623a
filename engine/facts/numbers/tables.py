"""Tables that were flattened to rows of | cells: what their numbers count.

A bare number has its unit beside it, in its heading, in its row's name or in the table's caption:
| 应出庭(件) | 实出庭(件) |.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.facts.numbers.labels import Line, labelled
from engine.facts.numbers.quantities import EARLIER, UNSAID, Quantity, decimal_of
from engine.facts.numbers.rows import NUMBER, Table, columns, is_name, placed, tables
from engine.model import Report, Span
from engine.rulebook.lexicon_facts import TablesLexicon

_YEAR = re.compile(r"(20[0-9]{2})年?度?\Z")
_REMARKS = re.compile(r"\([^)]*\)|\s")
_IN_BRACKETS = re.compile(r"[(:]\s*([^()|:/\s]+)(?:/[^()|:\s]+)?\)?\s*:?\s*\Z")


class Cell(NamedTuple):
    """A number in a table and the cells that name it."""

    number: Span
    heads: tuple[Span, ...]  # what stands above it and names something, the innermost first
    labels: tuple[Span, ...]  # the names of its row, the nearest first
    caption: tuple[Span, ...]
    rows: tuple[Span, ...]  # the names of all rows, those of totals excepted
    total: bool  # it is all that its heading tells: the only row, the row of totals, that of the year
    summed: bool  # it stands in a row of totals
    change: str | None = None  # as of quantities: the column is last year's, or tells changes
    target: bool = False  # it is what was aimed at
    remarks: tuple[Span, ...] = ()  # what is said behind the last number of its row


class _Column(NamedTuple):
    """What stands above a column."""

    above: tuple[Span, ...]
    names: tuple[Span, ...]  # those that name something
    change: str | None
    target: bool


class TableReader:
    """Finds the numbers of tables; made once from the lexicon."""

    def __init__(self, words: TablesLexicon, units: Sequence[str], scales: Mapping[str, int]) -> None:
        self._words = words
        self._units = {unit: (1, unit) for unit in units}
        self._units.update({f"{name}{unit}": (by, unit) for name, by in scales.items() for unit in units})
        self._units["%"] = (1, "%")

    def read(self, report: Report) -> tuple[tuple[Quantity, ...], Mapping[int, Cell]]:
        """The numbers that have no unit of their own, and what names each number of a table by its place."""
        quantities: list[Quantity] = []
        cells: dict[int, Cell] = {}
        for table in tables(report):
            for cell, quantity in self._table(report, table):
                cells[cell.number.start] = cell
                quantities += [quantity] if quantity else []
        return tuple(quantities), cells

    def _table(self, report: Report, table: Table) -> Iterator[tuple[Cell, Quantity | None]]:
        text, year = report.clean, report.identity.year
        width = max(len(row.cells) for row in (*table.heads, *table.rows))
        above = columns(text, table.heads, width)
        known = _distinct(text, [self._column(text, spans, year) for spans in above]) if above else []
        lines = labelled(text, placed(text, table.rows, width), width, self._units)
        totals = self._totals(text, lines)
        ours = totals or self._of_the_year(text, lines, year)
        rows = tuple(line.first for line in lines if line.first and line not in totals)
        for line in lines:
            agrees = len(line.row.cells) == width
            for place in line.numbers:
                column = known[place] if known and agrees else None
                cell = self._cell(report, table, line, place, column)
                yield (
                    cell._replace(
                        rows=rows,
                        total=cell.total or line in ours or len(lines) == 1,
                        summed=line in totals and column is not None,
                    ),
                    self._quantity(text, table, line, place, column),
                )

    def _column(self, text: str, above: tuple[Span, ...], year: int | None) -> _Column:
        told = [_REMARKS.sub("", text[span.start : span.end]) for span in above]
        changes = (change for name in told if (change := self._change(name, year)))
        names = tuple(span for span, name in zip(above, told, strict=True) if not self._is_plain(name))
        return _Column(above, names, next(changes, None), any(name in self._words.targets for name in told))

    def _cell(self, report: Report, table: Table, line: Line, place: int, column: _Column | None) -> Cell:
        """The cell, but for what the other rows say of it."""
        text, number = report.clean, line.row.cells[place]
        own = line.labels[place]
        told = [_REMARKS.sub("", text[span.start : span.end]) for span in own]
        changes = (change for name in told if (change := self._change(name, report.identity.year)))
        change = next(changes, None) or (column.change if column else None)
        match = NUMBER.match(text, number.start)
        if match and match["sign"]:
            change = change or UNSAID
        start = match.start("digits") if match else number.start
        heads = column.names if column else ()
        # in columns that are not known a name that several numbers share tells nothing of any
        shared = column is None and sum(names == own for names in line.labels.values()) > 1
        labels = () if shared else (*own, *line.inherited)
        target = column is not None and column.target
        at = Span(start, number.end)
        remarks = tuple(cell for cell in line.row.cells[max(line.numbers) + 1 :] if is_name(text, cell))
        return Cell(
            at,
            heads,
            labels,
            table.caption,
            (),
            not heads,
            summed=False,
            change=change,
            target=target,
            remarks=remarks,
        )

    def _totals(self, text: str, lines: Sequence[Line]) -> list[Line]:
        """The rows of totals, without the totals of parts unless there is only one of these."""
        totals = [line for line in lines if self._is_total(text, line.first, self._words.totals)]
        whole = [line for line in totals if not self._is_total(text, line.first, self._words.subtotals)]
        return whole or (totals if len(totals) == 1 else [])

    def _of_the_year(self, text: str, lines: Sequence[Line], year: int | None) -> list[Line]:
        named = [(line, _YEAR.match(text[line.first.start : line.first.end])) for line in lines if line.first]
        return [line for line, told in named if told and int(told[1]) == year]

    def _is_total(self, text: str, label: Span | None, words: tuple[str, ...]) -> bool:
        return label is not None and (
            text.startswith(words, label.start) or text.endswith(words, label.start, label.end)
        )

    def _change(self, name: str, year: int | None) -> str | None:
        """Whether what is called so is of another year or tells changes."""
        told = _YEAR.match(name)
        if name in self._words.earlier or (told and year and int(told[1]) != year):
            return EARLIER
        return UNSAID if name in self._words.changes else None

    def _is_plain(self, name: str) -> bool:
        """Whether a heading names nothing: 数量, 2024年."""
        bare = re.sub("[0-9]", "", name)
        return not bare or bare in self._words.plain

    def _quantity(
        self, text: str, table: Table, line: Line, place: int, column: _Column | None
    ) -> Quantity | None:
        """The number, None where it is one with a unit of its own."""
        cell = line.row.cells[place]
        match = NUMBER.fullmatch(text, cell.start, cell.end)
        if match is None or match["percent"]:
            return None
        scale, unit = self._unit(text, table, line, place, column)
        value = decimal_of(match["digits"] + (match["point"] or ""))
        decimals = max(len(match["point"] or "") - 1, 0)
        step = Decimal(scale).scaleb(-decimals) if scale > 1 else Decimal(0)
        return Quantity(match.start("digits"), cell.end, value * scale, decimals, unit, step=step)

    def _unit(
        self, text: str, table: Table, line: Line, place: int, column: _Column | None
    ) -> tuple[int, str]:
        """The unit in a cell beside a number, else the one in brackets in what names it."""
        cells = line.row.cells
        for span in (*cells[place + 1 : place + 2], *reversed(cells[:place])):
            if known := self._units.get(text[span.start : span.end]):
                return known
        above = column.above if column else ()
        for span in (*above, *line.labels[place], *line.inherited, *table.caption):
            told = _IN_BRACKETS.search(text, span.start, span.end)
            name = told[1] if told else self._words.headings.get(text[span.start : span.end], "")
            if known := self._units.get(name):
                return known
        return 1, ""


def _distinct(text: str, columns: Sequence[_Column]) -> list[_Column | None]:
    """The columns, none of those of one name: what told them apart is lost."""
    told = [tuple(text[span.start : span.end] for span in column.names) for column in columns]
    current = Counter(names for names, column in zip(told, columns, strict=True) if not column.change)
    return [
        None if names and current[names] > 1 else column for names, column in zip(told, columns, strict=True)
    ]


def in_their_columns(quantities: Sequence[Quantity], cells: Mapping[int, Cell]) -> list[Quantity]:
    """The quantities, those in columns of another year or of changes marked as such."""
    changed = {start: cell.change for start, cell in cells.items() if cell.change}
    return (
        [q._replace(change=changed.get(q.start, q.change)) for q in quantities] if changed else [*quantities]
    )
