"""Rates that are not stated and follow from counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from engine.facts.counts.counts import Count, before
from engine.facts.counts.whose import one_side
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, as_number, sum_of
from engine.facts.rates.bases import Placed, nearest, placed
from engine.facts.rates.calibers import adjoining
from engine.facts.rates.rates import StatedRate
from engine.facts.rates.wholly import wholly
from engine.facts.text import has_any
from engine.facts.view import View
from engine.rulebook.lexicon_facts import Rate

DERIVED_PLACES = Decimal("0.01")
LISTING = "、"


def derived(
    view: View, counts: Sequence[Count], zeros: Sequence[Draft], stated: Sequence[StatedRate]
) -> Iterator[Draft]:
    """Each rate that is not stated where its counts stand in one paragraph, or its act is said of all.

    ``zeros`` are the counts of none that are told in words.
    """
    known = {rate.rate.id for rate in stated}
    places = placed(counts)
    named: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        if count.draft.name == count.indicator.id:  # a part of them makes no rate of all
            named[count.indicator.id].append(count)
    rates = [rate for rate in view.lexicon.rates.rates if rate.id not in known]
    for rate in rates:
        base = _pair(view, rate, named, places)
        if base is not None:
            parts = adjoining(counts, base[0], view) if rate.adds_up else (base[0],)
            known.add(rate.id)
            yield _derived(rate, parts, base[1:])
    for said in wholly(view, rates, counts):
        if said.rate.id not in known:
            known.add(said.rate.id)
            yield _derived(said.rate, said.counts, said.counts)
    for zero in zeros:
        for rate in rates:
            whole = _of_which_none(view, rate, zero, counts) if rate.id not in known else None
            if whole is not None:
                known.add(rate.id)
                yield _rate(rate, Decimal(0), whole.quantity.value, (zero, whole.draft))


def _of_which_none(view: View, rate: Rate, zero: Draft, counts: Sequence[Count]) -> Count | None:
    """The count of its sentence of which there was none: 审结16件,无一败诉."""
    if zero.name not in rate.numerator or zero.at is None:
        return None
    if view.said_at(zero.at).startswith(view.lexicon.rates.slogans):
        return None
    sentence = view.sentence_at(zero.at.start)
    own = [c for c in counts if c.sentence is sentence and c.quantity.end <= zero.at.start]
    wholes = [c for name in rate.denominator for c in own if c.indicator.id == name and c.quantity.value > 0]
    return wholes[0] if wholes else None


def _pair(
    view: View, rate: Rate, named: Mapping[str, Sequence[Count]], places: Placed
) -> tuple[Count, ...] | None:
    """A numerator and its denominator (or two: 新收 and 结转) of one paragraph, nearest to one another."""
    if not any(name in named for name in rate.numerator):
        return None
    best: tuple[int, int, int, tuple[Count, ...]] | None = None
    denominators = [count for name in rate.denominator for count in named.get(name, ())]
    for denominator in sorted(denominators, key=lambda count: count.quantity.start):
        passage = denominator.sentence.passage
        for numerator in nearest(places, rate.numerator, passage, denominator.quantity):
            place = rate.denominator.index(denominator.indicator.id)
            if any((name, passage) in places for name in rate.denominator[:place]):
                continue  # what was finished is more than what came in: some of it was carried over
            whole = _whole(rate, numerator, _listed(view, denominator, named), places)
            if numerator is denominator or not whole or not one_side(view, numerator, denominator):
                continue
            if has_any(before(view, numerator), rate.lone) or _is_the_rest(rate, numerator, named):
                continue
            if not _of_one_scope(numerator, denominator) or _is_part_of_another(view, numerator, denominator):
                continue
            rank = rate.numerator.index(numerator.indicator.id)
            apart = abs(numerator.quantity.start - denominator.quantity.start)
            if best is None or (place, rank, apart) < best[:3]:
                best = (place, rank, apart, (numerator, *whole))
    return best[3] if best else None


def _is_the_rest(rate: Rate, part: Count, named: Mapping[str, Sequence[Count]]) -> bool:
    """Whether its sentence tells the better ones apart from it: 优秀58卷、合格149卷."""
    beside = (count for name in rate.not_beside for count in named.get(name, ()))
    return any(count.sentence is part.sentence for count in beside)


def _of_one_scope(part: Count, whole: Count) -> bool:
    """Whether both are of one scope, as far as both tell: 全县应诉142件,我局败诉1件 makes no rate."""
    told, other = (count.draft.attributes for count in (part, whole))
    alike = told["scope"] == other["scope"] or told["whole"] == other["whole"]
    return alike or None in {told["scope"], other["scope"]}


def _is_part_of_another(view: View, part: Count, whole: Count) -> bool:
    """Whether the part is told as that of a number before it, and the whole only later or beside it.

    收到64件,其中受理58件、不予受理4件、撤回2件;审结55件: those withdrawn are in neither.
    """
    start = part.draft.at.start if part.draft.at else part.quantity.start
    words = view.found("whole", part.sentence.start, start)
    before = view.counted(part.sentence.start, words[-1].start) if words else ()
    if not before or whole.quantity.start > part.quantity.start:
        return bool(before)
    return whole.quantity.start > words[-1].end and _makes_up(view, before[-1], words[-1].end, part)


def _makes_up(view: View, whole: Quantity, start: int, last: Count) -> bool:
    """Whether the numbers from ``start`` on, up to the last or beyond, are together the whole."""
    total = Decimal(0)
    for quantity in view.counted(start, last.sentence.end):
        total += quantity.value
        if total >= whole.value:
            return total == whole.value and quantity.start >= last.quantity.start
    return False


def _listed(view: View, denominator: Count, named: Mapping[str, Sequence[Count]]) -> tuple[Count, ...]:
    """The denominator with the counts that 、 joins to it: 评查处罚案卷180卷、许可案卷120卷."""
    listed: list[Count] = []
    for count in sorted(named[denominator.indicator.id], key=lambda count: count.quantity.start):
        joined = listed and view.text.startswith(LISTING, listed[-1].quantity.end)
        alike = listed and count.draft.attributes["scope"] == listed[-1].draft.attributes["scope"]
        if not (joined and alike and count.sentence is listed[-1].sentence):
            if denominator in listed:
                break
            listed = []
        listed.append(count)
    return tuple(listed)


def _whole(rate: Rate, numerator: Count, listed: Sequence[Count], places: Placed) -> tuple[Count, ...]:
    """The denominator, with what was carried over, unless that is less than the numerator."""
    denominator = listed[0]
    carried = nearest(places, rate.carried, denominator.sentence.passage, denominator.quantity)[:1]
    whole = (*listed, *carried)
    return whole if 0 < sum_of(c.quantity for c in whole) >= numerator.quantity.value else ()


def _derived(rate: Rate, parts: Sequence[Count], whole: Sequence[Count]) -> Draft:
    total, base = sum_of(c.quantity for c in parts), sum_of(c.quantity for c in whole)
    if total > base:
        parts = parts[:1]
        total = sum_of(c.quantity for c in parts)
    drafts = tuple(dict.fromkeys((*(part.draft for part in parts), *(count.draft for count in whole))))
    return _rate(rate, total, base, drafts)


def _rate(rate: Rate, total: Decimal, base: Decimal, drafts: tuple[Draft, ...]) -> Draft:
    """The rate of ``total`` of ``base``, which the drafts tell."""
    places = tuple(draft.at for draft in drafts if draft.at)
    return Draft(
        "rate",
        rate.id,
        places[0],
        {
            "percent": float((total * 100 / base).quantize(DERIVED_PLACES)),
            "basis": "derived",
            "numerator": as_number(total),
            "denominator": as_number(base),
            "title": rate.title,
        },
        places,
        drafts,
    )
