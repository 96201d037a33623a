"""The heading tree: numbered headings, and lines that stand as headings without a number."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from engine.model import Heading, Span
from engine.outline.dates import only_date
from engine.outline.lines import Line
from engine.outline.numbering import CIRCLE, DIGIT, DIGIT_BRACKET, HAN, PLAIN, TOP_STYLES, Number, read_number
from engine.outline.phrases import pattern
from engine.rulebook.lexicon_outline import SectionsLexicon

_STANDALONE = 120  # the longest heading on a line of its own
_RUN_IN = 60  # the longest heading in front of its paragraph
_RUN_IN_SMALL = 50  # the same for 1. and below, where items of a list are numbered alike
_PLAIN = 30  # the longest heading without number
_PLAIN_PART = 45  # the same where it names a part: the regulation's own name of one has 34
_SMALL = (DIGIT, DIGIT_BRACKET, CIRCLE)
_STOP = re.compile(r"[。!?|]")
_FINAL = "。;:,!?、"
_LABEL = re.compile(r"([^。,;:|!?]{3,20})[:|](?=.)")


class _Found(NamedTuple):
    """A heading before its level is known."""

    style: int
    value: int
    span: Span
    title: str


def read_headings(
    body: list[Line], lexicon: SectionsLexicon, names_part: Callable[[str], bool]
) -> tuple[Heading, ...]:
    """The headings of ``body`` in order; ``names_part`` tells whether a title names one of the five parts.

    The span of a heading covers its number, its title and the stop printed behind that.
    """
    numbered = [f for line in body if (f := _numbered(line, lexicon, names_part)) is not None]
    plain = _plain(body, lexicon, names_part, numbered) or _labels(body, lexicon, names_part, numbered)
    return _levelled(sorted([*numbered, *plain], key=lambda f: f.span), names_part)


def _numbered(line: Line, lexicon: SectionsLexicon, names_part: Callable[[str], bool]) -> _Found | None:
    number = read_number(line.text, lexicon.numbering.divisions)
    if number is None:
        return None
    rest = line.text[number.end :]
    length = _title_length(rest, number)
    if not length and number.style not in _SMALL:
        length = _joined_length(rest, lexicon, names_part)
    if not length:
        return None
    end = number.end + length
    title = line.text[number.end : end].strip(_FINAL + " |")
    return _Found(number.style, number.value, Span(line.start, line.start + end), title) if title else None


def _title_length(rest: str, number: Number) -> int:
    """How much of the text behind a number is its title, with the stop behind it; 0 if it is no heading."""
    small = number.style in _SMALL
    limit = _RUN_IN_SMALL if small else _RUN_IN
    stop = _STOP.search(rest)
    if stop is None and len(rest) <= _STANDALONE and not (small and (";" in rest or len(rest) > _RUN_IN)):
        colon = rest.find(":")
        return colon + 1 if 0 < colon < min(limit, len(rest) - 1) else len(rest)
    end = stop.start() if stop else len(rest)
    colon = rest.find(":", 0, min(limit, end))
    if colon > 0:
        return colon + 1
    if end <= limit:
        return end + (stop is not None and stop[0] != "|")
    clause = re.search(r"[ ,;]", rest[:limit])
    return 0 if small or clause is None else clause.start()


def _joined_length(rest: str, lexicon: SectionsLexicon, names_part: Callable[[str], bool]) -> int:
    """How much of the text is the name of a part, where no mark parts it from the text behind it; else 0."""
    ends = (hit.end() for hit in pattern(lexicon.heading_ends).finditer(rest[:_PLAIN_PART]))
    return next((end for end in ends if names_part(rest[:end])), 0)


def _plain(
    body: list[Line], lexicon: SectionsLexicon, names_part: Callable[[str], bool], numbered: list[_Found]
) -> list[_Found]:
    """Headings without number: any short line where nothing is numbered, else lines that name a part."""
    alone = [line for line, after in pairwise(body) if _stands_alone(line, after, lexicon)]
    short = [line for line in alone if len(line.text) <= _PLAIN or names_part(line.text)]
    if not any(f.style not in _SMALL for f in numbered) and len(numbered) < 2:
        chosen = short
    else:
        first = min(f.span.start for f in numbered)
        chosen = [line for line in short if names_part(line.text)]
        chosen = [line for line in chosen if len(chosen) > 1 or line.start > first]
    return [_Found(PLAIN, 0, line.span, line.text) for line in chosen]


def _labels(
    body: list[Line], lexicon: SectionsLexicon, names_part: Callable[[str], bool], numbered: list[_Found]
) -> list[_Found]:
    """Names of parts in front of their paragraph or table cell, in a text that numbers no heading."""
    if any(f.style not in _SMALL for f in numbered):
        return []
    pairs = [(line, hit) for line in body if (hit := _LABEL.match(line.text)) is not None]
    found = [
        _Found(PLAIN, 0, Span(line.start, line.start + hit.end(1) + 1), hit[1].rstrip())
        for line, hit in pairs
        if names_part(hit[1]) and not pattern(lexicon.not_headings).search(hit[1].rstrip())
    ]
    return found if len(found) > 1 else []


def _stands_alone(line: Line, after: Line, lexicon: SectionsLexicon) -> bool:
    text = line.text
    if not 2 < len(text) <= _PLAIN_PART or text[-1] in _FINAL or _STOP.search(text) or ";" in text:
        return False
    if read_number(text, lexicon.numbering.divisions) or text.startswith(lexicon.numbering.item_marks):
        return False
    return not (only_date(text) or only_date(after.text) or pattern(lexicon.not_headings).search(text))


def _levelled(found: list[_Found], names_part: Callable[[str], bool]) -> tuple[Heading, ...]:
    """Headings with levels: a style not yet open goes one level down, an open one back to its level."""
    stack: list[_Found] = []
    headings = []
    for heading in found:
        stack = [*stack[: _depth(stack, heading, names_part)], heading]
        headings.append(Heading(len(stack), heading.span, heading.title, heading.style != PLAIN))
    return tuple(headings)


def _depth(stack: list[_Found], heading: _Found, names_part: Callable[[str], bool]) -> int:
    """How many of the open headings in ``stack`` stay open above ``heading``."""
    same = [i for i, above in enumerate(stack) if above.style == heading.style]
    if not same:
        if heading.style not in TOP_STYLES:
            return len(stack)
        return (
            sum(above.style in TOP_STYLES and above.style != HAN for above in stack)
            if heading.style == HAN
            else 0
        )
    if heading.style == HAN and heading.value == 1 and len(same) == 1 and not names_part(heading.title):
        return same[-1] + 1  # 一、 below 一、: counted anew under an open heading of the same style
    following = [i for i in same if stack[i].value + 1 == heading.value] or same
    return following[0] if names_part(heading.title) else following[-1]
