"""First stratum: which facts satisfy which conditions, a durable rule for each condition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.inference.codes import Codebook, Pattern, codebook
from engine.inference.limits import values
from engine.inference.packing import Cost, pack
from engine.inference.sessions import ALONE, Program
from engine.model import Fact
from engine.rulebook.rules import Atom, Test


@dataclass(frozen=True, slots=True)
class _Property:
    """An attribute that some condition tests, under the short name that durable-rules sees."""

    name: str
    attribute: str
    codes: Codebook


@dataclass(frozen=True, slots=True)
class _Group:
    """Conditions that share a ruleset, and what they read: kind → its number and its properties."""

    program: Program
    numbers: range  # of the conditions, in the order of the ruleset
    reads: Mapping[str, tuple[int, tuple[_Property, ...]]]


class Conditions:
    """The compiled conditions of all rules, known by their place in ``atoms``; counts are ignored."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        properties = _properties(atoms)
        kinds = {kind: number for number, kind in enumerate(dict.fromkeys(atom.kind for atom in atoms))}
        self._groups = [
            _group(numbers, [atoms[number] for number in numbers], kinds, properties)
            for numbers in pack([_cost(atom) for atom in atoms])
        ]

    def matching(self, facts: Sequence[Fact]) -> dict[int, set[int]]:
        """Condition → places in ``facts`` of those that satisfy it; conditions without any lack."""
        found: dict[int, set[int]] = {}
        for group in self._groups:
            read = [place for place, fact in enumerate(facts) if fact.kind in group.reads]
            for match in group.program.run([_encoded(facts[place], group) for place in read]):
                found.setdefault(group.numbers[match.rule], set()).add(read[match.facts[ALONE]])
        return found

    def dispose(self) -> None:
        """Free the rulesets."""
        for group in self._groups:
            group.program.dispose()


def _properties(atoms: Iterable[Atom]) -> Mapping[str, _Property]:
    tests = [test for atom in atoms for test in atom.tests]
    attributes = dict.fromkeys(test.attribute for test in tests)
    return {
        attribute: _Property(f"a{number}", attribute, codebook(t for t in tests if t.attribute == attribute))
        for number, attribute in enumerate(attributes)
    }


def _cost(atom: Atom) -> Cost:
    cost = Cost({("rule", None): 1, ("node", atom.kind): values(atom)})
    names = [test.operand for test in atom.tests if _lists_names(test) and isinstance(test.operand, tuple)]
    cost.update(("named", (atom.kind, name)) for name in (set(names[0]) if names else ()))
    return cost if names else cost + Cost({("unnamed", atom.kind): 1})


def _lists_names(test: Test) -> bool:
    return test.attribute == "name" and test.operator == "in"


def _group(
    numbers: range, atoms: Sequence[Atom], kinds: Mapping[str, int], properties: Mapping[str, _Property]
) -> _Group:
    tested: dict[str, dict[str, None]] = {}
    for atom in atoms:
        tested.setdefault(atom.kind, {}).update((test.attribute, None) for test in atom.tests)
    reads = {
        kind: (kinds[kind], tuple(properties[attribute] for attribute in attributes))
        for kind, attributes in tested.items()
    }
    rules = [[{ALONE: _pattern(atom, kinds, properties)}] for atom in atoms]
    return _Group(Program(rules), numbers, reads)


def _pattern(atom: Atom, kinds: Mapping[str, int], properties: Mapping[str, _Property]) -> Pattern:
    conditions: list[Pattern] = [{"kind": kinds[atom.kind]}]
    for test in sorted(atom.tests, key=_lists_names, reverse=True):  # the name decides most, see _cost
        read = properties[test.attribute]
        conditions += read.codes.conditions(read.name, test)
    return {"$and": conditions} if len(conditions) > 1 else conditions[0]


def _encoded(fact: Fact, group: _Group) -> dict[str, int]:
    kind, properties = group.reads[fact.kind]
    return {"kind": kind, **{read.name: read.codes.code(_value(fact, read.attribute)) for read in properties}}


def _value(fact: Fact, attribute: str) -> str | int | float | bool | None:
    return fact.name if attribute == "name" else fact.attributes.get(attribute)
