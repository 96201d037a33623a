"""Slips at numbers: lost, torn or impossible ones, and units lost, doubled or out of place."""

import re
from collections.abc import Iterator, Sequence

from engine.facts.draft import Draft
from engine.facts.patterns import IDEOGRAPH, THIN_SPACE, Keyed, keyed, one_of
from engine.facts.proof.marks import PDF, mark, prose_of
from engine.facts.text import has_any
from engine.facts.view import View
from engine.model import Span
from engine.rulebook.lexicon_defects import NumberSlips

GARBLED, OTHER = "garbled-number", "other"
PERCENT = "percent-lost"
FEW = 3  # torn numbers; more are a style

_STOP = r"(?=\s?(?:,(?![0-9])|[;。、!?]|\Z))"
_DIGITS = "0123456789"
_HAN = "[一二三四五六七八九十百千万两]"
_NUMBER = rf"\s?[0-9][0-9{THIN_SPACE}]*(?:\.[0-9]+)?\s?"
_COUNT = rf"\s?(?:[0-9][0-9{THIN_SPACE}]*|{_HAN}+)\s?"
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Slips = tuple[tuple[str, str, Keyed], ...]  # name and fault of what a pattern finds


class NumberReader:
    """Finds slips at numbers in the cleaned text; made once from the lexicon."""

    def __init__(self, slips: NumberSlips) -> None:
        self._no_percent = slips.no_percent
        self._patterns: Slips = (*_by_wording(slips), *_units(slips), *_figures(), *_dates(slips))
        self._lost = keyed(
            "%％",
            r"(?<=[\u4e00-\u9fff])(?<![0-9][\u4e00-\u9fff])(?<![〇零一二三四五六七八九十百千万两])"
            r"[ \xa0\u3000]*[%％]",
        )
        self._day = keyed("日", r"(?<![0-9.])([0-9]{1,2})月([0-9]{1,2})日")
        self._torn = keyed(
            (f"{digit}{blank}" for digit in _DIGITS for blank in " \xa0"),
            rf"(?<={IDEOGRAPH})[ \xa0]?[1-9][0-9]*(?:[ \xa0][0-9]+)+[ \xa0]?(?={IDEOGRAPH}|%)",
        )
        self._whole = keyed(
            _DIGITS,
            rf"(?<![0-9.])(?:[1-9][0-9]{{3,}}|[0-9]{{1,3}}[,{THIN_SPACE}][0-9]{{3}})\s?(?!年){IDEOGRAPH}",
        )

    def read(self, view: View) -> Iterator[Draft]:
        """All slips at numbers, by kind, outside tables."""
        prose = prose_of(view)
        yield from self._found(view, prose)
        if view.report.source.media_type != PDF:
            yield from self._torn_ones(view)

    def _found(self, view: View, prose: Sequence[Span]) -> Iterator[Draft]:
        for name, fault, pattern in self._patterns:
            for match in pattern.found(view.text, prose):
                if fault != PERCENT or not has_any(match[0], self._no_percent):
                    yield _slip(view, *match.span(), name, fault)
        for match in self._lost.found(view.text, prose):
            yield _slip(view, match.start() - 2, match.end(), GARBLED, "number-lost")
        for match in self._day.found(view.text, prose):
            month, day = int(match[1]), int(match[2])
            if not 1 <= month <= len(_LAST_DAYS) or not 1 <= day <= _LAST_DAYS[month - 1]:
                yield _slip(view, *match.span(), GARBLED, "day")

    def _torn_ones(self, view: View) -> Iterator[Draft]:
        """Numbers with a blank inside, where other large numbers have none: else it groups the digits."""
        whole = [Span(0, len(view.text))]
        found = list(self._torn.found(view.text, whole))
        if found and len(found) <= FEW and len(found) <= len(list(self._whole.found(view.text, whole))):
            for match in found:
                yield _slip(view, *match.span(), GARBLED, "torn")


def _by_wording(slips: NumberSlips) -> Slips:
    """Numbers whose wording says a thing twice or contradicts itself."""
    about, more, around = one_of(slips.about_before), one_of(slips.about_after), one_of(slips.around)
    over, falls, levels = one_of(slips.over), one_of(slips.falls), f"(?:{one_of(slips.levels)})"
    span, above = rf"\s?(?:{one_of(slips.spans)})", re.escape(slips.above)
    twice = (
        keyed(slips.about_before, rf"(?:{about}){_COUNT}(?:{more})(?!{span}){IDEOGRAPH}"),
        keyed(slips.around, rf"(?:{about}){_COUNT}{IDEOGRAPH}{{1,2}}(?:{around})"),
        keyed(slips.around, rf"[0-9]+%?{IDEOGRAPH}{{0,4}}(?:{one_of(slips.bounds)})(?:{around})"),
        keyed(slips.about_after, rf"[0-9](?:{more})[千百万亿]?(?:{more})(?={IDEOGRAPH})"),
        keyed((*slips.around, slips.above), rf"{_COUNT}(?:{more}){IDEOGRAPH}{{1,2}}(?:{around}|{above})"),
        keyed(slips.about_before, rf"(?:{over}|{about})(?:{about})\s?[0-9]+"),
        keyed(
            (slips.above,),
            rf"(?:{over})(?:{_COUNT}|{_NUMBER}%?)(?:{more})?(?!{span}){IDEOGRAPH}{{0,2}}{above}",
        ),
    )
    negated = rf"(?:{one_of(slips.prevented)})[^,。;:、\n]{{2,16}}(?:{one_of(slips.no_more)})"
    times = rf"(?:{falls}){levels}?{_NUMBER}{re.escape(slips.times)}"
    return (
        *((OTHER, "about-twice", pattern) for pattern in twice),
        ("duplicate", "words-doubled", keyed(slips.moves, rf"(?:{one_of(slips.moves)}){{2}}(?=\s?[0-9])")),
        (OTHER, "negated-twice", keyed(slips.no_more, negated)),
        (OTHER, "fall-times", keyed((slips.times,), times)),
        (OTHER, "fall-negative", keyed("-－", rf"(?:{falls}){levels}?\s?[-－]{_NUMBER}%?")),
    )


def _units(slips: NumberSlips) -> Slips:
    """Units lost, doubled or out of place."""
    levels, rest, one = f"(?:{one_of(slips.levels)})", re.escape(slips.remainder), re.escape(slips.units)
    rates = (
        rf"{IDEOGRAPH}{{1,4}}{re.escape(slips.rate)}{levels}?{_NUMBER}{_STOP}"
        rf"|(?:{one_of(slips.compared)})(?:{one_of(slips.moves)}){levels}?{_NUMBER}{_STOP}"
    )
    points = rf"{IDEOGRAPH}{{1,4}}{re.escape(slips.rate)}{levels}?{_NUMBER}(?:{one_of(slips.points)})"
    counted = (
        rf"(?:{one_of(slips.counted)}){levels}?\s?(?!(?:19|20)[0-9]{{2}}\s?[,;。])[1-9][0-9]{{0,3}}{_STOP}"
    )
    doubled = (
        keyed(slips.percent_words, rf"(?:{one_of(slips.percent_words)}){_NUMBER}%"),
        keyed(slips.points, rf"[0-9]\s?%\s?(?:{one_of(slips.points)})"),
        keyed((unit * 2 for unit in slips.units), rf"[0-9]+([{one}])\1{_STOP}"),
    )
    return (
        (GARBLED, PERCENT, keyed((slips.rate, *slips.compared), rates)),
        (GARBLED, PERCENT, keyed(slips.points, points)),
        (OTHER, "unit-lost", keyed(slips.counted, counted)),
        (OTHER, "unit-lost", keyed((slips.remainder,), rf"[0-9]\s?[亿万千百]?{rest}{_STOP}")),
        (OTHER, "unit-order", keyed((slips.remainder,), rf"[0-9][{one}]{rest}{_STOP}")),
        (OTHER, "about-exact", keyed((slips.remainder,), _exact(slips))),
        *((OTHER, "unit-doubled", pattern) for pattern in doubled),
    )


def _exact(slips: NumberSlips) -> str:
    """A number that is told to its last digit, and then 余: 12余次, 3.5余万元."""
    rest, number = re.escape(slips.remainder), rf"(?<![0-9.,])[0-9][0-9,{THIN_SPACE}]*"
    return (
        rf"{number}[1-9]{rest}(?!{one_of(slips.names)})(?![万亿千百]){IDEOGRAPH}"
        rf"|{number}\.[0-9]+{rest}{IDEOGRAPH}"
    )


def _figures() -> Slips:
    """Decimal points printed as another mark, and marks at a number twice."""
    stop = r"[0-9]+。[0-9]{1,4}\s?(?=[万亿%]|[\u4e00-\u9fff]?百分)"
    twice = r"[0-9]+\.\.[0-9]+|[0-9]\s?%\s?%|[0-9]+\.(?=%)"
    points = r"(?<![0-9.Vv])[0-9]+\.[0-9]+\.[0-9]+(?=[万亿%])"
    return (
        (GARBLED, "decimal-point", keyed((f"{digit}。" for digit in _DIGITS), stop)),
        (GARBLED, "decimal-point", keyed(("..", "%"), twice)),
        (GARBLED, "decimal-point", keyed("万亿%", points)),
    )


def _dates(slips: NumberSlips) -> Slips:
    """Years and days that are impossible, twice there, or in part lost."""
    lost_day = (
        r"[0-9]{4}年[ \xa0\u3000]*月[ \xa0\u3000]*日"
        r"|(?<=[0-9]年)[0-9]{1,2}月[ \xa0\u3000]+日|[0-9]{1,2}月[ \xa0\u3000]+日(?![\u4e00-\u9fff])"
    )
    lost_month = (
        r"(?:^|(?<=[,。;:(]))月[0-9]{1,2}日|[0-9]{4}年[0-9]{1,2}日(?=[,。;、)至])"
        r"|[0-9]{4}年月(?=[0-9]{1,2}日|[,。至])|[0-9]{1,2}月日(?=[,。;、)至])"
        r"|[0-9]{4}年(?:[0-9]{1,2}|[\u4e00-\u9fff])月[0-9]{1,2}(?=[,。]|$)"
    )
    point = r"(?<=“)(?:1[0-2]|[1-9])\.(?:3[01]|[12][0-9]|[1-9])"
    far = (
        r"(?<![0-9.])(?:206[1-9]|20[7-9][0-9]|2[1-9][0-9]{2}|20[1-3]|20[0-9]{3}|[1-9]20[0-3][0-9]|0[0-9]{3})"
        "年"
    )
    goes_on = rf"(?<![0-9A-Za-z.〔\[(\-—–~至])20[0-3][0-9](?={one_of(slips.year_goes_on)})"
    return (
        (OTHER, "day-point", keyed(("“",), rf"{point}(?=”(?:{one_of(slips.feasts)}))")),
        (GARBLED, "day-lost", keyed("日", lost_day)),
        (GARBLED, "day-lost", keyed(("日", "年月", "月"), lost_month, re.MULTILINE)),
        (GARBLED, "year", keyed(("二0",), r"二0[0〇一二三四五六七八九]{2}年")),
        (GARBLED, "year", keyed(("(年)",), r"\(年\)")),
        (GARBLED, "year", keyed(("年年",), r"[0-9]{4}年年(?=[0-9])")),
        (GARBLED, "year", keyed("年", far)),
        (GARBLED, "year", keyed(("20",), r"(?<![0-9])20[0-9]{2}年?20[0-9]{2}(?![0-9])")),
        (GARBLED, "year", keyed(("20",), goes_on)),
        (GARBLED, "year", keyed(("20",), r"(?<![0-9.])20[0-3][0-9](?:1[0-2]|0?[1-9])月(?=[0-9])")),
        (GARBLED, "day", keyed("月", r"(?<=[0-9]{4}年)(?:0{1,2}|1[3-9]|[2-9][0-9])月")),
    )


def _slip(view: View, start: int, end: int, name: str, fault: str) -> Draft:
    weight = "serious" if name == GARBLED else "plain"
    return mark(view, max(0, start), end, name=name, fault=fault, weight=weight)
