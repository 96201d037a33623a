"""Slips of typing that a proof-reader marks without knowing the matter.

What a report does throughout is its style, so most slips are told only where they are the exception.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine.facts.draft import Draft
from engine.facts.view import View
from engine.model import Span

PROSE = 40  # code points from which a paragraph is prose and not a line of a list or a signature
TELLING = 20  # code points from which a sentence said twice is a slip
USUAL = 10  # times that the usual way is seen for every exception to it
AT_MOST = 10  # exceptions; more are a style

_IDEOGRAPH = "[\u4e00-\u9fff]"
_HALVES = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_MARKS = re.escape("".join((*_HALVES, *_HALVES.values())))
_MARK = re.compile(rf"(?<={_IDEOGRAPH})[{_MARKS}]|[{_MARKS}](?={_IDEOGRAPH})")
_BLANK = re.compile(rf"(?<=[\u4e00-\u9fff，。；：、])[ \xa0\u3000]+(?={_IDEOGRAPH})")
_DOUBLED_WORDS = re.compile(rf"({_IDEOGRAPH}{{4,20}})\1")
_DOUBLED_MARKS = re.compile(r"[。,;:、，；：]{2,}")
_STOPS = "。！？!?；;：:…”’」）)》."


def typography(view: View) -> Iterator[Draft]:
    """Defects of marks, blanks and repetition in the paragraphs of the body."""
    prose = [p for p in view.report.paragraphs if _is_prose(view, p)]
    for paragraph in prose:
        yield from _found(view, "missing-punctuation", _DOUBLED_MARKS, paragraph)
        yield from _found(view, "duplicate", _DOUBLED_WORDS, paragraph)
    yield from _mixed(view, prose)
    yield from _blanks(view, prose)
    yield from _unstopped(view, prose)
    yield from _twice(view)


def _is_prose(view: View, paragraph: Span) -> bool:
    text = view.report.source.text
    return paragraph.end - paragraph.start >= PROSE and text.find("|", paragraph.start, paragraph.end) < 0


def _found(view: View, name: str, pattern: re.Pattern[str], paragraph: Span) -> Iterator[Draft]:
    text = view.report.source.text
    yield from (_slip(view, name, *m.span()) for m in pattern.finditer(text, paragraph.start, paragraph.end))


def _mixed(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Half-width marks among full-width ones, or the other way round, beside an ideograph."""
    text = view.report.source.text
    places: dict[str, list[int]] = defaultdict(list)
    for paragraph in prose:
        for match in _MARK.finditer(text, paragraph.start, paragraph.end):
            places[match[0]].append(match.start())
    for half, full in _HALVES.items():
        rare, usual = sorted((places[half], places[full]), key=len)
        if _is_exception(len(rare), len(usual)):
            yield from (_slip(view, "other", start, start + 1) for start in rare)


def _blanks(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Blanks between ideographs, where they are few."""
    text = view.report.source.text
    found = [match.span() for p in prose for match in _BLANK.finditer(text, p.start, p.end)]
    if len(found) <= AT_MOST:
        yield from (_slip(view, "other", start - 1, end + 1) for start, end in found)


def _unstopped(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Paragraphs that end without a stop, where the others have one."""
    text = view.report.source.text
    last = [_last(text, paragraph) for paragraph in prose]
    bare = [p for p in last if text[p] not in _STOPS and not view.sentence_at(p).is_heading]
    if _is_exception(len(bare), len(last) - len(bare)):
        yield from (_slip(view, "missing-punctuation", max(0, place - 5), place + 1) for place in bare)


def _twice(view: View) -> Iterator[Draft]:
    """Sentences that stood before, word for word."""
    seen: set[str] = set()
    for sentence in view.sentences:
        said = view.text[sentence.start : sentence.end].strip("。;；! ?")
        if sentence.is_heading or len(said) < TELLING or "|" in said:
            continue
        if said in seen:
            yield _slip(view, "duplicate", sentence.start, sentence.end)
        seen.add(said)


def _last(text: str, paragraph: Span) -> int:
    place = paragraph.end - 1
    while place > paragraph.start and text[place].isspace():
        place -= 1
    return place


def _is_exception(rare: int, usual: int) -> bool:
    return 0 < rare <= AT_MOST and rare * USUAL <= usual


def _slip(view: View, name: str, start: int, end: int) -> Draft:
    return Draft("defect", name, view.report.quote(start, end), {"origin": "document"})
