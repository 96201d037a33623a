"""Tables as CSV that spreadsheets open as they are: with a byte order mark and without formulas."""

import csv
from collections.abc import Sequence
from io import StringIO

from engine.model import Scorecard
from fazhi.publish import plain, tables
from fazhi.publish.tables import Cell, Table

_MARK = "\ufeff"  # tells spreadsheets that this is UTF-8
_FORMULA = tuple("=+-@＝＋－＠")  # a text that begins so would be computed when the file is opened


def scorecards(cards: Sequence[Scorecard], /) -> str:
    """One row a finding."""
    return table(tables.findings(cards))


def table(given: Table) -> str:
    """The table with its heads, in the form of RFC 4180."""
    output = StringIO()
    writer = csv.writer(output)
    writer.writerow([column.title for column in given.columns])
    writer.writerows([_harmless(cell) for cell in row] for row in given.rows)
    return _MARK + output.getvalue()


def _harmless(cell: Cell) -> str | None:
    """A text that would be a formula gets an apostrophe before it, as a user would type it."""
    if isinstance(cell, int | float):
        return plain.number(cell)
    text = None if cell is None else str(cell)
    return f"'{text}" if text and text.startswith(_FORMULA) else text
