"""Rule files: YAML nodes to rules. What a rule may say is what the dataclasses here list."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from engine.model import Basis, Severity, Status
from engine.rulebook import messages
from engine.rulebook.build import build, report, shown, unknown
from engine.rulebook.errors import Problem, hint
from engine.rulebook.expressions import Conditions, Names
from engine.rulebook.rules import Adjustment, Atom, Conclusion, Example, Rule, Scope, Step, Years
from engine.rulebook.tree import Node

Level = Literal["province", "city", "county", "township", "department"]
PARTIAL_CREDIT = 0.5
LONGEST_ID = 80
MAX_ADJUSTMENTS = 50  # of one rule
ID = re.compile(rf"[a-z0-9](?:[a-z0-9-]{{0,{LONGEST_ID - 2}}}[a-z0-9])?", re.ASCII)


class YearsForm(NamedTuple):
    """Reporting years, both included."""

    since: int | None = None
    until: int | None = None


class ScopeForm(NamedTuple):
    """To which reports something applies, as written."""

    years: Node | None = None
    levels: tuple[Level, ...] = ()
    provinces: tuple[Node, ...] = ()


class AdjustForm(NamedTuple):
    """A severity for some reports."""

    severity: Severity
    years: Node | None = None
    levels: tuple[Level, ...] = ()
    provinces: tuple[Node, ...] = ()


class BasisForm(NamedTuple):
    """A legal basis."""

    instrument: Node
    article: str | None = None


class StepForm(NamedTuple):
    """A step that gives a verdict."""

    when: Node
    message: str
    credit: float | None = None


class ExampleForm(NamedTuple):
    """A piece of a report and the verdict on it."""

    text: str
    status: Status
    previous: str | None = None
    year: int | None = None
    level: Level | None = None
    province: str | None = None
    title: str | None = None


class RuleForm(NamedTuple):
    """A rule as written."""

    id: str
    title: str
    dimension: Node
    severity: Severity
    basis: tuple[BasisForm, ...]
    expect: Node
    met: str
    message: str
    advice: str
    requirement: str | None = None
    weight: Node | None = None
    applies: ScopeForm = ScopeForm()
    adjust: tuple[AdjustForm, ...] = ()
    exempt: tuple[StepForm, ...] = ()
    partial: tuple[StepForm, ...] = ()
    review: tuple[StepForm, ...] = ()
    searched: tuple[str, ...] = ()
    because: tuple[Node, ...] = ()
    near: tuple[Node, ...] = ()
    tests: tuple[Node, ...] = ()


class ConclusionForm(NamedTuple):
    """A conclusion as written."""

    id: str
    title: str
    when: Node


class _FileForm(NamedTuple):
    rules: tuple[Node, ...] = ()
    conclusions: tuple[Node, ...] = ()


class Known(NamedTuple):
    """What rules may name beside facts."""

    instruments: Mapping[str, str]  # id → title
    dimensions: Mapping[str, frozenset[str]]  # scheme → its dimensions
    provinces: frozenset[str]


Places = Mapping[str, Node]  # what of a rule (id, dimension, basis, years, a step) → where it is written


class RuleReader:
    """Reads rules against the names that the lexicon, the instruments and the schemes know."""

    def __init__(self, names: Names, known: Known, problems: list[Problem]) -> None:
        self._known, self._problems = known, problems
        self._conditions = Conditions(names, problems)
        self.places: dict[str, Places] = {}  # by id of the rule or conclusion

    def rules(self, root: Node) -> list[Rule]:
        """The rules of one file (``rules: [...]``); broken ones are reported and left out."""
        form = build(root, _FileForm, self._problems)
        read = [self._rule(node) for node in form.rules] if form else []
        return [rule for rule in read if rule is not None]

    def conclusions(self, root: Node) -> list[Conclusion]:
        """The conclusions of one file (``conclusions: [...]``); broken ones are reported and left out."""
        form = build(root, _FileForm, [])  # what is wrong with the file itself is told with its rules
        read = [self._conclusion(node) for node in form.conclusions] if form else []
        return [conclusion for conclusion in read if conclusion is not None]

    def _conclusion(self, node: Node) -> Conclusion | None:
        form: ConclusionForm | None = build(node, ConclusionForm, self._problems)
        when = self._conditions.expression(form.when) if form else None
        if form is None or when is None:
            return None
        self._place(form.id, node)
        step = Step("when", "met", when, 1.0, form.title)
        return Conclusion(form.id, form.title, (step,), node.file, node.line)

    def _rule(self, node: Node) -> Rule | None:
        before = len(self._problems)
        form: RuleForm | None = build(node, RuleForm, self._problems)
        if form is None:
            self._inside(node)
            return None
        self._place(form.id, node)
        if len(form.adjust) > MAX_ADJUSTMENTS:
            text = messages.TOO_MANY_ADJUSTMENTS.format(limit=MAX_ADJUSTMENTS)
            report(self._problems, self.places[form.id]["adjust"], text)
        steps = self._steps(form)
        rule = Rule(
            id=form.id,
            requirement=form.requirement or form.id,
            title=form.title,
            dimension=self._dimension(form.dimension),
            severity=form.severity,
            weight=positive(form.weight, self._problems),
            basis=tuple(self._basis(basis) for basis in form.basis),
            applies=self._scope(form.applies),
            adjust=tuple(Adjustment(self._scope(item), item.severity) for item in form.adjust),
            steps=steps,
            message=form.message,
            advice=form.advice,
            searched=form.searched,
            because=self._atoms(form.because),
            near=self._atoms(form.near),
            examples=tuple(self._examples(form)),
            file=node.file,
            line=node.line,
        )
        return rule if len(self._problems) == before else None

    def _place(self, name: str, node: Node) -> None:
        """Remember where a rule or conclusion and its keys are written, and report an id that is none."""
        self.places[name] = said = _said(node)
        if not ID.fullmatch(name):
            written = said["id"]
            text = messages.BAD_ID.format(id=shown(written), limit=LONGEST_ID)
            report(self._problems, written, text)

    def _inside(self, node: Node) -> None:
        """Report what else is wrong in a rule whose form is wrong already, each thing once."""
        said = _said(node)
        if "id" in said:
            self._place(str(said["id"].value), node)
        if "dimension" in said:
            self._dimension(said["dimension"])
        for scoped in (*_several(said, "applies"), *_several(said, "adjust")):
            within = _said(scoped)
            years, provinces = within.get("years"), _several(within, "provinces")
            scope(ScopeForm(years, (), provinces), self._known.provinces, self._problems)
        for basis in _several(said, "basis"):
            if "instrument" in _said(basis):
                self._basis(BasisForm(_said(basis)["instrument"]))
        steps = (step for group in ("exempt", "partial", "review") for step in _several(said, group))
        conditions = (
            *_several(said, "expect"),
            *(_said(step)["when"] for step in steps if "when" in _said(step)),
        )
        for when in conditions:
            self._conditions.expression(when)
        self._problems[:] = dict.fromkeys(self._problems)

    def _scope(self, form: ScopeForm | AdjustForm) -> Scope:
        return scope(form, self._known.provinces, self._problems)

    def _steps(self, form: RuleForm) -> tuple[Step, ...]:
        groups: tuple[tuple[str, Status, float, tuple[StepForm, ...]], ...] = (
            ("exempt", "not_applicable", 0.0, form.exempt),
            ("expect", "met", 1.0, (StepForm(form.expect, form.met),)),
            ("partial", "partial", PARTIAL_CREDIT, form.partial),
            ("review", "needs_review", 0.0, form.review),
        )
        steps = []
        for group, status, credit, forms in groups:
            for index, step in enumerate(forms):
                when = self._conditions.expression(step.when)
                given = credit if step.credit is None else step.credit
                if not 0 <= given <= 1:
                    report(self._problems, step.when, messages.CREDIT_RANGE)
                name = group if group == "expect" else f"{group}[{index}]"
                if when is not None:
                    steps.append(Step(name, status, when, given, step.message))
        return tuple(steps)

    def _atoms(self, nodes: tuple[Node, ...]) -> tuple[Atom, ...]:
        read = [self._conditions.atom(node) for node in nodes]
        return tuple(atom for atom in read if atom is not None)

    def _basis(self, form: BasisForm) -> Basis:
        titles = self._known.instruments
        instrument = self._name(form.instrument, frozenset(titles), "instrument")
        return Basis(instrument, titles.get(instrument, ""), form.article)

    def _dimension(self, node: Node) -> str:
        """The dimension, which every scheme must have, or some scheme could not score the rule."""
        schemes = self._known.dimensions
        name = self._name(node, frozenset().union(*schemes.values()), "dimension")
        lacking = [scheme for scheme, known in schemes.items() if name not in known]
        if 0 < len(lacking) < len(schemes):
            text = messages.DIMENSION_LACKS.format(schemes="、".join(lacking), name=name)
            report(self._problems, node, text)
        return name

    def _examples(self, form: RuleForm) -> list[Example]:
        built = [(build(node, ExampleForm, self._problems), node.line) for node in form.tests]
        return [Example(**form._asdict(), line=line) for form, line in built if form]

    def _name(self, node: Node, known: frozenset[str], what: str) -> str:
        name = str(node.value)
        if name not in known:
            text = unknown(what, name, known)
            report(self._problems, node, text)
        return name


def _said(node: Node) -> Mapping[str, Node]:
    """What a mapping says under each key; nothing where it is none."""
    return {key: entry.value for key, entry in node.entries.items()}


def _several(said: Mapping[str, Node], key: str) -> tuple[Node, ...]:
    """What is said under a key that takes one or several."""
    return said[key].items if key in said else ()


def scope(form: ScopeForm | AdjustForm, provinces: frozenset[str], problems: list[Problem]) -> Scope:
    """The scope that the form describes. ``provinces`` are the full names of all."""
    for node in form.provinces:
        name = shown(node)
        if name not in provinces:
            near = hint(name, provinces)
            report(problems, node, messages.UNKNOWN_PROVINCE.format(name=name, hint=near))
    return Scope(_years(form.years, problems), form.levels, tuple(str(node.value) for node in form.provinces))


def positive(node: Node | None, problems: list[Problem]) -> float | None:
    """A weight: zero or more."""
    weight: float | None = build(node, float, problems) if node else None
    if node and weight is not None and weight < 0:
        report(problems, node, messages.NEGATIVE.format(found=shown(node)))
    return weight


def _years(node: Node | None, problems: list[Problem]) -> Years:
    if node is None:
        return Years()
    if isinstance(node.value, int):
        return Years(node.value, node.value)
    form: YearsForm | None = build(node, YearsForm, problems)
    if form is None:
        return Years()
    if form.since and form.until and form.since > form.until:
        report(problems, node, messages.YEARS_ORDER)
    return Years(form.since, form.until)
