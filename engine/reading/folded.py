"""Plain text whose lines were cut at one width, as when copied from a page: joined to paragraphs again."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from engine.reading.breaking import CLOSING, DECORATED, NUMBERED, unbroken
from engine.reading.glyphs import glue

ENOUGH = 8  # lines that reach the margin, before a margin is believed in
SHARE = 0.25  # of all lines but blank ones: paragraphs that were never cut are not so equal
NARROWEST, WIDEST = 20, 60  # characters in a line
STOPPED = 0.5  # of the lines at the margin may end a sentence; of whole paragraphs nearly all do
SLACK = 2  # columns that a line may lack because a wide character or a mark did not fit
STOPS = tuple("\u3002\uff1b\uff1a\uff01\uff1f;:!?|")
ENDS = (*STOPS, *"\u201d\u300b\uff09)")  # and closing marks behind a stop

_DIGIT_LAST, _DIGIT_FIRST = re.compile(r"[0-9.,]\Z"), re.compile(r"[0-9.,%]")
_BLANK_AT_NUMBER = re.compile(" [0-9]")

Measure = Callable[[str], int]


def unfold(text: str) -> str:
    """``text`` with the lines joined that were cut, where most lines were; else ``text`` as it is."""
    lines = text.split("\n")
    if len(lines) < ENOUGH:
        return text
    for measure, slack, hanging in ((len, 0, False), (len, 0, True), (_columns, SLACK, True)):
        margin = _margin(lines, measure, slack, hanging=hanging)
        if margin is not None:
            return "\n".join(_joined(lines, measure, margin, whole_words=slack > 0))
    return text


def _columns(line: str) -> int:
    """The width of a line in halves of a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)


def _margin(lines: Sequence[str], measure: Measure, slack: int, *, hanging: bool) -> int | None:
    """What a line measures at least that was cut; None where none was. Marks may be ``hanging`` out of it."""
    longest = max(map(_within if hanging else str, lines), key=measure)
    if not NARROWEST <= len(longest) <= WIDEST * 2:
        return None
    margin = measure(longest) - slack
    full = [line for line in lines if measure(line) >= margin]
    stopped = sum(line.endswith(STOPS) for line in full)
    printed = sum(1 for line in lines if line.strip())
    believed = len(full) >= ENOUGH and len(full) >= SHARE * printed and stopped <= STOPPED * len(full)
    return margin if believed else None


def _within(line: str) -> str:
    """The line without the marks at its end that may hang out of the text area."""
    return line.rstrip(CLOSING)


def _joined(pages: Sequence[str], measure: Measure, margin: int, *, whole_words: bool) -> list[str]:
    lines = list(_running(pages))
    joined = [lines[0]]
    for before, line in pairwise(lines):
        # Where words are kept whole, a number that did not fit stands in the next line. The slack has room
        # for one wide character.
        moved = max(0, _columns(unbroken(line)) - SLACK) if whole_words else 0
        full = measure(before) + moved >= margin
        # a signature or a heading: what is left of a paragraph ends with a stop
        alone = before.endswith(STOPS) and measure(line) < margin and not line.rstrip().endswith(ENDS)
        if full and line.strip() and not alone and not _begins(before, line):
            joined[-1] = _glued(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _running(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the numbers of pages, each with the empty lines around it."""
    for printed, group in groupby(lines, key=lambda line: bool(line.strip()) and not _is_page_number(line)):
        between = list(group)
        if printed or not any(map(_is_page_number, between)):
            yield from between


def _is_page_number(line: str) -> bool:
    return DECORATED.fullmatch(line.strip()) is not None


def _begins(before: str, line: str) -> bool:
    """Whether ``line`` is the first of a paragraph, though the one before is full."""
    indented = line[0].isspace() and not _BLANK_AT_NUMBER.match(line)
    return indented or (before.endswith(STOPS) and NUMBERED.match(line) is not None)


def _glued(before: str, after: str) -> str:
    """The two joined, a number that was cut without a blank."""
    if _DIGIT_LAST.search(before) and _DIGIT_FIRST.match(after):
        return before + after
    return glue(before, after)
