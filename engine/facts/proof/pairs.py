"""Opening and closing marks that have no partner in their paragraph or the one after it."""

import re
from collections.abc import Iterator, Sequence

from engine.facts.draft import Draft
from engine.facts.numerals import NUMERAL
from engine.facts.proof.marks import missing
from engine.facts.view import View

_LABEL = re.compile(
    r"(?:^|(?<=[。;:,、!?\s])(?<!\( ))[0-9a-zA-Z一二三四五六七八九十]{1,3}\)"
)  # 1) needs no partner
_HALF_NUMBER = re.compile(rf"{NUMERAL}\)")
_WHOLE_NUMBER = re.compile(rf"\({NUMERAL}\)")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")


def unpaired(view: View, pairs: Sequence[str]) -> Iterator[Draft]:
    """Marks without a partner, in order of pairs and place.

    A mark opened in one paragraph and closed in the next is a paragraph that the conversion cut.
    """
    yield from _half_numbers(view)
    yield from _straight(view)
    bodies = [_plain(view.text[p.start : p.end]) for p in view.report.paragraphs]
    for opening, closing in map(tuple, pairs):
        lone: list[tuple[int, int, bool]] = []  # paragraph, place, whether it opens
        for index, body in enumerate(bodies):
            if opening in body or closing in body:
                lone += ((index, *found) for found in _lone(body, opening, closing))
        for index, place, _ in _uncut(lone):
            start = view.report.paragraphs[index].start + place
            yield missing(view, start, start + 1, "unpaired")


def _half_numbers(view: View) -> Iterator[Draft]:
    """Numbers such as 一) at the start of a paragraph, where most others of the text are (二)."""
    starts = [p.start for p in view.report.paragraphs]
    half = [hit for start in starts if (hit := _HALF_NUMBER.match(view.text, start))]
    whole = sum(1 for start in starts if _WHOLE_NUMBER.match(view.text, start))
    for hit in half if len(half) < whole or len(half) == whole == 1 else ():
        yield missing(view, *hit.span(), "unpaired")


def _straight(view: View) -> Iterator[Draft]:
    """A straight quotation mark too many in a paragraph whose others are paired ones."""
    for paragraph in view.report.paragraphs:
        body = view.text[paragraph.start : paragraph.end]
        if body.count('"') == 1 and body.count("“") == body.count("”") > 0:
            place = paragraph.start + body.index('"')
            yield missing(view, place, place + 1, "unpaired")


def _plain(body: str) -> str:
    """``body`` without the closing marks that never had a partner; same length."""
    for closing, pattern in ((")", _LABEL), ("’", _APOSTROPHE)):
        if closing in body:
            body = pattern.sub(lambda match: " " * len(match[0]), body)
    return body


def _lone(body: str, opening: str, closing: str) -> list[tuple[int, bool]]:
    """Places of marks without a partner, and whether they open; at most one of each kind."""
    opened: list[int] = []
    closed: list[int] = []
    for found in re.finditer(f"[{re.escape(opening + closing)}]", body):
        place, char = found.start(), found[0]
        if char == opening:
            opened.append(place)
        elif char == closing and opened:
            opened.pop()
        elif char == closing:
            closed.append(place)
    return [*((place, False) for place in closed[:1]), *((place, True) for place in opened[-1:])]


def _uncut(lone: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """``lone`` without those that are opened in one paragraph and closed in the next."""
    kept: list[tuple[int, int, bool]] = []
    for index, place, opens in lone:
        if not opens and kept and kept[-1][2] and kept[-1][0] == index - 1:
            kept.pop()
        else:
            kept.append((index, place, opens))
    return kept
