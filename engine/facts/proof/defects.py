"""What a proof-reader would mark: residue, open blanks, broken document numbers; the rest is found beside."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from engine.facts.draft import Draft
from engine.facts.phrases import Hit, Phrasebook
from engine.facts.proof.blanks import blanks
from engine.facts.proof.figures import FigureReader
from engine.facts.proof.marks import PDF, mark, slight
from engine.facts.proof.misnumbered import NumberReader
from engine.facts.proof.numbering import announced, numbering
from engine.facts.proof.pairs import unpaired
from engine.facts.proof.repetition import repetition
from engine.facts.proof.run_on import RunOnReader
from engine.facts.proof.stops import stops
from engine.facts.proof.titles import titles
from engine.facts.proof.typography import typography
from engine.facts.proof.webpage import PageLines, set_aside
from engine.facts.proof.wording import WordingReader
from engine.facts.proof.years import YearReader
from engine.facts.text import trimmed
from engine.facts.view import View
from engine.rulebook import Lexicon

SERIOUS = "serious"
MAX_FIELD = 60  # code points within which a bracketed field code is closed
FEW = 3  # document numbers; more are a style
MAX_LINE = 160  # a longer line is prose with residue in it: only the residue is marked

# Letters of the private use area mean nothing; a pdf may hold them where only the font knows the sign.
_PRIVATE = re.compile("[\ue000-\uf8ff]+")

_OF_PAGE = Hit(0, 0, SERIOUS, "page", "")  # a line that its labels give away


class DefectReader:
    """Finds text defects; made once from the lexicon. Looks at the source as read, not as cleaned."""

    def __init__(self, whole: Lexicon) -> None:
        self._lexicon = lexicon = whole.defects
        self._residue = Phrasebook(
            (residue.weight, residue.origin, phrase)
            for residue in lexicon.residue
            for phrase in residue.phrases
        )
        self._docnumbers = _broken_docnumber(lexicon.docnumber_end)
        self._page = PageLines(lexicon.labels)
        self._counts = NumberReader(lexicon.numbers)
        self._figures = FigureReader(lexicon.figures)
        self._years = YearReader(lexicon.years)
        self._run_ons = RunOnReader(lexicon.run_ons, lexicon.numbers.counted)
        self._wording = WordingReader(whole)
        open_ones = (("placeholder", "", phrase) for phrase in lexicon.placeholders)
        self._slips = Phrasebook((*open_ones, *self._run_ons.entries, *self._wording.entries))

    def read(self, view: View) -> tuple[Draft, ...]:
        """All defects in order of kind and place."""
        slips = self._slips.scan(view.text)
        numbers = tuple(self._numbers(view, slips.get("placeholder", ())))
        counts = tuple(self._counts.read(view))
        found = (
            *self._residues(view),
            *numbers,
            *(lone for lone in unpaired(view, self._lexicon.pairs) if not _within(lone, numbers)),
            *counts,
            *(slip for slip in self._figures.read(view) if not _overlap(slip, counts)),
            *self._years.read(view),
            *self._run_ons.read(view, slips.get("row", ())),
            *typography(view),
            *blanks(view),
            *stops(view, self._lexicon.closings),
            *repetition(view),
            *self._wording.read(view, slips),
            *titles(view, self._lexicon.title),
            *numbering(view, self._lexicon.item_ends, self._lexicon.no_items),
            *announced(view, self._lexicon.item_ends[0], self._lexicon.announced),
        )
        return tuple({draft.at: draft for draft in reversed(found)}.values())[::-1]  # each place once

    def _residues(self, view: View) -> Iterator[Draft]:
        """Residue, and letters that mean nothing."""
        places = sorted(self._residue_places(view).items())
        for start, end, hit in _blocks(view.report.source.text, places):
            yield mark(view, start, end, name="residue", fault="residue", weight=hit.family, origin=hit.name)
        if view.report.source.media_type != PDF:
            for match in _PRIVATE.finditer(view.report.source.text):
                yield mark(view, *match.span(), name="residue", fault="unreadable", weight=SERIOUS)

    def _residue_places(self, view: View) -> dict[tuple[int, int], Hit]:
        """What to mark, in order of place, with its weightiest hit; slight ones in page furniture only."""
        text, chrome = view.report.source.text, view.report.chrome
        found = {
            place: _OF_PAGE._replace(family=SERIOUS if sure else "slight")
            for place, sure in chain(set_aside(view), self._page.find(view))
        }
        for hit in sorted(chain(*self._residue.scan(text).values()), key=lambda hit: (hit.start, -hit.end)):
            if hit.family == SERIOUS or any(hit.start in span for span in chrome):
                place = _residue_span(text, hit)
                if hit.family == SERIOUS or place not in found:
                    found[place] = hit
        return found

    def _numbers(self, view: View, open_ones: Sequence[Hit]) -> Iterator[Draft]:
        """Blanks left open, and document numbers of which a piece is missing."""
        for start, end in _joined((hit.start, hit.end) for hit in open_ones):
            yield mark(view, start, end, name="garbled-number", fault="blank-left", weight=SERIOUS)
        yield from _wrong_brackets(view, self._lexicon.docnumber_end)
        for match in self._docnumbers.finditer(view.text):
            yield mark(view, *match.span(), name="broken-docnumber", fault="docnumber", weight=SERIOUS)


def _wrong_brackets(view: View, end: str) -> Iterator[Draft]:
    """Document numbers whose year stands in other brackets than 〔〕: each of a few, else the first."""
    found = list(
        re.finditer(
            rf"[\u4e00-\u9fff] ?(?P<from>[(\[【]20[0-9]{{2}}[)\]】]) ?[0-9]+{re.escape(end)}", view.text
        )
    )
    for match in found if len(found) <= FEW else found[:1]:
        yield slight(view, match.start("from"), match.end(), "docnumber-brackets")


def _within(lone: Draft, marked: Iterable[Draft]) -> bool:
    """Whether the place is marked already, as a bracket of a broken document number is."""
    at = lone.at
    return at is not None and any(m.at and m.at.start <= at.start < m.at.end for m in marked)


def _overlap(slip: Draft, marked: Iterable[Draft]) -> bool:
    """Whether the place, which may show what stands around it, is marked already."""
    at = slip.at
    return at is not None and any(m.at and m.at.start < at.end and m.at.end > at.start for m in marked)


def _blocks(text: str, places: Iterable[tuple[tuple[int, int], Hit]]) -> Iterator[tuple[int, int, Hit]]:
    """``places`` that do not overlap; the lines of a page that follow one another as one."""
    block: tuple[int, int, Hit] | None = None
    for (start, end), hit in places:
        if block is not None and start < block[1]:
            continue
        if (
            block is not None
            and hit.name == block[2].name == "page"
            and not text[block[1] : start].strip(" |\n\xa0\u3000")
        ):
            weighty = hit if hit.family == SERIOUS else block[2]
            block = block[0], end, weighty
            continue
        if block is not None:
            yield block
        block = start, end, hit
    if block is not None:
        yield block


def _joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """``places``, in order, with those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _broken_docnumber(end: str) -> re.Pattern[str]:
    """A document number such as 〔2021〕12 and ``end`` without its serial, its year or one bracket."""
    serial = rf"\s?[0-9]+\s?{re.escape(end)}"
    return re.compile(
        rf"〔(?:[0-9]{{4}})?〕\s?{re.escape(end)}"
        rf"|〔(?:[0-9]{{0,3}}|[0-9]{{5,}})〕{serial}"
        rf"|〔[0-9]{{4}}\s{serial}|〔[0-9]{{5,8}}\s?{re.escape(end)}"
        rf"|(?<![〔\[(0-9])[0-9]{{4}}〕{serial}"
        rf"|〔[0-9]{{4}}〕\s?[0-9]+(?=[),。;]|[ \t]*(?:\n(?!\s*{re.escape(end)})|\Z))"
    )


def _residue_span(text: str, hit: Hit) -> tuple[int, int]:
    """What to quote: a page's whole line, a bracketed field code to its bracket, else the residue alone."""
    if hit.name == "page":
        start = text.rfind("\n", 0, hit.start) + 1
        end = text.find("\n", hit.end)
        end = len(text) if end < 0 else end
        return trimmed(text, start, end) if end - start <= MAX_LINE else (hit.start, hit.end)
    if not hit.phrase.startswith("["):
        return hit.start, hit.end
    close = text.find("]", hit.end, hit.end + MAX_FIELD)
    return hit.start, close + 1 if close >= 0 and "\n" not in text[hit.end : close] else hit.end
