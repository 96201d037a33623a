"""Rules judged together on the same facts: which step decides each of them, given what holds."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from engine.inference import messages
from engine.inference.branches import Branch, branches
from engine.inference.ladder import Ladder
from engine.inference.remembered import Remembered
from engine.inference.steps import Steps
from engine.inference.verdicts import SessionError
from engine.rulebook.rules import Atom, Decision

_Rung = tuple[int, int]  # a step: the number of its rule and its rank in it
_Bits = int  # a set of propositions, a bit for each number


class Decided(NamedTuple):
    """The rank of the deciding step, None for the gap, and the propositions that speak for it."""

    rank: int | None
    support: frozenset[int]


class _Question(NamedTuple):
    """The number of a rule, and which of the propositions that it reads hold."""

    rule: int
    held: _Bits


class Layer:
    """The second and third stratum of ``rules``. ``number`` numbers the propositions that their atoms make.

    Only ``rules`` (by id, in the order given) concerns those outside this room.
    """

    def __init__(self, rules: Sequence[Decision], number: Callable[[Atom], int]) -> None:
        self.rules: Mapping[str, Decision] = {rule.id: rule for rule in rules}
        self._numbers = {rule.id: place for place, rule in enumerate(rules)}
        self._reads: list[_Bits] = [0] * len(rules)
        rungs: dict[Branch, list[_Rung]] = {}
        for place, rule in enumerate(rules):
            for rank, step in enumerate(rule.steps):
                for branch in branches(step.when, number):
                    rungs.setdefault(branch, []).append((place, rank))
                    self._reads[place] |= _bits(literal.proposition for literal in branch)
        self._rungs = list(rungs.items())
        self._steps = Steps(tuple(rungs))
        self._ladder = Ladder(max((len(rule.steps) for rule in rules), default=0))
        self.remembered: Remembered[_Question, Decided] = Remembered()

    def decide(self, held: _Bits, chosen: Sequence[str]) -> list[Decided]:
        """What becomes of each of the ``chosen`` rules where exactly the propositions ``held`` hold.

        Raises SessionError where durable-rules fails, or does not decide a rule exactly once.
        """
        rules = [self._numbers[name] for name in chosen]
        questions = [_Question(rule, held & self._reads[rule]) for rule in rules]
        known = self.remembered.answers(questions, self._asked)
        return [known[question] for question in questions]

    def dispose(self) -> None:
        """Free the rulesets."""
        self._steps.dispose()
        self._ladder.dispose()

    def _asked(self, questions: Sequence[_Question]) -> dict[_Question, Decided]:
        """What durable-rules says. The questions are of one report: what holds for one holds for all."""
        held = 0
        for question in questions:
            held |= question.held
        asked = {question.rule: question for question in questions}
        supports = self._supports(held, asked)
        ranks = self._ladder.decide(supports, list(asked))
        return {question: self._decided(rule, ranks[rule], supports) for rule, question in asked.items()}

    def _supports(self, held: _Bits, rules: Collection[int]) -> dict[_Rung, set[int]]:
        """The steps of these rules that hold, each with the propositions that speak for it."""
        supports: dict[_Rung, set[int]] = {}
        for number in self._steps.holding(list(_numbers(held))):
            branch, rungs = self._rungs[number]
            support = {literal.proposition for literal in branch if literal.holds}
            for rung in rungs:
                if rung[0] in rules:
                    supports.setdefault(rung, set()).update(support)
        return supports

    def _decided(
        self, rule: int, ranks: Collection[int | None], supports: Mapping[_Rung, set[int]]
    ) -> Decided:
        if len(ranks) != 1:
            name = list(self.rules)[rule]
            raise SessionError(messages.NOT_ONE_VERDICT.format(rule=name, count=len(ranks)))
        (rank,) = ranks
        return Decided(rank, frozenset() if rank is None else frozenset(supports[rule, rank]))


def _bits(propositions: Iterator[int]) -> _Bits:
    return sum(1 << one for one in set(propositions))


def _numbers(held: _Bits) -> Iterator[int]:
    return (number for number in range(held.bit_length()) if held >> number & 1)
