"""Rates: stated with a percentage, derived from counts, or claimed without a number."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.facts.draft import Draft
from engine.facts.indicators import PLAN, Count, plain
from engine.facts.listed import joined, list_after
from engine.facts.matters import carried_matters
from engine.facts.phrases import Hit
from engine.facts.quantities import Quantity
from engine.facts.view import Sentence, View
from engine.rulebook.lexicon_facts import Rate

DERIVED_PLACES = Decimal("0.01")
FAR = 200  # code points before a name in which its sentence tells the matter
BESIDE = 6  # counts of a name on each side of a percentage that may be its base

Interval = tuple[Decimal, Decimal]
Placed = Mapping[tuple[str, int], Sequence[Count]]  # by name and paragraph


@dataclass(frozen=True, slots=True)
class StatedRate:
    """A rate with its percentage and the two counts of its paragraph that it is made of."""

    draft: Draft
    rate: Rate
    quantity: Quantity
    sentence: Sentence
    base: tuple[Count, Count] | None


class RateReader:
    """Reads the rates of a report; made once from the lexicon."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        self._rates = {rate.id: rate for rate in rates}

    def stated(self, view: View, counts: Sequence[Count]) -> tuple[StatedRate, ...]:
        """Every percentage that the text calls by the name of a known rate."""
        found = []
        placed = _placed(counts)
        for sentence in view.sentences:
            if sentence.section == PLAN:
                continue
            quantities = [q for q in view.counted(sentence.start, sentence.end) if not q.change]
            percents = [q for q in quantities if q.percent]
            for index, quantity in enumerate(percents):
                place = bisect_left(quantities, quantity.start, key=lambda q: q.start)
                floor = quantities[place - 1].end if place else sentence.start
                names = self._names(view, sentence, percents, index, floor)
                found += [self._state(view, sentence, quantity, hit, placed) for hit in names]
        return tuple(found)

    def derived(self, counts: Sequence[Count], stated: Sequence[StatedRate]) -> tuple[Draft, ...]:
        """Rates that are not stated where both of their counts stand in one paragraph."""
        known = {rate.rate.id for rate in stated}
        placed = _placed(counts)
        drafts = []
        for rate in self._rates.values():
            if rate.id in known:
                continue
            base = _pair(rate, counts, placed)
            if base is not None:
                drafts.append(_derived(rate, *base))
        return tuple(drafts)

    def vague(self, view: View, stated: Sequence[StatedRate]) -> tuple[Draft, ...]:
        """Rates that are claimed to be good without a number."""
        taken = {(rate.sentence.start, rate.rate.id) for rate in stated}
        drafts = {}
        for sentence in view.sentences:
            for hit in self._resolved(view, sentence, view.found("rate", sentence.start, sentence.end)):
                low, high = view.clause(hit.start, hit.end, sentence)
                if view.counted(low, high) or (sentence.start, hit.name) in taken:
                    continue
                if view.found("vague", low, high):
                    key = (hit.name, low)
                    drafts[key] = Draft(
                        "rate",
                        hit.name,
                        view.quote(low, high),
                        {"basis": "vague", "title": self._rates[hit.name].title},
                    )
        return tuple(drafts.values())

    def _names(
        self, view: View, sentence: Sentence, percents: Sequence[Quantity], index: int, floor: int
    ) -> list[Hit]:
        """The rates that the percentage belongs to."""
        quantity = percents[index]
        low, _ = view.clause(quantity.start, quantity.start, sentence)
        hits = self._resolved(view, sentence, view.found("rate", max(floor, low), quantity.start))
        if hits:
            listed = list_after(view, percents, quantity.start)
            if len(listed) > 1 and len(hits) == len(listed):  # A率、B率分别为 …、…
                return [hits[0]]
            return hits
        return self._from_list(view, sentence, percents, index)

    def _from_list(
        self, view: View, sentence: Sentence, percents: Sequence[Quantity], index: int
    ) -> list[Hit]:
        """For a later percentage of a list: the name in the same place of the list of names."""
        first = index
        while first > 0 and joined(view, percents[first - 1], percents[first]):
            first -= 1
        if first == index:
            return []
        opening = percents[first].start
        low, _ = view.clause(opening, opening, sentence)
        hits = self._resolved(view, sentence, view.found("rate", low, opening))
        place = index - first
        return [hits[place]] if len(hits) > place else []

    def _resolved(self, view: View, sentence: Sentence, hits: Sequence[Hit]) -> list[Hit]:
        """Longest names only, and of names that several rates share the one whose matter is meant."""
        places: dict[tuple[int, int], list[Hit]] = {}
        widest = (0, 0)
        for hit in hits:  # what a hit lies in has come before it
            if hit.end > widest[1]:
                widest = (hit.start, hit.end)
            if (hit.start, hit.end) == widest:
                places.setdefault(widest, []).append(hit)
        return [chosen for same in places.values() if (chosen := self._meant(view, sentence, same))]

    def _meant(self, view: View, sentence: Sentence, same: Sequence[Hit]) -> Hit | None:
        low, high = view.clause(same[0].start, same[0].end, sentence)
        for matters in (
            {hit.name for hit in view.found("matter", low, high)},
            {
                hit.name
                for hit in view.found("matter", max(sentence.start, same[0].start - FAR), same[0].start)
            },
            carried_matters(view, sentence, same[0].start),
        ):
            for hit in same:
                if self._rates[hit.name].matter in matters and self._rates[hit.name].matter:
                    return hit
        return next((hit for hit in same if self._rates[hit.name].matter is None), None)

    def _state(
        self, view: View, sentence: Sentence, quantity: Quantity, hit: Hit, placed: Placed
    ) -> StatedRate:
        rate = self._rates[hit.name]
        numerators = _nearest(placed, rate.numerator, sentence.paragraph, quantity)
        denominators = _nearest(placed, rate.denominator, sentence.paragraph, quantity)
        base = _base(quantity, numerators, denominators)
        attributes = {
            "percent": float(quantity.value) if quantity.decimals else int(quantity.value),
            "basis": "stated",
            "qualifier": quantity.qualifier,
            "numerator": plain(base[0].quantity) if base else None,
            "denominator": plain(base[1].quantity) if base else None,
            "title": rate.title,
        }
        at = view.quote(min(hit.start, quantity.start), max(hit.end, quantity.end))
        evidence = (at, *(c.draft.at for c in base if c.draft.at)) if base else ()
        parts = (base[0].draft, base[1].draft) if base else ()
        draft = Draft("rate", rate.id, at, attributes, evidence, parts)
        return StatedRate(draft, rate, quantity, sentence, base)


def agrees(percent: Quantity, numerator: Interval, denominator: Interval) -> bool:
    """Whether ``numerator / denominator``, from least to greatest, can round to the printed percentage."""
    if denominator[0] <= 0:
        return False
    slack = Decimal(5).scaleb(-percent.decimals - 1)
    least, greatest = numerator[0] * 100 / denominator[1], numerator[1] * 100 / denominator[0]
    return least - slack <= percent.value <= greatest + slack


def _placed(counts: Sequence[Count]) -> Placed:
    """The counts by name and paragraph, in order of place."""
    placed: dict[tuple[str, int], list[Count]] = defaultdict(list)
    for count in counts:
        placed[count.indicator.id, count.sentence.paragraph].append(count)
    return placed


def _nearest(placed: Placed, names: Sequence[str], paragraph: int, quantity: Quantity) -> tuple[Count, ...]:
    """Counts of a paragraph with these names: in the order of names, for each the nearest before it first."""
    found: list[Count] = []
    for name in names:
        same = placed.get((name, paragraph), ())
        index = bisect_left(same, quantity.start, key=lambda count: count.quantity.start)
        found += [*reversed(same[max(0, index - BESIDE) : index]), *same[index : index + BESIDE]]
    return tuple(found)


def _base(
    quantity: Quantity, numerators: Sequence[Count], denominators: Sequence[Count]
) -> tuple[Count, Count] | None:
    """The pair that recomputes; else the first pair where only one is possible."""
    pairs = [(n, d) for d in denominators for n in numerators if n is not d]
    for numerator, denominator in pairs:
        if agrees(quantity, numerator.quantity.interval, denominator.quantity.interval):
            return numerator, denominator
    possible = [(n, d) for n, d in pairs if n.quantity.value <= d.quantity.value]
    return possible[0] if len(possible) == 1 else None


def _pair(rate: Rate, counts: Sequence[Count], placed: Placed) -> tuple[Count, Count] | None:
    """A numerator and a denominator of one paragraph, nearest to one another, numerator not larger."""
    best: tuple[int, int, int, Count, Count] | None = None
    for denominator in (c for c in counts if c.indicator.id in rate.denominator):
        for numerator in _nearest(
            placed, rate.numerator, denominator.sentence.paragraph, denominator.quantity
        ):
            if not 0 < denominator.quantity.value >= numerator.quantity.value:
                continue
            place = rate.denominator.index(denominator.indicator.id)
            rank = rate.numerator.index(numerator.indicator.id)
            apart = abs(numerator.quantity.start - denominator.quantity.start)
            if best is None or (place, rank, apart) < best[:3]:
                best = (place, rank, apart, numerator, denominator)
    return best[3:] if best else None


def _derived(rate: Rate, numerator: Count, denominator: Count) -> Draft:
    share = numerator.quantity.value * 100 / denominator.quantity.value
    places = tuple(c.draft.at for c in (numerator, denominator) if c.draft.at)
    return Draft(
        "rate",
        rate.id,
        places[0],
        {
            "percent": float(share.quantize(DERIVED_PLACES)),
            "basis": "derived",
            "numerator": plain(numerator.quantity),
            "denominator": plain(denominator.quantity),
            "title": rate.title,
        },
        places,
        (numerator.draft, denominator.draft),
    )
