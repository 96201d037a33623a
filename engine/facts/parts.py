"""Parts against their wholes: 其中 lists, and counts that by definition cannot exceed others.

``inconsistent`` is said only of exact numbers of one sentence and one scope whose parts exclude one another.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from engine.facts.draft import Draft
from engine.facts.indicators import Count
from engine.facts.quantities import Quantity
from engine.facts.scopes import same_scope, speaks_of_carry_over
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.model import Quote, Scalar

BEFORE = 200  # code points before 其中 in which its whole stands
LEAD = 80  # code points before a number that tell what it is
WHOLES = 4  # numbers before 其中 that may be its whole

Named = Mapping[int, Sequence[Count]]  # counts by the start of their number


def check(  # noqa: PLR0913  # each says another thing about the check
    kind: str,
    verdict: str,
    at: Quote,
    evidence: Sequence[Quote],
    parts: Sequence[Draft] = (),
    *,
    of: str = "counts",
    **numbers: Scalar,
) -> Draft:
    """A check of this kind with its verdict, its places and the facts it was computed from.

    ``of`` says what was held against one another: counts or parts, a list, a repeat, rates …
    """
    attributes: Mapping[str, Scalar] = {"type": kind, "of": of, "verdict": verdict, **numbers}
    return Draft("check", None, at, attributes, tuple(evidence), tuple(parts))


def exact(quantity: Quantity) -> bool:
    """Whether the number is a level told without 余, 近 and the like."""
    return not (quantity.percent or quantity.change or quantity.rank or quantity.qualifier)


def lead(view: View, sentence: Sentence, place: int) -> int:
    """Where the wording of the clause before ``place`` begins, as far as it can matter."""
    low = max(sentence.start, place - LEAD)
    return max(low, *(view.text.rfind(mark, low, place) + 1 for mark in CLAUSE_ENDS))


def adds_up(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the parts, as they may have been before rounding, are together the whole."""
    return _fits(sum((part.value for part in parts), Decimal(0)), whole, parts)


def fits_in(part: Quantity, whole: Quantity) -> bool:
    """Whether the part can be within its whole; of numbers with 余, 近 and the like, whether it must be."""
    if part.qualifier or whole.qualifier:
        return bounds(part)[1] <= bounds(whole)[0]
    return part.interval[0] <= whole.interval[1]


def bounds(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that may be told like this: 70余 is from 70 up to 80."""
    low, high = quantity.interval
    _, digits, exponent = quantity.value.normalize().as_tuple()
    place = Decimal(1).scaleb(int(exponent)) if any(digits) else Decimal(1)
    match quantity.qualifier:
        case "over":
            return low, high + place
        case "at_least":
            return low, Decimal("Infinity")
        case "near":
            return low - place, high
        case "about":
            return low - place, high + place
        case "at_most":
            return Decimal(0), high
    return low, high


def sums(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """其中 lists: the parts against the whole that was said just before."""
    named: dict[int, list[Count]] = defaultdict(list)
    for count in counts:
        named[count.quantity.start].append(count)
    for sentence in view.sentences:
        words = view.found("whole", sentence.start, sentence.end)
        ends = [word.start for word in words[1:]] + [sentence.end]
        for word, end in zip(words, ends, strict=False):
            wholes, parts = _whole_and_parts(view, sentence, word.start, word.end, end)
            if wholes and parts:
                yield _sum(view, sentence, wholes, parts, named)


def _whole_and_parts(
    view: View, sentence: Sentence, start: int, end: int, until: int
) -> tuple[list[Quantity], list[Quantity]]:
    """The numbers that may be the whole, and the parts: in the unit of the first number after 其中."""
    low = max(view.report.paragraphs[sentence.paragraph].start, start - BEFORE)
    after = [q for q in view.counted(end, until) if not q.percent]
    if after and view.found("distributive", end, after[0].start):
        return [], []  # 其中分别…22件、11件 are parts of several wholes
    wholes = [q for q in view.counted(low, start) if exact(q) and after and q.unit == after[0].unit][-WHOLES:]
    if not wholes or any(mark in view.text[wholes[-1].end : start] for mark in "。\n"):
        return [], []
    unit = wholes[-1].unit
    return wholes, [q for q in after if q.unit == unit and exact(q) and not _bracketed(view, end, q)]


def _sum(
    view: View, sentence: Sentence, wholes: Sequence[Quantity], parts: Sequence[Quantity], named: Named
) -> Draft:
    whole, parts = _fitting(wholes, parts)
    total = sum((part.value for part in parts), Decimal(0))
    if _fits(total, whole, parts) or (len(parts) == 1 and total <= whole.value):
        verdict = "consistent"
    else:
        verdict = "inconsistent" if _exceeds(view, sentence, whole, parts, named) else "cannot_tell"
    return check(
        "subset" if len(parts) == 1 else "sum",
        verdict,
        view.quote(whole.start, parts[-1].end),
        [view.quote(q.start, q.end) for q in (whole, *parts)],
        [count.draft for q in (whole, *parts) for count in named.get(q.start, ())],
        of="counts" if len(parts) == 1 else "parts",
        stated=float(whole.value),
        computed=float(total),
    )


def _fitting(wholes: Sequence[Quantity], parts: Sequence[Quantity]) -> tuple[Quantity, Sequence[Quantity]]:
    """The whole and the parts that add up to it: all of them, or the first ones; else all and the nearest."""
    for length in range(len(parts), 1, -1):
        total = sum((part.value for part in parts[:length]), Decimal(0))
        for whole in reversed(wholes):
            if _fits(total, whole, parts[:length]):
                return whole, parts[:length]
    return wholes[-1], parts


def _fits(total: Decimal, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    slack = (whole.step + sum((part.step for part in parts), Decimal(0))) / 2
    return abs(total - whole.value) <= slack


def _exceeds(
    view: View, sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], named: Named
) -> bool:
    """Whether parts known to exclude one another are together more than their whole."""
    if view.found("including", whole.end, parts[-1].end) or speaks_of_carry_over(view, sentence, whole.start):
        return False
    if len(parts) == 1 and not same_scope(view, sentence, whole.start, parts[0].start):
        return False
    greatest: dict[str, Decimal] = {}
    for part in parts:
        for name in {count.indicator.id for count in named.get(part.start, ())} or {""}:
            greatest[name] = max(greatest.get(name, Decimal(0)), part.interval[0])
    least = sum(greatest.values(), Decimal(0))
    return least > whole.interval[1] and _disjoint(view, whole, set(greatest), named)


def _disjoint(view: View, whole: Quantity, parts: set[str], named: Named) -> bool:
    """Whether all the parts belong to one partition of the whole, or the only part to its own whole."""
    wholes = {count.indicator.id for count in named.get(whole.start, ())}
    if any(p.whole in wholes and parts <= set(p.parts) for p in view.lexicon.indicators.partitions):
        return True
    indicators = {item.id: item for item in view.lexicon.indicators.indicators}
    return len(parts) == 1 and any(wholes & set(indicators[p].part_of) for p in parts if p in indicators)


def subsets(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """Each count that cannot exceed another against the nearest such count of its paragraph."""
    placed: dict[tuple[str, int, str], list[Count]] = defaultdict(list)
    for count in counts:
        placed[count.indicator.id, count.sentence.paragraph, count.quantity.unit].append(count)
    for count in counts:
        for name in count.indicator.part_of:
            wholes = placed[name, count.sentence.paragraph, count.quantity.unit]
            alone = len(placed[count.indicator.id, count.sentence.paragraph, count.quantity.unit]) == 1
            if wholes:
                yield _subset(view, count, wholes, alone=alone)


def _subset(view: View, count: Count, wholes: Sequence[Count], *, alone: bool) -> Draft:
    near = nearest(wholes, count.quantity.start)
    if fits_in(count.quantity, near.quantity):
        verdict = "consistent"
    else:
        verdict = "inconsistent" if alone and _more_for_sure(view, count, wholes) else "cannot_tell"
    places = [c.draft.at for c in (count, near) if c.draft.at]
    return check(
        "subset",
        verdict,
        places[0],
        places,
        (count.draft, near.draft),
        of="counts",
        stated=float(near.quantity.value),
        computed=float(count.quantity.value),
    )


def nearest(counts: Sequence[Count], place: int) -> Count:
    """The count whose number begins nearest to ``place``, of one or more in order of place."""
    index = bisect_left(counts, place, key=lambda count: count.quantity.start)
    beside = counts[max(0, index - 1) : index + 1]
    return min(beside, key=lambda count: abs(count.quantity.start - place))


def _more_for_sure(view: View, count: Count, wholes: Sequence[Count]) -> bool:
    """Whether the only whole stands in the same sentence and scope, exact, with nothing carried over."""
    whole = wholes[0]
    low, high = sorted((count.quantity.start, whole.quantity.start))
    return (
        len(wholes) == 1
        and whole.sentence is count.sentence
        and exact(whole.quantity)
        and exact(count.quantity)
        and same_scope(view, count.sentence, low, high)
        and not view.found("including", count.sentence.start, count.sentence.end)
        and not speaks_of_carry_over(view, count.sentence, low)
    )


def _bracketed(view: View, start: int, quantity: Quantity) -> bool:
    """Whether the quantity stands in brackets opened after ``start``: a remark on another part."""
    between = view.text[start : quantity.start]
    return between.count("(") > between.count(")")
