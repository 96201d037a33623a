"""What a proof-reader would mark: residue, open blanks, broken document numbers, unpaired marks."""

import re
from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.phrases import Hit, Phrasebook
from engine.facts.typography import typography
from engine.facts.view import View
from engine.rulebook.lexicon_facts import DefectsLexicon

MAX_FIELD = 60  # code points within which a bracketed field code is closed


class DefectReader:
    """Finds text defects; made once from the lexicon. Looks at the source as read, not as cleaned."""

    def __init__(self, lexicon: DefectsLexicon) -> None:
        self._lexicon = lexicon
        self._residue = Phrasebook(
            ("residue", residue.origin, phrase) for residue in lexicon.residue for phrase in residue.phrases
        )
        self._docnumbers = _broken_docnumber(lexicon.docnumber_end)
        self._placeholders = Phrasebook(("placeholder", "", phrase) for phrase in lexicon.placeholders)

    def read(self, view: View) -> tuple[Draft, ...]:
        """All defects in order of kind and place."""
        return (*self._residues(view), *self._numbers(view), *self._unpaired(view), *typography(view))

    def _residues(self, view: View) -> Iterator[Draft]:
        text = view.report.source.text
        reached = 0
        for hit in self._residue.scan(text).get("residue", ()):
            if hit.start >= reached:
                reached = _residue_end(text, hit)
                at = view.report.quote(hit.start, reached)
                yield Draft("defect", "residue", at, {"origin": hit.name})

    def _numbers(self, view: View) -> Iterator[Draft]:
        """Blanks left open, and document numbers of which a piece is missing."""
        for hit in self._placeholders.scan(view.text).get("placeholder", ()):
            yield Draft(
                "defect", "garbled-number", view.report.quote(hit.start, hit.end), {"origin": "document"}
            )
        for match in self._docnumbers.finditer(view.text):
            at = view.report.quote(*match.span())
            yield Draft("defect", "broken-docnumber", at, {"origin": "document"})

    def _unpaired(self, view: View) -> Iterator[Draft]:
        """Opening and closing marks that do not match, counted per paragraph."""
        for paragraph in view.report.paragraphs:
            body = view.text[paragraph.start : paragraph.end]
            for opening, closing in map(tuple, self._lexicon.pairs):
                if body.count(opening) != body.count(closing):
                    lone = opening if body.count(opening) > body.count(closing) else closing
                    place = body.rfind(lone) if lone == opening else body.find(lone)
                    start = paragraph.start + place
                    at = view.report.quote(start, start + 1)
                    yield Draft("defect", "missing-punctuation", at, {"origin": "document"})


def _broken_docnumber(end: str) -> re.Pattern[str]:
    """A document number such as 〔2021〕12 and ``end`` without its serial, its year or one bracket."""
    serial = rf"\s?[0-9]+\s?{re.escape(end)}"
    return re.compile(
        rf"〔(?:[0-9]{{4}})?〕\s?{re.escape(end)}"
        rf"|〔(?:[0-9]{{0,3}}|[0-9]{{5,}})〕{serial}"
        rf"|〔[0-9]{{4}}\s{serial}|〔[0-9]{{5,8}}\s?{re.escape(end)}"
        rf"|(?<![〔\[(0-9])[0-9]{{4}}〕{serial}"
    )


def _residue_end(text: str, hit: Hit) -> int:
    """The end of the residue: for a bracketed field code its closing bracket."""
    if not hit.phrase.startswith("["):
        return hit.end
    close = text.find("]", hit.end, hit.end + MAX_FIELD)
    return close + 1 if close >= 0 and "\n" not in text[hit.end : close] else hit.end
