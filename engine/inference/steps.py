"""Second stratum: which branches of steps hold, a durable rule for each branch that has to be inferred.

What does not hold is judged against the end of the facts, never earlier. A branch that is a single
proposition holds when that does: most are, and there is nothing to infer.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from engine.inference.branches import Branch
from engine.inference.codes import Pattern
from engine.inference.packing import Cost, pack
from engine.inference.sessions import END, Program


class _Group(NamedTuple):
    """Branches that share a ruleset, and the propositions they read."""

    program: Program
    numbers: Sequence[int]  # of the branches, in the order of the ruleset
    reads: frozenset[int]


class Steps:
    """The compiled branches of all steps of all rules, known by their place in ``branches``."""

    def __init__(self, branches: Sequence[Branch]) -> None:
        single = [_single(branch) for branch in branches]
        self._alone = {
            proposition: number for number, proposition in enumerate(single) if proposition is not None
        }
        inferred = [number for number, proposition in enumerate(single) if proposition is None]
        self._groups = [
            _group([inferred[place] for place in stretch], branches)
            for stretch in pack([_cost(branches[number]) for number in inferred])
        ]

    def holding(self, propositions: Collection[int]) -> set[int]:
        """The branches that hold when exactly these propositions do."""
        found = {self._alone[proposition] for proposition in propositions if proposition in self._alone}
        for group in self._groups:
            facts = [{"holds": proposition} for proposition in propositions if proposition in group.reads]
            found.update(group.numbers[rule] for rule in group.program.run(facts))
        return found

    def dispose(self) -> None:
        """Free the rulesets."""
        for group in self._groups:
            group.program.dispose()


def _single(branch: Branch) -> int | None:
    """The one proposition of which ``branch`` says that it holds, if it says nothing else."""
    return next((one.proposition for one in branch if one.holds), None) if len(branch) == 1 else None


def _group(numbers: Sequence[int], branches: Sequence[Branch]) -> _Group:
    reads = frozenset(literal.proposition for number in numbers for literal in branches[number])
    return _Group(Program([_patterns(branches[number]) for number in numbers]), numbers, reads)


def _is_anchored(branch: Branch) -> bool:
    return not branch or not all(literal.holds for literal in branch)


def _cost(branch: Branch) -> Cost:
    cost: Cost = {("rule", None): 1, ("node", None): len(branch), ("literal", "end"): _is_anchored(branch)}
    return cost | {("literal", literal.proposition): 1 for literal in branch}


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
