"""Claims of 100 %: is a base stated, implied by a count beside it, or missing?"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine.facts.counts.counts import Count
from engine.facts.draft import Draft
from engine.facts.phrases import Hit
from engine.facts.rates.rates import StatedRate
from engine.facts.view import Sentence, View

BASES = ("stated", "implied", "none")  # best first
REACH = 120  # NEAR and the longest number: where the counts begin that can be near
NEAR = 80  # code points within which a count is taken as the base (register: consist-hundred-claim)


def claims(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> tuple[Draft, ...]:
    """One fact per claim, whether a rate of 100 % or wording such as 全覆盖."""
    named: dict[int, list[StatedRate]] = defaultdict(list)
    for rate in rates:
        named[rate.quantity.start].append(rate)
    found: list[Draft] = []
    for quantity in view.quantities:
        if quantity.percent and quantity.value == 100 and not quantity.change:
            same = named[quantity.start]
            bases = [_rate_base(view, rate, counts) for rate in same]
            at = next((r.draft.at for r in same if r.draft.at), view.quote(quantity.start, quantity.end))
            base = min(bases, key=BASES.index, default="none")
            found.append(Draft("claim", None, at, {"base": base, "headline": bool(same)}))
    return (*found, *_in_words(view))


def _rate_base(view: View, rate: StatedRate, counts: Sequence[Count]) -> str:
    if rate.base is not None:
        return "stated"
    names = (*rate.rate.numerator, *rate.rate.denominator)
    own = {view.indicators[name].matter for name in names} | {rate.rate.matter}
    first = bisect_left(counts, rate.quantity.start - REACH, key=lambda count: count.quantity.start)
    last = bisect_left(counts, rate.quantity.end + REACH, key=lambda count: count.quantity.start)
    for count in counts[first:last]:
        near = min(
            abs(count.quantity.start - rate.quantity.end), abs(rate.quantity.start - count.quantity.end)
        )
        same = count.indicator.id in names or (count.indicator.matter or "") in own
        beside = count.sentence is rate.sentence or (same and count.sentence.passage == rate.sentence.passage)
        if beside and near <= NEAR:
            return "implied"
    return "none"


def _in_words(view: View) -> Iterator[Draft]:
    for sentence, hits in view.told("full"):
        for hit in hits if not sentence.is_heading else ():
            low, high = view.clause(hit.start, hit.end, sentence)
            first = _told_before(view, hit, low, sentence)
            base = "implied" if view.counted(first, high) else "none"
            yield Draft("claim", None, view.quote(low, high), {"base": base, "headline": False})


def _told_before(view: View, hit: Hit, low: int, sentence: Sentence) -> int:
    """Where begins what the claim is said of: with 全部, in the clause before it (排查隐患97处,全部整改)."""
    said_of_all = any(word.start == hit.start for word in view.found("all", hit.start, hit.end))
    return view.clause_start(low - 1, sentence) if said_of_all and low > sentence.start else low
