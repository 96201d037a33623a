"""What conditions say without any report: that one never holds, that one says more than another."""

from collections.abc import Iterable, Iterator

from engine.rulebook.rules import All, Any, Atom, Expression, Not, Operand, Scope, Test

EVERYWHERE = Scope()
# Of these there is one fact at most, so that what is said of them must hold together.
_SINGLE = frozenset({"report", "previous"})
_SECTION = "section"


def implies(one: Expression, other: Expression) -> bool:
    """Whether ``other`` surely holds where ``one`` does, as far as their form shows."""
    if one == other:
        return True
    match one, other:
        case Any(parts), _:
            return bool(parts) and all(implies(part, other) for part in parts)
        case _, All(parts):
            return bool(parts) and all(implies(one, part) for part in parts)
        case Not(part), Not(wanted):
            return implies(wanted, part)
        case Atom(), Atom():
            return _narrower(one, other)
    inside = one.parts if isinstance(one, All) else ()
    choices = other.parts if isinstance(other, Any) else ()
    return any(implies(part, other) for part in inside) or any(implies(one, choice) for choice in choices)


def impossible(expression: Expression, scope: Scope = EVERYWHERE) -> bool:
    """Whether no report of the scope can satisfy the expression, as far as its form shows."""
    match expression:
        case Atom():
            return not _possible((*_of_scope(scope), expression))
        case Any(parts):
            return bool(parts) and all(impossible(part, scope) for part in parts)
        case All(parts):
            atoms = [part for part in _flat(parts) if isinstance(part, Atom)]
            denied = [part.part for part in _flat(parts) if isinstance(part, Not)]
            return (
                any(impossible(part, scope) for part in parts)
                or any(implies(atom, not_) for atom in atoms for not_ in denied)
                or not _possible((*_of_scope(scope), *atoms))
            )
        case Not():
            return False


def _flat(parts: Iterable[Expression]) -> Iterator[Expression]:
    for part in parts:
        if isinstance(part, All):
            yield from _flat(part.parts)
        else:
            yield part


def _of_scope(scope: Scope) -> tuple[Atom, ...]:
    """What the scope says of the report, as conditions."""
    tests = []
    if scope.years.first is not None:
        tests.append(Test("year", "at_least", scope.years.first))
    if scope.years.last is not None:
        tests.append(Test("year", "at_most", scope.years.last))
    if scope.levels:
        tests.append(Test("level", "in", scope.levels))
    if scope.provinces:
        tests.append(Test("province", "in", scope.provinces))
    return (Atom("report", tuple(tests)),) if tests else ()


def _possible(atoms: Iterable[Atom]) -> bool:
    """Whether the atoms can hold together: those on what there is only one of."""
    tests: dict[object, list[Test]] = {}
    for atom in atoms:
        thing = _thing(atom)
        if thing is None:
            continue
        if atom.count > 1:
            return False
        for test in atom.tests:
            tests.setdefault((thing, test.attribute), []).append(test)
    return all(_compatible(of_one) for of_one in tests.values())


def _thing(atom: Atom) -> object:
    """What the atom is about where there is only one of it, else None."""
    if atom.kind in _SINGLE:
        return atom.kind
    if atom.kind == _SECTION:
        names = [test.values for test in atom.tests if test.lists_names]
        return names[0] if names and len(names[0]) == 1 else None
    return None


def _compatible(tests: Iterable[Test]) -> bool:
    """Whether one value can pass all the tests."""
    tests = list(tests)
    low = max((t.operand for t in tests if t.operator in ("at_least", "after")), default=None, key=_number)
    high = min((t.operand for t in tests if t.operator in ("at_most", "before")), default=None, key=_number)
    if low is not None and high is not None and _number(low) > _number(high):
        return False
    if {"present", "absent"} <= {test.operator for test in tests}:
        return False
    listed = [set(test.values) for test in tests if test.operator == "in"]
    if not listed:
        return True
    barred = {value for test in tests if test.operator == "not_in" for value in test.values}
    left = set.intersection(*listed) - barred
    return any(_within(value, low, high) for value in left)


def _within(value: object, low: Operand | None, high: Operand | None) -> bool:
    if not isinstance(value, (int, float)):
        return True
    return (low is None or value >= _number(low)) and (high is None or value <= _number(high))


def _number(operand: Operand) -> float:
    return operand if isinstance(operand, (int, float)) else 0.0


def _narrower(one: Atom, other: Atom) -> bool:
    """Whether every fact that satisfies ``one`` satisfies ``other``, and as many are asked for."""
    return (
        one.kind == other.kind
        and one.count >= other.count
        and all(any(_says(test, wanted) for test in one.tests) for wanted in other.tests)
    )


def _says(one: Test, other: Test) -> bool:
    """Whether a value that passes ``one`` passes ``other``."""
    if one == other:
        return True
    if one.attribute != other.attribute:
        return False
    match one.operator, other.operator:
        case "in", "in":
            return set(one.values) <= set(other.values)
        case "not_in", "not_in":
            return set(one.values) >= set(other.values)
        case "in", "not_in":
            return not set(one.values) & set(other.values)
        case ("at_least", "at_least") | ("after", "after"):
            return _number(one.operand) >= _number(other.operand)
        case ("at_most", "at_most") | ("before", "before"):
            return _number(one.operand) <= _number(other.operand)
        case (("in" | "at_least" | "at_most" | "before" | "after"), "present"):
            return True
        case "absent", "not_in":
            return True
    return False
