"""Scorecards side by side as tables, one column a report."""

from collections.abc import Sequence

from engine.model import Status
from fazhi.cells import visible
from fazhi.publish import messages
from fazhi.publish.tables.table import Cell, Column, Table, labels, signed
from scorers import Comparison


def names(comparison: Comparison) -> list[str]:
    """How the columns are called: by their year, or by their unit."""
    return labels(comparison.cards, years=comparison.kind == "years")


def scores(comparison: Comparison) -> Table:
    """Place, score and grade, then a row each dimension, with who leads or what became of it."""
    cards, years = comparison.cards, comparison.kind == "years"
    columns = [Column(messages.DIMENSION, 16), *_heads(comparison)]
    if years or comparison.alike:
        columns.append(Column(messages.CHANGE_HEAD if years else messages.LEADER_HEAD, 24))
    total = [card.score for card in cards]
    rows: list[list[Cell]] = [
        [messages.TOTAL, *total, _last(comparison, total, comparison.leaders)],
        [messages.GRADE_HEAD, *(visible(card.grade) if card.grade else None for card in cards), None],
    ]
    if any(comparison.ranks):
        rows.append([messages.RANK_HEAD, *comparison.ranks, None])
    rows += [
        [visible(row.title), *row.scores, _last(comparison, row.scores, row.leaders)]
        for row in comparison.dimensions
    ]
    return Table(messages.SCORES, columns, [row[: len(columns)] for row in rows])


def differences(comparison: Comparison) -> Table:
    """The rules on which the reports differ, and between years whether it became better or worse."""
    years = comparison.kind == "years"
    columns = [
        Column(messages.TITLE_HEAD, 36),
        Column(messages.SEVERITY_HEAD, 8),
        Column(messages.DIMENSION, 12),
        *_heads(comparison),
        *([Column(messages.TURN_HEAD, 10)] if years else []),
        Column(messages.RULE, 36),
    ]
    titles = {row.id: row.title for row in comparison.dimensions}
    rows = [
        [
            visible(row.finding.title),
            messages.SEVERITIES[row.finding.severity],
            visible(titles.get(row.finding.dimension, row.finding.dimension)),
            *map(_status, row.statuses),
            *([messages.TURNS[row.turn] if row.turn else None] if years else []),
            row.rule,
        ]
        for row in comparison.rules
    ]
    return Table(messages.DIFFERENCES, columns, rows)


def remarks(comparison: Comparison) -> list[str]:
    """What a reader must know before comparing."""
    unscored = [
        name
        for name, card in zip(names(comparison), comparison.cards, strict=True)
        if not card.identity.is_report
    ]
    told = [] if comparison.alike else [messages.NOT_ALIKE]
    if any(comparison.ranks) and not all(comparison.ranks):
        told.append(messages.RANK_NOTE)
    return told + [messages.UNSCORED.format(name=name) for name in unscored]


def title(comparison: Comparison) -> str:
    """What is compared: 「3 个单位对比」 or the years of one unit."""
    if comparison.kind == "units":
        return messages.UNITS_COMPARED.format(count=len(comparison.cards))
    said = comparison.cards[-1].identity
    years = [card.identity.year for card in comparison.cards]
    return visible(
        messages.YEARS_COMPARED.format(unit=said.unit or said.region, first=years[0], last=years[-1])
    )


def _heads(comparison: Comparison) -> list[Column]:
    return [Column(name, 16) for name in names(comparison)]


def _status(status: Status | None) -> Cell:
    return messages.STATUSES[status] if status else None


def _last(comparison: Comparison, scores: Sequence[float | None], leaders: Sequence[int]) -> Cell:
    if comparison.kind == "units":
        called = names(comparison)
        return messages.ENUMERATION.join(called[place] for place in leaders)
    first, last = scores[0], scores[-1]
    return signed(round(last - first, 1)) if first is not None and last is not None else None
