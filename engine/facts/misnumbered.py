"""Slips at numbers: lost, torn or impossible ones, and units lost, doubled or out of place."""

import re
from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.marks import mark
from engine.facts.patterns import one_of
from engine.facts.view import View
from engine.model import Span
from engine.rulebook.lexicon_facts import NumberSlips

GARBLED, OTHER = "garbled-number", "other"
PERCENT = "percent-lost"
PDF = "application/pdf"
FEW = 3  # torn numbers; more are a style

_IDEOGRAPH = "[\u4e00-\u9fff]"
_STOP = r"(?=\s?(?:,(?![0-9])|[;。、!?]|\Z))"
_NUMBER = r"\s?[0-9]+(?:\.[0-9]+)?\s?"
_FAR_YEAR = re.compile(r"(?<![0-9.])(?:206[1-9]|20[7-9][0-9]|2[1-9][0-9]{2}|20[1-3]|20[0-9]{3}|0[0-9]{3})年")
_YEARS_JOINED = re.compile(r"(?<![0-9])20[0-9]{2}年?20[0-9]{2}(?![0-9])")
_LOST_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![0-9][\u4e00-\u9fff])(?<![〇零一二三四五六七八九十百千万两])[ \xa0\u3000]*[%％]"
)
_LOST_DAY = re.compile(
    r"[0-9]{4}年[ \xa0\u3000]*月[ \xa0\u3000]*日"
    r"|(?<=[0-9]年)[0-9]{1,2}月[ \xa0\u3000]+日|[0-9]{1,2}月[ \xa0\u3000]+日(?![\u4e00-\u9fff])"
)
_LOST_MONTH = re.compile(
    r"(?:^|(?<=[,。;:(]))月[0-9]{1,2}日|[0-9]{4}年[0-9]{1,2}日(?=[,。;、)至])|[0-9]{4}年月(?=[0-9]{1,2}日|[,。至])"
    r"|[0-9]{1,2}月日(?=[,。;、)至])",
    re.MULTILINE,
)
_YEAR_TWICE = re.compile(r"[0-9]{4}年年(?=[0-9])")
_DAY = re.compile(r"(?<![0-9.])([0-9]{1,2})月([0-9]{1,2})日")
_MONTH = re.compile(r"(?<=[0-9]{4}年)(?:0{1,2}|1[3-9]|[2-9][0-9])月")
_STOP_FOR_POINT = re.compile(r"[0-9]+。[0-9]{1,4}\s?(?=[万亿%]|[\u4e00-\u9fff]?百分)")
_TORN = re.compile(rf"(?<={_IDEOGRAPH})[ \xa0]?[1-9][0-9]*(?:[ \xa0][0-9]+)+[ \xa0]?(?={_IDEOGRAPH}|%)")
_WHOLE = re.compile(rf"(?<![0-9.])(?:[1-9][0-9]{{3,}}|[0-9]{{1,3}},[0-9]{{3}})\s?(?!年){_IDEOGRAPH}")
_TWO_MARKS = re.compile(r"[0-9]+\.\.[0-9]+|[0-9]\s?%\s?%|[0-9]+\.(?=%)")
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class NumberReader:
    """Finds slips at numbers in the cleaned text; made once from the lexicon."""

    def __init__(self, slips: NumberSlips) -> None:
        about, more, around = one_of(slips.about_before), one_of(slips.about_after), one_of(slips.around)
        levels = f"(?:{one_of(slips.levels)})"
        span = rf"\s?(?:{one_of(slips.spans)})"
        number = r"\s?(?:[0-9]+|[一二三四五六七八九十百千万两]+)\s?"
        self._no_percent = slips.no_percent
        self._patterns = (
            (OTHER, "about-twice", re.compile(rf"(?:{about}){number}(?:{more})(?!{span}){_IDEOGRAPH}")),
            (OTHER, "about-twice", re.compile(rf"(?:{about}){number}{_IDEOGRAPH}{{1,2}}(?:{around})")),
            (
                OTHER,
                "about-twice",
                re.compile(rf"[0-9]+%?{_IDEOGRAPH}{{0,2}}(?:{one_of(slips.bounds)})(?:{around})"),
            ),
            (
                OTHER,
                "about-twice",
                re.compile(rf"{number}(?:{more}){_IDEOGRAPH}{{1,2}}(?:{around}|{re.escape(slips.above)})"),
            ),
            (OTHER, "about-twice", re.compile(rf"(?:{one_of(slips.over)}|{about})(?:{about})\s?[0-9]+")),
            (
                OTHER,
                "about-twice",
                re.compile(
                    rf"(?:{one_of(slips.over)})(?:{number}|{_NUMBER}%?)(?:{one_of(slips.about_after)})?"
                    rf"(?!{span}){_IDEOGRAPH}{{0,2}}{re.escape(slips.above)}"
                ),
            ),
            (
                OTHER,
                "negated-twice",
                re.compile(rf"(?:{one_of(slips.prevented)})[^,。;:、\n]{{2,16}}(?:{one_of(slips.no_more)})"),
            ),
            (
                OTHER,
                "fall-times",
                re.compile(rf"(?:{one_of(slips.falls)}){levels}?{_NUMBER}{re.escape(slips.times)}"),
            ),
            (
                GARBLED,
                PERCENT,
                re.compile(
                    rf"{_IDEOGRAPH}{{1,4}}{re.escape(slips.rate)}{levels}?{_NUMBER}{_STOP}"
                    rf"|(?:{one_of(slips.compared)})(?:{one_of(slips.moves)}){levels}?{_NUMBER}{_STOP}"
                ),
            ),
            (
                OTHER,
                "unit-lost",
                re.compile(
                    rf"(?:{one_of(slips.counted)}){levels}?\s?(?!(?:19|20)[0-9]{{2}}\s?[,;。])[1-9][0-9]{{0,3}}{_STOP}"
                ),
            ),
            (OTHER, "unit-lost", re.compile(rf"[0-9]\s?[万千百]?{re.escape(slips.remainder)}{_STOP}")),
            (
                OTHER,
                "fall-negative",
                re.compile(rf"(?:{one_of(slips.falls)}){levels}?\s?[-－]{_NUMBER}%?"),
            ),
            (OTHER, "unit-doubled", re.compile(rf"(?:{one_of(slips.percent_words)}){_NUMBER}%")),
            (OTHER, "unit-doubled", re.compile(rf"[0-9]\s?%\s?(?:{one_of(slips.points)})")),
            (
                OTHER,
                "unit-order",
                re.compile(rf"[0-9][{re.escape(slips.units)}]{re.escape(slips.remainder)}{_STOP}"),
            ),
            (OTHER, "unit-doubled", re.compile(rf"[0-9]+([{re.escape(slips.units)}])\1{_STOP}")),
            (GARBLED, "decimal-point", _STOP_FOR_POINT),
            (GARBLED, "decimal-point", _TWO_MARKS),
            (GARBLED, "day-lost", _LOST_DAY),
            (GARBLED, "day-lost", _LOST_MONTH),
            (GARBLED, "year", _YEAR_TWICE),
            (GARBLED, "year", _FAR_YEAR),
            (GARBLED, "year", _YEARS_JOINED),
            (
                GARBLED,
                "year",
                re.compile(rf"(?<![0-9A-Za-z.〔\[(\-—–~至])20[0-3][0-9](?={one_of(slips.year_goes_on)})"),
            ),
            (GARBLED, "day", _MONTH),
        )

    def read(self, view: View) -> Iterator[Draft]:
        """All slips at numbers, paragraph by paragraph, outside tables."""
        for paragraph in view.report.paragraphs:
            if view.text.find("|", paragraph.start, paragraph.end) < 0:
                yield from self._found(view, paragraph)
        if view.report.source.media_type != PDF:
            yield from _torn(view)

    def _is_no_percent(self, words: str) -> bool:
        return any(rate in words for rate in self._no_percent)

    def _found(self, view: View, paragraph: Span) -> Iterator[Draft]:
        text, start, end = view.text, paragraph.start, paragraph.end
        for name, fault, pattern in self._patterns:
            for match in pattern.finditer(text, start, end):
                if fault != PERCENT or not self._is_no_percent(match[0]):
                    yield _slip(view, *match.span(), name, fault)
        for match in _LOST_NUMBER.finditer(text, start, end):
            yield _slip(view, match.start() - 2, match.end(), GARBLED, "number-lost")
        for match in _DAY.finditer(text, start, end):
            month, day = int(match[1]), int(match[2])
            if not 1 <= month <= len(_LAST_DAYS) or not 1 <= day <= _LAST_DAYS[month - 1]:
                yield _slip(view, *match.span(), GARBLED, "day")


def _torn(view: View) -> Iterator[Draft]:
    """Numbers with a blank inside, where other large numbers have none: else it groups the digits."""
    found = list(_TORN.finditer(view.text))
    if len(found) <= FEW and len(found) <= len(_WHOLE.findall(view.text)):
        for match in found:
            yield _slip(view, *match.span(), GARBLED, "torn")


def _slip(view: View, start: int, end: int, name: str, fault: str) -> Draft:
    weight = "serious" if name == GARBLED else "plain"
    return mark(view, max(0, start), end, name=name, fault=fault, weight=weight)
