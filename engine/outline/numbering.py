"""Heading numbers: which styles exist, and where one stands at the start of a line or inside one."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from engine.outline.dates import number_of
from engine.outline.lines import Line, part

DIVISION, HAN, HAN_BRACKET, ORDINAL, DIGIT, DIGIT_BRACKET, CIRCLE, PLAIN = range(8)
TOP_STYLES = (PLAIN, DIVISION, HAN)  # never below (一), 1. or ①

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_INSIDE = re.compile(rf"({_HAN_NUMBER})、|\(({_HAN_NUMBER})\)")
_JOINED = 1500  # no paragraph is longer: such a line is a text printed without line ends
_HEADING = 60  # a first (一) follows its 一、 within the length of a heading


class Number(NamedTuple):
    """A heading number at the start of a text; the title begins at ``end``."""

    style: int
    value: int
    end: int


def read_number(text: str, divisions: tuple[str, ...]) -> Number | None:
    """The heading number that ``text`` starts with."""
    hit = _number(divisions).match(text)
    if hit is None:
        return None
    style = hit.lastindex or 0
    digits = hit[style]
    if style - 1 == CIRCLE:
        value = ord(digits) - ord("①") + 1
    elif "㈠" <= digits <= "㈩":
        value = ord(digits) - ord("㈠") + 1
    else:
        value = number_of(digits)
    return Number(style - 1, value, hit.end())


@cache
def _number(divisions: tuple[str, ...]) -> re.Pattern[str]:
    division = "|".join(map(re.escape, divisions))
    styles = (  # in the order of the constants above, one group each
        rf"第({_HAN_NUMBER}|[0-9]{{1,2}})(?:{division})[、:,.\s]*",
        rf"({_HAN_NUMBER})(?:\s*[、.]\s*|\s+(?=[\u4e00-\u9fff0-9“]))",
        rf"\(?\s*({_HAN_NUMBER}(?=\s*、?\))|[㈠-㈩])\s*、?\)?[、.\s]*",
        rf"第({_HAN_NUMBER})[、,:]\s*",
        r"([0-9]{1,2})\s*[.、](?![0-9](?!0[0-9]{2}年))\s*",
        r"\(?([0-9]{1,2})\)[、.]?\s*",
        r"([①-⑳])[、.]?\s*",
    )
    return re.compile("|".join(styles))


def pieces(line: Line, *, alone: bool) -> Iterator[Line]:
    """``line`` cut before each 一、 and (一) inside it that counts on, if it is a text without line ends.

    ``alone``: it is all that the text consists of, or nearly so.
    """
    joined = alone or len(line.text) > _JOINED or "|" in line.text
    cuts = [0, *_cuts(line.text)] if joined else [0]
    for start, end in zip(cuts, [*cuts[1:], len(line.text)], strict=True):
        piece = part(line, start, end)
        if piece.text:
            yield piece


def _cuts(text: str) -> Iterator[int]:
    top, below, top_at = 0, 0, -_HEADING
    for hit in _INSIDE.finditer(text):
        after_stop = hit.start() > 0 and text[hit.start() - 1] in "。;:!? |"
        if hit[1] and number_of(hit[1]) == top + 1 and (after_stop or hit.start() == 0):
            top, below, top_at = top + 1, 0, hit.start()
        elif hit[2] and number_of(hit[2]) == below + 1 and (after_stop or hit.start() - top_at < _HEADING):
            below += 1
        else:
            continue
        if hit.start() > 0:
            yield hit.start()
