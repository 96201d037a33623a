"""The comparison for the terminal: scores, rates, and the rules on which the reports differ."""

from collections.abc import Iterable

from rich import box
from rich.console import JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table as Shown
from rich.text import Text

from fazhi.publish import messages
from fazhi.publish.style import Style
from fazhi.publish.tables import Cell, Table, figures
from fazhi.publish.tables.comparison import differences, remarks, scores, title
from fazhi.publish.tables.table import told_in_words
from fazhi.publish.terminal import drawn
from scorers import Comparison

_COLOURS = {
    messages.STATUSES["gap"]: "red",
    messages.STATUSES["partial"]: "yellow",
    messages.STATUSES["needs_review"]: "cyan",
    messages.STATUSES["met"]: "green",
    messages.TURNS["better"]: "green",
    messages.TURNS["worse"]: "red",
}


def comparison(compared: Comparison, style: Style, /) -> str:
    """The comparison as terminal text."""
    return drawn(lambda _console: _blocks(compared), style)


def _blocks(compared: Comparison) -> Iterable[RenderableType]:
    yield Text(title(compared), style="bold")
    for remark in remarks(compared):
        yield Text(remark, style="yellow")
    yield from _table(scores(compared))
    rates = [row for row in compared.figures if row.figure.kind == "rate"]
    yield from _table(figures(rates, compared.cards, years=compared.kind == "years"), 1, messages.RATE)
    yield from _table(differences(compared))


def _table(table: Table, first: int = 0, name: str = "") -> Iterable[RenderableType]:
    """The columns from ``first`` on, and without the last where it only names the rule."""
    if not table.rows:
        return
    last = len(table.columns) - (table.columns[-1].title == messages.RULE)
    counted = table.counted
    shown = Shown(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, header_style="dim")
    for place, column in enumerate(table.columns[first:last], first):
        side: JustifyMethod = "right" if place in counted else "left"
        shown.add_column(Text(column.title), justify=side, overflow="fold")
    for row in table.rows:
        shown.add_row(*(_cell(cell) for cell in row[first:last]))
    head = (
        f"{name or table.title}（{len(table.rows)}）" if first or last < len(table.columns) else table.title
    )
    yield Padding(Text(head, style="bold"), (1, 0, 0, 0))
    yield shown


def _cell(cell: Cell) -> Text:
    said = told_in_words(cell)
    return Text(said, style=_COLOURS.get(said, ""))
