"""One row a report: from what and by what its card was made."""

from collections.abc import Iterable, Sequence

from engine.model import Scorecard
from fazhi.cells import visible
from fazhi.publish import messages
from fazhi.publish.tables.table import Cell, Column, Table, first_cells, first_columns

_COLUMNS = (
    Column(messages.FILE_HEAD, 28),
    *first_columns(),
    Column(messages.DIGEST_HEAD, 68),
    Column(messages.CHARS_HEAD, 10),
    Column(messages.PREVIOUS_HEAD, 28),
    Column(messages.PREVIOUS_DIGEST_HEAD, 68),
    Column(messages.RULES_HEAD, 12),
    Column(messages.RULES_DIGEST_HEAD, 68),
    Column(messages.PROFILE_HEAD, 16),
    Column(messages.SCHEME_HEAD, 12),
    Column(messages.PROGRAM_HEAD, 10),
)


def provenance(cards: Iterable[Scorecard]) -> Table:
    """The reports in the order given."""
    return Table(messages.PROVENANCE, _COLUMNS, [_row(card) for card in cards])


def _row(card: Scorecard) -> Sequence[Cell]:
    return [
        visible(card.source.name),
        *first_cells(card),
        card.source.sha256,
        len(card.source.text),
        visible(card.previous.name) if card.previous else None,
        card.previous.sha256 if card.previous else None,
        card.rulebook_version,
        card.rulebook_digest,
        card.profile,
        card.scheme,
        card.engine_version,
    ]
