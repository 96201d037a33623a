"""Rules to what durable-rules runs: distinct conditions, distinct branches, one ladder."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from engine.inference.checks import check_rules
from engine.inference.conditions import Conditions
from engine.inference.layer import Layer
from engine.rulebook.chain import layers
from engine.rulebook.rules import Atom, Conclusion, Decision, Test


@dataclass(frozen=True, slots=True)
class Proposition:
    """At least ``count`` facts satisfy the condition of this number."""

    condition: int
    count: int


@dataclass(frozen=True, slots=True)
class Engine:
    """Compiled rules. Use it as a context manager or call ``dispose``; afterwards it cannot judge."""

    conditions: Conditions
    propositions: tuple[Proposition, ...]
    counts: Mapping[int, Sequence[tuple[int, int]]]  # condition → counts asked for, each with its proposition
    below: tuple[Layer, ...]  # the conclusions that the rules may use, lowest layer first
    top: Layer

    @property
    def rules(self) -> Mapping[str, Decision]:
        """The rules by id, in the order given."""
        return self.top.rules

    def forget(self) -> None:
        """Judge the next report as if it were the first."""
        for stratum in self._strata():
            stratum.remembered.forget()

    def dispose(self) -> None:
        """Free what durable-rules holds; harmless when done twice."""
        self.forget()
        for stratum in self._strata():
            stratum.dispose()

    def _strata(self) -> Sequence[Conditions | Layer]:
        return (self.conditions, *self.below, self.top)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.dispose()


class _Propositions:
    """Numbers conditions and propositions in the order in which they first come."""

    def __init__(self) -> None:
        self.conditions: list[Atom] = []
        self._places: dict[Hashable, int] = {}
        self.numbers: dict[Proposition, int] = {}

    def number(self, atom: Atom) -> int:
        """The number of the proposition that ``atom`` makes."""
        key = (atom.kind, *map(_told_apart, atom.tests))
        place = self._places.setdefault(key, len(self.conditions))
        if place == len(self.conditions):
            self.conditions.append(atom)
        return self.numbers.setdefault(Proposition(place, atom.count), len(self.numbers))


def _told_apart(test: Test) -> Hashable:
    """The test with the types of its values: as values, True equals 1."""
    operand = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    return test, tuple(map(type, operand))


def compile_rules(rules: Sequence[Decision], conclusions: Sequence[Conclusion] = ()) -> Engine:
    """Compile ``rules``, and the conclusions they use, for any number of reports; once a process is enough.

    Raises MalformedRuleError for a rule that the rulebook should have refused, LimitError for one that
    is larger than durable-rules can take, SessionError where durable-rules refuses what we made of them.
    """
    together = [*layers(conclusions), rules]
    for part in together:
        check_rules(part)
    propositions = _Propositions()
    *below, top = (Layer(part, propositions.number) for part in together)
    counts: dict[int, list[tuple[int, int]]] = {}
    for one, number in propositions.numbers.items():
        counts.setdefault(one.condition, []).append((one.count, number))
    conditions = Conditions(propositions.conditions)
    return Engine(conditions, tuple(propositions.numbers), counts, tuple(below), top)
