"""The scorecard for the terminal: score and dimensions, then what is missing, then what is there."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from engine.model import DimensionScore, Finding, Points, Quote, Scorecard, Status
from fazhi.cells import cells, pad, visible
from fazhi.publish import messages, plain
from fazhi.publish.style import Style
from fazhi.publish.terminal import drawn

_COLOURS = {
    "gap": "red",
    "partial": "yellow",
    "needs_review": "cyan",
    "met": "green",
    "waived": "magenta",
    "must": "bold red",
    "should": "yellow",
    "may": "blue",
}
_MARKS: dict[Status, str] = {"gap": "✗", "partial": "◐", "needs_review": "?", "met": "✓", "waived": "○"}
_DETAILED: tuple[Status, ...] = ("gap", "partial", "needs_review", "waived")  # with all that stands behind
_COUNTED: tuple[Status, ...] = ("gap", "partial", "needs_review", "met", "not_applicable")
_BAR = 24  # cells of a full dimension bar
_INDENT = 2  # cells before what belongs to a finding
_GUTTER = 3  # cells between two columns
_QUOTE = 120  # characters of a quote that the terminal shows
_QUOTES = 3  # quotes of one finding that the terminal shows


def scorecard(card: Scorecard, style: Style, /) -> str:
    """The scorecard as terminal text. Text of the report is escaped and never read as markup."""
    return drawn(partial(_blocks, card), style)


def _blocks(card: Scorecard, console: Console) -> Iterable[RenderableType]:
    yield _head(card)
    if not card.identity.is_report:
        yield Padding(Text(plain.not_a_report(card) + plain.FULL_STOP, style="yellow"), (1, 1, 0, 1))
    else:
        yield _score(card)
        for cap in card.caps:
            yield Padding(Text(plain.capped(cap), style="red"), (0, 1))
        yield _dimensions(card.dimensions)
        points = card.points
        for status in _DETAILED:
            yield from _details(card, status, points, console)
        yield from _met(card, console.width)
    yield Padding(Rule(style="dim"), (1, 0, 0, 0))
    for line in (plain.left_out(card), *plain.provenance(card), messages.PLACES_NOTE):
        if line:
            yield Text(line, style="dim")


def _head(card: Scorecard) -> RenderableType:
    title = Text(plain.heading(card), style="bold")
    said = Text()
    for label, value in plain.identity_line(card):
        said.append(f"{label} ", style="dim").append(f"{value}　")
    said.rstrip()
    return Panel(Group(title, said), box=box.ROUNDED, border_style="dim", title=messages.CARD_TITLE)


def _score(card: Scorecard) -> RenderableType:
    if card.score is None:
        return Padding(Text(messages.NOTHING_SCORED, style="yellow"), (1, 1))
    colour = _band(card.score)
    line = Text().append(messages.SCORE.format(score=plain.tenth(card.score)), style=f"bold {colour}")
    line.append(f"　{visible(card.grade or '')}", style=f"bold {colour}")
    for status in ("gap", "partial", "needs_review", "met"):
        count = len(plain.by_status(card.findings, status))
        line.append(f"　{messages.STATUSES[status]} {count}", style=_COLOURS[status])
    return Padding(line, (1, 1))


def _band(score: float) -> str:
    return "green" if score >= 80 else "yellow" if score >= 60 else "red"


def _dimensions(dimensions: Iterable[DimensionScore]) -> RenderableType:
    table = Table(box=None, pad_edge=True, padding=(0, 1), header_style="dim", show_edge=False)
    table.add_column(messages.DIMENSION)
    table.add_column("")
    table.add_column(messages.SCORE_HEAD, justify="right")
    for head in (messages.WEIGHT_HEAD, *(messages.STATUSES[s] for s in _COUNTED)):
        table.add_column(head, justify="right")
    for d in dimensions:
        shown = plain.tenth(d.score) if d.score is not None else "—"
        counts = (str(getattr(d, status) or "·") for status in _COUNTED)
        table.add_row(visible(d.title), _bar(d.score), shown, plain.number(d.weight), *counts)
    return table


def _bar(score: float | None) -> Text:
    filled = round((score or 0.0) * _BAR / 100)
    bar = Text().append("━" * filled, style=_band(score or 0.0))
    return bar.append("─" * (_BAR - filled), style="dim")


def _details(
    card: Scorecard, status: Status, points: Mapping[str, Points], console: Console
) -> Iterable[RenderableType]:
    findings = plain.by_status(card.findings, status)
    if not findings:
        return
    yield _heading(status, len(findings))
    for finding in findings:
        yield _detail(finding, points.get(finding.rule), console)


def _heading(status: Status, count: int) -> RenderableType:
    title = Text(f"{messages.STATUSES[status]}（{count}）", style=f"bold {_COLOURS[status]}")
    return Padding(Rule(title, align="left", style="dim"), (1, 0, 0, 0))


def _detail(finding: Finding, points: Points | None, console: Console) -> RenderableType:
    head = Text().append(f"{_MARKS[finding.status]} ", style=_COLOURS[finding.status])
    head.append(f"{messages.SEVERITIES[finding.severity]} ", style=_COLOURS[finding.severity])
    head.append(visible(finding.title), style="bold")
    if points:
        head.append(f"　{plain.lost(points)}", style="dim")
    message = Text(visible(finding.message)).wrap(console, console.width - _INDENT, overflow="fold")
    lines = [Text(" " * _INDENT).append_text(line) for line in message]
    return Group(Text(), head, *lines, *_labelled(list(_rows(finding)), console))


def _labelled(rows: Sequence[tuple[str, Text]], console: Console) -> Iterable[Text]:
    """Each row as its label and, beside it, its lines. A table for each finding takes ten times as long."""
    width = max(cells(label) for label, _ in rows)
    for label, said in rows:
        head = pad(label, width)
        for line in said.wrap(console, console.width - _INDENT - width - 1, overflow="fold"):
            yield Text(" " * _INDENT).append(head, style="dim").append(" ").append_text(line)
            head = " " * width


def _rows(finding: Finding) -> Iterable[tuple[str, Text]]:
    for label, said in plain.waiver_rows(finding):
        yield label, Text(said)
    for quote in finding.evidence[:_QUOTES]:
        yield messages.QUOTE, _quoted(quote)
    if len(finding.evidence) > _QUOTES:
        yield "", Text(messages.MORE.format(count=len(finding.evidence) - _QUOTES), style="dim")
    for quote in finding.near_misses[:_QUOTES]:
        yield messages.NEAR, _quoted(quote)
    if finding.searched:
        yield messages.SEARCHED, Text(visible("、".join(finding.searched)))
    if finding.basis:
        yield messages.BASIS, Text("；".join(map(plain.basis, finding.basis)))
    if finding.advice:
        yield messages.ADVICE, Text(visible(finding.advice))
    yield messages.RULE, Text(finding.rule, style="dim")


def _quoted(quote: Quote) -> Text:
    said = Text(f"「{visible(plain.clipped(quote.quote, _QUOTE))}」")
    return said.append(f" {plain.place(quote)}", style="dim")


def _met(card: Scorecard, width: int) -> Iterable[RenderableType]:
    findings = plain.by_status(card.findings, "met")
    if findings:
        yield _heading("met", len(findings))
        yield Text()
        yield from _columns([visible(finding.title) for finding in findings], width)


def _columns(titles: Sequence[str], width: int) -> Iterable[Text]:
    """The titles with their marks in as many columns as fit, read downwards.

    rich's own Columns measures and renders a table for every try, half the time of the whole card.
    """
    cell = max(map(cells, titles)) + _GUTTER
    count = max(1, (width + _GUTTER) // (cell + 2))
    rows = -(-len(titles) // count)
    for row in range(rows):
        line = Text()
        for title in titles[row::rows]:
            line.append("✓ ", style="green").append(pad(title, cell))
        yield line
