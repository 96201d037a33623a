"""口径: in which sense a rate is told (综合 or 直接 纠错率, 一审 or 终审 败诉率), and its base then."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, product

from engine.facts.counts.counts import Count
from engine.facts.numbers.quantities import Quantity, sum_of
from engine.facts.patterns import YEAR
from engine.facts.rates.percentages import gives
from engine.facts.view import View
from engine.rulebook.lexicon_facts import Rate


def caliber_at(view: View, rate: Rate, start: int, end: int) -> str | None:
    """The last wording of the rate's calibers in the stretch."""
    told = _calibers(view, rate, start, end)
    return told[-1] if told else None


def told_apart(view: View, rate: Rate, start: int, end: int, number: int) -> Sequence[str]:
    """What tells ``number`` percentages of one rate apart, in order: calibers, years or scopes; else ()."""
    years = YEAR.findall(view.text, start, end)
    scopes = [hit.phrase for hit in view.found("scope", start, end)]
    for marks in (_calibers(view, rate, start, end), years, scopes):
        if len(marks) == number:
            return marks
    return ()


def is_other_year(view: View, mark: str) -> bool:
    """Whether the mark is a year, and not the reported one."""
    return YEAR.fullmatch(mark) is not None and mark != str(view.report.identity.year)


def summed(
    percent: Quantity, rate: Rate, caliber: str | None, counts: Sequence[Count]
) -> tuple[Decimal, Count, tuple[Count, ...]] | None:
    """Numerator, denominator and summands that give the percentage, where the numerator is told in pieces.

    撤销、变更 and 确认违法 are told apart and corrected together; the 综合 rate takes in what was settled.
    """
    pieces = [c for c in counts if c.indicator.id in rate.numerator] if rate.adds_up else []
    more = [c for c in counts if c.indicator.id in rate.also] if caliber in rate.combined else []
    tried = [tuple(pieces), *((*pieces, one) for one in more), (*pieces, *more)]
    for whole in (c for name in rate.denominator for c in counts if c.indicator.id == name):
        for parts in (parts for parts in tried if len(parts) > 1):
            total = sum_of(c.quantity for c in parts)
            if whole.quantity.value >= total and gives(percent, total, whole.quantity.value):
                return total, whole, parts
    return None


def pieced(
    view: View, percent: Quantity, rate: Rate, caliber: str | None, counts: Sequence[Count]
) -> tuple[Decimal, Count, tuple[Count, ...]] | None:
    """Numerator, denominator and summands where all pieces are listed together before the percentage."""
    pieces = [c for c in counts if c.indicator.id in rate.numerator and c.quantity.end <= percent.start]
    if not rate.adds_up or caliber in rate.combined or not pieces:
        return None
    parts = tuple(c for c in adjoining(counts, pieces[0], view) if c.quantity.end <= percent.start)
    ordered = tuple(sorted(parts, key=lambda count: count.quantity.start))
    total = sum_of(c.quantity for c in ordered)
    wholes = (c for name in rate.denominator for c in counts if c.indicator.id == name)
    whole = next((c for c in wholes if c.quantity.value >= total), None)
    return (total, whole, ordered) if whole and len(ordered) > 1 else None


def with_carried(percent: Quantity, rate: Rate, counts: Sequence[Count]) -> tuple[Count, Count, Count] | None:
    """Numerator, denominator and what was carried over, where the percentage is that of both together."""
    numerators, denominators, carried = (
        [count for count in counts if count.indicator.id in names]
        for names in (rate.numerator, rate.denominator, rate.carried)
    )
    for found in product(numerators, denominators, carried):
        total = found[1].quantity.value + found[2].quantity.value
        if found[0].quantity.value <= total and gives(percent, found[0].quantity.value, total):
            return found
    return None


def adjoining(counts: Sequence[Count], first: Count, view: View) -> tuple[Count, ...]:
    """``first`` with the counts of its name beside it in its sentence, none of which is a part of another."""
    same = [c for c in counts if c.draft.name == first.draft.name and c.sentence is first.sentence]
    ends = [(a.quantity.end, b.quantity.start) for a, b in pairwise(same)]
    return (first,) if any(view.found("whole", *end) for end in ends) else tuple(same)


def _calibers(view: View, rate: Rate, start: int, end: int) -> list[str]:
    """The calibers named in the stretch, in order of place; the longest at each."""
    if not rate.calibers:
        return []
    longest = sorted(rate.calibers, key=len, reverse=True)
    return re.findall("|".join(map(re.escape, longest)), view.text[start:end])
