"""Blanks where none belong. Those of a pdf are left alone: they may come from reading it."""

import re
from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.patterns import IDEOGRAPH, Keyed, keyed, one_of
from engine.facts.proof.marks import PDF, around, is_prose, lines_of, slight
from engine.facts.text import has_any
from engine.facts.view import View
from engine.rulebook.lexicon_defects import Blanks

AT_MOST = 10  # blanks; more are a style
PLACE = 9  # code points of the name of a place before its organ
QUOTED, PART = 40, 4  # code points in which a quotation begins or ends, and at least of each part of a slogan

_BLANKS = " \xa0\u3000"
_BLANK = keyed(_BLANKS, r"(?<=[\u4e00-\u9fff，。；：、,;])[ \xa0\u3000]+(?=[“《\u4e00-\u9fff])")
_NUMBER = r"[0-9]+(?:\.[0-9]+)?[%％]?"
_NUMBER_BLANK = keyed(
    _BLANKS,
    rf"(?<={IDEOGRAPH})[ \xa0\u3000]+{_NUMBER}(?:[ \xa0\u3000]*(?={IDEOGRAPH}))?"
    rf"|(?<![0-9A-Za-z.:])(?<![A-Za-z][ \xa0]){_NUMBER}[ \xa0\u3000]+(?={IDEOGRAPH})",
)
_BLANK_AT_MARK = keyed(_BLANKS, r"(?<=[\u4e00-\u9fff0-9%％])[ \xa0\u3000]+(?=[，。；：、])")
_NUMBERED = r"\s*[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]*\s*\Z"


def blanks(view: View) -> Iterator[Draft]:
    """Blanks inside the prose of the body, beside a number or before a mark."""
    if view.report.source.media_type != PDF:
        yield from _found(view, _BLANK, "blank")
        yield from _found(view, _NUMBER_BLANK, "blank-at-number")
        yield from _found(view, _BLANK_AT_MARK, "blank")


def _found(view: View, pattern: Keyed, fault: str) -> Iterator[Draft]:
    """Blanks where none belong: each where they are few, else the first."""
    text = view.report.source.text
    prose = filter(is_prose, lines_of(view))
    found = [
        match.span()
        for match in pattern.found(text, prose)
        if not re.match(_NUMBERED, text[match.pos : match.end()][:8])
        and not (fault == "blank" and _belongs(text, match, view.lexicon.defects.blanks))
    ]
    for start, end in found if len(found) <= AT_MOST else found[:1]:
        yield slight(view, *around(view, start, end), fault)


def _belongs(text: str, blank: re.Match[str], blanks: Blanks) -> bool:
    """Whether a blank parts two that issue together or the clauses of a slogan, or leads to a joined item."""
    if text.startswith(blanks.items, blank.end()) or _in_slogan(text, blank):
        return True
    if not text.endswith(blanks.first, 0, blank.start()):
        return False
    organs = rf"{IDEOGRAPH}{{0,{PLACE}}}(?:{one_of((*blanks.first, *filter(_is_word, blanks.second)))})"
    return text.startswith(blanks.second, blank.end()) or bool(re.compile(organs).match(text, blank.end()))


def _is_word(organ: str) -> bool:
    return len(organ) > 1


def _in_slogan(text: str, blank: re.Match[str]) -> bool:
    """Whether the blank parts two clauses in quotation marks: “学习宣传民法典 共建美好新生活”."""
    opened = text.rfind("“", max(0, blank.start() - QUOTED), blank.start())
    closed = text.find("”", blank.end(), blank.end() + QUOTED)
    said = text[opened + 1 : closed]
    parts = blank.start() - opened > PART and closed - blank.end() >= PART
    return opened >= 0 and closed >= 0 and parts and not has_any(said, "“”\n")
