"""The report as the fact rooms look at it: sentences with their headings, wordings found, quantities."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from engine.facts.numbers.quantities import Quantity
from engine.facts.numbers.tables import Cell
from engine.facts.phrases import Hit
from engine.facts.text import trimmed
from engine.model import Heading, Quote, Report, Span
from engine.rulebook import Lexicon
from engine.rulebook.lexicon_facts import Indicator

_SENTENCE = re.compile(r"[^。;!?；！？\n]+[。;!?；！？]?[”’」）)]?")
FULL_STOP = "。"
CLAUSE_ENDS = ",，。;；:：!！?？\n"
# what a quote does not begin or end with: marks, and blanks of every kind
_OUTER = frozenset({*CLAUSE_ENDS, "、", *filter(str.isspace, map(chr, range(0x3001)))})
_FAR = sys.maxsize  # a place behind every text: what looks for the next one always finds one
_CLAUSE_END = re.compile(f"[{CLAUSE_ENDS}]")


class Sentence(NamedTuple):
    """A sentence without surrounding blanks, with its paragraph and the headings above it."""

    start: int
    end: int
    paragraph: int  # index into Report.paragraphs
    passage: int  # that of the first paragraph of a table, or of a run that tells one sentence in each
    section: str | None
    headings: tuple[Heading, ...]  # outermost first
    is_heading: bool


@dataclass(frozen=True, slots=True)
class View:
    """Everything an extractor needs; built once per report by ``look_at``."""

    report: Report
    lexicon: Lexicon
    text: str  # the cleaned text, with the offsets of the source
    source: str  # the text as read
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]  # in order of place
    hits: Mapping[str, Sequence[Hit]]  # by family, in order of place
    starts: Mapping[str, Sequence[int]]  # of the hits, and one far behind the last
    quantity_starts: Sequence[int]
    marks: Sequence[int]  # where clauses end, and one far before the first and one far behind the last
    borders: Sequence[int]  # where sections begin and end
    cells: Mapping[int, Cell]  # the numbers of tables, by their places
    indicators: Mapping[str, Indicator]  # of the lexicon, by id
    sections: Sequence[str | None]  # the innermost section before, between and after the borders
    sentence_starts: Sequence[int]
    numbered: Sequence[tuple[Sentence, Sequence[Quantity]]]  # the sentences that tell quantities, with these

    def found(self, family: str, start: int, end: int) -> list[Hit]:
        """Hits of a family that lie inside ``start:end``."""
        starts = self.starts.get(family, (_FAR,))
        low = bisect_left(starts, start)
        if starts[low] >= end:
            return []
        high = bisect_left(starts, end, low)
        return [hit for hit in self.hits[family][low:high] if hit.end <= end]

    def held(self, hit: Hit, family: str, start: int, end: int) -> bool:
        """Whether the hit lies in one of ``family`` inside ``start:end`` that has its name."""
        return any(
            one.name == hit.name and one.start <= hit.start and hit.end <= one.end
            for one in self.found(family, start, end)
        )

    def told(self, family: str) -> Iterator[tuple[Sentence, list[Hit]]]:
        """The sentences that hold hits of a family, each with these, in order of place."""
        reached = 0
        for hit in self.hits.get(family, ()) if self.sentences else ():
            if hit.start < reached:
                continue
            sentence = self.sentence_at(hit.start)
            reached = sentence.end
            inside = self.found(family, sentence.start, reached) if hit.start < reached else []
            if inside:
                yield sentence, inside

    def counted(self, start: int, end: int) -> Sequence[Quantity]:
        """Quantities that begin inside ``start:end``."""
        low = bisect_left(self.quantity_starts, start)
        return self.quantities[low : bisect_left(self.quantity_starts, end, low)]

    def clause(self, start: int, end: int, within: Sentence) -> tuple[int, int]:
        """The comma clause around ``start:end``, not beyond its sentence."""
        low, high, marks = within.start, within.end, self.marks
        before = bisect_left(marks, start)
        after = bisect_left(marks, end, before)
        if marks[before - 1] >= low:
            low = marks[before - 1] + 1
        if marks[after] < high:  # noqa: PLR1730 - asked a thousand times for a report: a call takes longer
            high = marks[after]
        return min(start, low), max(end, high)

    def clause_start(self, place: int, within: Sentence) -> int:
        """Where the comma clause that holds ``place`` begins."""
        return self.clause(place, place, within)[0]

    def quote(self, start: int, end: int) -> Quote:
        """``start:end`` as a quote, without blanks and marks at its ends."""
        text = self.text
        while start < end and text[start] in _OUTER:
            start += 1
        while end > start and text[end - 1] in _OUTER:
            end -= 1
        section = self.sections[bisect_right(self.borders, start)]
        return Quote(start, end, self.source[start:end], section)

    def said_at(self, at: Quote | None) -> str:
        """The words of a place, cleaned: in simplified characters and half-width marks, as word lists are."""
        return self.text[at.start : at.end] if at else ""

    def section_at(self, offset: int) -> str | None:
        """Key of the innermost section that holds ``offset``, or None."""
        return self.sections[bisect_right(self.borders, offset)]

    def inside(self, start: int, end: int) -> Sequence[Sentence]:
        """The sentences that begin inside ``start:end``."""
        low = bisect_left(self.sentence_starts, start)
        return self.sentences[low : bisect_left(self.sentence_starts, end, low)]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds ``offset`` or the last one before it."""
        behind = bisect_right(self.sentence_starts, offset)
        return self.sentences[behind - 1 if behind else 0]

    def run_start(self, sentence: Sentence) -> int:
        """Where the sentences begin that semicolons join to this one."""
        while sentence.start and self.text[sentence.start - 1] == ";":
            sentence = self.sentence_at(sentence.start - 1)
        return sentence.start


def look_at(
    report: Report,
    lexicon: Lexicon,
    quantities: tuple[Quantity, ...],
    hits: Mapping[str, Sequence[Hit]],
    cells: Mapping[int, Cell],
) -> View:
    """The view of a report, given what was found in its cleaned text."""
    borders, sections = _stretches(report)
    told = sentences(report)
    places = [quantity.start for quantity in quantities]
    return View(
        report,
        lexicon,
        report.clean,
        report.source.text,
        told,
        quantities,
        hits,
        {family: [*[hit.start for hit in found], _FAR] for family, found in hits.items()},
        places,
        [-_FAR, *(mark.start() for mark in _CLAUSE_END.finditer(report.clean)), _FAR],
        borders,
        cells,
        {indicator.id: indicator for indicator in lexicon.indicators.indicators},
        sections,
        [sentence.start for sentence in told],
        list(_numbered(told, quantities, places)),
    )


def _numbered(
    told: Sequence[Sentence], quantities: tuple[Quantity, ...], places: Sequence[int]
) -> Iterator[tuple[Sentence, Sequence[Quantity]]]:
    """The sentences in which quantities begin, with these."""
    high = 0
    for sentence in told:
        low = bisect_left(places, sentence.start, high)
        high = bisect_left(places, sentence.end, low)
        if low < high:
            yield sentence, quantities[low:high]


def _stretches(report: Report) -> tuple[list[int], list[str | None]]:
    """Where sections begin and end, and the innermost section of each stretch: asked for every fact."""
    spans = [section.span for section in report.sections.values()]
    borders = sorted({border for span in spans if span for border in (span.start, span.end)})
    return borders, [report.section_at(place) for place in (-1, *borders)]


def sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of the report's paragraphs, in order."""
    found: list[Sentence] = []
    borders, sections = _stretches(report)
    path: list[Heading] = []
    pending = list(report.headings)
    colons = {h.span.end for h in pending if report.clean[h.span.end - 1 : h.span.end] == ":"}
    passage, before = 0, ""
    for index, paragraph in enumerate(report.paragraphs):
        pieces = list(_pieces(report, paragraph, colons))
        kind = _kind(report.clean[paragraph.start : paragraph.end].rstrip())
        heads = bool(pieces and pending and pending[0].span.start < pieces[-1][1])
        passage, before = passage if kind and kind == before and not heads else index, kind
        for start, end in pieces:
            while pending and pending[0].span.start < end:
                heading = pending.pop(0)
                path = [h for h in path if h.level < heading.level] + [heading]
            own = next((h for h in reversed(path) if h.span.start <= start < h.span.end), None)
            is_heading = own is not None and end <= own.span.end + 1
            section = sections[bisect_right(borders, start)]
            found.append(Sentence(start, end, index, passage, section, tuple(path), is_heading))
    return tuple(found)


def _kind(text: str) -> str:
    """What runs on over paragraphs of one kind: single sentences, each on its line, and rows of a table."""
    if "|" in text:
        return "row"
    return "sentence" if text.endswith(FULL_STOP) and text.count(FULL_STOP) == 1 else ""


def _pieces(report: Report, paragraph: Span, colons: Container[int]) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph without surrounding blanks; a heading that ends with a colon is one."""
    for match in _SENTENCE.finditer(report.clean, paragraph.start, paragraph.end):
        colon = report.clean.find(":", match.start(), match.end()) + 1
        cut = colon if colon in colons else match.start()
        for piece in ((match.start(), cut), (cut, match.end())):
            start, end = trimmed(report.clean, *piece)
            if start < end:
                yield start, end
