"""The meaning of a rule, in plain Python. durable-rules is held to it at every verdict.

Written to be obviously right, and to share nothing with the compilation that it checks.
"""

from collections.abc import Sequence
from itertools import chain
from typing import TypeGuard

from engine.inference.verdicts import GAP, Verdict, in_order_of_place
from engine.model import Fact, Scalar
from engine.rulebook.rules import All, Any, Atom, Decision, Expression, Not, Test

Support = dict[str, Fact]  # fact id → fact
_FEW = 4  # facts that are as soon tested as looked up


class FactIndex:
    """Facts by kind and by value, so that many rules need not each look through all of them."""

    def __init__(self, facts: Sequence[Fact] = ()) -> None:
        self._places: dict[str, int] = {}  # fact id → place in the order given
        self._kinds: dict[str, list[Fact]] = {}
        self._valued: dict[str, dict[str, dict[Scalar, list[Fact]]]] = {}  # kind → attribute → value → facts
        self.add(facts)

    def add(self, facts: Sequence[Fact]) -> None:
        """Take in some more."""
        for place, fact in enumerate(facts, len(self._places)):
            self._places[fact.id] = place
            self._kinds.setdefault(fact.kind, []).append(fact)
        self._valued.update({fact.kind: {} for fact in facts})  # made when asked for

    def of(self, kind: str) -> Sequence[Fact]:
        """All of the kind, in the order given."""
        return self._kinds.get(kind, ())

    def having(self, kind: str, attribute: str, values: Sequence[Scalar]) -> Sequence[Fact]:
        """Those of the kind that have a value which equals one of ``values``, in the order given."""
        indexes = self._valued.get(kind)
        if indexes is None:
            return ()
        index = indexes.get(attribute)
        if index is None:
            index = indexes[attribute] = {}
            for fact in self._kinds[kind]:
                value = fact.name if attribute == "name" else fact.attributes.get(attribute)
                index.setdefault(value, []).append(fact)
        if len(values) == 1:
            return index.get(values[0], ())
        found = [index[value] for value in dict.fromkeys(values) if value in index]
        if len(found) < 2:
            return found[0] if found else ()
        return sorted(chain.from_iterable(found), key=lambda fact: self._places[fact.id])


def evaluate(rule: Decision, facts: Sequence[Fact]) -> Verdict:
    """The first step of ``rule`` whose condition holds on ``facts`` decides, else the gap."""
    return decide(rule, FactIndex(facts))


def decide(rule: Decision, facts: FactIndex) -> Verdict:
    """As ``evaluate``, on facts that are indexed."""
    for step in rule.steps:
        found = support(step.when, facts)
        if found is not None:
            places = in_order_of_place(found.values())
            return Verdict(rule.id, step.id, tuple(fact.id for fact in places))
    return Verdict(rule.id, GAP)


def support(expression: Expression, facts: FactIndex, *, wanted: bool = True) -> Support | None:
    """The facts that speak for ``expression`` being ``wanted``, None when it is not so.

    Only atoms that hold have facts to show; where one part is enough, all parts that do are shown.
    """
    match expression:
        case Atom():
            matching = satisfying(expression, facts)
            holds = len(matching) >= expression.count
            if holds != wanted:
                return None
            return {fact.id: fact for fact in matching} if holds else {}
        case Not(part):
            return support(part, facts, wanted=not wanted)
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


def satisfying(atom: Atom, facts: FactIndex) -> Sequence[Fact]:
    """The facts that satisfy ``atom``, in the order given."""
    candidates = _candidates(atom, facts)
    return [fact for fact in candidates if satisfies_atom(fact, atom)] if candidates else ()


def _candidates(atom: Atom, facts: FactIndex) -> Sequence[Fact]:
    """All that may satisfy ``atom``: the fewest that have what one test asks for, or all of its kind."""
    fewest = facts.of(atom.kind)
    for test in atom.tests:
        if len(fewest) < _FEW:
            break
        if test.operator == "in" and isinstance(test.operand, tuple):
            found = facts.having(atom.kind, test.attribute, test.operand)
            if len(found) < len(fewest):
                fewest = found
    return fewest


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
    if not isinstance(operand, tuple) or value not in operand:
        return False
    return isinstance(value, str) or any(_equal(value, one) for one in operand)


def _equal(left: Scalar, right: Scalar) -> bool:
    """Equal and of one type; integers and decimals are one type, truth values are another."""
    return isinstance(left, bool) == isinstance(right, bool) and left == right


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
