"""What a percentage is made of: the counts near it that give it, or of which it is said."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import NamedTuple

from engine.facts.counts.counts import Count
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, as_number, plain, sum_of
from engine.facts.rates.calibers import pieced, summed, with_carried
from engine.facts.rates.percentages import FULL, is_exact, recomputes
from engine.facts.rates.wholly import in_sentence
from engine.facts.view import Sentence, View
from engine.model import Quote
from engine.rulebook.lexicon_facts import Rate

BEFORE = 3  # passages before that of a percentage in which a base is looked for that recomputes
BESIDE = 6  # counts of a name on each side of a percentage that may be its base

Pair = tuple[Count, Count]  # numerator and denominator
Placed = Mapping[tuple[str, int], Sequence[Count]]  # by name and paragraph


class Percentage(NamedTuple):
    """A percentage and the rate that it is told of."""

    rate: Rate
    caliber: str | None
    sentence: Sentence
    quantity: Quantity


class Base(NamedTuple):
    """What a percentage is made of, as far as the text tells."""

    numerator: int | float | None
    denominator: int | float | None
    places: tuple[Quote, ...]
    parts: tuple[Draft, ...]


NO_BASE = Base(None, None, (), ())


class Bases(NamedTuple):
    """Where bases are looked for."""

    counts: Sequence[Count]
    places: Placed

    def before(self, sentence: Sentence, quantity: Quantity) -> list[Count]:
        """The counts of the sentence that stand before the quantity."""
        return [c for c in self.counts if c.sentence is sentence and c.quantity.end <= quantity.start]


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


def based(view: View, told: Percentage, bases: Bases) -> tuple[Base, Pair | None]:
    """What the percentage is made of, and the pair of counts that this is, where it is one."""
    pair = _found_base(view, told, bases.places)
    if pair and told.quantity.value == FULL and (_is_of_part(view, pair) or _is_of_due(view, told, pair)):
        pair = None
    carried = _with_carried(told, bases.places, pair) if told.rate.carried else None
    if carried:
        return carried, None
    if pair:
        return _counted(pair), pair
    return _otherwise(view, told, bases), None


def _found_base(view: View, told: Percentage, places: Placed) -> Pair | None:
    """The base in the passage, else the one in the passages before it that recomputes."""
    rate, quantity, passage = told.rate, told.quantity, told.sentence.passage
    if not rate.numerator or not rate.denominator:
        return None
    numerators: list[Count] = []
    denominators: list[Count] = []
    for one in _back_from(view, passage):
        numerators += nearest(places, rate.numerator, one, quantity)
        denominators += nearest(places, rate.denominator, one, quantity)
        base = pair_of(quantity, numerators, denominators) if numerators and denominators else None
        base = base or _usual(view, rate, numerators, denominators)
        here = one == passage and told.caliber not in rate.combined
        if base and (here or _recomputes(quantity, base)):
            return base
    return None


def _back_from(view: View, passage: int) -> Iterator[int]:
    """The passage and those before it, the nearest first."""
    for _ in range(BEFORE + 1):
        yield passage
        start = view.report.paragraphs[passage].start
        if not start:
            return
        passage = view.sentence_at(start - 1).passage


def pair_of(quantity: Quantity, numerators: Sequence[Count], denominators: Sequence[Count]) -> Pair | None:
    """The pair that recomputes; else the one of which the percentage is cut off, or the only possible share.

    One number that counts both (1672项事项实现“一网通办”) is a base of 100 % only.
    """
    pairs = [(n, d) for d in denominators for n in numerators if n is not d]
    for pair in pairs:
        if _recomputes(quantity, pair):
            return pair
    apart = [(n, d) for n, d in pairs if n.quantity.start != d.quantity.start]
    cut = [pair for pair in apart if _is_cut_off(quantity, *pair)]
    if len(cut) == 1:
        return cut[0]
    possible = [(n, d) for n, d in apart if n.quantity.value <= d.quantity.value]
    alike = {(n.quantity.value, d.quantity.value) for n, d in possible}
    return possible[0] if len(alike) == 1 else None


def gives_rate(percent: Quantity, rate: Rate, counts: Sequence[Count]) -> bool:
    """Whether two of the counts are its numerator and denominator and give the percentage."""
    parts = [count for count in counts if count.indicator.id in rate.numerator]
    wholes = [count for count in counts if count.indicator.id in rate.denominator]
    return any(_recomputes(percent, (n, d)) for d in wholes for n in parts if n is not d)


def _usual(view: View, rate: Rate, numerators: Sequence[Count], denominators: Sequence[Count]) -> Pair | None:
    """The one pair that the rate is made of first: 一审3件,审结5件,败诉1件,败诉率25%.

    Both stand in one sentence, or in two that a semicolon joins.
    """
    parts = [one for one in numerators if one.indicator.id == rate.numerator[0]]
    wholes = [one for one in denominators if one.indicator.id == rate.denominator[0]]
    if len(parts) != 1 or len(wholes) != 1:
        return None
    if view.run_start(parts[0].sentence) != view.run_start(wholes[0].sentence):
        return None
    part, whole = parts[0].quantity, wholes[0].quantity
    return (parts[0], wholes[0]) if part.start != whole.start and part.value <= whole.value else None


def _recomputes(percent: Quantity, pair: Pair) -> bool:
    return recomputes(percent, pair[0].quantity, pair[1].quantity)


def _is_cut_off(percent: Quantity, numerator: Count, denominator: Count) -> bool:
    """Whether the percentage is the share with its further decimals left away: 11.7% of 4/34."""
    if not percent.decimals or not denominator.quantity.value:
        return False
    more = numerator.quantity.value * FULL / denominator.quantity.value - percent.value
    return 0 <= more < Decimal(1).scaleb(-percent.decimals)


def _is_of_part(view: View, base: Pair) -> bool:
    """Whether the numerator is all of a part of the whole: 出台17件,其中县政府11件,报备11件,报备率100%."""
    part, whole = base[0].quantity, base[1].quantity
    between = view.counted(whole.end, part.start)
    told = any(q.value == part.value and q.unit == part.unit for q in between)
    return told and bool(view.found("whole", whole.end, part.start))


def _is_of_due(view: View, told: Percentage, pair: Pair) -> bool:
    """Whether the percentage is of what was due and other numbers are told: 办结118件,按期办结率100%."""
    return told.caliber in view.lexicon.rates.other_bases and not _recomputes(told.quantity, pair)


def _with_carried(told: Percentage, places: Placed, base: Pair | None) -> Base | None:
    """The base where what was carried over belongs to it: 受理781件,加上年结转64件,办结762件,办结率90.2%."""
    if base and _recomputes(told.quantity, base):
        return None
    names = (*told.rate.numerator, *told.rate.denominator, *told.rate.carried)
    near = nearest(places, names, told.sentence.passage, told.quantity)
    found = with_carried(told.quantity, told.rate, near)
    if found is None:
        return None
    together = as_number(found[1].quantity.value + found[2].quantity.value)
    return Base(plain(found[0].quantity), together, _places(found), tuple(count.draft for count in found))


def _counted(base: tuple[Count, ...]) -> Base:
    drafts = tuple(count.draft for count in base)
    return Base(plain(base[0].quantity), plain(base[-1].quantity), _places(base), drafts)


def _places(counts: Iterable[Count]) -> tuple[Quote, ...]:
    return tuple(count.draft.at for count in counts if count.draft.at)


def _otherwise(view: View, told: Percentage, bases: Bases) -> Base:
    """The base of a percentage that no pair of named counts gives: summed, of all, or two other numbers."""
    rate, caliber, sentence, quantity = told
    names = (*rate.numerator, *rate.also, *rate.denominator)
    near = nearest(bases.places, names, sentence.passage, quantity)
    found = summed(quantity, rate, caliber, near) or pieced(view, quantity, rate, caliber, near)
    if found:
        counts = (*found[2], found[1])
        drafts = tuple(count.draft for count in counts)
        return Base(as_number(found[0]), plain(found[1].quantity), _places(counts), drafts)
    if quantity.value == FULL:
        return _of_all(view, told, bases) or NO_BASE
    return _recomputed(view, sentence, quantity, _others(rate, bases)) or NO_BASE


def _of_all(view: View, told: Percentage, bases: Bases) -> Base | None:
    """5件均报备,报备率100%: five of five; so are the five filed right before the 100 %."""
    rate, _, sentence, quantity = told
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
    total = sum_of(c.quantity for c in counts)
    if not total:
        return None
    return Base(as_number(total), as_number(total), _places(counts), tuple(c.draft for c in counts))


def _told_before(
    placed: Placed, names: Sequence[str], sentence: Sentence, quantity: Quantity
) -> tuple[Count, ...]:
    """The count of one of these names that its sentence told last before the percentage.

    None where it told several of one name: 县直部门出庭58件,乡镇出庭13件,出庭率100%.
    """
    near = nearest(placed, names, sentence.passage, quantity)
    told = tuple(c for c in near if c.sentence is sentence and c.quantity.end <= quantity.start)
    several = len({c.quantity.start for c in told if c.indicator is told[0].indicator}) > 1
    return () if several else told[:1]


def _others(rate: Rate, bases: Bases) -> AbstractSet[int]:
    """Where the numbers begin whose names say that they are no part of the rate: 抗诉1件 of a 败诉率."""
    own = (*rate.numerator, *rate.also)
    return {count.quantity.start for count in bases.counts if own and count.indicator.id not in own}


def _recomputed(view: View, sentence: Sentence, percent: Quantity, others: AbstractSet[int]) -> Base | None:
    """Two numbers of one unit before a percentage that give it: the part after its whole.

    Where it has no decimals, the two last, of which it is the exact share: 25人,其中持证22人,持证率88%.
    """
    if percent.qualifier:
        return None
    before = [
        q
        for q in view.counted(view.run_start(sentence), percent.start)
        if q.is_level and not q.qualifier and q.value > 0
    ][-BESIDE:]
    for place in range(len(before) - 1, 0, -1):
        part = before[place]
        for whole in reversed(before[:place]):
            fits = whole.unit == part.unit and whole.value > part.value and part.start not in others
            beside = place == len(before) - 1 and whole is before[place - 1]
            exactly = beside and is_exact(percent, part, whole)
            if fits and (percent.decimals or exactly) and recomputes(percent, part, whole):
                places = (view.quote(whole.start, whole.end), view.quote(part.start, part.end))
                return Base(plain(part), plain(whole), places, ())
    return None
