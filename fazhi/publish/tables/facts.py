"""One row a fact that was read."""

from collections.abc import Sequence

from engine.model import Fact, Report
from fazhi.cells import visible
from fazhi.publish import messages
from fazhi.publish.fact_line import said
from fazhi.publish.names import Names
from fazhi.publish.rates import number_of
from fazhi.publish.tables.table import Cell, Column, Table

_COLUMNS = (
    Column(messages.FACT_HEAD, 8),
    Column(messages.KIND_HEAD, 10),
    Column(messages.ID_HEAD, 30),
    Column(messages.CONTENT_HEAD, 48),
    Column(messages.VALUE_HEAD, 10),
    Column(messages.UNIT_HEAD, 8),
    Column(messages.PERCENT_HEAD, 10),
    Column(messages.NUMERATOR, 10),
    Column(messages.DENOMINATOR, 10),
    Column(messages.PART_HEAD, 18),
    Column(messages.START_HEAD, 8),
    Column(messages.END_HEAD, 8),
    Column(messages.QUOTE, 48),
)


def facts(report: Report, found: Sequence[Fact], names: Names) -> Table:
    """Every fact in the order in which it was read, that on the report itself left out."""
    rows = [_row(fact, names) for fact in found if fact.kind != "report"]
    return Table(visible(report.source.name), _COLUMNS, rows)


def _row(fact: Fact, names: Names) -> Sequence[Cell]:
    place, unit = fact.at, fact.attributes.get("unit")
    part = place.section if place else None
    return [
        fact.id,
        messages.KINDS.get(fact.kind, fact.kind),
        fact.name,
        visible(said(fact, names)),
        number_of(fact, "value"),
        visible(str(unit)) if unit else None,
        number_of(fact, "percent"),
        number_of(fact, "numerator"),
        number_of(fact, "denominator"),
        messages.SECTIONS.get(part, part) if part else None,
        place.start if place else None,
        place.end if place else None,
        visible(place.quote) if place else None,
    ]
