"""The deduction score (扣分制): every lack costs points, until those of its dimension are used up."""

from collections.abc import Sequence
from fractions import Fraction

from engine.model import Deductions, Finding, Points, Scheme
from scorers.ledger import Groups, Ledger, budgets, exact


def ledger(groups: Groups, scheme: Scheme) -> Ledger:
    """A gap costs what its severity costs, a partial finding the share that it did not earn.

    Where a dimension would lose more than it has, every loss in it is reduced in the same proportion.
    """
    if scheme.deductions is None:
        raise ValueError(f"scheme {scheme.id} has no deductions")
    available = budgets(scheme.dimensions, groups)
    points: dict[str, Points] = {}
    for key, budget in available.items():
        points |= _points(groups[key], scheme.deductions, budget)
    return Ledger(available, points)


def _points(group: Sequence[Finding], deductions: Deductions, budget: Fraction) -> dict[str, Points]:
    costs = {f.rule: exact(getattr(deductions, f.severity)) for f in group}
    losses = {f.rule: costs[f.rule] * (1 - exact(f.credit)) for f in group}
    lost = sum(losses.values(), Fraction())
    shrink = budget / lost if lost > budget else Fraction(1)
    return {rule: Points(cost * shrink, (cost - losses[rule]) * shrink) for rule, cost in costs.items()}
