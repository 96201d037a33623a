"""The rules as CLIPS rules, in the strata that durable-rules gets: conditions, branches of steps, ladder."""

from collections import Counter
from collections.abc import Sequence

import clips

from engine.inference.branches import Branch, branches
from engine.inference.compilation import Proposition, _Propositions
from engine.inference.verdicts import GAP
from engine.model import Fact, Scalar
from engine.rulebook.rules import Atom, Decision, Test

_SIGNS = {"at_least": ">=", "at_most": "<=", "before": "<", "after": ">"}


class Clips:
    """Two environments: one finds the facts that satisfy conditions, one the branches that hold.

    How many facts are enough is counted in Python, and the lowest step of a rule found there, as on our side.
    """

    def __init__(self, rules: Sequence[Decision]) -> None:
        self._rules = rules
        numbered = _Propositions()
        self._rungs: dict[Branch, list[tuple[int, int]]] = {}
        for number, rule in enumerate(rules):
            for rank, step in enumerate(rule.steps):
                for branch in branches(step.when, numbered.number):
                    self._rungs.setdefault(branch, []).append((number, rank))
        self._propositions: tuple[Proposition, ...] = tuple(numbered.numbers)
        self._branches = list(self._rungs)
        atoms = numbered.conditions
        self._kinds = {atom.kind for atom in atoms}
        self._attributes = sorted({test.attribute for atom in atoms for test in atom.tests})
        self._conditions = self._environment_of_conditions(atoms)
        self._steps = self._environment_of_steps()

    def judge(self, facts: Sequence[Fact]) -> dict[str, str]:
        """Rule → the step that decides."""
        counts = self._counts(facts)
        lowest: dict[int, int] = {}
        for branch in self._holding(
            [n for n, p in enumerate(self._propositions) if counts[p.condition] >= p.count]
        ):
            for rule, rank in self._rungs[self._branches[branch]]:
                lowest[rule] = min(rank, lowest.get(rule, rank))
        return {
            rule.id: rule.steps[lowest[n]].id if n in lowest else GAP for n, rule in enumerate(self._rules)
        }

    def _counts(self, facts: Sequence[Fact]) -> Counter[int]:
        self._conditions.reset()
        template = self._conditions.find_template("fact")
        for place, fact in enumerate(facts):
            if fact.kind in self._kinds:
                told = {f"a-{name}": _value(fact, name) for name in self._attributes}
                template.assert_fact(kind=clips.Symbol(fact.kind), place=place, **told)
        self._conditions.run()
        return Counter(hit["condition"] for hit in self._conditions.find_template("hit").facts())

    def _holding(self, propositions: Sequence[int]) -> list[int]:
        self._steps.reset()
        template = self._steps.find_template("holds")
        for proposition in propositions:
            template.assert_fact(proposition=proposition)
        self._steps.assert_string("(start)")
        self._steps.run()
        return [found["branch"] for found in self._steps.find_template("found").facts()]

    def _environment_of_conditions(self, atoms: Sequence[Atom]) -> "clips.Environment":
        made = clips.Environment()
        slots = " ".join(f"(slot a-{name} (default nil))" for name in self._attributes)
        made.build(f"(deftemplate fact (slot kind) (slot place) {slots})")
        made.build("(deftemplate hit (slot condition) (slot place))")
        for number, atom in enumerate(atoms):
            tested: dict[str, list[str]] = {}
            for place, test in enumerate(atom.tests):
                tested.setdefault(test.attribute, []).append(_constraint(test, f"?v{place}"))
            patterns = " ".join(f"(a-{name} {'&'.join(tests)})" for name, tests in tested.items())
            left = f"(fact (kind {atom.kind}) (place ?place) {patterns})"
            made.build(f"(defrule c{number} {left} => (assert (hit (condition {number}) (place ?place))))")
        return made

    def _environment_of_steps(self) -> "clips.Environment":
        made = clips.Environment()
        made.build("(deftemplate holds (slot proposition))")
        made.build("(deftemplate found (slot branch))")
        for number, branch in enumerate(self._branches):
            ordered = sorted(branch, key=lambda one: (not one.holds, one.proposition))
            told = [(one.holds, f"(holds (proposition {one.proposition}))") for one in ordered]
            # (start) is asserted last: what is absent then stays absent
            present = " ".join(pattern for holds, pattern in told if holds)
            absent = " ".join(f"(not {pattern})" for holds, pattern in told if not holds)
            left = f"{present} (start) {absent}"
            made.build(f"(defrule b{number} {left} => (assert (found (branch {number}))))")
        return made


def _value(fact: Fact, attribute: str) -> object:
    value = fact.name if attribute == "name" else fact.attributes.get(attribute)
    return clips.Symbol("nil") if value is None else value


def _literal(value: Scalar) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _constraint(test: Test, variable: str) -> str:
    operand = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    match test.operator:
        case "present":
            return "~nil"
        case "absent":
            return "nil"
        case "in":
            choices = " ".join(f"(eq {variable} {_literal(one)})" for one in operand)
            return f"{variable}&:(or {choices} FALSE)"
        case "not_in":
            return "&".join(f"~{_literal(one)}" for one in operand)
    sign = _SIGNS[test.operator]
    return f"{variable}&:(and (numberp {variable}) ({sign} {variable} {_literal(operand[0])}))"
