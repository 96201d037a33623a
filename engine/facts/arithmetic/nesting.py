"""Numbers that are usually not more than others.

Only what fits is told, since an excess may have a reason.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from engine.facts.arithmetic.levels import Level, Sentences, grams, once
from engine.facts.arithmetic.parts import ByNumber, by_number, check, fits_in, lead, nearest
from engine.facts.counts.counts import Count
from engine.facts.counts.listed import distributions
from engine.facts.counts.scopes import same_scope
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity
from engine.facts.patterns import one_of
from engine.facts.text import has_any
from engine.facts.view import Sentence, View

OBJECT = 4  # code points from which what is left of a wording names an object
BEFORE = 20  # numbers before 分别 among which those are that it goes back to


def nestings(view: View, counts: Sequence[Count], sentences: Sentences) -> Iterator[Draft]:
    """Counts in their usual wholes, the numbers of a 分别 in those before, and numbers without name."""
    named = by_number(counts)
    yield from _usual(view, counts)
    for sentence, _ in view.told("distributive"):
        numbers = [q for q in view.counted(sentence.start, sentence.end) if q.is_level]
        yield from _dealt(view, sentence, numbers, named)
    for sentence, levels in sentences:
        yield from _unnamed(view, sentence, levels, named)


def _usual(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """Each count against the nearest of its usual wholes in the paragraph."""
    wholes: dict[str, list[str]] = defaultdict(list)
    for usual in view.lexicon.relations.usual:
        wholes[usual.part] += usual.wholes
    placed: dict[tuple[str, int, str], list[Count]] = defaultdict(list)
    for count in counts:
        placed[count.indicator.id, count.sentence.passage, once(view, count.quantity.unit)].append(count)
    for count in counts:
        unit = once(view, count.quantity.unit)
        for name in (*count.indicator.part_of, *wholes[count.indicator.id]):
            found = placed[name, count.sentence.passage, unit]
            whole = nearest(found, count.quantity.start) if found else None
            if whole and whole.quantity is not count.quantity and _comparable(view, count, whole):
                yield from _within(view, count.quantity, whole.quantity, (count, whole))
                break  # the nearest relation is enough


def _comparable(view: View, part: Count, whole: Count) -> bool:
    """Whether both are of one scope, as far as they tell."""
    low, high = sorted((part.quantity.start, whole.quantity.start))
    if part.sentence is whole.sentence:
        return same_scope(view, part.sentence, low, high)
    scopes = {count.draft.attributes.get("scope") for count in (part, whole)} - {None}
    return len(scopes) < 2  # two different ones


def _dealt(view: View, sentence: Sentence, numbers: Sequence[Quantity], named: ByNumber) -> Iterator[Draft]:
    """审结甲45件、乙56件,分别调撤22件、11件: each within the number in the same place before."""
    starts = [number.start for number in numbers]
    for word, listed in distributions(view, sentence, numbers):
        last = bisect_left(starts, word.start)
        near = numbers[max(0, last - BEFORE) : last]
        before = [q for q in near if q.unit == listed[0].unit][-len(listed) :]
        low = lead(view, sentence, word.start)
        own = any(q.start >= low for q in before)
        if len(before) == len(listed) and (own or not _lists_names(view, low, word.start)):
            for part, whole in zip(listed, before, strict=True):
                counts = [c for q in (part, whole) for c in named.get(q.start, ())]
                yield from _within(view, part, whole, counts)


def _lists_names(view: View, start: int, end: int) -> bool:
    """Whether names are listed there, to which the numbers behind 分别 belong: 一审、二审分别3件、2件."""
    return has_any(view.text[start:end], view.lexicon.indicators.joiners)


def _unnamed(view: View, sentence: Sentence, numbers: Sequence[Level], named: ByNumber) -> Iterator[Draft]:
    """检查对象91家…发现问题5家次: a number against the one before it, by unit and wording of both.

    A result (办结, 采纳) that is more than the number before it belongs to one that is no result itself.
    """
    results = view.lexicon.relations.results
    last: dict[str, Level] = {}
    base: dict[str, Level] = {}
    for number in numbers:
        whole = last.get(number.kind)
        result = has_any(number.lead, results) or number.tail.startswith(results)
        if whole is not None:
            if result and not fits_in(number.quantity, whole.quantity):
                whole = base.get(number.kind, whole)
            of_whole = result and not _is_of_another(view, whole, number, results)
            if of_whole or _is_out_of(view, whole, number) or _is_pair(view, sentence, whole, number):
                counts = [c for one in (number, whole) for c in named.get(one.quantity.start, ())]
                yield from _within(view, number.quantity, whole.quantity, counts)
        last[number.kind] = number
        if not result:
            base[number.kind] = number


def _is_of_another(view: View, whole: Level, part: Level, results: Sequence[str]) -> bool:
    """Whether the result names an object that the whole does not: 收到检察建议31份,查处作风问题18起."""
    told = max(_cuts((*results, *view.lexicon.indicators.neutral)).split(part.lead), key=len)
    return len(told) >= OBJECT and not grams(told) & grams(whole.wording)


def _is_out_of(view: View, whole: Level, part: Level) -> bool:
    """Whether the wording takes the part out of the whole: 22个乡镇中有9个."""
    return has_any(view.text[whole.quantity.end : part.quantity.start], view.lexicon.relations.out_of)


def _is_pair(view: View, sentence: Sentence, whole: Level, part: Level) -> bool:
    if not same_scope(view, sentence, whole.quantity.start, part.quantity.start):
        return False
    matters = [
        {hit.name for hit in view.found("matter", one.low, one.quantity.start)} for one in (whole, part)
    ]
    if matters[1] - matters[0]:
        return False
    return any(
        has_any(whole.lead, pair.whole)
        and not has_any(whole.lead, pair.part)
        and has_any(part.lead, pair.part)
        for pair in view.lexicon.relations.pairs
    )


def _within(view: View, part: Quantity, whole: Quantity, counts: Sequence[Count]) -> Iterator[Draft]:
    if fits_in(part, whole):
        low, high = sorted((part, whole), key=lambda quantity: quantity.start)
        yield check(
            "subset",
            "consistent",
            view.quote(low.start, high.end),
            [view.quote(q.start, q.end) for q in (part, whole)],
            [count.draft for count in counts],
            stated=float(whole.value),
            computed=float(part.value),
        )


@cache
def _cuts(words: tuple[str, ...]) -> re.Pattern[str]:
    """What parts the objects in a wording from one another: one of the words, or a new cell."""
    return re.compile(rf"{one_of(words)}|\|")
