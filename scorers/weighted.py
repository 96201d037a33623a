"""The weighted score: credits by rule weight within a dimension, dimensions by their own weight.

All arithmetic is exact (fractions); only the figures handed out for display are rounded. A number from
YAML counts as written: 0.2 is one fifth, not the nearest binary float.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from engine.model import DimensionScore, Finding, Grade, Scheme, Status

SCORED: frozenset[Status] = frozenset({"met", "partial", "gap"})


class Result(NamedTuple):
    """What a scheme makes of the findings. ``score`` and ``grade`` are None when nothing was scored."""

    dimensions: tuple[DimensionScore, ...]  # every dimension of the scheme, in its order
    score: float | None  # 0.0 to 100.0, one decimal, halves up
    grade: str | None


def score(findings: Sequence[Finding], scheme: Scheme) -> Result:
    """The score of each dimension, of the whole, and the grade.

    Met, partial and gap count with weight × credit; the other states leave the denominator, and a
    dimension in which nothing counts leaves the denominator of the whole. The grade goes by the score as
    displayed, so that a printed 90.0 never carries the grade below.

    Raises:
        ValueError: a finding names a dimension that the scheme does not have.
    """
    groups = _by_dimension(findings, scheme)
    dimensions = tuple(
        DimensionScore(
            id=d.id,
            title=d.title,
            weight=d.weight,
            score=_rounded(_share(groups[d.id])),
            met=_count(groups[d.id], "met"),
            partial=_count(groups[d.id], "partial"),
            gap=_count(groups[d.id], "gap"),
            needs_review=_count(groups[d.id], "needs_review"),
            not_applicable=_count(groups[d.id], "not_applicable"),
        )
        for d in scheme.dimensions
    )
    got = [got for most, got in points(findings, scheme).values()]
    total = _rounded(sum(got, Fraction())) if got else None
    return Result(dimensions, total, _grade(total, scheme.grades))


def points(findings: Sequence[Finding], scheme: Scheme) -> Mapping[str, tuple[Fraction, Fraction]]:
    """Rule id → (most, got) in points of the whole score, for every finding that counts.

    Exact: the ``most`` add up to 100 and the ``got`` to the score before rounding.

    Raises:
        ValueError: a finding names a dimension that the scheme does not have.
    """
    groups = {key: _scored(group) for key, group in _by_dimension(findings, scheme).items()}
    shares = {d.id: _exact(d.weight) for d in scheme.dimensions if _weight(groups[d.id])}
    whole = sum(shares.values(), Fraction())
    if not whole:
        return {}
    value = {key: 100 * share / whole / _weight(groups[key]) for key, share in shares.items()}
    return {
        f.rule: (_exact(f.weight) * value[key], _exact(f.weight) * _exact(f.credit) * value[key])
        for key in shares
        for f in groups[key]
    }


def _by_dimension(findings: Sequence[Finding], scheme: Scheme) -> Mapping[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {d.id: [] for d in scheme.dimensions}
    for finding in findings:
        if finding.dimension not in groups:
            raise ValueError(f"{finding.rule}: scheme {scheme.id} has no dimension {finding.dimension}")
        groups[finding.dimension].append(finding)
    return groups


def _scored(group: Iterable[Finding]) -> list[Finding]:
    return [f for f in group if f.status in SCORED]


def _weight(group: Iterable[Finding]) -> Fraction:
    return sum((_exact(f.weight) for f in group), Fraction())


def _share(group: Iterable[Finding]) -> Fraction | None:
    """Percentage of the weight that earned credit, None when no weight counts."""
    scored = _scored(group)
    weight = _weight(scored)
    if not weight:
        return None
    return 100 * sum((_exact(f.weight) * _exact(f.credit) for f in scored), Fraction()) / weight


def _count(group: Iterable[Finding], status: Status) -> int:
    return sum(f.status == status for f in group)


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def _rounded(number: Fraction | None) -> float | None:
    """To one decimal, halves up. Integer arithmetic decides, so no digit is lost before the rounding."""
    if number is None:
        return None
    return (number * 20 + 1) // 2 / 10


def _grade(total: float | None, grades: Iterable[Grade]) -> str | None:
    if total is None:
        return None
    reached = [grade for grade in grades if grade.at_least <= total]
    return max(reached, key=lambda grade: grade.at_least).title if reached else None
