"""Second stratum: which branches of steps hold, a durable rule for each branch.

What does not hold is judged against the end of the facts, never earlier.
"""

from collections.abc import Collection, Mapping, Sequence

from engine.inference.branches import Branch
from engine.inference.codes import Pattern
from engine.inference.packing import Cost, pack
from engine.inference.sessions import END, Program


class Steps:
    """The compiled branches of all steps of all rules, known by their place in ``branches``."""

    def __init__(self, branches: Sequence[Branch]) -> None:
        self._groups = [
            (numbers, frozenset(literal.proposition for number in numbers for literal in branches[number]))
            for numbers in pack([_cost(branch) for branch in branches])
        ]
        self._programs = [
            Program([_patterns(branches[number]) for number in numbers]) for numbers, _ in self._groups
        ]

    def holding(self, propositions: Collection[int]) -> set[int]:
        """The branches that hold when exactly these propositions do."""
        found: set[int] = set()
        for (numbers, read), program in zip(self._groups, self._programs, strict=True):
            facts = [{"holds": proposition} for proposition in propositions if proposition in read]
            found.update(numbers[match.rule] for match in program.run(facts))
        return found

    def dispose(self) -> None:
        """Free the rulesets."""
        for program in self._programs:
            program.dispose()


def _is_anchored(branch: Branch) -> bool:
    return not branch or not all(literal.holds for literal in branch)


def _cost(branch: Branch) -> Cost:
    cost = Cost({("rule", None): 1, ("node", None): len(branch), ("literal", "end"): _is_anchored(branch)})
    cost.update(("literal", literal.proposition) for literal in branch)
    return cost


def _patterns(branch: Branch) -> list[Mapping[str, Pattern]]:
    ordered = sorted(branch, key=lambda literal: (not literal.holds, literal.proposition))
    present: list[Mapping[str, Pattern]] = [
        {f"p{place}": {"holds": literal.proposition}}
        for place, literal in enumerate(ordered)
        if literal.holds
    ]
    absent: list[Mapping[str, Pattern]] = [
        {f"p{place}$not": {"holds": literal.proposition}}
        for place, literal in enumerate(ordered)
        if not literal.holds
    ]
    return [*present, *([{"end": END}] if _is_anchored(branch) else []), *absent]
