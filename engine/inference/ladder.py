"""Third stratum: the first step that holds decides, and the gap is what is left.

The ladder is the same for every rule, so it is written once: a durable rule for each rung, joined to
the rule that is judged by its number. Rules are called upon last, when all their steps are known.
"""

from collections.abc import Collection, Mapping, Sequence

from engine.inference.codes import Pattern
from engine.inference.sessions import Program


class Ladder:
    """The compiled rungs, for rules of up to ``height`` steps."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._program = Program([*(_rung(rank) for rank in range(height)), _gap(height)])

    def decide(self, steps: Collection[tuple[int, int]], rules: Sequence[int]) -> dict[int, set[int | None]]:
        """Rule → the ranks that decide it, None for the gap. Every rule should have exactly one.

        ``steps`` are the rule and the rank of every step that holds.
        """
        held = [{f"s{rank}": rule} for rule, rank in steps]
        judged = [{"judge": rule} for rule in rules]
        found: dict[int, set[int | None]] = {rule: set() for rule in rules}
        for match in self._program.run([*held, *judged]):
            rule = rules[match.facts["j"] - len(held)]
            rank = match.rule if match.rule < self._height else None
            found[rule].add(rank)
        return found

    def dispose(self) -> None:
        """Free the ruleset."""
        self._program.dispose()


def _rung(rank: int) -> list[Mapping[str, Pattern]]:
    own = f"s{rank}"
    step: Mapping[str, Pattern] = {"s": {"$ex": {own: 1}}}
    judge: Mapping[str, Pattern] = {"j": {"judge": {"s": own}}}
    return [step, judge, *({f"n{lower}$not": {f"s{lower}": {"s": own}}} for lower in range(rank))]


def _gap(height: int) -> list[Mapping[str, Pattern]]:
    judge: Mapping[str, Pattern] = {"j": {"$ex": {"judge": 1}}}
    return [judge, *({f"n{rank}$not": {f"s{rank}": {"j": "judge"}}} for rank in range(height))]
