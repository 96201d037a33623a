"""The schema of rules/lexicon/document.yaml, sections.yaml, regions.yaml and places.yaml.

A *phrase* is literal text in which ``…`` stands for a gap inside one sentence, ``^`` and ``$`` at the
ends for the ends of the line or heading, ``{year}`` for any year and ``{next_year}`` for the year after
the reporting year. Full-width and half-width forms of digits and punctuation are the same.

Named tuples: every start makes these classes, and dataclasses take five times as long to make.
"""

from dataclasses import dataclass
from typing import NamedTuple

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)  # a key of caches: compared by identity
class Metadata:
    """Labels of a page's publication metadata."""

    published: Phrases
    written: Phrases
    publisher: Phrases
    other: Phrases  # labels whose values nobody needs


class Furniture(NamedTuple):
    """What belongs to the web page and not to the report."""

    words: Phrases  # a line made of these words only is furniture
    starts: Phrases  # a short line that starts so
    contains: Phrases  # a short line that holds one of these
    banners: Phrases  # weekday, weather, lunar calendar: with a date in the line
    breadcrumb_marks: Phrases
    bullets: str  # list marks that a page puts before a line


class TitleWords(NamedTuple):
    """What the title of a report is made of."""

    subjects: Phrases
    endings: Phrases
    others_end: tuple[str, ...]  # so end titles on other subjects
    about: Phrases  # words between unit and subject
    never_starts: Phrases  # a line that starts so names a report but is not its title
    document_number: Phrases


class Columns(NamedTuple):
    """Names of a site's columns, as the steps of a breadcrumb."""

    own: Phrases  # a column of such reports
    mixed: Phrases  # columns of notices and news, in which a report is soon buried


class KindWords(NamedTuple):
    """A kind of document that is not an annual report."""

    kind: str
    titles: Phrases
    openings: Phrases = ()  # decide as well when found in the opening paragraphs
    first_person: Phrases = ()  # decide when found at least twice in the opening paragraphs
    unless: Phrases = ()  # a title with one of these is not of this kind
    by_unit: bool = False  # the words may stand in the name of the unit


@dataclass(frozen=True, slots=True, eq=False)  # a key of caches: compared by identity
class UnitWords:
    """How the names of reporting units are built."""

    prefixes: Phrases  # of the Party, before the name of a region
    committees: Phrases  # of the Party, where a title names one without such a prefix
    agencies: Phrases  # of other bodies, before the name of a region
    connectors: Phrases  # between two region names of one unit
    offices: Phrases  # that publish for the government whose name they bear
    own_ends: Phrases  # how a department's name ends that opens a report without a title
    own_acts: Phrases  # what stands right behind such a name
    joints: str  # characters between the units of a joint title
    governments: Phrases  # what follows a region's name when the region itself reports
    departments: Phrases  # how the names of departments end
    zone_bodies: Phrases  # bodies that run a development zone
    self_references: dict[str, Phrases]  # level → how such a unit speaks of itself
    whole_area: dict[str, Phrases]  # level → words that only such a unit uses of its area


@dataclass(frozen=True, slots=True, eq=False)  # a key of caches: compared by identity
class Edition:
    """One edition of the national outline."""

    id: str
    nicknames: Phrases = ()


class Outline(NamedTuple):
    """How the outline for building a law-based government is cited."""

    names: Phrases
    short_names: Phrases  # the same, in a text that names it in full as well
    editions: tuple[Edition, ...]


class DocumentLexicon(NamedTuple):
    """The file rules/lexicon/document.yaml."""

    residue: Phrases
    metadata: Metadata
    furniture: Furniture
    columns: Columns
    title: TitleWords
    kinds: tuple[KindWords, ...]
    report_openings: Phrases
    year_openings: Phrases
    year_decoys: Phrases  # set aside before a year is looked for
    last_year: Phrases
    units: UnitWords
    outline: Outline


class PartWords(NamedTuple):
    """How one of the five parts is named and recognised."""

    key: str
    strong: Phrases  # name the part wherever they stand in a heading
    weak: Phrases = ()  # name it when no part is named by a strong phrase
    never: Phrases = ()  # words that look like a name of the part and are not: set aside first
    paragraphs: Phrases = ()  # sentences that open the part where it has no heading
    sentence_starts: Phrases = ()  # the same, only at the start of a sentence
    inside: Phrases = ()  # sentences in the middle of a paragraph that open the part where nothing else does
    inside_never: Phrases = ()  # words that look like those and are not: set aside first


class NumberingWords(NamedTuple):
    """Words of heading numbers."""

    divisions: Phrases  # between an ordinal and its title: 第一「部分」
    item_marks: Phrases  # number a sentence or paragraph but no heading
    first_marks: Phrases  # 一是, 首先: those of them that begin a list


class SectionsLexicon(NamedTuple):
    """rules/lexicon/sections.yaml: the five parts in the order of the regulation."""

    parts: tuple[PartWords, ...]
    numbering: NumberingWords
    heading_ends: Phrases  # 情况, 原因 …: how the names of parts end
    not_headings: Phrases  # lines that look like headings without number and are not


class Suffixes(NamedTuple):
    """How the names of regions end, longest first."""

    province: tuple[str, ...]
    city: tuple[str, ...]
    county: tuple[str, ...]
    township: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)  # a key of caches: compared by identity
class PlacesLexicon:
    """The file rules/lexicon/places.yaml: province → city → the names of its counties, between blanks.

    A heading that does not end as cities do holds the counties that belong to no city.
    """

    provinces: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, eq=False)  # a key of caches: compared by identity
class RegionsLexicon:
    """The file rules/lexicon/regions.yaml."""

    also: dict[str, dict[str, str]]  # added to the places, in their form
    short_names: dict[str, str]  # of autonomous prefectures → the full name
    everyday: tuple[str, ...]  # names of counties that are words as well
    authorities: tuple[str, ...]  # behind the name of a province or city: one that stands above
    suffixes: Suffixes
    not_regions: tuple[str, ...]
    town_ends: tuple[str, ...]  # those of them that end the names of towns, too: 刘集镇
    not_names: tuple[str, ...]  # before a suffix: all of them make no name
    not_first: tuple[str, ...]  # no name begins so
    prefecture_never: Phrases
    prefecture_hints: Phrases


class OutlineLexicon(NamedTuple):
    """All that the outline room reads of the rulebook."""

    document: DocumentLexicon
    sections: SectionsLexicon
    regions: RegionsLexicon
    places: PlacesLexicon
