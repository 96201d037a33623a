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
from engine.facts.patterns import THIN_SPACE, any_of, one_of
from engine.facts.rates.rates import StatedRate
from engine.facts.text import leaves_brackets
from engine.facts.view import Sentence, View
from engine.model import Quote

BESIDE = 3  # numbers after a number that may tell its change
_NOUN = 20  # code points behind a number in which what it counts may be named
_KINDEST = ("consistent", "rounding", "cannot_tell", "inconsistent")


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
        told = _told_then(beside, level.quantity, view)
        known = _known_then(view, level, previous)
        then = told or known
        stated = [change for change in beside if _follows(change, level)]
        if then is None:
            yield from _both_ways(view, level, stated)
        else:
            yield from (_check(view, level, change, then) for change in stated)
            if (same := _said_the_same(view, level)) is not None:
                yield _check(view, level, same, then)
        if told is not None and known is not None:
            yield _same(level, told, known)


def _follows(change: Quantity, level: _Level) -> bool:
    return change.change not in (None, EARLIER) and change.start > level.quantity.start


def _both_ways(view: View, level: _Level, stated: Sequence[Quantity]) -> Iterator[Draft]:
    """A change told as an amount and in per cent, which imply last year's number: 5件,减少3件,下降37.5%."""
    now = level.quantity
    amounts = [one for one in stated if one.unit == now.unit and one.change != UNSAID and not one.qualifier]
    shares = [one for one in stated if one.percent and not now.percent]
    if amounts and shares and not now.qualifier:
        amount = -amounts[0].value if amounts[0].change == "fall" else amounts[0].value
        step = _printed_step(now) + _printed_step(amounts[0])
        if now.value > amount:
            yield _check(
                view,
                level,
                shares[0],
                _Then(now.value - amount, step, view.quote(amounts[0].start, amounts[0].end)),
            )


def _said_the_same(view: View, level: _Level) -> Quantity | None:
    """The words 与上年持平 behind a number as a change of about nothing: nobody says so to the last digit."""
    start = _behind(view, level.quantity)
    words = _row_of(_fillers(view)).match(view.text, start, level.sentence.end)
    same = (
        words
        and words.end() > start
        and any_of(view.lexicon.quantities.unchanged).match(view.text, words.end())
    )
    if not same:
        return None
    return Quantity(same.start(), same.end(), Decimal(0), 0, level.quantity.unit, "about", UNSAID)


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
            told = other.change and _joined(view, _behind(view, first), second.start)
            if step > 0 and near is level.quantity and leaves_brackets(view.text, first.end, second.start):
                break  # 351件(一审203件、二审148件),下降9.5% is of all
            if not inside or not (told or (step > 0 and _is_last_year(view, near, other))):
                break
            found.append(other)
            near = other
    return found


def _behind(view: View, number: Quantity) -> int:
    """Where a number ends, or what it counts if that is said right behind it: 63件行政复议案件."""
    nouns = view.found("matter", number.end, number.end + _NOUN)
    return max((noun.end for noun in nouns if noun.start == number.end), default=number.end)


def _told_then(beside: Sequence[Quantity], now: Quantity, view: View) -> _Then | None:
    """Last year's number where this report tells it (由85件上升到102件; 102件，上年85件)."""
    for other in beside:
        earlier = other.change == EARLIER or (not other.change and other.start > now.start)
        if earlier and other.unit == now.unit and not other.qualifier:
            return _Then(other.value, _printed_step(other), view.quote(other.start, other.end))
    return None


def _known_then(view: View, level: _Level, previous: Previous | None) -> _Then | None:
    """Last year's number where last year's report tells exactly one."""
    if previous is None:
        return None
    draft = level.draft
    found = previous.values.get(what_is_counted(draft.name, draft.attributes), ())
    numbers = {fact.attributes["percent" if draft.kind == "rate" else "value"] for fact in found}
    if len(numbers) != 1 or any(fact.attributes.get("qualifier") for fact in found):
        return None
    fact, printed = found[0], str(numbers.pop())
    if draft.kind == "rate":
        return _Then(Decimal(printed), Decimal(1).scaleb(-len(printed.partition(".")[2])), None, fact.at)
    return _Then(Decimal(printed), max(_scaled_step(view, one.at) for one in found), None, fact.at)


def _scaled_step(view: View, at: Quote | None) -> Decimal:
    """The last printed place of the count that is told there: 1000 of 1.2万条; 0 of 12000条."""
    scales = view.lexicon.quantities.scales
    printed = _scaled(tuple(scales)).search(at.quote) if at else None
    return Decimal(scales[printed[2]]).scaleb(-len(printed[1] or "")) if printed else Decimal(0)


class _Reading(NamedTuple):
    """One way to take a stated change: the amount, or the share of last year's number in per cent."""

    kind: str
    stated: Decimal
    computed: Decimal
    slack: Decimal


def _check(view: View, level: _Level, change: Quantity, then: _Then) -> Draft:
    """The stated change recomputed; that of a rate in per cent may be meant either way (下降15%)."""
    readings = _readings(level.quantity, then, change, times=view.lexicon.quantities.times)
    verdicts = [_verdict(change, one, exact=not level.quantity.qualifier) for one in readings]
    verdict, reading = min(zip(verdicts, readings, strict=True), key=lambda pair: _KINDEST.index(pair[0]))
    evidence = [quote for quote in (level.draft.at, then.at, view.quote(change.start, change.end)) if quote]
    return check(
        reading.kind,
        verdict,
        view.quote(level.quantity.start, change.end),
        evidence,
        (level.draft,),
        of="change",
        stated=float(reading.stated),
        computed=float(round(reading.computed, 3)),
        last_year=float(then.value),
        **_source(then),
    )


def _readings(now: Quantity, then: _Then, change: Quantity, *, times: str) -> list[_Reading]:
    """The ways to take the change, each with how far rounding may have moved the computed number."""
    stated = -change.value if change.change == "fall" else change.value
    difference, slack = now.value - then.value, (_printed_step(now) + then.step) / 2
    amount = _Reading("sum", stated, difference, slack)
    if not then.value or not (change.percent or change.unit == times):
        return [amount]
    moved = (_printed_step(now) + abs(now.value / then.value) * then.step) / 2
    scale = 1 if change.percent else 100
    share = _Reading("ratio", stated * scale, difference * 100 / then.value, moved * 100 / then.value)
    return [amount, share] if change.percent and now.percent else [share]


def _verdict(change: Quantity, reading: _Reading, *, exact: bool) -> str:
    unsaid = change.change == UNSAID
    apart = abs(reading.stated - (abs(reading.computed) if unsaid else reading.computed))
    step = _printed_step(change)
    if apart <= step / 2 + reading.slack:
        return "consistent"
    if change.qualifier or not exact or not (change.percent or reading.kind == "sum"):
        return "cannot_tell"  # 增加1.2倍 is also said of what is 1.2 times as much
    if apart < step + reading.slack and (change.percent or change.decimals):
        return "rounding"
    return "cannot_tell" if unsaid else "inconsistent"


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
    rest = _row_of(_fillers(view)).match(view.text, start, other.start)
    act = view.text[rest.end() if rest else start : other.start].strip()
    low = lead(view, view.sentence_at(now.start), now.start)
    return _joined(view, now.end, now.end + len(head)) and (not act or act in view.text[low : now.start])


def _joined(view: View, start: int, end: int) -> bool:
    """Whether between a number and its change stand only words of change and of last year."""
    return _row_of(_fillers(view)).fullmatch(view.text, start, end) is not None


def _fillers(view: View) -> tuple[str, ...]:
    known = view.lexicon.quantities
    ends = known.difference.ends
    return (*known.changes, *known.change_fillers, *known.earlier, *known.rises, *known.levels, *ends)


@cache
def _scaled(scales: tuple[str, ...]) -> re.Pattern[str]:
    """A number in digits with its decimals and its scale."""
    return re.compile(rf"[0-9](?:\.([0-9]+))?\s?({one_of(scales)})")


@cache
def _row_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any row of these words, figures and marks."""
    return re.compile(rf"(?:{one_of(words)}|[0-9 {THIN_SPACE},、()|])*+")


def _printed_step(quantity: Quantity) -> Decimal:
    """The last printed place: of a percentage its last decimal, of a scaled count its scale, else 0."""
    fine = quantity.percent or quantity.decimals
    return Decimal(1).scaleb(-quantity.decimals) if fine and not quantity.step else quantity.step
