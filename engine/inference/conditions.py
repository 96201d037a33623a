"""First stratum: which facts satisfy which conditions, a durable rule for each condition."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from engine.inference.codes import Codebook, Pattern, codebook
from engine.inference.limits import values
from engine.inference.packing import Cost, pack
from engine.inference.remembered import Remembered
from engine.inference.sessions import ALONE, Program
from engine.model import Fact
from engine.rulebook.rules import Atom, Test

_Encoded = tuple[int, ...]  # a fact as conditions see it: its kind, then the code of each attribute tested
_NAME = 1  # the place of the name's code, where the name is tested
_Shown = tuple[tuple[str, int], ...]  # a fact as a ruleset is shown it


class _Property(NamedTuple):
    """An attribute that some condition tests, under the short name that durable-rules sees."""

    name: str
    attribute: str
    codes: Codebook


class _Kind(NamedTuple):
    """What conditions test of the facts of a kind, in the order of their encoding, and how many they are."""

    number: int
    properties: tuple[_Property, ...]


class _Read(NamedTuple):
    """What a ruleset reads of a kind of facts: properties and their places in the encoding."""

    names: frozenset[int] | None  # codes of the only ones that its conditions list; None: any
    properties: tuple[tuple[str, int], ...]


class _Group(NamedTuple):
    """Conditions that share a ruleset, and what they read of each kind, by its number."""

    program: Program
    numbers: Sequence[int]  # of the conditions, in the order of the ruleset
    reads: Mapping[int, _Read]


class Conditions:
    """The compiled conditions of all rules, known by their place in ``atoms``; counts are ignored."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self._kinds = _kinds(atoms)
        # Those on one kind and name stand together: a fact is then asserted in few rulesets.
        order = sorted(
            range(len(atoms)), key=lambda n: (self._kinds[atoms[n].kind].number, repr(_names(atoms[n])))
        )
        self._groups = [
            _group(order[stretch.start : stretch.stop], atoms, self._kinds)
            for stretch in pack([_cost(atoms[number]) for number in order])
        ]
        self.remembered: Remembered[_Encoded, tuple[int, ...]] = Remembered()

    def matching(self, facts: Iterable[Fact]) -> dict[int, list[Fact]]:
        """Condition → the facts that satisfy it, in the order given; conditions without any lack.

        Raises SessionError where durable-rules fails.
        """
        read = [(fact, _encoded(fact, self._kinds[fact.kind])) for fact in facts if fact.kind in self._kinds]
        known = self.remembered.answers((encoded for _, encoded in read), self._asked)
        found: dict[int, list[Fact]] = {}
        for fact, encoded in read:
            for condition in known[encoded]:
                found.setdefault(condition, []).append(fact)
        return found

    def dispose(self) -> None:
        """Free the rulesets."""
        for group in self._groups:
            group.program.dispose()

    def _asked(self, facts: Sequence[_Encoded]) -> dict[_Encoded, tuple[int, ...]]:
        """The conditions that each fact satisfies, as durable-rules says."""
        found: dict[_Encoded, list[int]] = {fact: [] for fact in facts}
        for group in self._groups:
            alike = _alike(facts, group)
            seen = list(alike.values())
            for rule, matched in group.program.run([dict(shown) for shown in alike]).items():
                for fact in (fact for place in matched for fact in seen[place]):
                    found[fact].append(group.numbers[rule])
        return {fact: tuple(conditions) for fact, conditions in found.items()}


def _kinds(atoms: Sequence[Atom]) -> Mapping[str, _Kind]:
    properties = _properties(atoms)
    tested: dict[str, set[str]] = {}
    for atom in atoms:
        tested.setdefault(atom.kind, set()).update(test.attribute for test in atom.tests)
    return {
        kind: _Kind(number, tuple(one for one in properties if one.attribute in attributes))
        for number, (kind, attributes) in enumerate(tested.items())
    }


def _properties(atoms: Iterable[Atom]) -> Sequence[_Property]:
    """All that are tested, the name before the rest."""
    tests: dict[str, list[Test]] = {}
    for atom in atoms:
        for test in atom.tests:
            tests.setdefault(test.attribute, []).append(test)
    names = sorted(tests, key=lambda attribute: attribute != "name")
    return [_Property(f"a{n}", attribute, codebook(tests[attribute])) for n, attribute in enumerate(names)]


def _cost(atom: Atom) -> Cost:
    cost: Cost = {("rule", None): 1, ("node", atom.kind): values(atom)}
    names = _names(atom)
    if names is None:
        return cost | {("unnamed", atom.kind): 1}
    return cost | {("named", (atom.kind, name)): 1 for name in names}


def _names(atom: Atom) -> tuple[str | int | float | bool, ...] | None:
    """The names of which a fact must have one, None if any will do."""
    return next((test.values for test in atom.tests if test.lists_names), None)


def _group(numbers: Sequence[int], all_atoms: Sequence[Atom], kinds: Mapping[str, _Kind]) -> _Group:
    atoms = [all_atoms[number] for number in numbers]
    by_kind: dict[str, list[Atom]] = {}
    for atom in atoms:
        by_kind.setdefault(atom.kind, []).append(atom)
    reads = {kinds[kind].number: _read(same, kinds[kind]) for kind, same in by_kind.items()}
    return _Group(Program([[{ALONE: _pattern(atom, kinds[atom.kind])}] for atom in atoms]), numbers, reads)


def _read(atoms: Sequence[Atom], kind: _Kind) -> _Read:
    """What these atoms, all on that kind, test."""
    tested = {test.attribute for atom in atoms for test in atom.tests}
    places = {one.attribute: place for place, one in enumerate(kind.properties, 1)}
    properties = tuple(
        (one.name, places[one.attribute]) for one in kind.properties if one.attribute in tested
    )
    return _Read(_name_codes(atoms, kind), properties)


def _name_codes(atoms: Sequence[Atom], kind: _Kind) -> frozenset[int] | None:
    """The codes of all names that the atoms list, None where an atom lists none."""
    listed = [_names(atom) for atom in atoms]
    if None in listed:
        return None
    return frozenset(kind.properties[0].codes.code(name) for names in listed for name in names or ())


def _pattern(atom: Atom, kind: _Kind) -> Pattern:
    properties = {one.attribute: one for one in kind.properties}
    conditions: list[Pattern] = [{"kind": kind.number}]
    # the name decides most, see _cost
    for test in sorted(atom.tests, key=lambda test: test.lists_names, reverse=True):
        read = properties[test.attribute]
        conditions += read.codes.conditions(read.name, test)
    return {"$and": conditions} if len(conditions) > 1 else conditions[0]


def _encoded(fact: Fact, kind: _Kind) -> _Encoded:
    told = fact.attributes
    codes = [
        one.codes.code(fact.name if one.attribute == "name" else told.get(one.attribute))
        for one in kind.properties
    ]
    return (kind.number, *codes)


def _alike(facts: Iterable[_Encoded], group: _Group) -> Mapping[_Shown, Sequence[_Encoded]]:
    """The facts that concern the group as durable-rules sees them, each with all that look so."""
    alike: dict[_Shown, list[_Encoded]] = {}
    for fact in facts:
        read = group.reads.get(fact[0])
        if read and (read.names is None or fact[_NAME] in read.names):
            shown = (("kind", fact[0]), *((name, fact[place]) for name, place in read.properties))
            alike.setdefault(shown, []).append(fact)
    return alike
