"""What the methods of scoring have in common: findings by dimension, and what each costs of 100 points.

All arithmetic is exact (fractions). A number from YAML counts as written: 0.2 is one fifth, not the nearest
binary float.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from engine.model import Dimension, Finding, Points, Scheme, Status

SCORED: frozenset[Status] = frozenset({"met", "partial", "gap"})

Groups = Mapping[str, Sequence[Finding]]  # the findings that count, by dimension


class Ledger(NamedTuple):
    """The 100 points: how many each dimension has, and what became of them, rule by rule.

    ``budgets`` lacks the dimensions in which nothing counts and adds up to 100, unless nothing counts at all.
    What a dimension has lost is what its rules have lost.
    """

    budgets: Mapping[str, Fraction]
    points: Mapping[str, Points]  # by rule


def by_dimension(findings: Iterable[Finding], scheme: Scheme) -> Mapping[str, list[Finding]]:
    """The findings of each dimension of the scheme.

    Raises:
        ValueError: a finding names a dimension that the scheme does not have.
    """
    groups: dict[str, list[Finding]] = {d.id: [] for d in scheme.dimensions}
    for finding in findings:
        if finding.dimension not in groups:
            raise ValueError(f"{finding.rule}: scheme {scheme.id} has no dimension {finding.dimension}")
        groups[finding.dimension].append(finding)
    return groups


def budgets(dimensions: Iterable[Dimension], groups: Groups) -> Mapping[str, Fraction]:
    """The 100 points divided by the weights of the dimensions in which something counts."""
    shares = {d.id: exact(d.weight) for d in dimensions if groups[d.id]}
    whole = sum(shares.values(), Fraction())
    return {key: 100 * share / whole for key, share in shares.items()} if whole else {}


def displayed(number: Fraction) -> float:
    """Points of a rule as shown: to four decimals, halves to even. ``round`` takes ten times as long."""
    whole, rest = divmod(number.numerator * 10_000, number.denominator)
    twice = 2 * rest - number.denominator
    return (whole + (twice > 0 or (twice == 0 and whole % 2))) / 10_000


@cache
def exact(number: float) -> Fraction:
    """The number as it was written. The same few weights and credits are asked for hundreds of times."""
    return Fraction(str(number))
