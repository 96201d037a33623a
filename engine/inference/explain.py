"""Why a rule came out as it did: its steps as a tree of conditions, each with the facts behind it.

Pure data. What the conditions mean is decided by the reference evaluator alone; who prints them
chooses the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.inference.reference import satisfies
from engine.model import Fact
from engine.rulebook.rules import All, Atom, Expression, Not, Rule, Step, Test

NEAREST = 3  # more near misses than a reader takes in help nobody


@dataclass(frozen=True, slots=True)
class Near:
    """A fact of the right kind that did not match, with the tests it failed, in the rule's order."""

    fact: Fact
    passed: int
    failed: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An atom: the facts that satisfy it and, where they are too few, the nearest that do not."""

    atom: Atom
    holds: bool
    matched: tuple[Fact, ...]
    nearest: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """``all``, ``any`` or ``not`` over the nodes below."""

    operator: Literal["all", "any", "not"]
    holds: bool
    parts: "tuple[Node, ...]"


Node = Leaf | Branch


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


def explain(rule: Rule, facts: Sequence[Fact]) -> Explanation:
    """Hold every step of ``rule`` against ``facts``, also those after the step that decided."""
    rungs = tuple(Rung(step, _node(step.when, facts)) for step in rule.steps)
    decided = next((rung.step.id for rung in rungs if rung.condition.holds), "gap")
    return Explanation(rule, rungs, decided)


def _node(expression: Expression, facts: Sequence[Fact]) -> Node:
    if isinstance(expression, Atom):
        return _leaf(expression, facts)
    if isinstance(expression, Not):
        part = _node(expression.part, facts)
        return Branch("not", not part.holds, (part,))
    parts = tuple(_node(part, facts) for part in expression.parts)
    if isinstance(expression, All):
        return Branch("all", all(part.holds for part in parts), parts)
    return Branch("any", any(part.holds for part in parts), parts)


def _leaf(atom: Atom, facts: Sequence[Fact]) -> Leaf:
    candidates = [_near(fact, atom) for fact in facts if fact.kind == atom.kind]
    matched = tuple(near.fact for near in candidates if not near.failed)
    holds = len(matched) >= atom.count
    missed = [] if holds else [near for near in candidates if near.failed]
    return Leaf(atom, holds, matched, _nearest(missed))


def _nearest(missed: Sequence[Near]) -> tuple[Near, ...]:
    """Those that pass most tests; of the facts with another name, one at most, as they are hardly near."""
    ranked = sorted(missed, key=lambda near: -near.passed)
    namesakes = [near for near in ranked if not any(test.attribute == "name" for test in near.failed)]
    return tuple(namesakes[:NEAREST] or ranked[:1])


def _near(fact: Fact, atom: Atom) -> Near:
    failed = tuple(test for test in atom.tests if not satisfies(fact, test))
    return Near(fact, len(atom.tests) - len(failed), failed)
