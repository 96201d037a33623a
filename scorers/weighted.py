"""The weighted score: credits by rule weight within a dimension, dimensions by their own weight."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from engine.model import Finding, Points, Scheme
from scorers.ledger import Groups, Ledger, budgets, exact


def ledger(groups: Groups, scheme: Scheme) -> Ledger:
    """Met, partial and gap count with weight × credit; a rule without weight does not count."""
    weighty = {key: [f for f in group if f.weight] for key, group in groups.items()}
    available = budgets(scheme.dimensions, weighty)
    points = {rule: p for key in available for rule, p in _points(weighty[key], available[key]).items()}
    return Ledger(available, points)


def _points(group: Sequence[Finding], budget: Fraction) -> Mapping[str, Points]:
    """The budget of a dimension divided by the weights of its findings, by rule."""
    alike = Counter((f.weight, f.credit) for f in group)  # few differ, and fractions are slow
    share = budget / sum((exact(weight) * count for (weight, _), count in alike.items()), Fraction())
    points = {pair: _of(exact(pair[0]) * share, exact(pair[1])) for pair in alike}
    return {f.rule: points[f.weight, f.credit] for f in group}


def _of(most: Fraction, credit: Fraction) -> Points:
    return Points(most, most * credit)
