"""This year's numbers held against last year's: the change that the report states.

``inconsistent`` is said only of exact numbers of which last year's report, or this one, tells one value.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from engine.facts.arithmetic.parts import check, lead
from engine.facts.arithmetic.previous import Previous, what_is_counted
from engine.facts.counts.counts import Count
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import EARLIER, UNSAID, Quantity
from engine.facts.patterns import THIN_SPACE, one_of
from engine.facts.rates.rates import StatedRate
from engine.facts.view import Sentence, View
from engine.model import Quote

BESIDE = 2  # numbers after a number that may tell its change


class _Level(NamedTuple):
    """A number of this year: a count or a stated rate."""

    draft: Draft
    quantity: Quantity
    sentence: Sentence


class _Then(NamedTuple):
    """Last year's number: where this report tells it, or what last year's report tells."""

    value: Decimal
    step: Decimal  # its last printed place
    at: Quote | None  # in this report
    source: Quote | None = None  # in last year's


def changes(
    view: View, counts: Sequence[Count], rates: Sequence[StatedRate], previous: Previous | None
) -> Iterator[Draft]:
    """Every stated change (同比增长20%) and every repeated last year's number that can be recomputed."""
    levels = [_Level(c.draft, c.quantity, c.sentence) for c in counts]
    levels += [_Level(r.draft, r.quantity, r.sentence) for r in rates]
    levels += _unnamed(view)
    for level in {one.quantity.start: one for one in reversed(levels)}.values():
        beside = _beside(view, level)
        change = next(
            (q for q in beside if q.change not in (None, EARLIER) and q.start > level.quantity.start), None
        )
        told = _told_then(beside, level.quantity, view)
        known = _known_then(level, previous)
        if change is not None and (then := told or known):
            yield _check(view, level, change, then)
        if told is not None and known is not None:
            yield _same(level, told, known)


def _unnamed(view: View) -> list[_Level]:
    """The numbers that a number of last year and a change follow, whether or not they have a name."""
    found = []
    for now, then, change in zip(view.quantities, view.quantities[1:], view.quantities[2:], strict=False):
        if change.change and change.change != EARLIER and now.unit == then.unit and not now.change:
            at = view.quote(now.start, now.end)
            found.append(_Level(Draft("quantity", None, at), now, view.sentence_at(now.start)))
    return found


def _beside(view: View, level: _Level) -> Sequence[Quantity]:
    """The changes and last year's numbers told together with the number: the one before, those after."""
    place = bisect_left(view.quantity_starts, level.quantity.start)
    found = []
    before, after = (
        view.quantities[max(place - 1, 0) : place],
        view.quantities[place + 1 : place + 1 + BESIDE],
    )
    for step, others in ((-1, before), (1, after)):
        near = level.quantity
        for other in others:
            first, second = (near, other) if step > 0 else (other, near)
            inside = level.sentence.start <= other.start and other.end <= level.sentence.end
            told = other.change and _joined(view, first.end, second.start)
            if not inside or not (told or (step > 0 and _is_last_year(view, near, other))):
                break
            found.append(other)
            near = other
    return found


def _told_then(beside: Sequence[Quantity], now: Quantity, view: View) -> _Then | None:
    """Last year's number where this report tells it (由85件上升到102件; 102件，上年85件)."""
    for other in beside:
        earlier = other.change == EARLIER or (not other.change and other.start > now.start)
        if earlier and other.unit == now.unit and not other.qualifier:
            return _Then(other.value, _printed_step(other), view.quote(other.start, other.end))
    return None


def _known_then(level: _Level, previous: Previous | None) -> _Then | None:
    """Last year's number where last year's report tells exactly one."""
    if previous is None:
        return None
    draft = level.draft
    found = previous.values.get(what_is_counted(draft.name, draft.attributes), ())
    numbers = {fact.attributes["percent" if draft.kind == "rate" else "value"] for fact in found}
    if len(numbers) != 1 or any(fact.attributes.get("qualifier") for fact in found):
        return None
    fact, printed = found[0], str(numbers.pop())
    places = len(printed.partition(".")[2]) if draft.kind == "rate" else 0
    return _Then(Decimal(printed), Decimal(1).scaleb(-places), None, fact.at)


def _check(view: View, level: _Level, change: Quantity, then: _Then) -> Draft:
    now = level.quantity
    relative = change.percent and not now.percent
    computed, slack = _computed(now, then, relative=relative)
    evidence = [quote for quote in (level.draft.at, then.at, view.quote(change.start, change.end)) if quote]
    return check(
        "ratio" if relative else "sum",
        _verdict(change, computed, slack, exact=not now.qualifier),
        view.quote(now.start, change.end),
        evidence,
        (level.draft,),
        of="change",
        stated=float(-change.value if change.change == "fall" else change.value),
        computed=float(round(computed, 3)),
        last_year=float(then.value),
        **_source(then),
    )


def _computed(now: Quantity, then: _Then, *, relative: bool) -> tuple[Decimal, Decimal]:
    """The change from last year's number to this year's, and by how much rounding may have moved it."""
    difference = now.value - then.value
    slack = (_printed_step(now) + then.step) / 2 if now.percent else now.step / 2
    if not relative or not then.value:
        return difference, slack
    return difference * 100 / then.value, slack * 100 / then.value


def _verdict(change: Quantity, computed: Decimal, slack: Decimal, *, exact: bool) -> str:
    stated = -change.value if change.change == "fall" else change.value
    if change.change == UNSAID:
        computed = abs(computed)
    apart, step = abs(stated - computed), _printed_step(change)
    if apart <= step / 2 + slack:
        return "consistent"
    if change.qualifier or not exact:
        return "cannot_tell"
    if apart < step + slack and (change.percent or change.decimals):
        return "rounding"
    return "cannot_tell" if change.change == UNSAID else "inconsistent"


def _same(level: _Level, told: _Then, known: _Then) -> Draft:
    """Last year's number as this report tells it against that of last year's report."""
    equal = abs(told.value - known.value) <= (told.step + known.step) / 2
    quotes = [quote for quote in (told.at, level.draft.at) if quote]
    return check(
        "sum",
        "consistent" if equal else "inconsistent",
        quotes[0],
        quotes,
        (level.draft,),
        of="change",
        stated=float(told.value),
        computed=float(known.value),
        last_year=float(known.value),
        **_source(known),
    )


def _source(then: _Then) -> dict[str, Any]:
    """Last year's words and where they stand in last year's report."""
    return {"last_quote": then.source.quote, "last_start": then.source.start} if then.source else {}


def _is_last_year(view: View, now: Quantity, other: Quantity) -> bool:
    """Whether the number behind another is that of the year before by its date: 213件,2017年受理182件."""
    year = view.report.identity.year
    between = view.text[now.end : other.start]
    head, dated, act = between.partition(str(year - 1)) if year else ("", "", "")
    if not dated or other.change or other.unit != now.unit or now.change:
        return False
    start = other.start - len(act)
    rest = _any_of(_fillers(view)).match(view.text, start, other.start)
    act = view.text[rest.end() if rest else start : other.start].strip()
    low = lead(view, view.sentence_at(now.start), now.start)
    return _joined(view, now.end, now.end + len(head)) and (not act or act in view.text[low : now.start])


def _joined(view: View, start: int, end: int) -> bool:
    """Whether between a number and its change stand only words of change and of last year."""
    return _any_of(_fillers(view)).fullmatch(view.text, start, end) is not None


def _fillers(view: View) -> tuple[str, ...]:
    known = view.lexicon.quantities
    return (*known.changes, *known.change_fillers, *known.earlier, *known.rises, *known.levels)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any row of these words, figures and marks."""
    return re.compile(rf"(?:{one_of(words)}|[0-9 {THIN_SPACE},、()])*+")


def _printed_step(quantity: Quantity) -> Decimal:
    """The last printed place: of a percentage its last decimal, of a scaled count its scale, else 0."""
    fine = quantity.percent or quantity.decimals
    return Decimal(1).scaleb(-quantity.decimals) if fine and not quantity.step else quantity.step
