"""Slips of typing that a proof-reader marks without knowing the matter.

What a report does throughout is its style: that is one mark, where it begins. Where it is the exception, each
place is marked.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from engine.facts.draft import Draft
from engine.facts.patterns import IDEOGRAPH, Keyed, is_ideograph, keyed
from engine.facts.proof.marks import around, is_prose, is_sentence, lines_of, mark, slight
from engine.facts.view import View
from engine.model import Span

USUAL = 10  # times that the usual way is seen for every exception to it
USUAL_STOPS = 4  # the same, of half-width stops: beside ideographs they are never right, only a style
USUAL_SIGNS = 4  # the same, of per cent
AT_MOST = 10  # exceptions; more are a style
STYLE = 20  # half-width marks beside ideographs from which they are the style of a text
FEW = 3

_HALVES = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_STOPS_OF = {half: full for half, full in _HALVES.items() if half not in "()"}
_PERCENTS = "%％"
_MARK = re.compile(f"[{re.escape(''.join((*_HALVES, *_HALVES.values(), *_PERCENTS)))}]")
_QUOTED = keyed(
    '"<', rf'"[^"\n]{{0,40}}{IDEOGRAPH}[^"\n]{{0,40}}"|<[^<>\n]{{0,40}}{IDEOGRAPH}[^<>\n]{{0,40}}>'
)
_POINT = keyed(".", rf"(?<={IDEOGRAPH})(?<![一二三四五六七八九十])\.(?={IDEOGRAPH}|\n|\Z)")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_DOUBLED_MARKS = keyed(("",), r"[。,;:、，；：][ \xa0]*[。,;:、，；：]+")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_READING = keyed(_TONES, rf"{IDEOGRAPH}[(（][a-zü]{{0,4}}[{_TONES}][a-z]{{0,4}}[)）]")
_STRAY = keyed("_^`~\\", rf"(?<={IDEOGRAPH})[_^`~\\](?=[\u4e00-\u9fff，。；、])")


def typography(view: View) -> Iterator[Draft]:
    """Defects of marks and widths in the paragraphs of the body."""
    lines = lines_of(view)
    prose = [line for line in lines if is_prose(line)]
    yield from _found(view, "missing-punctuation", "marks-doubled", _DOUBLED_MARKS, lines)
    yield from _found(view, "residue", "stray", _STRAY, prose)
    yield from _readings(view)
    yield from _mixed(view, [line for line in lines if is_sentence(view, line)])
    yield from _typed(view, lines)
    yield from _wide(view, prose)


def _found(view: View, name: str, fault: str, pattern: Keyed, paragraphs: Sequence[Span]) -> Iterator[Draft]:
    for match in pattern.found(view.report.source.text, paragraphs):
        yield mark(view, *match.span(), name=name, fault=fault, weight="serious")


def _readings(view: View) -> Iterator[Draft]:
    """Readings in brackets behind characters, which a mirror printed: where they begin."""
    text = view.report.source.text
    for match in islice(_READING.found(text, [Span(0, len(text))]), 1):
        yield mark(view, *match.span(), name="residue", fault="reading", weight="serious", origin="page")


def _mixed(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Half-width marks: as a style of the text one mark, among full-width ones (or the reverse) each."""
    text = view.report.source.text
    places: dict[str, list[int]] = defaultdict(list)
    for paragraph in prose:
        for match in _MARK.finditer(text, paragraph.start, paragraph.end):
            if _counts(text, match.start(), paragraph.end):
                places[match[0]].append(match.start())
    commas = places[","]
    if len(commas) >= STYLE and len(commas) > len(places["，"]):
        yield slight(view, *_first_words(view, commas[0]), "half-width")
    reached = 0
    for start in sorted(place for rare in _exceptions(places) for place in rare):
        if start >= reached:
            low, high = around(view, start, start + 1)
            reached = high  # a pair of brackets is one slip
            yield slight(view, low, high, "half-width")


def _counts(text: str, place: int, end: int) -> bool:
    """Whether the mark at ``place`` stands beside an ideograph; a percent sign, behind a digit."""
    before, behind = text[place - 1 : place], text[place + 1 : min(place + 2, end)]
    if text[place] in _PERCENTS:
        return "0" <= before <= "9"
    return is_ideograph(before) or is_ideograph(behind)


def _exceptions(places: dict[str, list[int]]) -> Iterator[list[int]]:
    halves, fulls = ([p for m in marks for p in places[m]] for marks in (_STOPS_OF, _STOPS_OF.values()))
    rare, usual = sorted((halves, fulls), key=len)
    if _is_exception(len(rare), len(usual), USUAL_STOPS if rare is halves else USUAL):
        yield rare
    for half, full in (*_HALVES.items(), ("%", "％")):
        rare, usual = sorted((places[half], places[full]), key=len)
        if _is_exception(len(rare), len(usual), USUAL_SIGNS if half == "%" else USUAL):
            yield rare


def _typed(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Marks of a typewriter for quotation marks and full stops: each where they are few, else the first."""
    text = view.report.source.text
    for pattern in (_QUOTED, _POINT):
        found = [hit.span() for hit in pattern.found(text, prose)]
        for start, end in found if len(found) <= FEW else found[:1]:
            low, high = (start, end) if end - start > 1 else around(view, start, end)
            yield slight(view, low, high, "half-width")


def _first_words(view: View, comma: int) -> tuple[int, int]:
    """The clause before ``comma`` and the one after it."""
    sentence = view.sentence_at(comma)
    start = view.clause_start(comma, sentence)
    _, end = view.clause(comma + 1, comma + 1, sentence)
    return start, max(end, comma + 1)


def _wide(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Full-width digits and letters, marked where they begin."""
    text = view.report.source.text
    for paragraph in prose:
        match = _WIDE.search(text, paragraph.start, paragraph.end)
        if match:
            yield slight(view, *around(view, *match.span()), "full-width-digits")
            return


def _is_exception(rare: int, usual: int, times: int = USUAL) -> bool:
    return 0 < rare <= AT_MOST and rare * times <= usual
