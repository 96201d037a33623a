"""The flat score: the average credit of all rules that count, whatever their weight and dimension."""

from fractions import Fraction

from engine.model import Points, Scheme
from scorers.ledger import Groups, Ledger, exact


def ledger(groups: Groups, _scheme: Scheme) -> Ledger:
    """Every rule has the same share of the 100 points, and a dimension what its rules have."""
    counted = [finding for group in groups.values() for finding in group]
    if not counted:
        return Ledger({}, {})
    most = Fraction(100, len(counted))
    available = {key: most * len(group) for key, group in groups.items() if group}
    return Ledger(available, {f.rule: Points(most, most * exact(f.credit)) for f in counted})
