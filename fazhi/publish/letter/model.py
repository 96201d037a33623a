"""What a letter says, whatever its form. All of it is text ready to be shown, harmless and complete."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the report and where they stand."""

    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Item:
    """A requirement that is not met, or that a person must look at."""

    number: int  # counted on through the chapter
    rule: str
    title: str
    dimension: str
    points: str  # what it cost, "" where it does not count
    message: str  # what is missing, or what to look at
    basis: tuple[str, ...]
    found: tuple[Passage, ...]
    nearest: tuple[Passage, ...]  # the nearest misses
    searched: str  # what was looked for, where nothing was found
    advice: str
    reason: str = ""  # of a waiver
    until: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one severity. ``title`` is "" where a chapter has no groups."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A chapter of items."""

    title: str
    note: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One dimension: its bar in the chart, and its row in the table below."""

    title: str
    score: float | None  # 0 to 100, None where nothing in it counts
    shown: str
    weight: str
    counts: tuple[str, ...]  # under the heads ``Judgement.counted``


@dataclass(frozen=True, slots=True)
class Judgement:
    """The overall judgement in words, and the dimensions."""

    title: str
    paragraphs: tuple[str, ...]
    caption: str
    description: str  # the chart in words, for who does not see it
    counted: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate held against the counts of the report."""

    title: str
    stated: str
    numerator: str
    denominator: str
    computed: str
    verdict: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Check:
    """Numbers held against one another that do not agree."""

    relation: str
    figures: str
    verdict: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The data check."""

    title: str
    rates: tuple[Rate, ...]
    no_rates: str
    note: str  # above the checks
    checks: tuple[Check, ...]
    rest: tuple[str, ...]  # on the checks that are not shown


@dataclass(frozen=True, slots=True)
class Strengths:
    """What was done well, a paragraph a dimension."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line of the annex."""

    number: int  # counted on through the annex
    title: str
    severity: str
    status: str
    points: str
    place: str
    rule: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts of a dimension."""

    title: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Every verdict."""

    title: str
    note: str  # what stands in a line of it, from left to right
    groups: tuple[Verdicts, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter from top to bottom. A chapter with nothing in it is None and takes no number."""

    title: str
    identity: tuple[tuple[str, str], ...]
    addressee: str
    opening: str
    judgement: Judgement | None
    gaps: Items | None
    partial: Items | None
    numbers: Numbers | None
    strengths: Strengths | None
    review: Items | None
    waived: Items | None
    signature: tuple[str, ...]
    optional: Items | None  # an annex
    annex: Annex | None
    provenance_title: str
    provenance: tuple[str, ...]
    footer: str
