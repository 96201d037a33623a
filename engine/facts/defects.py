"""What a proof-reader would mark: residue, placeholders, marks without their partner."""

import re
from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.phrases import Hit, Phrasebook
from engine.facts.view import View
from engine.rulebook.lexicon_facts import DefectsLexicon

MAX_FIELD = 60  # code points within which a bracketed field code is closed
_DOUBLED = re.compile(r"[。,;:、，；：]{2,}")


class DefectReader:
    """Finds text defects; made once from the lexicon. Looks at the source as read, not as cleaned."""

    def __init__(self, lexicon: DefectsLexicon) -> None:
        self._lexicon = lexicon
        self._residue = Phrasebook(
            ("residue", residue.origin, phrase) for residue in lexicon.residue for phrase in residue.phrases
        )
        self._placeholders = Phrasebook(("placeholder", "", phrase) for phrase in lexicon.placeholders)

    def read(self, view: View) -> tuple[Draft, ...]:
        """All defects in order of kind and place."""
        return (*self._residues(view), *self._marks(view), *self._unpaired(view))

    def _residues(self, view: View) -> Iterator[Draft]:
        text = view.report.source.text
        reached = 0
        for hit in self._residue.scan(text).get("residue", ()):
            if hit.start >= reached:
                reached = _residue_end(text, hit)
                at = view.report.quote(hit.start, reached)
                yield Draft("defect", "residue", at, {"origin": hit.name})

    def _marks(self, view: View) -> Iterator[Draft]:
        text = view.report.source.text
        for hit in self._placeholders.scan(view.text).get("placeholder", ()):
            yield Draft(
                "defect", "garbled-number", view.report.quote(hit.start, hit.end), {"origin": "document"}
            )
        for paragraph in view.report.paragraphs:
            for match in _DOUBLED.finditer(text, paragraph.start, paragraph.end):
                at = view.report.quote(*match.span())
                yield Draft("defect", "missing-punctuation", at, {"origin": "document"})

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


def _residue_end(text: str, hit: Hit) -> int:
    """The end of the residue: for a bracketed field code its closing bracket."""
    if not hit.phrase.startswith("["):
        return hit.end
    close = text.find("]", hit.end, hit.end + MAX_FIELD)
    return close + 1 if close >= 0 and "\n" not in text[hit.end : close] else hit.end
