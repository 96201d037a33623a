"""Counts against others that by definition they cannot exceed, and what all checks of numbers share.

``inconsistent`` is said only of exact numbers of one sentence and one scope.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from engine.facts.counts.counts import Count
from engine.facts.counts.scopes import same_scope, speaks_of_carry_over
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, sum_of
from engine.facts.view import Sentence, View
from engine.model import Quote, Scalar

LEAD = 80  # code points before a number that tell what it is


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
    return quantity.is_level and not quantity.qualifier


def lead(view: View, sentence: Sentence, place: int) -> int:
    """Where the wording of the clause before ``place`` begins, as far as it can matter."""
    before = bisect_left(view.marks, place)
    return max(sentence.start, place - LEAD, view.marks[before - 1] + 1 if before else 0)


def adds_up(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the parts, as they may have been before rounding, are together the whole."""
    slack = (whole.step + sum((part.step for part in parts), Decimal(0))) / 2
    return abs(sum_of(parts) - whole.value) <= slack


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


def subsets(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """Each count that cannot exceed another against the nearest such count of its paragraph."""
    placed: dict[tuple[str, int, str], list[Count]] = defaultdict(list)
    units = view.lexicon.relations.same_units
    for count in counts:
        unit = units.get(count.quantity.unit, count.quantity.unit)
        placed[count.indicator.id, count.sentence.passage, unit].append(count)
    for count in counts:
        unit = units.get(count.quantity.unit, count.quantity.unit)
        alone = len(placed[count.indicator.id, count.sentence.passage, unit]) == 1
        for name in count.indicator.part_of:
            told = placed[name, count.sentence.passage, unit]
            own = any(whole.quantity is count.quantity for whole in told)  # 156项服务事项一网通办: all of it
            if told and not own:
                yield _subset(view, count, told, alone=alone)


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
        and not whole.assumed
        and whole.sentence is count.sentence
        and exact(whole.quantity)
        and exact(count.quantity)
        and same_scope(view, count.sentence, low, high)
        and not are_listed(view, low, high)
        and not _is_member(view, whole)
        and not view.found("including", count.sentence.start, count.sentence.end)
        and not speaks_of_carry_over(view, count.sentence, low)
    )


def _is_member(view: View, count: Count) -> bool:
    """Whether it is one of several parts that 其中 lists: what follows them may be of all of them.

    调解5120件,其中行政调解4012件、人民调解1108件,成功4912件.
    """
    before = view.counted(count.sentence.start, count.quantity.start)
    listed = before and are_listed(view, before[-1].start, count.quantity.start)
    return bool(listed) and bool(view.found("whole", count.sentence.start, before[-1].start))


def are_listed(view: View, low: int, high: int) -> bool:
    """Whether 、 joins the numbers to one list, of which neither is the other's whole: 取消11项、调整9项."""
    between = view.text[low:high]
    return "、" in between and "," not in between and not view.found("whole", low, high)
