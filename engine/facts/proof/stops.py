"""Stops that are lost at the end of a paragraph, or stand at its beginning."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from engine.facts.draft import Draft
from engine.facts.proof.marks import LEAST, PDF, SENTENCE, is_prose, is_sentence, last, lines_of, missing
from engine.facts.view import CLAUSE_ENDS, View
from engine.model import Span

STOPPED = 3  # paragraphs with a stop for every one without
AT_MOST = 10  # paragraphs without; more are a style
FEW = 3
NUMBER = 6  # code points in which the number of a paragraph stands

_COMMAS = "，、,"
_SEMICOLONS = "；;"
_KIND = re.compile(r"[0-9一二三四五六七八九十]{1,3}")
_STOPS = "。！？!?；;：:…”’」）)》."


def stops(view: View, closings: tuple[str, ...]) -> Iterator[Draft]:
    """Stops that are lost or misplaced; ``closings`` end a report. In a pdf a line may end anywhere."""
    lines = lines_of(view)
    yield from _unstopped(view, lines)
    if view.report.source.media_type != PDF:
        yield from _stops_first(view, lines)
        yield from _commas_last(view)
        yield from _semicolons_last(view)
    yield from _bare_closings(view, closings)


def _unstopped(view: View, lines: Sequence[Span]) -> Iterator[Draft]:
    """Paragraphs that end without a stop, where the others have one."""
    text = view.report.source.text
    ends = [last(text, line) for line in lines if is_sentence(view, line)]
    bare = [p for p in ends if text[p] not in _STOPS and not view.sentence_at(p).is_heading]
    # a single one without it is no style
    stopped = _stopped(text, lines) if len(bare) == 1 else len(ends) - len(bare)
    if bare and len(bare) <= AT_MOST and len(bare) * STOPPED <= stopped:
        for place in (p for p in bare if text[p] not in _COMMAS + _SEMICOLONS):
            yield missing(view, max(0, place - 5), place + 1, "stop-missing")


def _stops_first(view: View, lines: Sequence[Span]) -> Iterator[Draft]:
    """Paragraphs that begin with a stop."""
    for paragraph in filter(is_prose, lines):
        if view.report.source.text[paragraph.start] in CLAUSE_ENDS + "、":
            yield missing(view, paragraph.start, paragraph.start + 5, "stop-first")


def _stopped(text: str, lines: Sequence[Span]) -> int:
    """How many paragraphs end with a full stop, short ones among them."""
    return sum(1 for line in lines if text[last(text, line)] == "。")


def _commas_last(view: View) -> Iterator[Draft]:
    """Paragraphs that end with a comma, where only few do: in a text of cut lines many do."""
    text, paragraphs = view.report.source.text, view.report.paragraphs
    found = [place for p in paragraphs if (place := last(text, p)) > p.start and text[place] in _COMMAS]
    if len(found) <= FEW and len(found) * FEW <= len(paragraphs):
        for place in found:
            yield missing(view, max(0, place - 5), place + 1, "comma-last")


def _semicolons_last(view: View) -> Iterator[Draft]:
    """A list whose last thing ends like those before it, and then a heading, a signature or nothing."""
    text, paragraphs = view.report.source.text, view.report.paragraphs
    headings = {heading.span.start for heading in view.report.headings}
    for paragraph, behind in zip_longest(paragraphs, paragraphs[1:]):
        place = last(text, paragraph)
        if text[place] in _SEMICOLONS and place - paragraph.start >= LEAST:
            heads = behind is not None and (behind.start in headings or behind.end - behind.start < SENTENCE)
            if behind is None or (heads and _kind(text, paragraph) != _kind(text, behind)):
                yield missing(view, max(0, place - 5), place + 1, "semicolon-last")


def _kind(text: str, paragraph: Span) -> str:
    """How the paragraph begins: with a number of which kind, or with what character."""
    return _KIND.sub("0", text[paragraph.start : paragraph.start + NUMBER])[:2]


def _bare_closings(view: View, closings: tuple[str, ...]) -> Iterator[Draft]:
    """The last line of a report without its stop."""
    for paragraph in view.report.paragraphs:
        if view.text[paragraph.start : paragraph.end].strip() in closings:
            yield missing(view, paragraph.start, paragraph.end, "stop-missing")
