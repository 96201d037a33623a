"""The weighted score: credits by rule weight within a dimension, dimensions by their own weight."""

from collections.abc import Sequence
from fractions import Fraction

from engine.model import Finding, Points, Scheme
from scorers.ledger import Groups, Ledger, budgets, exact


def ledger(groups: Groups, scheme: Scheme) -> Ledger:
    """Met, partial and gap count with weight × credit; a rule without weight does not count."""
    weighty = {key: [f for f in group if f.weight] for key, group in groups.items()}
    available = budgets(scheme.dimensions, weighty)
    points = {f.rule: _points(f, weighty[key], available[key]) for key in available for f in weighty[key]}
    return Ledger(available, points)


def _points(finding: Finding, group: Sequence[Finding], budget: Fraction) -> Points:
    most = exact(finding.weight) * budget / sum((exact(f.weight) for f in group), Fraction())
    return Points(most, most * exact(finding.credit))
