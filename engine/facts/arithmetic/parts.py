"""What the checks of numbers share: the check as a fact, sums, bounds and what stands nearest."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from engine.facts.counts.counts import Count
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, sum_of
from engine.facts.view import Sentence, View
from engine.model import Quote, Scalar

ByNumber = Mapping[int, Sequence[Count]]  # counts by the start of their number

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


def check_of(
    kind: str, verdict: str, parts: Sequence[Draft], *, of: str = "counts", **numbers: Scalar
) -> Draft:
    """A check of what ``parts`` tell, at their own places."""
    places = [part.at for part in parts if part.at]
    return check(kind, verdict, places[0], places, parts, of=of, **numbers)


def exact(quantity: Quantity) -> bool:
    """Whether the number is a level told without 余, 近 and the like."""
    return quantity.is_level and not quantity.qualifier


def lead(view: View, sentence: Sentence, place: int) -> int:
    """Where the wording of the clause before ``place`` begins, as far as it can matter."""
    before = bisect_left(view.marks, place)
    return max(sentence.start, place - LEAD, view.marks[before - 1] + 1)


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


def by_number(counts: Iterable[Count]) -> ByNumber:
    """The counts by the start of their number: one number may state several."""
    named: dict[int, list[Count]] = defaultdict(list)
    for count in counts:
        named[count.quantity.start].append(count)
    return named


def nearest(counts: Sequence[Count], place: int) -> Count:
    """The count whose number begins nearest to ``place``, of one or more in order of place."""
    index = bisect_left(counts, place, key=lambda count: count.quantity.start)
    beside = counts[max(0, index - 1) : index + 1]
    return min(beside, key=lambda count: abs(count.quantity.start - place))


def are_listed(view: View, low: int, high: int) -> bool:
    """Whether 、 joins the numbers to one list, of which neither is the other's whole: 取消11项、调整9项."""
    between = view.text[low:high]
    return "、" in between and "," not in between and not view.found("whole", low, high)
