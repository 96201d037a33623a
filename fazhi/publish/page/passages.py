"""The text of a report cut into stretches, so that places that overlap can all be shown in it."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from engine.model import Finding, Quote, Status

# Where several findings rest on the same words, the first of these colours them.
_STRENGTH: Sequence[str] = ("gap", "partial", "needs_review", "near", "met", "waived", "not_applicable")


class Place(NamedTuple):
    """A quote of a finding. ``kind`` is the finding's status, or ``near`` for a near miss."""

    start: int
    end: int
    finding: int  # its number, from 1, in the order of the scorecard
    kind: str


class Stretch(NamedTuple):
    """Words that the same findings rest on; none of them where nobody quotes the words."""

    start: int
    text: str
    kind: str = ""
    findings: tuple[int, ...] = ()  # numbers, the weightiest first


class Passages(NamedTuple):
    """The lines of the text that are not blank, and where each quoted place begins among the stretches."""

    lines: tuple[tuple[Stretch, ...], ...]
    anchors: Mapping[int, int]  # start of a place → start of the first stretch shown of it


def passages(text: str, findings: Iterable[Finding]) -> Passages:
    """``text`` line by line, cut wherever a quoted place begins or ends."""
    places = _places(findings)
    lines = tuple(_line(text, start, end, places) for start, end in _lines(text))
    shown = [stretch.start for line in lines for stretch in line]
    anchors = {place.start: shown[_at_or_after(shown, place.start)] for place in places} if shown else {}
    return Passages(lines, anchors)


def _at_or_after(shown: Sequence[int], offset: int) -> int:
    return min(bisect_left(shown, offset), len(shown) - 1)


def _places(findings: Iterable[Finding]) -> list[Place]:
    numbered = list(enumerate(findings, 1))
    told = [_place(quote, number, f.status) for number, f in numbered for quote in f.evidence]
    near = [_place(quote, number, "near") for number, f in numbered for quote in f.near_misses]
    return [place for place in (*told, *near) if place.start < place.end]


def _place(quote: Quote, number: int, kind: Status | str) -> Place:
    return Place(quote.start, quote.end, number, kind)


def _lines(text: str) -> Iterable[tuple[int, int]]:
    """Start and end of every line that is not blank."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield start, end
        start = end + 1


def _line(text: str, start: int, end: int, places: Iterable[Place]) -> tuple[Stretch, ...]:
    here = [place for place in places if place.start < end and place.end > start]
    edges = {start, end}
    for place in here:
        edges |= {max(place.start, start), min(place.end, end)}
    return tuple(_stretch(text, *pair, here) for pair in pairwise(sorted(edges)))


def _stretch(text: str, start: int, end: int, places: Iterable[Place]) -> Stretch:
    over = [place for place in places if place.start <= start and end <= place.end]
    ranked = sorted(over, key=lambda place: (_STRENGTH.index(place.kind), place.finding))
    numbers = tuple(dict.fromkeys(place.finding for place in ranked))
    return Stretch(start, text[start:end], ranked[0].kind if ranked else "", numbers)
