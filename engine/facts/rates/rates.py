"""Rates: stated with a percentage, derived from counts, or claimed without a number."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from engine.facts.counts.counts import PLAN, Count
from engine.facts.counts.levels import has_any
from engine.facts.counts.listed import joined, list_after
from engine.facts.counts.matters import carried_matters
from engine.facts.counts.meaning import turns
from engine.facts.counts.scopes import is_of_others, is_whole, scope_at
from engine.facts.counts.zeros import decided_by_others, is_about
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, as_number, plain
from engine.facts.patterns import one_of
from engine.facts.phrases import Hit
from engine.facts.rates.calibers import caliber_at, is_other_year, pieced, summed, told_apart, with_carried
from engine.facts.rates.wholly import in_sentence
from engine.facts.view import Sentence, View
from engine.model import Quote
from engine.rulebook.lexicon_facts import Rate, RatesLexicon, VaguePair

FAR = 200  # code points before a name in which its sentence tells the matter
BEFORE = 3  # paragraphs before a percentage in which a base is looked for that recomputes
BESIDE = 6  # counts of a name on each side of a percentage that may be its base

SAID = 14  # code points behind a rate in which it is judged
FULL = 100
TOLD_AFTER = 16  # code points after a percentage in which what is said of it names the rate

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


class _Base(NamedTuple):
    """What a percentage is made of, as far as the text tells."""

    numerator: int | float | None
    denominator: int | float | None
    places: tuple[Quote, ...]
    parts: tuple[Draft, ...]


NO_BASE = _Base(None, None, (), ())


class _Bases(NamedTuple):
    """Where bases are looked for."""

    counts: Sequence[Count]
    places: Placed


class RateReader:
    """Reads the rates of a report; made once from the lexicon."""

    def __init__(self, lexicon: RatesLexicon) -> None:
        self._rates = {rate.id: rate for rate in lexicon.rates}
        self._subject = lexicon.vague_subject
        self._vague = re.compile("|".join(map(_paired, lexicon.vague_pairs)))

    def stated(self, view: View, counts: Sequence[Count]) -> tuple[StatedRate, ...]:
        """Every percentage that the text calls by the name of a known rate."""
        found: list[StatedRate] = []
        bases = _Bases(counts, placed(counts))
        for sentence, told in view.numbered:
            if sentence.section == PLAN:
                continue
            quantities = [q for q in told if not q.change]
            percents = [q for q in quantities if q.percent and not is_of_others(view, sentence, q.start)]
            told_here: list[StatedRate] = []
            for index, quantity in enumerate(percents):
                place = bisect_left(quantities, quantity.start, key=lambda q: q.start)
                floor = quantities[place - 1].end if place else sentence.start
                names = self._names(view, sentence, percents, index, floor)
                told_here += [self._state(view, sentence, quantity, name, bases) for name in names]
                if not names:
                    told_here += self._portion(view, sentence, quantity, bases)
            found += _widest(told_here)
        return tuple(found)

    def vague(self, view: View, stated: Sequence[StatedRate]) -> tuple[Draft, ...]:
        """Rates that are claimed to be good without a number."""
        taken = {(rate.sentence.start, rate.rate.id) for rate in stated}
        drafts = {}
        for sentence, hits in view.told("rate"):
            for hit in self._resolved(view, sentence, hits):
                low, high = view.clause(hit.start, hit.end, sentence)
                levels = [q for q in view.counted(low, high) if not (q.change or q.rank)]
                if levels or (sentence.start, hit.name) in taken:
                    continue
                if any(view.text.find(word, low, high) >= 0 for word in self._subject.no_claim):
                    continue
                known = view.found("vague", low, high) or view.found("full", low, high)
                if known or self._vague.search(view.text, low, high) or self._judged(view, hit, low, high):
                    drafts[hit.name, low] = self._claimed(hit.name, view.quote(low, high))
        return (*drafts.values(), *self._zero(view, {rate.rate.id for rate in stated}))

    def _judged(self, view: View, hit: Hit, low: int, high: int) -> bool:
        """Whether the clause ``low:high`` says of the rate that it is good or bad."""
        said = view.text[hit.end : min(high, hit.end + SAID)]
        if said.startswith(self._subject.not_said) or not any(word in said for word in self._subject.said):
            return False
        before = view.text[low : hit.start]
        return not any(word in before for word in self._subject.acted_on)

    def _zero(self, view: View, known: AbstractSet[str]) -> Iterator[Draft]:
        """零败诉, 全部持证上岗: the rates that are not stated and that the text claims to be none or full."""
        for hit in (*view.hits.get("zero", ()), *view.hits.get("rate-claimed", ())):
            sentence = view.sentence_at(hit.start)
            if "," in view.text[hit.start : hit.end]:
                continue  # 公职律师42名,实现法律顾问全覆盖
            matter = self._rates[hit.name].matter
            if sentence.section == PLAN or not is_about(view, sentence, hit, matter):
                continue
            if hit.name not in known or (matter and decided_by_others(view, sentence, hit)):
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
            hits = self._resolved(view, sentence, [*_told_after(view, quantity), *_tabled(view, quantity)])
            return [(hit, None) for hit in hits] or self._from_list(view, sentence, percents, index)
        listed = list_after(view, percents, quantity.start)
        if len(listed) > 1 and len(hits) == len(listed):  # A率、B率分别为 …、…
            own = caliber_at(view, self._rates[hits[0].name], max(floor, low), hits[0].end)
            return [(hits[0], own)]
        if len(listed) > 1 and len(hits) == 1:
            return self._told_apart(view, hits[0], (low, quantity.start), len(listed), 0) or [(hits[0], None)]
        return [(h, caliber_at(view, self._rates[h.name], max(floor, low), quantity.start)) for h in hits]

    def _portion(
        self, view: View, sentence: Sentence, quantity: Quantity, bases: _Bases
    ) -> Iterator[StatedRate]:
        """败诉9件,占审结数的14.7%: the rate whose numerator is the count before, where it recomputes."""
        low, _ = view.clause(quantity.start, quantity.start, sentence)
        told = view.text[low : quantity.start].strip()
        words = view.lexicon.relations.rate_names.portion
        if not told.startswith(words) or told in words:
            return
        own = [c for c in bases.counts if c.sentence is sentence and c.quantity.end <= quantity.start]
        parts = [count for count in own if count.quantity.end <= low][-1:]
        for rate in self._rates.values():
            if not parts or parts[0].indicator.id not in rate.numerator:
                continue
            wholes = [d for name in rate.denominator for d in own if d.indicator.id == name]
            base = _base(quantity, parts, wholes) if wholes else None
            recomputes = base and agrees(quantity, base[0].quantity.interval, base[1].quantity.interval)
            if recomputes or has_any(told, rate.portions):
                hit = Hit(low, quantity.end, "rate", rate.id, "")
                yield self._state(view, sentence, quantity, (hit, None), bases)
                return

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
        if len(hits) <= place:
            return []
        hit = hits[place]
        return [(hit, caliber_at(view, self._rates[hit.name], hit.start, hit.end))]

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
        if has_any(view.text[low : same[0].start], view.lexicon.rates.some):
            return None  # 个别部门败诉率15%以上: a rate of those only
        for matters in (
            {hit.name for hit in view.found("matter", low, high)},
            {
                hit.name
                for hit in view.found("matter", max(sentence.start, same[0].start - FAR), same[0].start)
            },
            frozenset()
            if turns(view, sentence, same[0].start)
            else carried_matters(view, sentence, same[0].start),
        ):
            for hit in same:
                if self._rates[hit.name].matter in matters and self._rates[hit.name].matter:
                    return hit
        return next((hit for hit in same if self._rates[hit.name].matter is None), None)

    def _state(
        self, view: View, sentence: Sentence, quantity: Quantity, name: _Name, bases: _Bases
    ) -> StatedRate:
        hit, caliber = name
        scope = scope_at(view, sentence, quantity.start)
        rate = self._rates[hit.name]
        base = _found_base(bases.places, rate, caliber, sentence.passage, quantity)
        if base and quantity.value == FULL and _is_of_part(view, base):
            base = None
        carried = _with_carried(rate, sentence, quantity, bases, base) if rate.carried else None
        base = None if carried else base
        told = carried or (
            _counted(base) if base else _otherwise(view, rate, caliber, sentence, quantity, bases)
        )
        attributes = {
            "percent": float(quantity.value) if quantity.decimals else int(quantity.value),
            "basis": "stated",
            "qualifier": quantity.qualifier,
            "numerator": told.numerator,
            "denominator": told.denominator,
            "title": rate.title,
            "scope": scope,
            "whole": is_whole(view, scope),
            "caliber": caliber,
        }
        start = min(hit.start, quantity.start)
        at = view.quote(max(start, sentence.start), max(hit.end, quantity.end))
        evidence = (at, *told.places) if told.places else ()
        draft = Draft("rate", rate.id, at, attributes, evidence, told.parts)
        return StatedRate(draft, rate, quantity, sentence, base)


def _widest(rates: Sequence[StatedRate]) -> Iterator[StatedRate]:
    """Without those in a narrower sense beside one of the same name: 网上可办率99.8%、全程网办率89.6%."""
    for rate in rates:
        narrow = rate.rate.narrower
        own = rate.draft.attributes["caliber"] in narrow
        if not own or all(
            other.rate is not rate.rate or other.draft.attributes["caliber"] is not None for other in rates
        ):
            yield rate


def _counted(base: tuple[Count, ...]) -> _Base:
    drafts = tuple(count.draft for count in base)
    return _Base(plain(base[0].quantity), plain(base[-1].quantity), _places(base), drafts)


def _is_of_part(view: View, base: tuple[Count, Count]) -> bool:
    """Whether the numerator is all of a part of the whole: 出台17件,其中县政府11件,报备11件,报备率100%."""
    part, whole = base[0].quantity, base[1].quantity
    between = view.counted(whole.end, part.start)
    told = any(q.value == part.value and q.unit == part.unit for q in between)
    return told and bool(view.found("whole", whole.end, part.start))


def _with_carried(
    rate: Rate, sentence: Sentence, quantity: Quantity, bases: _Bases, base: tuple[Count, Count] | None
) -> _Base | None:
    """The base where what was carried over belongs to it: 受理781件,加上年结转64件,办结762件,办结率90.2%."""
    if base and agrees(quantity, base[0].quantity.interval, base[1].quantity.interval):
        return None
    names = (*rate.numerator, *rate.denominator, *rate.carried)
    found = with_carried(quantity, rate, nearest(bases.places, names, sentence.passage, quantity))
    if found is None:
        return None
    together = as_number(found[1].quantity.value + found[2].quantity.value)
    return _Base(plain(found[0].quantity), together, _places(found), tuple(count.draft for count in found))


def _places(counts: Iterable[Count]) -> tuple[Quote, ...]:
    return tuple(count.draft.at for count in counts if count.draft.at)


def _otherwise(  # noqa: PLR0913, PLR0917 - what tells a base
    view: View, rate: Rate, caliber: str | None, sentence: Sentence, quantity: Quantity, bases: _Bases
) -> _Base:
    """The base of a percentage that no pair of named counts gives: summed, of all, or two other numbers."""
    names = (*rate.numerator, *rate.also, *rate.denominator)
    near = nearest(bases.places, names, sentence.passage, quantity)
    found = summed(quantity, rate, caliber, near) or pieced(view, quantity, rate, caliber, near)
    if found:
        counts = (*found[2], found[1])
        drafts = tuple(count.draft for count in counts)
        return _Base(as_number(found[0]), plain(found[1].quantity), _places(counts), drafts)
    if quantity.value == FULL:
        return _of_all(view, rate, sentence, quantity, bases) or NO_BASE
    return _recomputed(view, sentence, quantity) or NO_BASE


def _of_all(view: View, rate: Rate, sentence: Sentence, quantity: Quantity, bases: _Bases) -> _Base | None:
    """5件均报备,报备率100%: five of five; so are the five filed right before the 100 %."""
    own = [count for count in bases.counts if count.sentence is sentence]
    said = next((one for one in in_sentence(view, (rate,), sentence, own) if one.end <= quantity.start), None)
    counts = said.counts if said else ()
    if not counts:
        names = rate.numerator or rate.denominator[:1]
        counts = _told_before(bases.places, names, sentence, quantity)
    if not counts and rate.numerator:
        counts = _told_before(bases.places, rate.denominator, sentence, quantity)
    if not counts and not rate.numerator:
        before = [c for c in own if c.quantity.end <= quantity.start]
        counts = tuple(c for c in before if c.indicator.id in rate.denominator[1:])
    total = sum((count.quantity.value for count in counts), Decimal(0))
    if not total:
        return None
    return _Base(as_number(total), as_number(total), _places(counts), tuple(c.draft for c in counts))


def _told_before(
    placed: Placed, names: Sequence[str], sentence: Sentence, quantity: Quantity
) -> tuple[Count, ...]:
    """The count of one of these names that its sentence told last before the percentage."""
    near = nearest(placed, names, sentence.passage, quantity)
    return tuple(c for c in near if c.sentence is sentence and c.quantity.end <= quantity.start)[:1]


def _recomputed(view: View, sentence: Sentence, percent: Quantity) -> _Base | None:
    """Two numbers of one unit before a percentage with decimals that give it: the part after its whole."""
    if not percent.decimals or percent.qualifier:
        return None
    before = [
        q
        for q in view.counted(view.run_start(sentence), percent.start)
        if not (q.percent or q.change or q.rank or q.qualifier) and q.value > 0
    ][-BESIDE:]
    for place in range(len(before) - 1, 0, -1):
        part = before[place]
        for whole in reversed(before[:place]):
            fits = whole.unit == part.unit and whole.value > part.value
            if fits and agrees(percent, part.interval, whole.interval):
                places = (view.quote(whole.start, whole.end), view.quote(part.start, part.end))
                return _Base(plain(part), plain(whole), places, ())
    return None


def _tabled(view: View, percent: Quantity) -> list[Hit]:
    """The names of rates in the cells that name a percentage of a table."""
    cell = view.cells.get(percent.start)
    if cell is None or not cell.total:
        return []
    found = (view.found("rate", span.start, span.end) for span in cell.names)
    return next((hits for hits in found if hits), [])


def _told_after(view: View, percent: Quantity) -> list[Hit]:
    """The names of rates told by what is said right after a percentage: 100%经合法性审查."""
    found = view.found("rate-after", percent.end, percent.end + TOLD_AFTER)
    return [hit for hit in found if hit.start <= percent.end + 1]


def agrees(percent: Quantity, numerator: Interval, denominator: Interval) -> bool:
    """Whether ``numerator / denominator``, from least to greatest, can round to the printed percentage."""
    if denominator[0] <= 0:
        return False
    slack = Decimal(5).scaleb(-percent.decimals - 1)
    least, greatest = numerator[0] * 100 / denominator[1], numerator[1] * 100 / denominator[0]
    return least - slack <= percent.value <= greatest + slack


def placed(counts: Sequence[Count]) -> Placed:
    """The counts by name and paragraph, in order of place."""
    placed: dict[tuple[str, int], list[Count]] = defaultdict(list)
    for count in counts:
        placed[count.indicator.id, count.sentence.passage].append(count)
    return placed


def nearest(placed: Placed, names: Sequence[str], paragraph: int, quantity: Quantity) -> tuple[Count, ...]:
    """Counts of a paragraph with these names: in the order of names, for each the nearest before it first."""
    found: list[Count] = []
    for name in names:
        same = placed.get((name, paragraph), ())
        index = bisect_left(same, quantity.start, key=lambda count: count.quantity.start)
        found += [*reversed(same[max(0, index - BESIDE) : index]), *same[index : index + BESIDE]]
    return tuple(found)


def _naming(view: View, sentence: Sentence, quantity: Quantity) -> int:
    """Where the clause that names a percentage begins.

    A colon does not part the name from its number, nor does a clause that only says what was reached:
    出庭应诉率提高2个百分点,达到98.7%.
    """
    low, _ = view.clause(quantity.start, quantity.start, sentence)
    while low > sentence.start:
        between = view.text[low : quantity.start].strip()
        if between not in view.lexicon.rates.reached and (between or view.text[low - 1] != ":"):
            break
        low, _ = view.clause(low - 1, low - 1, sentence)
    return low


def _found_base(
    places: Placed, rate: Rate, caliber: str | None, paragraph: int, quantity: Quantity
) -> tuple[Count, Count] | None:
    """The base in the paragraph, else the one in the paragraphs before it that recomputes."""
    if not rate.numerator or not rate.denominator:
        return None
    numerators: list[Count] = []
    denominators: list[Count] = []
    for index in range(paragraph, max(paragraph - BEFORE, 0) - 1, -1):
        numerators += nearest(places, rate.numerator, index, quantity)
        denominators += nearest(places, rate.denominator, index, quantity)
        base = _base(quantity, numerators, denominators) if numerators and denominators else None
        if base and (
            (index == paragraph and caliber not in rate.combined)
            or agrees(quantity, base[0].quantity.interval, base[1].quantity.interval)
        ):
            return base
    return None


def _base(
    quantity: Quantity, numerators: Sequence[Count], denominators: Sequence[Count]
) -> tuple[Count, Count] | None:
    """The pair that recomputes; else the first pair where only one is possible.

    One number that counts both (1672项事项实现“一网通办”) is a base of 100 % only.
    """
    pairs = [(n, d) for d in denominators for n in numerators if n is not d]
    for numerator, denominator in pairs:
        if agrees(quantity, numerator.quantity.interval, denominator.quantity.interval):
            return numerator, denominator
    apart = [(n, d) for n, d in pairs if n.quantity.start != d.quantity.start]
    possible = [(n, d) for n, d in apart if n.quantity.value <= d.quantity.value]
    return possible[0] if len(possible) == 1 else None


def _paired(pair: VaguePair) -> str:
    """A pattern of every first half before every second one."""
    return f"(?:{one_of(pair.first)}).{{0,{pair.between}}}?(?:{one_of(pair.second)})"
