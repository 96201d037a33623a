"""What a percentage is made of: the counts near it that give it, or of which it is said."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import NamedTuple

from engine.facts.counts.counts import Count
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, as_number, plain
from engine.facts.rates.calibers import pieced, summed, with_carried
from engine.facts.rates.wholly import in_sentence
from engine.facts.view import Sentence, View
from engine.model import Quote
from engine.rulebook.lexicon_facts import Rate

BEFORE = 3  # paragraphs before a percentage in which a base is looked for that recomputes
BESIDE = 6  # counts of a name on each side of a percentage that may be its base
FULL = 100

Interval = tuple[Decimal, Decimal]
Placed = Mapping[tuple[str, int], Sequence[Count]]  # by name and paragraph


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


def agrees(percent: Quantity, numerator: Interval, denominator: Interval) -> bool:
    """Whether ``numerator / denominator``, from least to greatest, can round to the printed percentage."""
    if denominator[0] <= 0:
        return False
    slack = Decimal(5).scaleb(-percent.decimals - 1)
    least, greatest = numerator[0] * 100 / denominator[1], numerator[1] * 100 / denominator[0]
    return least - slack <= percent.value <= greatest + slack


def based(  # noqa: PLR0913, PLR0917 - what tells a base
    view: View, rate: Rate, caliber: str | None, sentence: Sentence, quantity: Quantity, bases: Bases
) -> tuple[Base, tuple[Count, Count] | None]:
    """What the percentage is made of, and the pair of counts that this is, where it is one."""
    pair = _found_base(bases.places, rate, caliber, sentence.passage, quantity)
    if (
        pair
        and quantity.value == FULL
        and (_is_of_part(view, pair) or _is_of_due(view, caliber, quantity, pair))
    ):
        pair = None
    carried = _with_carried(rate, sentence, quantity, bases, pair) if rate.carried else None
    if carried:
        return carried, None
    if pair:
        return _counted(pair), pair
    return _otherwise(view, rate, caliber, sentence, quantity, bases), None


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
        base = pair_of(quantity, numerators, denominators) if numerators and denominators else None
        if base and (
            (index == paragraph and caliber not in rate.combined)
            or agrees(quantity, base[0].quantity.interval, base[1].quantity.interval)
        ):
            return base
    return None


def pair_of(
    quantity: Quantity, numerators: Sequence[Count], denominators: Sequence[Count]
) -> tuple[Count, Count] | None:
    """The pair that recomputes; else the one of which the percentage is cut off, or the only possible one.

    One number that counts both (1672项事项实现“一网通办”) is a base of 100 % only.
    """
    pairs = [(n, d) for d in denominators for n in numerators if n is not d]
    for numerator, denominator in pairs:
        if agrees(quantity, numerator.quantity.interval, denominator.quantity.interval):
            return numerator, denominator
    apart = [(n, d) for n, d in pairs if n.quantity.start != d.quantity.start]
    cut = [pair for pair in apart if _is_cut_off(quantity, *pair)]
    if len(cut) == 1:
        return cut[0]
    possible = [(n, d) for n, d in apart if n.quantity.value <= d.quantity.value]
    return possible[0] if len(possible) == 1 else None


def _is_cut_off(percent: Quantity, numerator: Count, denominator: Count) -> bool:
    """Whether the percentage is the share with its further decimals left away: 11.7% of 4/34."""
    if not percent.decimals or not denominator.quantity.value:
        return False
    more = numerator.quantity.value * FULL / denominator.quantity.value - percent.value
    return 0 <= more < Decimal(1).scaleb(-percent.decimals)


def _is_of_part(view: View, base: tuple[Count, Count]) -> bool:
    """Whether the numerator is all of a part of the whole: 出台17件,其中县政府11件,报备11件,报备率100%."""
    part, whole = base[0].quantity, base[1].quantity
    between = view.counted(whole.end, part.start)
    told = any(q.value == part.value and q.unit == part.unit for q in between)
    return told and bool(view.found("whole", whole.end, part.start))


def _is_of_due(view: View, caliber: str | None, quantity: Quantity, pair: tuple[Count, Count]) -> bool:
    """Whether the percentage is of what was due and other numbers are told: 办结118件,按期办结率100%."""
    due = caliber in view.lexicon.rates.other_bases
    return due and not agrees(quantity, pair[0].quantity.interval, pair[1].quantity.interval)


def _with_carried(
    rate: Rate, sentence: Sentence, quantity: Quantity, bases: Bases, base: tuple[Count, Count] | None
) -> Base | None:
    """The base where what was carried over belongs to it: 受理781件,加上年结转64件,办结762件,办结率90.2%."""
    if base and agrees(quantity, base[0].quantity.interval, base[1].quantity.interval):
        return None
    names = (*rate.numerator, *rate.denominator, *rate.carried)
    found = with_carried(quantity, rate, nearest(bases.places, names, sentence.passage, quantity))
    if found is None:
        return None
    together = as_number(found[1].quantity.value + found[2].quantity.value)
    return Base(plain(found[0].quantity), together, _places(found), tuple(count.draft for count in found))


def _counted(base: tuple[Count, ...]) -> Base:
    drafts = tuple(count.draft for count in base)
    return Base(plain(base[0].quantity), plain(base[-1].quantity), _places(base), drafts)


def _places(counts: Iterable[Count]) -> tuple[Quote, ...]:
    return tuple(count.draft.at for count in counts if count.draft.at)


def _otherwise(  # noqa: PLR0913, PLR0917 - what tells a base
    view: View, rate: Rate, caliber: str | None, sentence: Sentence, quantity: Quantity, bases: Bases
) -> Base:
    """The base of a percentage that no pair of named counts gives: summed, of all, or two other numbers."""
    names = (*rate.numerator, *rate.also, *rate.denominator)
    near = nearest(bases.places, names, sentence.passage, quantity)
    found = summed(quantity, rate, caliber, near) or pieced(view, quantity, rate, caliber, near)
    if found:
        counts = (*found[2], found[1])
        drafts = tuple(count.draft for count in counts)
        return Base(as_number(found[0]), plain(found[1].quantity), _places(counts), drafts)
    if quantity.value == FULL:
        return _of_all(view, rate, sentence, quantity, bases) or NO_BASE
    return _recomputed(view, sentence, quantity, _others(rate, bases)) or NO_BASE


def _of_all(view: View, rate: Rate, sentence: Sentence, quantity: Quantity, bases: Bases) -> Base | None:
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
            fits = whole.unit == part.unit and whole.value > part.value and part.start not in others
            if fits and agrees(percent, part.interval, whole.interval):
                places = (view.quote(whole.start, whole.end), view.quote(part.start, part.end))
                return Base(plain(part), plain(whole), places, ())
    return None
