"""Rules to what durable-rules runs: distinct conditions, distinct branches, one ladder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from engine.inference.branches import Branch, branches
from engine.inference.checks import check_rules
from engine.inference.conditions import Conditions
from engine.inference.ladder import Ladder
from engine.inference.steps import Steps
from engine.rulebook.chain import layers
from engine.rulebook.rules import Atom, Conclusion, Decision

Rung = tuple[int, int]  # a step: the number of its rule and its rank in it


@dataclass(frozen=True, slots=True)
class Proposition:
    """At least ``count`` facts satisfy the condition of this number."""

    condition: int
    count: int


@dataclass(frozen=True, slots=True)
class Engine:
    """Compiled rules. Use it as a context manager or call ``dispose``; afterwards it cannot judge.

    Only ``rules`` (by id, in the order given) concerns those outside this room.
    """

    rules: Mapping[str, Decision]
    numbers: Mapping[str, int]  # of the rules, by id
    propositions: tuple[Proposition, ...]
    rungs: Mapping[Branch, tuple[Rung, ...]]  # the steps that have each branch, branches in order of number
    conditions: Conditions
    steps: Steps
    ladder: Ladder
    below: "tuple[Engine, ...]" = ()  # the conclusions that the rules may use, lowest layer first

    def dispose(self) -> None:
        """Free what durable-rules holds; harmless when done twice."""
        for engine in self.below:
            engine.dispose()
        for stratum in (self.conditions, self.steps, self.ladder):
            stratum.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.dispose()


class _Propositions:
    """Numbers conditions and propositions in the order in which they first come."""

    def __init__(self) -> None:
        self.conditions: dict[str, Atom] = {}  # by repr: as values, True equals 1
        self._places: dict[str, int] = {}
        self.numbers: dict[Proposition, int] = {}

    def number(self, atom: Atom) -> int:
        """The number of the proposition that ``atom`` makes."""
        condition = replace(atom, count=1)
        key = repr(condition)
        self.conditions.setdefault(key, condition)
        place = self._places.setdefault(key, len(self._places))
        return self.numbers.setdefault(Proposition(place, atom.count), len(self.numbers))


def compile_rules(rules: Sequence[Decision], conclusions: Sequence[Conclusion] = ()) -> Engine:
    """Compile ``rules``, and the conclusions they use, for any number of reports; once a process is enough.

    Raises MalformedRuleError for a rule that the rulebook should have refused, LimitError for one that
    is larger than durable-rules can take, SessionError where durable-rules refuses what we made of them.
    """
    below = tuple(_compiled(layer, ()) for layer in layers(conclusions))
    return _compiled(rules, below)


def _compiled(rules: Sequence[Decision], below: tuple[Engine, ...]) -> Engine:
    check_rules(rules)
    propositions = _Propositions()
    rungs: dict[Branch, list[Rung]] = {}
    for number, rule in enumerate(rules):
        for rank, step in enumerate(rule.steps):
            for branch in branches(step.when, propositions.number):
                rungs.setdefault(branch, []).append((number, rank))
    return Engine(
        rules={rule.id: rule for rule in rules},
        numbers={rule.id: number for number, rule in enumerate(rules)},
        propositions=tuple(propositions.numbers),
        rungs={branch: tuple(steps) for branch, steps in rungs.items()},
        conditions=Conditions(tuple(propositions.conditions.values())),
        steps=Steps(tuple(rungs)),
        ladder=Ladder(max((len(rule.steps) for rule in rules), default=0)),
        below=below,
    )
