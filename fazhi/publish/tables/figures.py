"""Rates and indicators side by side, one column a report."""

from collections.abc import Iterable, Sequence

from engine.model import Scorecard
from fazhi.cells import visible
from fazhi.publish import messages
from fazhi.publish.rates import title_of
from fazhi.publish.tables.table import Cell, Column, Table, labels, signed, told
from scorers.comparison import FigureRow


def figures(rows: Iterable[FigureRow], cards: Sequence[Scorecard], *, years: bool = False) -> Table:
    """A row for each figure that any card tells, and, between years, what became of it."""
    heads = [Column(name, 16) for name in labels(cards, years=years)]
    columns = [
        Column(messages.KIND_HEAD, 8),
        Column(messages.TITLE_HEAD, 36),
        Column(messages.UNIT_HEAD, 8),
        *heads,
        *([Column(messages.CHANGE_HEAD, 14)] if years else []),
    ]
    return Table(messages.FIGURES, columns, [_row(row, cards, years=years) for row in rows])


def _row(row: FigureRow, cards: Sequence[Scorecard], *, years: bool) -> Sequence[Cell]:
    fact, card = next((f, c) for f, c in zip(row.facts, cards, strict=True) if f)
    unit = "%" if row.figure.kind == "rate" else visible(str(row.figure.unit or ""))
    cells: list[Cell] = [messages.KINDS[row.figure.kind], title_of(fact, card), unit, *map(told, row.facts)]
    return [*cells, None if row.change is None else signed(row.change)] if years else cells
