"""Rule files: YAML nodes to rules. What a rule may say is what the dataclasses here list."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from engine.model import Basis, Severity, Status
from engine.rulebook import messages
from engine.rulebook.build import build, hint, report
from engine.rulebook.errors import Problem
from engine.rulebook.expressions import Conditions, Names
from engine.rulebook.rules import Adjustment, Atom, Conclusion, Example, Rule, Scope, Step, Years
from engine.rulebook.tree import Node

Level = Literal["province", "city", "county", "township", "department"]
PARTIAL_CREDIT = 0.5


class _YearsForm(NamedTuple):
    since: int | None = None
    until: int | None = None


class ScopeForm(NamedTuple):
    """To which reports something applies, as written."""

    years: Node | None = None
    levels: tuple[Level, ...] = ()
    provinces: tuple[str, ...] = ()


class _AdjustForm(NamedTuple):
    severity: Severity
    years: Node | None = None
    levels: tuple[Level, ...] = ()
    provinces: tuple[str, ...] = ()


class _BasisForm(NamedTuple):
    instrument: Node
    article: str | None = None


class _StepForm(NamedTuple):
    when: Node
    message: str
    credit: float | None = None


class _ExampleForm(NamedTuple):
    text: str
    status: Status
    previous: str | None = None
    year: int | None = None
    level: Level | None = None
    province: str | None = None
    title: str | None = None


class _RuleForm(NamedTuple):
    id: str
    title: str
    dimension: Node
    severity: Severity
    basis: tuple[_BasisForm, ...]
    expect: Node
    met: str
    message: str
    advice: str
    requirement: str | None = None
    weight: float | None = None
    applies: ScopeForm = ScopeForm()
    adjust: tuple[_AdjustForm, ...] = ()
    exempt: tuple[_StepForm, ...] = ()
    partial: tuple[_StepForm, ...] = ()
    review: tuple[_StepForm, ...] = ()
    searched: tuple[str, ...] = ()
    because: tuple[Node, ...] = ()
    near: tuple[Node, ...] = ()
    tests: tuple[Node, ...] = ()


class _ConclusionForm(NamedTuple):
    id: str
    title: str
    when: Node


class _FileForm(NamedTuple):
    rules: tuple[Node, ...] = ()
    conclusions: tuple[Node, ...] = ()


class RuleReader:
    """Reads rules against the names that the lexicon, the instruments and the schemes know."""

    def __init__(
        self,
        names: Names,
        instruments: Mapping[str, str],
        dimensions: frozenset[str],
        problems: list[Problem],
    ) -> None:
        self._instruments, self._dimensions, self._problems = instruments, dimensions, problems
        self._conditions = Conditions(names, problems)

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
        form: _ConclusionForm | None = build(node, _ConclusionForm, self._problems)
        when = self._conditions.expression(form.when) if form else None
        if form is None or when is None:
            return None
        step = Step("when", "met", when, 1.0, form.title)
        return Conclusion(form.id, form.title, (step,), node.file, node.line)

    def _rule(self, node: Node) -> Rule | None:
        before = len(self._problems)
        form: _RuleForm | None = build(node, _RuleForm, self._problems)
        if form is None:
            return None
        steps = self._steps(form)
        rule = Rule(
            id=form.id,
            requirement=form.requirement or form.id,
            title=form.title,
            dimension=self._known(form.dimension, self._dimensions, "dimension"),
            severity=form.severity,
            weight=form.weight,
            basis=tuple(self._basis(basis) for basis in form.basis),
            applies=scope(form.applies, self._problems),
            adjust=tuple(Adjustment(scope(item, self._problems), item.severity) for item in form.adjust),
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

    def _steps(self, form: _RuleForm) -> tuple[Step, ...]:
        groups: tuple[tuple[str, Status, float, tuple[_StepForm, ...]], ...] = (
            ("exempt", "not_applicable", 0.0, form.exempt),
            ("expect", "met", 1.0, (_StepForm(form.expect, form.met),)),
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

    def _basis(self, form: _BasisForm) -> Basis:
        instrument = self._known(form.instrument, frozenset(self._instruments), "instrument")
        return Basis(instrument, self._instruments.get(instrument, ""), form.article)

    def _examples(self, form: _RuleForm) -> list[Example]:
        built = [(build(node, _ExampleForm, self._problems), node.line) for node in form.tests]
        return [Example(**form._asdict(), line=line) for form, line in built if form]

    def _known(self, node: Node, known: frozenset[str], what: str) -> str:
        name = str(node.value)
        if name not in known:
            text = messages.UNKNOWN_NAME.format(what=what, name=name, hint=hint(name, known))
            report(self._problems, node, text)
        return name


def scope(form: ScopeForm | _AdjustForm, problems: list[Problem]) -> Scope:
    """The scope that the form describes."""
    return Scope(_years(form.years, problems), form.levels, form.provinces)


def _years(node: Node | None, problems: list[Problem]) -> Years:
    if node is None:
        return Years()
    if isinstance(node.value, int):
        return Years(node.value, node.value)
    form: _YearsForm | None = build(node, _YearsForm, problems)
    if form is None:
        return Years()
    if form.since and form.until and form.since > form.until:
        report(problems, node, messages.YEARS_ORDER)
    return Years(form.since, form.until)
