"""Dividing what is too much for one ruleset over several.

A ruleset of durable-rules hangs at 512 rules or 512 patterns behind one node, is refused at 257 rules
behind one pattern, and fails where a fact has more than 64 patterns to follow at once.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Literal

Use = Literal["rule", "node", "named", "unnamed", "literal"]
Cost = dict[tuple[Use, Hashable], int]  # what one rule uses up, and of what

LIMITS: Mapping[Use, int] = {
    "rule": 400,  # in the ruleset
    "node": 400,  # patterns that may come to lie behind one node
    "named": 30,  # rules that a fact can satisfy because of its name …
    "unnamed": 30,  # … and whatever its name
    "literal": 60,  # rules with the same pattern
}


def pack(costs: Sequence[Cost]) -> list[range]:
    """Consecutive stretches of ``costs``, each within the limits of one ruleset; together all of them.

    A single cost that is over a limit stands alone: limits on one rule are checked elsewhere.
    """
    stretches: list[range] = []
    start = 0
    used: Cost = {}
    for place, cost in enumerate(costs):
        used.update((key, used.get(key, 0) + amount) for key, amount in cost.items())
        if place > start and any(used[key] > LIMITS[key[0]] for key in cost):
            stretches.append(range(start, place))
            start, used = place, dict(cost)
    return [*stretches, range(start, len(costs))] if costs else []
