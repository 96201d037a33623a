"""First stratum: which facts satisfy which conditions, a durable rule for each condition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.inference.codes import Codebook, Pattern, codebook
from engine.inference.limits import values
from engine.inference.packing import Cost, pack
from engine.inference.sessions import ALONE, Program
from engine.model import Fact
from engine.rulebook.rules import Atom, Test

_Encoded = tuple[tuple[str, int], ...]  # properties and their codes


@dataclass(frozen=True, slots=True)
class _Property:
    """An attribute that some condition tests, under the short name that durable-rules sees."""

    name: str
    attribute: str
    codes: Codebook


@dataclass(frozen=True, slots=True)
class _Read:
    """What a ruleset reads of a kind of facts."""

    kind: int  # its number
    names: frozenset[object] | None  # the only ones that its conditions list; None: any
    properties: tuple[_Property, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Conditions that share a ruleset, and what they read of each kind."""

    program: Program
    numbers: Sequence[int]  # of the conditions, in the order of the ruleset
    reads: Mapping[str, _Read]


class Conditions:
    """The compiled conditions of all rules, known by their place in ``atoms``; counts are ignored."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        properties = _properties(atoms)
        kinds = {kind: number for number, kind in enumerate(dict.fromkeys(atom.kind for atom in atoms))}
        # Those on one kind and name stand together: a fact is then asserted in few rulesets.
        order = sorted(range(len(atoms)), key=lambda n: (kinds[atoms[n].kind], repr(_names(atoms[n]))))
        self._groups = [
            _group(order[stretch.start : stretch.stop], atoms, kinds, properties)
            for stretch in pack([_cost(atoms[number]) for number in order])
        ]

    def matching(self, facts: Sequence[Fact]) -> dict[int, set[int]]:
        """Condition → places in ``facts`` of those that satisfy it; conditions without any lack."""
        found: dict[int, set[int]] = {}
        kinds: dict[str, list[tuple[int, Fact]]] = {}
        for place, fact in enumerate(facts):
            kinds.setdefault(fact.kind, []).append((place, fact))
        for group in self._groups:
            alike = _alike(kinds, group)
            places = list(alike.values())
            for rule, matched in group.program.run([dict(encoded) for encoded in alike]).items():
                found[group.numbers[rule]] = {place for one in matched for place in places[one]}
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
    names = _names(atom)
    if names is None:
        return cost + Cost({("unnamed", atom.kind): 1})
    cost.update(("named", (atom.kind, name)) for name in set(names))
    return cost


def _names(atom: Atom) -> tuple[str | int | float | bool, ...] | None:
    """The names of which a fact must have one, None if any will do."""
    listed = (test.operand for test in atom.tests if _lists_names(test) and isinstance(test.operand, tuple))
    return next(listed, None)


def _lists_names(test: Test) -> bool:
    return test.attribute == "name" and test.operator == "in"


def _group(
    numbers: Sequence[int],
    all_atoms: Sequence[Atom],
    kinds: Mapping[str, int],
    properties: Mapping[str, _Property],
) -> _Group:
    atoms = [all_atoms[number] for number in numbers]
    by_kind: dict[str, list[Atom]] = {}
    for atom in atoms:
        by_kind.setdefault(atom.kind, []).append(atom)
    reads = {kind: _read(same, kinds[kind], properties) for kind, same in by_kind.items()}
    rules = [[{ALONE: _pattern(atom, kinds, properties)}] for atom in atoms]
    return _Group(Program(rules), numbers, reads)


def _read(atoms: Sequence[Atom], kind: int, properties: Mapping[str, _Property]) -> _Read:
    tested = dict.fromkeys(test.attribute for atom in atoms for test in atom.tests)
    listed = [_names(atom) for atom in atoms]
    names = None if None in listed else frozenset(name for names in listed for name in names or ())
    return _Read(kind, names, tuple(properties[attribute] for attribute in tested))


def _pattern(atom: Atom, kinds: Mapping[str, int], properties: Mapping[str, _Property]) -> Pattern:
    conditions: list[Pattern] = [{"kind": kinds[atom.kind]}]
    for test in sorted(atom.tests, key=_lists_names, reverse=True):  # the name decides most, see _cost
        read = properties[test.attribute]
        conditions += read.codes.conditions(read.name, test)
    return {"$and": conditions} if len(conditions) > 1 else conditions[0]


def _alike(
    kinds: Mapping[str, Iterable[tuple[int, Fact]]], group: _Group
) -> Mapping[_Encoded, Sequence[int]]:
    """The facts that concern the group as durable-rules sees them, with the places of all that look so."""
    alike: dict[_Encoded, list[int]] = {}
    for kind, read in group.reads.items():
        for place, fact in kinds.get(kind, ()):
            if read.names is None or fact.name in read.names:
                alike.setdefault(_encoded(fact, read), []).append(place)
    return alike


def _encoded(fact: Fact, read: _Read) -> _Encoded:
    codes = [(one.name, one.codes.code(_value(fact, one.attribute))) for one in read.properties]
    return (("kind", read.kind), *codes)


def _value(fact: Fact, attribute: str) -> str | int | float | bool | None:
    return fact.name if attribute == "name" else fact.attributes.get(attribute)
