"""The comparison as a workbook: scores with a chart, rules that differ, figures, provenance."""

from fazhi.publish import messages, tables
from fazhi.publish.style import Style
from fazhi.publish.tables.comparison import differences, remarks, scores, title
from fazhi.publish.workbook.book import Book
from scorers import Comparison

_MOST_SERIES = 6  # reports that one chart can tell apart


def comparison(compared: Comparison, _style: Style, /) -> bytes:
    """The workbook; its columns are in the order of the comparison."""
    book, cards = Book(), compared.cards
    _scores(book, compared)
    book.sheet(differences(compared), frozen=1)
    years = compared.kind == "years"
    book.sheet(tables.figures(compared.figures, cards, years=years), frozen=3, note=messages.DERIVED_NOTE)
    book.sheet(tables.provenance(cards), frozen=1)
    return book.close()


def _scores(book: Book, compared: Comparison) -> None:
    table, count = scores(compared), len(compared.cards)
    note = messages.AND.join([title(compared), *remarks(compared)])
    sheet = book.sheet(table, frozen=1, note=note)
    dimensions = len(compared.dimensions)
    first = 2 + len(table.rows) - dimensions  # row of the first dimension
    book.scale(sheet, len(table.rows), 1, count)
    if not dimensions or count > _MOST_SERIES:
        return
    last = first + dimensions - 1
    series = [((1, place), (first, place, last, place)) for place in range(1, count + 1)]
    chart = book.bars(sheet, messages.DIMENSIONS, (first, 0, last, 0), series)
    chart.set_size({"width": 760, "height": 140 + dimensions * (16 + 18 * count)})
    sheet.insert_chart(len(table.rows) + 3, 0, chart)
