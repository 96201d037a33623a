"""What scorecards say, as rows and columns: the same for CSV, workbooks and pages."""

from fazhi.publish.tables.checks import checks
from fazhi.publish.tables.facts import facts
from fazhi.publish.tables.figures import figures
from fazhi.publish.tables.findings import findings
from fazhi.publish.tables.overview import overview
from fazhi.publish.tables.provenance import provenance
from fazhi.publish.tables.table import Amount, Cell, Column, Table

__all__ = [
    "Amount",
    "Cell",
    "Column",
    "Table",
    "checks",
    "facts",
    "figures",
    "findings",
    "overview",
    "provenance",
]
