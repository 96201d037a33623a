"""Rates: stated with a percentage, derived from counts, or claimed without a number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.facts.draft import Draft
from engine.facts.indicators import PLAN, Count, carried_matters, plain
from engine.facts.phrases import Hit
from engine.facts.quantities import Quantity
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.rulebook.lexicon_facts import Rate

DERIVED_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class StatedRate:
    """A rate with its percentage and the counts of its paragraph that it may be made of."""

    draft: Draft
    rate: Rate
    quantity: Quantity
    sentence: Sentence
    numerators: tuple[Count, ...]
    denominators: tuple[Count, ...]
    base: tuple[Count, Count] | None


class RateReader:
    """Reads the rates of a report; made once from the lexicon."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        self._rates = {rate.id: rate for rate in rates}

    def stated(self, view: View, counts: Sequence[Count]) -> tuple[StatedRate, ...]:
        """Every percentage that the text calls by the name of a known rate."""
        found = []
        for sentence in view.sentences:
            if sentence.section == PLAN:
                continue
            quantities = view.counted(sentence.start, sentence.end)
            percents = [q for q in quantities if q.percent and not q.change]
            for index, quantity in enumerate(percents):
                before = [q.end for q in quantities if q.end <= quantity.start]
                floor = before[-1] if before else sentence.start
                names = self._names(view, sentence, percents, index, floor)
                found += [self._state(view, sentence, quantity, hit, counts) for hit in names]
        return tuple(found)

    def derived(self, counts: Sequence[Count], stated: Sequence[StatedRate]) -> tuple[Draft, ...]:
        """Rates that are not stated where both of their counts stand in one paragraph."""
        known = {rate.rate.id for rate in stated}
        drafts = []
        for rate in self._rates.values():
            if rate.id in known:
                continue
            base = _pair(rate, counts)
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
        start = quantity.start
        while start > floor and view.text[start - 1] not in CLAUSE_ENDS:
            start -= 1
        hits = self._resolved(view, sentence, view.found("rate", start, quantity.start))
        if hits:
            listed = _listed(view, percents, index)
            if len(listed) > 1 and len(hits) == len(listed):  # A率、B率分别为 …、…
                return [hits[0]]
            return hits
        return self._from_list(view, sentence, percents, index)

    def _from_list(
        self, view: View, sentence: Sentence, percents: Sequence[Quantity], index: int
    ) -> list[Hit]:
        """For a later percentage of a list: the name in the same place of the list of names."""
        first = index
        while first > 0 and _joined(view, percents[first - 1], percents[first]):
            first -= 1
        if first == index:
            return []
        start = percents[first].start
        while start > sentence.start and view.text[start - 1] not in CLAUSE_ENDS:
            start -= 1
        hits = self._resolved(view, sentence, view.found("rate", start, percents[first].start))
        place = index - first
        return [hits[place]] if len(hits) > place else []

    def _resolved(self, view: View, sentence: Sentence, hits: Sequence[Hit]) -> list[Hit]:
        """Longest names only, and of names that several rates share the one whose matter is meant."""
        places: dict[tuple[int, int], list[Hit]] = {}
        for hit in hits:
            if not any(
                o.start <= hit.start
                and hit.end <= o.end
                and o != hit
                and o.end - o.start > hit.end - hit.start
                for o in hits
            ):
                places.setdefault((hit.start, hit.end), []).append(hit)
        return [chosen for same in places.values() if (chosen := self._meant(view, sentence, same))]

    def _meant(self, view: View, sentence: Sentence, same: Sequence[Hit]) -> Hit | None:
        low, high = view.clause(same[0].start, same[0].end, sentence)
        for matters in (
            {hit.name for hit in view.found("matter", low, high)},
            {hit.name for hit in view.found("matter", sentence.start, same[0].start)},
            carried_matters(view, sentence, same[0].start),
        ):
            for hit in same:
                if self._rates[hit.name].matter in matters and self._rates[hit.name].matter:
                    return hit
        return next((hit for hit in same if self._rates[hit.name].matter is None), None)

    def _state(
        self, view: View, sentence: Sentence, quantity: Quantity, hit: Hit, counts: Sequence[Count]
    ) -> StatedRate:
        rate = self._rates[hit.name]
        near = [c for c in counts if c.sentence.paragraph == sentence.paragraph]
        numerators = _nearest(near, rate.numerator, quantity)
        denominators = _nearest(near, rate.denominator, quantity)
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
        return StatedRate(draft, rate, quantity, sentence, numerators, denominators, base)


def agrees(percent: Decimal, decimals: int, numerator: Decimal, denominator: Decimal) -> bool:
    """Whether ``numerator / denominator`` rounds to the percentage as printed."""
    if not denominator:
        return False
    return abs(numerator * 100 / denominator - percent) <= Decimal(5).scaleb(-decimals - 1)


def _nearest(near: Sequence[Count], names: Sequence[str], quantity: Quantity) -> tuple[Count, ...]:
    """Counts with these names: in the order of names, for each name the nearest one first."""
    found: list[Count] = []
    for name in names:
        same = [c for c in near if c.indicator.id == name]
        found += sorted(
            same, key=lambda c: (c.quantity.start > quantity.start, abs(c.quantity.start - quantity.start))
        )
    return tuple(found)


def _base(
    quantity: Quantity, numerators: Sequence[Count], denominators: Sequence[Count]
) -> tuple[Count, Count] | None:
    """The pair that recomputes; else the first pair where only one is possible."""
    pairs = [(n, d) for d in denominators for n in numerators if n.quantity is not d.quantity or n is not d]
    for numerator, denominator in pairs:
        if agrees(quantity.value, quantity.decimals, numerator.quantity.value, denominator.quantity.value):
            return numerator, denominator
    possible = [(n, d) for n, d in pairs if n.quantity.value <= d.quantity.value]
    return possible[0] if len(possible) == 1 else None


def _pair(rate: Rate, counts: Sequence[Count]) -> tuple[Count, Count] | None:
    """A numerator and a denominator of one paragraph, nearest to one another, numerator not larger."""
    best: tuple[int, int, int, Count, Count] | None = None
    for place, name in enumerate(rate.denominator):
        for denominator in (c for c in counts if c.indicator.id == name):
            for rank, other in enumerate(rate.numerator):
                for numerator in (c for c in counts if c.indicator.id == other):
                    if numerator.sentence.paragraph != denominator.sentence.paragraph:
                        continue
                    if (
                        numerator.quantity.value > denominator.quantity.value
                        or not denominator.quantity.value
                    ):
                        continue
                    apart = abs(numerator.quantity.start - denominator.quantity.start)
                    key = (place, rank, apart)
                    if best is None or key < best[:3]:
                        best = (*key, numerator, denominator)
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


def _joined(view: View, first: Quantity, second: Quantity) -> bool:
    return len(view.text[first.end : second.start].strip()) <= 1


def _listed(view: View, percents: Sequence[Quantity], index: int) -> list[Quantity]:
    listed = [percents[index]]
    for quantity in percents[index + 1 :]:
        if not _joined(view, listed[-1], quantity):
            break
        listed.append(quantity)
    return listed
