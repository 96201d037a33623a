"""The values that every room passes on.

None of them can be altered. Offsets are Unicode code points of ``Source.text``; ``end`` is exclusive.
Nothing here imports anything of ours and nothing here computes a verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, NamedTuple

Scalar = str | int | float | bool | None

Status = Literal["met", "partial", "gap", "not_applicable", "needs_review", "waived"]
SectionStatus = Literal["headed", "embedded", "unheaded", "missing"]
Severity = Literal["must", "should", "may"]

# The five parts of a report: 法治政府建设与责任落实督察工作规定, chapter 4.
SECTION_KEYS = (
    "measures",
    "deficiencies",
    "first_responsible_person",
    "next_year_plan",
    "other_matters",
)
MEASURES, DEFICIENCIES, FIRST_PERSON, PLAN, OTHER_MATTERS = SECTION_KEYS
NOT_WORK_DONE = (DEFICIENCIES, PLAN)  # what stands there is no evidence of work done (register, doctrine 5)


class Span(NamedTuple):  # of these, quotes and facts there are hundreds in a report: a tuple is made faster
    """A stretch of the source text."""

    start: int
    end: int

    def __contains__(self, offset: int) -> bool:  # type: ignore[override]  # of places, not of members
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """One input as read. ``text`` is the only coordinate system of everything that follows."""

    name: str  # base name of the file, "-" for standard input
    media_type: str  # text/plain, text/html, application/pdf, application/vnd.openxmlformats-…
    sha256: str  # of the bytes as given
    text: str


class Quote(NamedTuple):
    """A place in the source with its words: ``quote == source.text[start:end]``."""

    start: int
    end: int
    quote: str
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed. ``level`` 1 is the highest level of the body; the title is level 0."""

    level: int
    span: Span
    title: str  # without its number
    numbered: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One of the five parts. ``start`` and ``end`` are None when ``status`` is ``missing``."""

    key: str
    status: SectionStatus
    heading: str | None = None  # as printed, with its number
    level: int | None = None  # of that heading
    start: int | None = None
    end: int | None = None

    @property
    def span(self) -> Span | None:
        """Where the part stands, None when it is missing."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Identity:
    """What the report says of itself. Nothing is guessed: what is not printed or known is None."""

    is_report: bool
    document_kind: str  # annual_report, or what it looks like instead
    title: str | None = None
    unit: str | None = None  # reporting unit as printed
    region: str | None = None
    province: str | None = None
    level: str | None = None  # province, city, county, township, department
    year: int | None = None  # reporting year
    written_on: str | None = None  # ISO date
    published_on: str | None = None  # ISO date
    publisher: str | None = None
    outline_editions: tuple[str, ...] = ()
    evidence: Mapping[str, Span] = field(default_factory=dict)  # field name → where it was read


@dataclass(frozen=True, slots=True)
class Report:
    """A source with its structure.

    ``clean`` has exactly the length of ``source.text``: variants (full-width, Traditional) are
    normalised character by character, page chrome and residue are spaces, so every offset
    stays true.
    """

    source: Source
    clean: str
    identity: Identity
    headings: tuple[Heading, ...]
    sections: Mapping[str, Section]  # always the five keys, in the order of the regulation
    paragraphs: tuple[Span, ...]  # body paragraphs (headings included), chrome excluded, in order
    chrome: tuple[Span, ...]  # page furniture and residue set aside

    def quote(self, start: int, end: int) -> Quote:
        """The place ``start:end`` with its words and the innermost section it lies in."""
        return Quote(start, end, self.source.text[start:end], self.section_at(start))

    def section_at(self, offset: int) -> str | None:
        """Key of the innermost section that holds ``offset``, or None."""
        spans = ((section.span, key) for key, section in self.sections.items())
        inside = [(span.end - span.start, key) for span, key in spans if span and offset in span]
        return min(inside)[1] if inside else None


class Fact(NamedTuple):
    """A small flat record read from the report: kind, name, scalar attributes and its places.

    ``at`` is the main place; ``evidence`` lists all places where the fact is drawn from several.
    A fact that stands for an absence (a missing section) has no place: ``at`` is None.
    """

    id: str
    kind: str
    name: str | None
    at: Quote | None
    attributes: Mapping[str, Scalar] = MappingProxyType({})
    evidence: tuple[Quote, ...] = ()
    parts: tuple[str, ...] = ()  # ids of the facts it was computed from


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis as displayed. ``article`` is None where the register is not sure of it."""

    instrument: str  # id in rules/lexicon/instruments.yaml
    title: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a unit is not held to a rule for a time. It is put on a verdict, and the verdict is kept."""

    reason: str
    until: str  # ISO date, the last day on which it holds
    verdict: Status  # what the report would have got: gap, partial or needs_review


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one rule, with all that a reader needs to check it."""

    rule: str
    requirement: str
    title: str
    dimension: str
    status: Status
    severity: Severity
    weight: float
    credit: float  # 0.0 to 1.0; meaningful for met, partial and gap only
    basis: tuple[Basis, ...]
    message: str
    advice: str
    step: str  # which step decided: expect, partial[0], exempt[0], review[0], gap, applies, disabled
    evidence: tuple[Quote, ...] = ()
    near_misses: tuple[Quote, ...] = ()
    searched: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()  # ids of the facts that matched
    waiver: Waiver | None = None  # exactly where ``status`` is waived; the rest is as judged


@dataclass(frozen=True, slots=True)
class Dimension:
    """A family of rules with its share of the score."""

    id: str
    title: str
    weight: float


@dataclass(frozen=True, slots=True)
class Grade:
    """A band of scores: ``title`` is given from ``at_least`` up to the next band."""

    at_least: float
    title: str


@dataclass(frozen=True, slots=True)
class Deductions:
    """The points that a gap costs, by the severity of its rule."""

    must: float
    should: float
    may: float


@dataclass(frozen=True, slots=True)
class Veto:
    """A lack that caps the grade whatever the score: a gap in any of these rules."""

    rules: tuple[str, ...]  # ids
    grade: str  # title of the best grade that is left
    reason: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """How credits become a score.

    ``weighted``: rules by their weight, dimensions by theirs. ``flat``: every rule that applies counts the
    same. ``deduction``: every gap costs points, at most those that its dimension has.
    """

    id: str
    title: str
    dimensions: tuple[Dimension, ...]
    grades: tuple[Grade, ...]  # highest band first
    method: Literal["weighted", "flat", "deduction"] = "weighted"
    deductions: Deductions | None = None  # of the method deduction
    vetoes: tuple[Veto, ...] = ()


class Points(NamedTuple):
    """What a rule could give, and gave, of the 100 points. Exact."""

    most: Fraction
    got: Fraction


@dataclass(frozen=True, slots=True)
class Cap:
    """A veto that took effect: the rule, the best grade that it leaves and why."""

    rule: str
    grade: str
    reason: str


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """One dimension of a scorecard. ``score`` is None when nothing in it could be scored."""

    id: str
    title: str
    weight: float
    score: float | None
    met: int
    partial: int
    gap: int
    needs_review: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The result for one report. ``score`` and ``grade`` are None when nothing could be scored."""

    source: Source
    identity: Identity
    engine_version: str
    rulebook_version: str
    rulebook_digest: str
    profile: str
    scheme: str
    score: float | None
    grade: str | None
    dimensions: tuple[DimensionScore, ...]
    findings: tuple[Finding, ...]
    points: Mapping[str, Points] = field(default_factory=dict)  # by rule, for the findings that count
    caps: tuple[Cap, ...] = ()
    previous: Source | None = None  # last year's report that was held beside it
    conclusions: tuple[Fact, ...] = ()  # what was concluded from several facts; findings name it by id
    facts: tuple[Fact, ...] = ()  # what was read
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # kind of fact → name → title
