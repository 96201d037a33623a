"""Why a rule came out as it did: its steps as a tree of conditions, each with the facts behind it.

Pure data. What the conditions mean is decided by the reference evaluator alone; who prints them
chooses the words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.inference.reference import satisfies
from engine.model import Fact
from engine.rulebook.chain import used
from engine.rulebook.rules import All, Atom, Conclusion, Expression, Not, Rule, Step, Test

NEAREST = 3  # more near misses than a reader takes in help nobody


@dataclass(frozen=True, slots=True)
class Near:
    """A fact of the right kind that did not match, with the tests it failed, in the rule's order."""

    fact: Fact
    passed: int
    failed: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An atom: the facts that satisfy it and, where they are too few, the nearest that do not.

    ``chain`` holds the conditions of the conclusions that the atom names.
    """

    atom: Atom
    holds: bool
    matched: tuple[Fact, ...]
    nearest: tuple[Near, ...]
    chain: "tuple[Link, ...]" = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """``all``, ``any`` or ``not`` over the nodes below."""

    operator: Literal["all", "any", "not"]
    holds: bool
    parts: "tuple[Node, ...]"


Node = Leaf | Branch


@dataclass(frozen=True, slots=True)
class Link:
    """A conclusion and the condition from which it follows, or does not."""

    conclusion: Conclusion
    condition: Node


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the rule and whether its condition holds."""

    step: Step
    condition: Node


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule held against facts. ``decided`` is the id of the first step that holds, or ``gap``."""

    rule: Rule
    rungs: tuple[Rung, ...]
    decided: str


def explain(rule: Rule, facts: Sequence[Fact], conclusions: Sequence[Conclusion] = ()) -> Explanation:
    """Hold every step of ``rule`` against ``facts``, also those after the step that decided.

    ``facts`` include what was concluded; ``conclusions`` says how.
    """
    asker = _Asker(facts, {one.id: one for one in conclusions})
    rungs = tuple(Rung(step, asker.node(step.when)) for step in rule.steps)
    decided = next((rung.step.id for rung in rungs if rung.condition.holds), "gap")
    return Explanation(rule, rungs, decided)


@dataclass(frozen=True, slots=True)
class _Asker:
    facts: Sequence[Fact]
    conclusions: Mapping[str, Conclusion]

    def node(self, expression: Expression) -> Node:
        if isinstance(expression, Atom):
            return self.leaf(expression)
        if isinstance(expression, Not):
            part = self.node(expression.part)
            return Branch("not", not part.holds, (part,))
        parts = tuple(self.node(part) for part in expression.parts)
        if isinstance(expression, All):
            return Branch("all", all(part.holds for part in parts), parts)
        return Branch("any", any(part.holds for part in parts), parts)

    def leaf(self, atom: Atom) -> Leaf:
        candidates = [_near(fact, atom) for fact in self.facts if fact.kind == atom.kind]
        matched = tuple(near.fact for near in candidates if not near.failed)
        holds = len(matched) >= atom.count
        missed = [] if holds else [near for near in candidates if near.failed]
        named = [self.conclusions[name] for name in used(atom) if name in self.conclusions]
        chain = tuple(Link(one, self.node(one.when)) for one in named)
        return Leaf(atom, holds, matched, _nearest(missed), chain)


def _nearest(missed: Sequence[Near]) -> tuple[Near, ...]:
    """Those that pass most tests; of the facts with another name, one at most, as they are hardly near."""
    ranked = sorted(missed, key=lambda near: -near.passed)
    namesakes = [near for near in ranked if not any(test.attribute == "name" for test in near.failed)]
    return tuple(namesakes[:NEAREST] or ranked[:1])


def _near(fact: Fact, atom: Atom) -> Near:
    failed = tuple(test for test in atom.tests if not satisfies(fact, test))
    return Near(fact, len(atom.tests) - len(failed), failed)
