"""Scorecards as one workbook: overview, findings, figures side by side, data checks and provenance."""

from collections.abc import Sequence

from engine.model import Scorecard
from fazhi.publish import messages, tables
from fazhi.publish.tables.overview import SCORES, SEVERAL
from fazhi.publish.workbook.book import Book, Sheet
from scorers.comparison import figure_rows

_MOST_BARS = 40  # reports that one chart can show


def scorecards(cards: Sequence[Scorecard], /) -> bytes:
    """The workbook, its reports in the order given."""
    book = Book()
    _overview(book, cards)
    _findings(book, cards)
    book.sheet(tables.figures(figure_rows(cards), cards), frozen=3, note=messages.DERIVED_NOTE)
    _checks(book, cards)
    book.sheet(tables.provenance(cards), frozen=1)
    return book.close()


def _overview(book: Book, cards: Sequence[Scorecard]) -> None:
    table = tables.overview(cards)
    sheet = book.sheet(table, frozen=SEVERAL, note=messages.RANK_NOTE)
    dimensions = len({d.id for card in cards for d in card.dimensions})
    book.scale(sheet, len(cards), SCORES, SCORES)
    if dimensions:
        book.scale(sheet, len(cards), SCORES + 2, SCORES + 1 + dimensions)
    if 1 < len(cards) <= _MOST_BARS:
        _chart(book, sheet, len(cards))


def _chart(book: Book, sheet: Sheet, count: int) -> None:
    names, values = (2, 1, count + 1, 1), (2, SCORES, count + 1, SCORES)
    chart = book.bars(sheet, messages.SCORE_HEAD, names, [((1, SCORES), values)])
    chart.set_size({"width": 720, "height": 120 + 28 * count})
    sheet.insert_chart(count + 3, 1, chart)


def _findings(book: Book, cards: Sequence[Scorecard]) -> None:
    table = tables.findings(cards)
    sheet = book.sheet(table, frozen=3)
    book.emphasise(sheet, len(table.rows), 2, messages.STATUSES["gap"])


def _checks(book: Book, cards: Sequence[Scorecard]) -> None:
    table = tables.checks(cards)
    sheet = book.sheet(table, frozen=4)
    book.emphasise(sheet, len(table.rows), 8, messages.RATE_VERDICTS["inconsistent"])
