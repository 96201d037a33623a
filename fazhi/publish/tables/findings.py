"""One row a finding."""

from collections.abc import Iterable, Sequence

from engine.model import Finding, Quote, Scorecard
from fazhi.cells import visible
from fazhi.publish import messages, plain
from fazhi.publish.tables.table import Cell, Column, Table, first_cells, first_columns
from scorers.ledger import displayed

_COLUMNS = (
    *first_columns(),
    Column(messages.STATUS_HEAD, 11),
    Column(messages.SEVERITY_HEAD, 7),
    Column(messages.DIMENSION, 12),
    Column(messages.TITLE_HEAD, 32),
    Column(messages.MESSAGE_HEAD, 44),
    Column(messages.ADVICE, 44),
    Column(messages.BASIS, 36),
    Column(messages.QUOTE, 48),
    Column(messages.PLACE_HEAD, 24),
    Column(messages.NEAR, 36),
    Column(messages.SEARCHED, 24),
    Column(messages.MOST_HEAD, 8),
    Column(messages.SCORE_HEAD, 8),
    Column(messages.WAIVER_REASON, 24),
    Column(messages.WAIVER_UNTIL, 12),
    Column(messages.WAIVER_VERDICT, 11),
    Column(messages.RULE, 34),
    Column(messages.REQUIREMENT, 34),
    Column(messages.FILE_HEAD, 24),
)


def findings(cards: Iterable[Scorecard]) -> Table:
    """Every finding of every card: its gaps first, and the most severe of them on top."""
    rows = [
        _row(card, finding)
        for card in cards
        for status in messages.STATUSES
        for finding in plain.by_status(card.findings, status)
    ]
    return Table(messages.FINDINGS, _COLUMNS, rows)


def _row(card: Scorecard, finding: Finding) -> Sequence[Cell]:
    points, waiver = card.points.get(finding.rule), finding.waiver
    dimensions = {d.id: d.title for d in card.dimensions}
    return [
        *first_cells(card),
        messages.STATUSES[finding.status],
        messages.SEVERITIES[finding.severity],
        visible(dimensions.get(finding.dimension, finding.dimension)),
        visible(finding.title),
        visible(finding.message),
        visible(finding.advice),
        messages.AND.join(map(plain.basis, finding.basis)),
        _quotes(finding.evidence),
        messages.AND.join(map(plain.place, finding.evidence)),
        _quotes(finding.near_misses),
        visible(messages.ENUMERATION.join(finding.searched)),
        displayed(points.most) if points else None,
        displayed(points.got) if points else None,
        visible(waiver.reason) if waiver else None,
        waiver.until if waiver else None,
        messages.STATUSES[waiver.verdict] if waiver else None,
        finding.rule,
        finding.requirement,
        visible(card.source.name),
    ]


def _quotes(quotes: Iterable[Quote]) -> str:
    return messages.AND.join(messages.QUOTED.format(title=visible(quote.quote)) for quote in quotes)
