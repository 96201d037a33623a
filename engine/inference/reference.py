"""The meaning of a rule, in plain Python. durable-rules is held to it at every verdict.

Written to be obviously right, and to share nothing with the compilation that it checks.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeGuard

from engine.inference.verdicts import GAP, Verdict, in_order_of_place
from engine.model import Fact, Scalar
from engine.rulebook.rules import All, Any, Atom, Decision, Expression, Not, Test

Support = dict[str, Fact]  # fact id → fact


class ByKind(NamedTuple):
    """Facts by their kind, and by their kind and name."""

    kinds: Mapping[str, Sequence[Fact]]
    named: Mapping[tuple[str, Scalar], Sequence[Fact]]


def evaluate(rule: Decision, facts: Sequence[Fact]) -> Verdict:
    """The first step of ``rule`` whose condition holds on ``facts`` decides, else the gap."""
    return decide(rule, by_kind(facts))


def by_kind(facts: Sequence[Fact]) -> ByKind:
    """The facts sorted, so that many rules need not each look through all of them."""
    kinds: dict[str, list[Fact]] = {}
    named: dict[tuple[str, Scalar], list[Fact]] = {}
    for fact in facts:
        kinds.setdefault(fact.kind, []).append(fact)
        named.setdefault((fact.kind, fact.name), []).append(fact)
    return ByKind(kinds, named)


def decide(rule: Decision, facts: ByKind) -> Verdict:
    """As ``evaluate``, on sorted facts."""
    for step in rule.steps:
        found = support(step.when, facts)
        if found is not None:
            places = in_order_of_place(found.values())
            return Verdict(rule.id, step.id, tuple(fact.id for fact in places))
    return Verdict(rule.id, GAP)


def support(expression: Expression, facts: ByKind, *, wanted: bool = True) -> Support | None:
    """The facts that speak for ``expression`` being ``wanted``, None when it is not so.

    Only atoms that hold have facts to show; where one part is enough, all parts that do are shown.
    """
    match expression:
        case Not(part):
            return support(part, facts, wanted=not wanted)
        case Atom(count=count):
            matching = {f.id: f for f in satisfying(expression, facts)}
            holds = len(matching) >= count
            return (matching if holds else {}) if holds == wanted else None
        case All(parts) | Any(parts):
            every_part_needed = isinstance(expression, All) == wanted
            shown: Support = {}
            enough = every_part_needed
            for part in parts:
                found = support(part, facts, wanted=wanted)
                if found is None and every_part_needed:
                    return None
                if found is not None:
                    shown.update(found)
                    enough = True
            return shown if enough else None


def satisfying(atom: Atom, facts: ByKind) -> list[Fact]:
    """The facts that satisfy ``atom``, in the order given."""
    return [fact for fact in _candidates(atom, facts) if satisfies_atom(fact, atom)]


def _candidates(atom: Atom, facts: ByKind) -> Sequence[Fact]:
    """All facts that may satisfy ``atom``: those of the names that it lists, or all of its kind."""
    for test in atom.tests:
        if test.attribute == "name" and test.operator == "in" and isinstance(test.operand, tuple):
            if len(test.operand) == 1:
                return facts.named.get((atom.kind, test.operand[0]), ())
            names = frozenset(test.operand)
            return [fact for fact in facts.kinds.get(atom.kind, ()) if fact.name in names]
    return facts.kinds.get(atom.kind, ())


def satisfies_atom(fact: Fact, atom: Atom) -> bool:
    """Whether ``fact`` is of the atom's kind and satisfies all its tests."""
    if fact.kind != atom.kind:
        return False
    for test in atom.tests:  # noqa: SIM110  asked most often of all; all() takes three times as long
        if not satisfies(fact, test):
            return False
    return True


def satisfies(fact: Fact, test: Test) -> bool:
    """Whether ``fact`` satisfies one test. A missing attribute satisfies ``absent`` and ``not_in`` only."""
    value = fact.name if test.attribute == "name" else fact.attributes.get(test.attribute)
    match test.operator:
        case "in":
            return _is_one_of(value, test.operand)
        case "not_in":
            return not _is_one_of(value, test.operand)
        case "present":
            return value is not None
        case "absent":
            return value is None
        case _:
            return _compares(value, test)


def _compares(value: Scalar, test: Test) -> bool:
    operand = test.operand
    if not (_is_number(value) and _is_number(operand)):
        return False
    match test.operator:
        case "at_least":
            return value >= operand
        case "at_most":
            return value <= operand
        case "before":
            return value < operand
        case "after":
            return value > operand
        case _:
            return False


def _is_one_of(value: Scalar, operand: object) -> bool:
    return isinstance(operand, tuple) and value in operand and any(_equal(value, one) for one in operand)


def _equal(left: Scalar, right: Scalar) -> bool:
    """Equal and of one type; integers and decimals are one type, truth values are another."""
    return isinstance(left, bool) == isinstance(right, bool) and left == right


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
