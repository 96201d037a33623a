"""Rates: stated with a percentage, derived from counts, or claimed without a number."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from engine.facts.calibers import adjoining, caliber_at, is_other_year, summed, told_apart
from engine.facts.draft import Draft
from engine.facts.indicators import PLAN, Count, as_number, plain
from engine.facts.listed import joined, list_after
from engine.facts.matters import carried_matters
from engine.facts.phrases import Hit
from engine.facts.quantities import Quantity
from engine.facts.scopes import is_of_others, is_whole, scope_at
from engine.facts.view import Sentence, View
from engine.model import Quote
from engine.rulebook.lexicon_facts import Rate

DERIVED_PLACES = Decimal("0.01")
FAR = 200  # code points before a name in which its sentence tells the matter
BEFORE = 3  # paragraphs before a percentage in which a base is looked for that recomputes
BESIDE = 6  # counts of a name on each side of a percentage that may be its base

Interval = tuple[Decimal, Decimal]
_Name = tuple[Hit, str | None]  # the name of a rate, with its caliber
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
            percents = [q for q in quantities if q.percent and not is_of_others(view, sentence, q.start)]
            for index, quantity in enumerate(percents):
                place = bisect_left(quantities, quantity.start, key=lambda q: q.start)
                floor = quantities[place - 1].end if place else sentence.start
                names = self._names(view, sentence, percents, index, floor)
                found += [self._state(view, sentence, quantity, name, placed) for name in names]
        return tuple(found)

    def derived(self, view: View, counts: Sequence[Count], stated: Sequence[StatedRate]) -> tuple[Draft, ...]:
        """Rates that are not stated where both of their counts stand in one paragraph."""
        known = {rate.rate.id for rate in stated}
        placed = _placed(counts)
        drafts = []
        for rate in self._rates.values():
            if rate.id in known:
                continue
            base = _pair(rate, counts, placed)
            if base is not None:
                parts = adjoining(counts, base[0], view) if rate.adds_up else (base[0],)
                drafts.append(_derived(rate, parts, base[1]))
        return tuple(drafts)

    def vague(self, view: View, stated: Sequence[StatedRate]) -> tuple[Draft, ...]:
        """Rates that are claimed to be good without a number."""
        taken = {(rate.sentence.start, rate.rate.id) for rate in stated}
        drafts = {}
        for sentence in view.sentences:
            for hit in self._resolved(view, sentence, view.found("rate", sentence.start, sentence.end)):
                low, high = view.clause(hit.start, hit.end, sentence)
                levels = [q for q in view.counted(low, high) if not (q.change or q.rank)]
                if levels or (sentence.start, hit.name) in taken:
                    continue
                if view.found("vague", low, high) or view.found("full", low, high):
                    drafts[hit.name, low] = self._claimed(hit.name, view.quote(low, high))
        return (*drafts.values(), *self._zero(view, {rate.rate.id for rate in stated}))

    def _zero(self, view: View, known: AbstractSet[str]) -> Iterator[Draft]:
        """零败诉: the rates that are not stated and of which the text claims that there was no case."""
        for hit in view.hits.get("zero", ()):
            if hit.name not in known and view.sentence_at(hit.start).section != PLAN:
                yield self._claimed(hit.name, view.quote(hit.start, hit.end))

    def _claimed(self, name: str, at: Quote) -> Draft:
        return Draft("rate", name, at, {"basis": "vague", "title": self._rates[name].title})

    def _names(
        self, view: View, sentence: Sentence, percents: Sequence[Quantity], index: int, floor: int
    ) -> list[_Name]:
        """The rates that the percentage belongs to, each with its caliber."""
        quantity = percents[index]
        low = _naming(view, sentence, quantity)
        hits = self._resolved(view, sentence, view.found("rate", max(floor, low), quantity.start))
        if not hits:
            return self._from_list(view, sentence, percents, index)
        listed = list_after(view, percents, quantity.start)
        if len(listed) > 1 and len(hits) == len(listed):  # A率、B率分别为 …、…
            hits = hits[:1]
        if len(listed) > 1 and len(hits) == 1:
            return self._told_apart(view, hits[0], (low, quantity.start), len(listed), 0) or [(hits[0], None)]
        return [(h, caliber_at(view, self._rates[h.name], max(floor, low), quantity.start)) for h in hits]

    def _told_apart(
        self, view: View, hit: Hit, span: tuple[int, int], number: int, place: int
    ) -> list[_Name]:
        """一审、二审败诉率分别为…: the one name for the percentage at this place, with its caliber."""
        marks = told_apart(view, self._rates[hit.name], *span, number)
        if not marks or is_other_year(view, marks[place]):
            return []
        return [(hit, marks[place] if marks[place] in self._rates[hit.name].calibers else None)]

    def _from_list(
        self, view: View, sentence: Sentence, percents: Sequence[Quantity], index: int
    ) -> list[_Name]:
        """For a later percentage of a list: the name in the same place of the list of names."""
        first = index
        while first > 0 and joined(view, percents[first - 1], percents[first]):
            first -= 1
        if first == index:
            return []
        opening = percents[first].start
        low = _naming(view, sentence, percents[first])
        hits = self._resolved(view, sentence, view.found("rate", low, opening))
        place = index - first
        if len(hits) == 1:
            number = len(list_after(view, percents, opening))
            return self._told_apart(view, hits[0], (low, opening), number, place)
        return [(hits[place], None)] if len(hits) > place else []

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
        self, view: View, sentence: Sentence, quantity: Quantity, name: _Name, placed: Placed
    ) -> StatedRate:
        hit, caliber = name
        scope = scope_at(view, sentence, quantity.start)
        rate = self._rates[hit.name]
        base = _found_base(placed, rate, caliber, sentence.paragraph, quantity)
        numerator, parts = _counted(base) if base else _together(placed, rate, caliber, sentence, quantity)
        attributes = {
            "percent": float(quantity.value) if quantity.decimals else int(quantity.value),
            "basis": "stated",
            "qualifier": quantity.qualifier,
            "numerator": numerator,
            "denominator": plain(parts[-1].quantity) if parts else None,
            "title": rate.title,
            "scope": scope,
            "whole": is_whole(view, scope),
            "caliber": caliber,
        }
        at = view.quote(min(hit.start, quantity.start), max(hit.end, quantity.end))
        evidence = (at, *(c.draft.at for c in parts if c.draft.at)) if parts else ()
        draft = Draft("rate", rate.id, at, attributes, evidence, tuple(c.draft for c in parts))
        return StatedRate(draft, rate, quantity, sentence, base)


def _counted(base: tuple[Count, Count]) -> tuple[int | float | None, tuple[Count, ...]]:
    return plain(base[0].quantity), base


def _together(
    placed: Placed, rate: Rate, caliber: str | None, sentence: Sentence, quantity: Quantity
) -> tuple[int | float | None, tuple[Count, ...]]:
    """The numerator that several counts of the paragraph give together, with these and the denominator."""
    names = (*rate.numerator, *rate.also, *rate.denominator)
    found = summed(quantity, rate, caliber, _nearest(placed, names, sentence.paragraph, quantity))
    return (as_number(found[0]), (*found[2], found[1])) if found else (None, ())


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


def _naming(view: View, sentence: Sentence, quantity: Quantity) -> int:
    """Where the clause that names a percentage begins; a colon does not part the name from its number."""
    low, _ = view.clause(quantity.start, quantity.start, sentence)
    if low > sentence.start and view.text[low - 1] == ":" and not view.text[low : quantity.start].strip():
        low, _ = view.clause(low - 1, low - 1, sentence)
    return low


def _found_base(
    placed: Placed, rate: Rate, caliber: str | None, paragraph: int, quantity: Quantity
) -> tuple[Count, Count] | None:
    """The base in the paragraph, else the one in the paragraphs before it that recomputes."""
    for index in range(paragraph, max(paragraph - BEFORE, 0) - 1, -1):
        pools = range(paragraph, index - 1, -1)
        numerators, denominators = (
            [c for p in pools for c in _nearest(placed, names, p, quantity)]
            for names in (rate.numerator, rate.denominator)
        )
        base = _base(quantity, numerators, denominators)
        if base and (
            (index == paragraph and caliber not in rate.combined)
            or agrees(quantity, base[0].quantity.interval, base[1].quantity.interval)
        ):
            return base
    return None


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
            if any((name, denominator.sentence.paragraph) in placed for name in rate.denominator[:place]):
                continue  # what was finished is more than what came in: some of it was carried over
            rank = rate.numerator.index(numerator.indicator.id)
            apart = abs(numerator.quantity.start - denominator.quantity.start)
            if best is None or (place, rank, apart) < best[:3]:
                best = (place, rank, apart, numerator, denominator)
    return best[3:] if best else None


def _derived(rate: Rate, parts: Sequence[Count], denominator: Count) -> Draft:
    total = sum((part.quantity.value for part in parts), Decimal(0))
    if total > denominator.quantity.value:
        total, parts = parts[0].quantity.value, parts[:1]
    share = total * 100 / denominator.quantity.value
    places = tuple(c.draft.at for c in (*parts, denominator) if c.draft.at)
    return Draft(
        "rate",
        rate.id,
        places[0],
        {
            "percent": float(share.quantize(DERIVED_PLACES)),
            "basis": "derived",
            "numerator": as_number(total),
            "denominator": plain(denominator.quantity),
            "title": rate.title,
        },
        places,
        (*(part.draft for part in parts), denominator.draft),
    )
