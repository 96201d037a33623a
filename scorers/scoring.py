"""The score of a report by one scheme, and where every point went.

Only the figures handed out for display are rounded. What could not be judged or does not apply leaves the
denominator, and a dimension in which nothing counts gives its points to the others.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from engine.model import Cap, Dimension, DimensionScore, Finding, Points, Scheme, Status
from scorers import deduction, flat, weighted
from scorers.grading import caps, grade
from scorers.ledger import SCORED, Groups, Ledger, by_dimension

_METHODS: Mapping[str, Callable[[Groups, Scheme], Ledger]] = {
    "weighted": weighted.ledger,
    "flat": flat.ledger,
    "deduction": deduction.ledger,
}


class Result(NamedTuple):
    """What a scheme makes of the findings. ``score`` and ``grade`` are None when nothing was scored."""

    dimensions: tuple[DimensionScore, ...]  # every dimension of the scheme, in its order
    score: float | None  # 0.0 to 100.0, one decimal, halves up
    grade: str | None
    points: Mapping[str, Points]  # by rule; what they lost is what is missing to 100, exactly
    caps: tuple[Cap, ...]


def score(findings: Sequence[Finding], scheme: Scheme) -> Result:
    """The score of each dimension, of the whole, the grade, and the points of every rule that counts.

    The grade goes by the score as displayed, so that a printed 90.0 never carries the grade below.

    Raises:
        ValueError: a finding names a dimension that the scheme does not have.
    """
    groups = by_dimension(findings, scheme)
    ledger = _ledger(groups, scheme)
    lost = {key: _lost(group, ledger.points) for key, group in groups.items()}
    dimensions = tuple(_dimension(d, groups[d.id], ledger, lost[d.id]) for d in scheme.dimensions)
    total = _rounded(100 - sum(lost.values(), Fraction())) if ledger.points else None
    capped = caps(findings, scheme)
    return Result(dimensions, total, grade(total, scheme, capped), ledger.points, capped)


def _ledger(groups: Groups, scheme: Scheme) -> Ledger:
    scored = {key: [f for f in group if f.status in SCORED] for key, group in groups.items()}
    return _METHODS[scheme.method](scored, scheme)


def _dimension(
    dimension: Dimension, group: Sequence[Finding], ledger: Ledger, lost: Fraction
) -> DimensionScore:
    budget = ledger.budgets.get(dimension.id)
    return DimensionScore(
        id=dimension.id,
        title=dimension.title,
        weight=dimension.weight,
        score=_rounded(100 * (budget - lost) / budget) if budget else None,
        met=_count(group, "met"),
        partial=_count(group, "partial"),
        gap=_count(group, "gap"),
        needs_review=_count(group, "needs_review"),
        not_applicable=_count(group, "not_applicable"),
    )


def _lost(group: Iterable[Finding], points: Mapping[str, Points]) -> Fraction:
    alike = Counter(points[f.rule] for f in group if f.credit != 1 and f.rule in points)
    return sum(((most - got) * count for (most, got), count in alike.items()), Fraction())


def _count(group: Iterable[Finding], status: Status) -> int:
    return sum(f.status == status for f in group)


def _rounded(number: Fraction) -> float:
    """To one decimal, halves up. Integer arithmetic decides, so no digit is lost before the rounding."""
    return (number * 20 + 1) // 2 / 10
