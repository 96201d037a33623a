"""Third stratum: the first step that holds decides, and the gap is what is left.

The ladder is the same for every rule, so it is written once, a durable rule for each rung. A rule that is
judged is a fact that tells of each step whether it holds; rules of which the same steps hold are one fact.
"""

from collections.abc import Collection, Mapping, Sequence

from engine.inference.codes import Pattern
from engine.inference.sessions import ALONE, Program

_JUDGED = {"judge": 1}


class Ladder:
    """The compiled rungs, for rules of up to ``height`` steps."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._program = Program([[{ALONE: _rung(rank, height)}] for rank in range(height + 1)])

    def decide(self, steps: Collection[tuple[int, int]], rules: Sequence[int]) -> dict[int, set[int | None]]:
        """Rule → the ranks that decide it, None for the gap. Every rule should have exactly one.

        ``steps`` are the rule and the rank of every step that holds.
        """
        held: dict[int, set[int]] = {rule: set() for rule in rules}
        for rule, rank in steps:
            held[rule].add(rank)
        alike: dict[frozenset[int], list[int]] = {}
        for rule, ranks in held.items():
            alike.setdefault(frozenset(ranks), []).append(rule)
        found: dict[int, set[int | None]] = {rule: set() for rule in rules}
        places = list(alike.values())
        for rung, matched in self._program.run([self._fact(ranks) for ranks in alike]).items():
            for rule in (rule for place in matched for rule in places[place]):
                found[rule].add(rung if rung < self._height else None)
        return found

    def _fact(self, ranks: Collection[int]) -> Mapping[str, int]:
        return {**_JUDGED, **{f"s{rank}": int(rank in ranks) for rank in range(self._height)}}

    def dispose(self) -> None:
        """Free the ruleset."""
        self._program.dispose()


def _rung(rank: int, height: int) -> Pattern:
    """That the step of this rank holds and no lower one does; of the rank after the last: the gap."""
    lower: list[Mapping[str, object]] = [{f"s{below}": 0} for below in range(rank)]
    return {"$and": [_JUDGED, *lower, *([{f"s{rank}": 1}] if rank < height else [])]}
