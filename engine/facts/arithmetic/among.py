"""其中 lists: the parts against the whole that was said just before.

``inconsistent`` is said only of exact numbers whose parts exclude one another, or of a part above its whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from engine.facts.arithmetic.levels import Level, Sentences, has_caveat, kind
from engine.facts.arithmetic.partitions import contradicts, echoes
from engine.facts.arithmetic.parts import ByNumber, adds_up, bounds, by_number, check, exact
from engine.facts.counts.counts import Count
from engine.facts.counts.scopes import same_scope, speaks_of_carry_over
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, sum_of
from engine.facts.text import has_any
from engine.facts.view import FULL_STOP, Sentence, View

BEFORE = 200  # code points before 其中 in which its whole stands
NEAR = 30  # code points between a whole and the 其中 that surely goes back to it
SURE = 2  # parts by whose names their whole is known
WHOLES = 4  # numbers before 其中 that may be its whole
OPENING = 1  # code points before 其中 at the beginning of a sentence: 在办结案件中

Numbers = Mapping[int, Level]  # levels by their start


class Known(NamedTuple):
    """What is known of each number, by its start: the counts that it states, and its wording."""

    counts: ByNumber
    numbers: Numbers


def among(view: View, counts: Sequence[Count], sentences: Sentences) -> Iterator[Draft]:
    """All 其中 of the report with their wholes and parts."""
    known = Known(by_number(counts), {one.quantity.start: one for _, levels in sentences for one in levels})
    for sentence, words in view.told("whole"):
        ends = [word.start for word in words[1:]] + [sentence.end]
        for word, end in zip(words, ends, strict=False):
            listed = _parts(view, word.end, end)
            wholes = _wholes(view, sentence, word.start, listed[0]) if listed else []
            parts = _of_them(view, sentence, wholes, listed)
            if wholes and (both := _of_both(view, wholes, parts)):
                yield both
            elif wholes:
                bound = _bound(view, sentence, wholes, parts, known)
                told = _continued(view, sentence, bound, parts) if end == sentence.end else parts
                yield _sum(view, sentence, bound, told, known)


def _parts(view: View, start: int, end: int) -> list[Quantity]:
    """The parts behind 其中: in the unit of the first number, or in its kind where 、 joins them."""
    after = [q for q in view.counted(start, end) if not q.percent]
    if not after or view.found("distributive", start, after[0].start):
        return []  # 其中分别…22件、11件 are parts of several wholes
    first = after[0]
    dealt = view.found("distributive", first.end, end)
    end = dealt[0].start if dealt else end  # 其中纠错236件,分别为撤销48件,…: the parts of that one
    after = [q for q in after if q.end <= end]
    parts = [first] if exact(first) else []
    for before, one in pairwise(after):
        joined = view.text[before.end : one.start].lstrip().startswith("、")
        alike = one.unit == first.unit or (joined and kind(view, one.unit) == kind(view, first.unit))
        if alike and exact(one) and not _bracketed(view, start, one):
            parts.append(one)
    return parts


def _continued(
    view: View, sentence: Sentence, wholes: Sequence[Quantity], parts: Sequence[Quantity]
) -> Sequence[Quantity]:
    """The parts with those of the sentences that ; joins to theirs, where all together are the whole."""
    stop = view.text.find(FULL_STOP, sentence.end, view.report.paragraphs[sentence.paragraph].end)
    if view.text[sentence.end - 1] == FULL_STOP or stop < 0:
        return parts
    told = [*parts]
    for one in view.counted(sentence.end, stop):
        if one.unit == parts[0].unit and exact(one):
            told.append(one)
            if any(adds_up(whole, told) for whole in wholes):
                return told
    return parts


def _wholes(view: View, sentence: Sentence, start: int, part: Quantity) -> list[Quantity]:
    """The numbers before 其中 that may be the whole, in order of place."""
    low = max(view.report.paragraphs[sentence.paragraph].start, start - BEFORE)
    alike = [q for q in view.counted(low, start) if kind(view, q.unit) == kind(view, part.unit)]
    wholes = [q for q in alike if exact(q)][-WHOLES:]
    stops = view.text.count(FULL_STOP, wholes[-1].end, start) if wholes else 0
    opens = len(view.text[sentence.start : start].strip()) <= OPENING
    return wholes if stops <= int(opens) else []


def _bound(
    view: View, sentence: Sentence, wholes: Sequence[Quantity], parts: Sequence[Quantity], known: Known
) -> Sequence[Quantity]:
    """The wholes; the last alone where it is by name or wording that of the parts.

    受理5件,审结4件,其中维持3件,终止2件; 制定、修改、废止规章8件,其中制定…
    """
    last = known.numbers.get(wholes[-1].start)
    if last is None or last.quantity.start < sentence.start:
        return wholes
    told = [known.numbers[part.start] for part in parts if part.start in known.numbers]
    named = [_names(part, known.counts) for part in parts[:SURE]]
    own = len(named) == SURE and all(named) and _disjoint(view, wholes[-1], set().union(*named), known.counts)
    return wholes[-1:] if own or echoes(view, last, told) else wholes


def _sum(
    view: View, sentence: Sentence, wholes: Sequence[Quantity], parts: Sequence[Quantity], known: Known
) -> Draft:
    whole, parts = _fitting(wholes, parts)
    verdict = "cannot_tell"
    if adds_up(whole, parts) or (len(parts) == 1 and parts[0].value <= whole.value):
        verdict = "consistent"
    elif _exceeds(view, sentence, whole, parts, known.counts):
        verdict = "inconsistent"
    elif different := _makes_up(view, sentence, whole, parts, known.counts):
        parts, verdict = different, "inconsistent"
    elif wrong := _surely_wrong(view, sentence, wholes, parts, known.numbers):
        whole, *parts = wrong
        verdict = "inconsistent"
    return check(
        "subset" if len(parts) == 1 else "sum",
        verdict,
        view.quote(whole.start, parts[-1].end),
        [view.quote(q.start, q.end) for q in (whole, *parts)],
        [count.draft for q in (whole, *parts) for count in known.counts.get(q.start, ())],
        of="counts" if len(parts) == 1 else "parts",
        stated=float(whole.value),
        computed=float(sum_of(parts)),
    )


def _of_them(
    view: View, sentence: Sentence, wholes: Sequence[Quantity], parts: Sequence[Quantity]
) -> Sequence[Quantity]:
    """The parts before one of another scope that is more than any whole: 其中96人合格,全县持证1872人."""
    for place, part in enumerate(parts[1:], 1):
        beyond = all(part.interval[0] > bounds(whole)[1] for whole in wholes)
        if beyond and wholes and not same_scope(view, sentence, wholes[-1].start, part.start):
            return parts[:place]
    return parts


def _of_both(view: View, wholes: Sequence[Quantity], parts: Sequence[Quantity]) -> Draft | None:
    """建议14件、提案17件,其中主办11件、会办20件: the parts of two that a list joins, which they add up to."""
    listed = len(wholes) > 1 and view.text.startswith("、", wholes[-2].end)
    if not listed or len(parts) < SURE or any(adds_up(whole, parts) for whole in wholes):
        return None
    total = sum_of(wholes[-2:])
    if sum_of(parts) != total:
        return None
    return check(
        "sum",
        "consistent",
        view.quote(wholes[-2].start, parts[-1].end),
        [view.quote(q.start, q.end) for q in (*wholes[-2:], *parts)],
        of="parts",
        stated=float(total),
        computed=float(total),
    )


def _fitting(wholes: Sequence[Quantity], parts: Sequence[Quantity]) -> tuple[Quantity, Sequence[Quantity]]:
    """The whole and the parts that add up to it: all of them, or the first ones; else all and the nearest."""
    for length in range(len(parts), 1, -1):
        for whole in reversed(wholes):
            if adds_up(whole, parts[:length]):
                return whole, parts[:length]
    return wholes[-1], parts


def _surely_wrong(
    view: View, sentence: Sentence, wholes: Sequence[Quantity], parts: Sequence[Quantity], numbers: Numbers
) -> Sequence[Quantity]:
    """The whole and its parts that by their wording cannot be true; () where another reading is left."""
    possible = [q for q in wholes if q.start >= sentence.start] or [
        q for q in wholes if q.value >= max(part.value for part in parts)
    ]
    if len(possible) != 1 and possible[-1:] != wholes[-1:]:
        return ()
    whole = possible[-1]
    if _outsized(view, sentence, whole, parts[0]):
        return whole, parts[0]
    told = [numbers[q.start] for q in parts if q.start in numbers]
    if whole.start not in numbers or len(told) < len(parts):
        return ()
    wrong = contradicts(view, sentence, numbers[whole.start], told)
    return (whole, *(one.quantity for one in wrong)) if wrong else ()


def _outsized(view: View, sentence: Sentence, whole: Quantity, part: Quantity) -> bool:
    """Whether a part is more than anything said shortly before it in its kind of unit."""
    before = view.counted(max(0, whole.start - BEFORE), part.start)
    alike = [q for q in before if kind(view, q.unit) == kind(view, part.unit)]
    return (
        part.unit == whole.unit in view.lexicon.relations.sole_units
        and exact(part)
        and all(part.interval[0] > bounds(one)[1] for one in alike)
        and part.start - whole.end <= NEAR
        and sentence.start <= whole.start
        and same_scope(view, sentence, whole.start, part.start)
        and not has_caveat(view, sentence)
        and not view.found("including", whole.end, part.end)
        and not has_any(view.text[whole.end : part.start], view.lexicon.relations.finished)
        and not speaks_of_carry_over(view, sentence, whole.start)
    )


def _exceeds(
    view: View,
    sentence: Sentence,
    whole: Quantity,
    parts: Sequence[Quantity],
    named: ByNumber,
) -> bool:
    """Whether parts known to exclude one another are together more than their whole."""
    if view.found("including", whole.end, parts[-1].end) or speaks_of_carry_over(view, sentence, whole.start):
        return False
    if len(parts) == 1 and not same_scope(view, sentence, whole.start, parts[0].start):
        return False
    greatest: dict[str, Decimal] = {}
    for part in parts:
        for name in _names(part, named) or {""}:
            greatest[name] = max(greatest.get(name, Decimal(0)), part.interval[0])
    least = sum(greatest.values(), Decimal(0))
    return least > whole.interval[1] and _disjoint(view, whole, set(greatest), named)


def _makes_up(
    view: View, sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], named: ByNumber
) -> Sequence[Quantity]:
    """The parts that by their names are all of the whole and are not: 应诉11件,其中结转2件、新收8件."""
    wholes = _names(whole, named)
    for partition in view.lexicon.indicators.partitions:
        told = parts[: len(partition.parts)]
        names = [count.indicator.id for part in told for count in named.get(part.start, ())]
        if partition.complete and partition.whole in wholes and sorted(names) == sorted(partition.parts):
            places = (whole.start, *(part.start for part in told))
            exactly = all(exact(one) for one in (whole, *told))
            apart = same_scope(view, sentence, *places) and not has_caveat(view, sentence)
            return told if exactly and apart and not adds_up(whole, told) else ()
    return ()


def _disjoint(view: View, whole: Quantity, parts: set[str], named: ByNumber) -> bool:
    """Whether all the parts belong to one partition of the whole, or the only part to its own whole."""
    wholes = _names(whole, named)
    if any(p.whole in wholes and parts <= set(p.parts) for p in view.lexicon.indicators.partitions):
        return True
    return len(parts) == 1 and any(
        wholes & set(view.indicators[p].part_of) for p in parts if p in view.indicators
    )


def _names(quantity: Quantity, named: ByNumber) -> set[str]:
    """What the number counts."""
    return {count.indicator.id for count in named.get(quantity.start, ())}


def _bracketed(view: View, start: int, quantity: Quantity) -> bool:
    """Whether the quantity stands in brackets opened after ``start``: a remark on another part."""
    between = view.text[start : quantity.start]
    return between.count("(") > between.count(")")
