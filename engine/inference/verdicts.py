"""What this room returns and the ways in which it refuses."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from engine.inference import messages
from engine.model import Fact

GAP = "gap"


class Verdict(NamedTuple):
    """Which step of a rule decided, and on which facts.

    ``facts`` are the ids of the facts that satisfy the positive atoms of every branch of the deciding
    step that holds, in order of place. They are empty for a gap and for a step decided by absence.
    """

    rule: str
    step: str  # the id of a step, or "gap"
    facts: tuple[str, ...] = ()


class LimitError(ValueError):
    """A rule is larger than durable-rules can safely take. ``rule`` is its id, ``reasons`` are for people."""

    def __init__(self, rule: str, reasons: Sequence[str]) -> None:
        self.rule, self.reasons = rule, tuple(reasons)
        super().__init__(messages.IN_RULE.format(rule=rule, problem="；".join(reasons)))


class MalformedRuleError(ValueError):
    """A rule that the rulebook should never have let through. ``rule`` is its id."""

    def __init__(self, rule: str, reason: str) -> None:
        self.rule, self.reason = rule, reason
        super().__init__(messages.IN_RULE.format(rule=rule, problem=reason))


class FactError(ValueError):
    """A fact that cannot be judged. ``fact`` is its id."""

    def __init__(self, fact: str, reason: str) -> None:
        self.fact = fact
        super().__init__(reason)


class SessionError(Exception):
    """Internal error: durable-rules failed, or did not give exactly one verdict."""


class DisagreementError(Exception):
    """Internal error: durable-rules and the reference evaluator came to different verdicts."""

    def __init__(self, inferred: Verdict, expected: Verdict, facts: Sequence[Fact]) -> None:
        self.rule, self.inferred, self.expected = expected.rule, inferred, expected
        self.facts = tuple(facts)
        shown = "、".join(fact.id for fact in in_order_of_place(self.facts))
        text = messages.DISAGREEMENT.format(rule=self.rule, inferred=inferred, expected=expected, facts=shown)
        super().__init__(text)


def in_order_of_place(facts: Iterable[Fact]) -> list[Fact]:
    """The facts by place in the source; those without a place come last, ties go by id."""
    ordered = list(facts)
    if len(ordered) > 1:
        ordered.sort(key=_place)
    return ordered


def _place(fact: Fact) -> tuple[bool, int, int, str]:
    start, end = (fact.at.start, fact.at.end) if fact.at else (0, 0)
    return fact.at is None, start, end, fact.id
