"""What a number in a table counts: told by the heading of its column, the name of its row or the caption."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.facts.counts.acts import said
from engine.facts.counts.counts import Spot
from engine.facts.counts.matters import carried_matters
from engine.facts.counts.scopes import heads_whole
from engine.facts.numbers.tables import Cell
from engine.facts.phrases import Hit
from engine.facts.text import has_any
from engine.facts.view import View
from engine.model import Span
from engine.rulebook.lexicon_facts import Indicator

MANY = 100  # rows of a table, of which it is no longer asked what matters they name


class Named(NamedTuple):
    """An indicator and the act that names it."""

    indicator: Indicator
    act: Hit


def tabled(view: View, spot: Spot, cell: Cell) -> Named | None:
    """The indicator of a number in a table; None where it cannot be told, or is one part of it.

    The matter is looked for in the names of the number first, then in the caption, then in what is above.
    Where a caption tells of several, it is that of the last row above which names one.
    """
    own = matters(view, (*cell.heads, *cell.labels))
    nearest, above = matters(view, cell.caption[:1]), matters(view, cell.caption)
    carried = carried_matters(view, spot.sentence, cell.number.start)
    for told in (own, own | nearest, own | above, own | above | carried):
        for span in naming(view, cell):
            found = list(_acts(view, spot, span, told))
            if found:
                above_it = _matters_of_rows(view, cell)
                found = [one for one in found if one.indicator.matter in above_it] or found
                named = min(found, key=lambda one: one.indicator.id)
                told_apart = len({one.indicator.matter for one in found}) == 1
                return named if told_apart and not _is_part(view, cell, span, named.indicator) else None
    return None


def naming(view: View, cell: Cell) -> Iterator[Span]:
    """The cells that may tell what the number is, the surest first.

    A heading tells it of the one row that is all, or of a row with a matter of its own; the name of a row
    where the heading names nothing but the report's own area, or the matter only.
    """
    if cell.target:
        return
    head = tuple(span for span in cell.heads if not heads_whole(view, span))[:1]
    label = cell.labels[:1]
    if head and (cell.total or _has_own_matter(view, cell)):
        yield from head
    if not head or matters(view, head):
        yield from label
    if cell.summed and not head:
        yield from cell.caption[:1]


def matters(view: View, spans: Iterable[Span]) -> frozenset[str]:
    """The matters that are named in these cells."""
    return frozenset(hit.name for span in spans for hit in view.found("matter", span.start, span.end))


def _matters_of_rows(view: View, cell: Cell) -> frozenset[str]:
    """The matters that its own row names, or else the last of the rows above."""
    above = [row for row in cell.rows[:MANY] if row.start <= cell.number.start]
    return next((told for row in reversed(above) if (told := matters(view, (row,)))), frozenset())


def _has_own_matter(view: View, cell: Cell) -> bool:
    own = matters(view, cell.labels[:1])
    if not own or len(cell.rows) > MANY:
        return False
    return not own & matters(view, (row for row in cell.rows if row not in cell.labels))


def _acts(view: View, spot: Spot, span: Span, told: frozenset[str]) -> Iterator[Named]:
    """The longest acts in a cell that count in the unit of the number, of the matters that are told.

    Where a table tells no unit, that is any.
    """
    changed = view.found("unless", span.start, span.end)
    not_meant = {hit.name for hit in changed if not view.held(hit, "act", span.start, span.end)}
    acts = [
        Named(view.indicators[act.name], act)
        for act in view.found("act", span.start, span.end)
        if spot.quantity.unit in ("", *view.indicators[act.name].units)
        and view.indicators[act.name].matter in {None, *told}
        and act.name not in not_meant
    ]
    sizes = [(act.end - act.start, said(act), act.start) for _, act in acts]
    return (one for one, size in zip(acts, sizes, strict=True) if size == max(sizes))


def _is_part(view: View, cell: Cell, span: Span, indicator: Indicator) -> bool:
    """Whether other cells say that the number is only a part: of an instance, or of several matters."""
    instances = view.lexicon.indicators.instances
    told = (view.text[one.start : one.end] for one in (*cell.heads, *cell.labels) if one != span)
    if any(has_any(name, instances) for name in told):
        return True
    return cell.summed and (len(cell.rows) > MANY or not matters(view, cell.rows) <= {indicator.matter})
