"""Rates whose numerator is told in pieces: 撤销4件、确认违法1件, of 审结30件, and 纠错率17.6%.

``inconsistent`` is said only where the pieces are part of a list that adds up to its whole, so that
nothing is left untold, and no selection of that list over any number of the sentence gives the percentage.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from engine.facts.arithmetic.levels import has_caveat
from engine.facts.arithmetic.parts import adds_up, check_of, exact
from engine.facts.arithmetic.repeats import other_years
from engine.facts.counts.counts import Count
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, sum_of
from engine.facts.rates.percentages import agrees, gives
from engine.facts.rates.rates import StatedRate
from engine.facts.view import View

MOST = 8  # parts of which every selection is tried


def pieced(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> Iterator[tuple[int, Draft]]:
    """Each such rate without a base that its list rules out, with its place."""
    by_sentence: dict[int, list[Count]] = defaultdict(list)
    for count in counts:
        by_sentence[count.sentence.start].append(count)
    for rate in rates:
        near = by_sentence.get(rate.sentence.start, [])
        if rate.base is None and rate.rate.adds_up and not rate.quantity.qualifier:
            yield from _given(rate)
            yield from _ruled_out(view, rate, [c for c in near if c.quantity.end <= rate.quantity.start])


def _given(rate: StatedRate) -> Iterator[tuple[int, Draft]]:
    """That the pieces, which are told as the base of the rate, together give it."""
    told = rate.draft.attributes
    part, whole = told["numerator"], told["denominator"]
    if not isinstance(part, int) or not isinstance(whole, int) or not whole or rate.draft.at is None:
        return
    if gives(rate.quantity, Decimal(part), Decimal(whole)):
        drafts = (rate.draft, *rate.draft.parts)
        said, share = told["percent"], round(part * 100 / whole, 3)
        yield rate.quantity.start, check_of("ratio", "consistent", drafts, stated=said, computed=share)


def _ruled_out(view: View, rate: StatedRate, near: Sequence[Count]) -> Iterator[tuple[int, Draft]]:
    pieces = [c for c in near if c.indicator.id in rate.rate.numerator and exact(c.quantity)]
    whole = next((c for c in near if c.indicator.id in rate.rate.denominator and exact(c.quantity)), None)
    if not pieces or whole is None or rate.draft.at is None:
        return
    parts = _list_of(view, whole, pieces[0], rate.quantity)
    wholes = [q for q in view.counted(rate.sentence.start, rate.sentence.end) if exact(q) and q.value]
    caveat = other_years(view, rate.sentence, rate.quantity.start) or has_caveat(view, rate.sentence)
    other_base = view.found("other-base", whole.quantity.start, rate.quantity.end)
    if caveat or other_base or _is_given(rate, parts, wholes):
        return
    numbers = [piece.quantity for piece in pieces]
    share = sum_of(numbers) * 100 / whole.quantity.value
    yield (
        rate.quantity.start,
        check_of(
            "ratio",
            "inconsistent",
            (rate.draft, *(piece.draft for piece in pieces), whole.draft),
            stated=rate.draft.attributes["percent"],
            computed=float(round(share, 3)),
        ),
    )


def _list_of(view: View, whole: Count, piece: Count, percent: Quantity) -> Sequence[Quantity]:
    """The numbers up to the percentage that add up to the whole and hold the piece; () without such."""
    numbers = [q for q in view.counted(whole.quantity.end, percent.start) if q.unit == whole.quantity.unit]
    for first in range(len(numbers)):
        parts = numbers[first:]
        held = any(part.start == piece.quantity.start for part in parts)
        if held and 1 < len(parts) <= MOST and all(map(exact, parts)) and adds_up(whole.quantity, parts):
            return parts
    return ()


def _is_given(rate: StatedRate, parts: Sequence[Quantity], wholes: Sequence[Quantity]) -> bool:
    """Whether a selection of the parts, of any number of the sentence, gives the percentage, or none may."""
    chosen = [c for number in range(1, len(parts)) for c in combinations(parts, number)]
    shares = {sum_of(selection) for selection in chosen}
    return not parts or any(
        agrees(rate.quantity, (share, share), whole.interval) for share in shares for whole in wholes
    )
