"""One row a report: place, score, grade, dimensions, and how many findings of each kind."""

from collections.abc import Sequence

from engine.model import Scorecard
from fazhi.cells import visible
from fazhi.publish import messages, plain
from fazhi.publish.tables.table import Cell, Column, Table, counted, first_cells, first_columns
from scorers import ranks

SCORES = 4  # the column of the score; those of the dimensions are from here + 2 on
SEVERAL = 3  # columns that say which report a row is of

_OTHERS = tuple(status for status in messages.STATUSES if status != "gap")


def overview(cards: Sequence[Scorecard]) -> Table:
    """The reports in the order given."""
    titles = {d.id: d.title for card in cards for d in card.dimensions}
    columns = [
        Column(messages.RANK_HEAD, 8),
        *first_columns(),
        Column(messages.IDENTITY["level"], 13),
        Column(messages.SCORE_HEAD, 8),
        Column(messages.GRADE_HEAD, 10),
        *(Column(visible(title), 11) for title in titles.values()),
        Column(messages.STATUSES["gap"], 9),
        Column(messages.MUST_GAPS, 11),
        *(Column(messages.STATUSES[status], 11) for status in _OTHERS),
        Column(messages.REMARKS, 40),
        Column(messages.FILE_HEAD, 28),
    ]
    rows = [_row(card, rank, list(titles)) for card, rank in zip(cards, ranks(cards), strict=True)]
    return Table(messages.OVERVIEW, columns, rows)


def _row(card: Scorecard, rank: int | None, dimensions: Sequence[str]) -> Sequence[Cell]:
    scores = {d.id: d.score for d in card.dimensions}
    level = card.identity.level
    return [
        rank,
        *first_cells(card),
        messages.LEVELS.get(level, level) if level else None,
        card.score,
        visible(card.grade) if card.grade else None,
        *(scores.get(key) for key in dimensions),
        counted(card, lambda f: f.status == "gap"),
        counted(card, lambda f: f.status == "gap" and f.severity == "must"),
        *(counted(card, lambda f, s=status: f.status == s) for status in _OTHERS),
        messages.AND.join(_remarks(card)),
        visible(card.source.name),
    ]


def _remarks(card: Scorecard) -> list[str]:
    if not card.identity.is_report:
        return [plain.not_a_report(card)]
    return [plain.capped(cap) for cap in card.caps]
