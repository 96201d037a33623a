"""What a rule is, once its YAML has been validated. Immutable values without behaviour."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from engine.model import NOT_WORK_DONE, Basis, Severity, Status
from engine.rulebook.kinds import SECTION

Operator = Literal["in", "not_in", "at_least", "at_most", "before", "after", "present", "absent"]
Operand = str | int | float | bool | tuple[str | int | float | bool, ...]


class Test(NamedTuple):
    """One condition on one attribute of a fact. ``present`` and ``absent`` ignore the operand.

    A missing attribute satisfies ``absent`` and ``not_in`` and nothing else. Days are integers as
    made by ``engine.rulebook.days.day_number``.
    """

    attribute: str  # "name" tests the fact's name
    operator: Operator
    operand: Operand = ""

    @property
    def values(self) -> tuple[str | int | float | bool, ...]:
        """What it is held against, one or several."""
        return self.operand if isinstance(self.operand, tuple) else (self.operand,)

    @property
    def lists_names(self) -> bool:
        """Whether it lists the names of which a fact must have one."""
        return self.attribute == "name" and self.operator == "in"


OF_WORK = Test(SECTION, "not_in", NOT_WORK_DONE)  # one for all: most atoms have it, and each is kept


@dataclass(frozen=True, slots=True)
class Atom:
    """At least ``count`` facts of this kind each satisfy all the tests."""

    kind: str
    tests: tuple[Test, ...]
    count: int = 1


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Expression"


Expression = Atom | All | Any | Not


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a rule: when it holds and no earlier step does, it gives the verdict."""

    id: str  # exempt[0], expect, partial[0], review[0] …
    status: Status
    when: Expression
    credit: float
    message: str


class Decision(Protocol):
    """What the inference decides on: the first step that holds, or none."""

    @property
    def id(self) -> str:
        """Its name, in small letters."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its steps in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A fact that follows from other facts, for rules and further conclusions to use."""

    id: str
    title: str
    steps: tuple[Step, ...]  # one, which holds or not
    file: str
    line: int

    @property
    def when(self) -> Expression:
        """The condition from which it follows."""
        return self.steps[0].when


@dataclass(frozen=True, slots=True)
class Years:
    """Reporting years, both ends included; None is open."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """To which reports something applies. An empty tuple means every level or province."""

    years: Years = Years()
    levels: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What holds for some reports instead of the rule's own; None leaves it as it is."""

    scope: Scope
    severity: Severity | None = None
    weight: float | None = None
    disabled: str | None = None  # why the rule is not asked for


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a report and the verdict that the rule must give on it."""

    text: str
    status: Status
    line: int
    previous: str | None = None  # what stands in last year's report
    year: int | None = None  # reporting year; None: one to which the rule applies
    level: str | None = None  # of the unit; None: one to which the rule applies
    province: str | None = None  # of the unit; None: the first to which the rule applies, if it names any
    title: str | None = None  # instead of the one that the frame gives; empty: none


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement as a decision: the steps are tried in order, the gap is what is left."""

    id: str
    requirement: str
    title: str
    dimension: str
    severity: Severity
    weight: float | None  # None: the weight of the severity
    basis: tuple[Basis, ...]
    applies: Scope
    adjust: tuple[Adjustment, ...]
    steps: tuple[Step, ...]
    message: str  # of the gap
    advice: str
    searched: tuple[str, ...]  # what was looked for, shown with a gap
    because: tuple[Atom, ...]  # facts that show what is wrong, where it is not an absence
    near: tuple[Atom, ...]  # near misses to quote with a gap
    examples: tuple[Example, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Grant:
    """A waiver as granted: this unit is not held to this rule until that day, for that reason."""

    rule: str
    unit: str  # as the report prints it, or the place that it governs
    reason: str
    until: str  # ISO date, the last day on which it holds
    file: str
    line: int
    column: int  # of the end date


@dataclass(frozen=True, slots=True)
class Profile:
    """Which scheme serves which report. ``levels`` and reporting years choose it by themselves."""

    id: str
    title: str
    levels: tuple[str, ...]
    scheme: str
    since: int | None = None  # reporting years, both included
    until: int | None = None
