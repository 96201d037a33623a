"""Dates and years as Chinese documents write them."""

import datetime as dt
import re
from collections.abc import Iterator

from engine.model import Span

_DIGITS = {c: str(i % 10) for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
    "Ｏ": "0",
    "0": "0",
}
_HAN = "〇○O零一二三四五六七八九"
YEAR = r"(?:20[0-9]{2}|二[〇○零O][〇○零O一二三四五六七八九]{2})"
CENTURY = r"20[0-9]{2}|二[〇○零O]"  # what a year from 2000 on begins with
_NUMERIC = (
    r"(?<![0-9])((?:19|20)[0-9]{2})\s*(?:年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日?"
    r"|[-./]\s*([0-9]{1,2})\s*[-./]\s*([0-9]{1,2}))(?![0-9])"
)
_WRITTEN = (
    rf"([二][{_HAN}]{{3}})\s*年\s*([一二三四五六七八九十]{{1,2}})\s*月\s*([一二三四五六七八九十]{{1,3}})\s*日"
)
_CLOCK = r"(?:\s*[T]?\s*[0-9]{1,2}\s*(?::|时)\s*[0-9]{1,2}(?:\s*(?::|分)\s*[0-9]{0,2}\s*秒?)?)?"

_DATE = re.compile(f"(?:{_NUMERIC}|{_WRITTEN})")
_DATE_TIME = re.compile(f"(?:{_NUMERIC}|{_WRITTEN})(?P<clock>{_CLOCK})")

# A year that stands for itself: no range, no document number, no part of a longer number.
_YEAR = re.compile(
    rf"(?<![0-9\-—–~〔\[至])((?:20)[0-9]{{2}}|二[{_HAN}]{{3}})\s*年?度?(?!\s*年?\s*[-—–~至]\s*[0-9]{{4}})(?![0-9〕\]])"
)


def dates(text: str, offset: int = 0) -> Iterator[tuple[str, Span, bool]]:
    """The calendar dates in ``text`` as (ISO date, span, whether a clock time follows).

    ``offset`` is added to the spans, which cover date and clock time.
    """
    for hit in _DATE_TIME.finditer(text):
        numbers = [g for g in hit.groups()[:-1] if g]
        year, month, day = (number_of(n) for n in numbers)
        try:
            iso = dt.date(year, month, day).isoformat()
        except ValueError:
            continue
        yield iso, Span(offset + hit.start(), offset + hit.end()), bool(hit["clock"])


def only_date(text: str) -> bool:
    """Whether ``text`` is a date, perhaps with a clock time or in brackets, and nothing else."""
    return _DATE_TIME.sub("", text, count=1).strip(" ()|") == "" and _DATE.search(text) is not None


def years(text: str) -> Iterator[tuple[int, Span]]:
    """The years from 2000 on that ``text`` names by themselves, not in ranges or document numbers."""
    for hit in _YEAR.finditer(text):
        yield number_of(hit[1]), Span(hit.start(1), hit.end(1))


def number_of(text: str) -> int:
    """A year in digits, Arabic or Chinese, or a number up to 99, also with 十 (十二, 二十, 3)."""
    if "十" not in text:
        return int("".join(_DIGITS.get(c, c) for c in text))
    tens, _, units = text.partition("十")
    return 10 * (number_of(tens) if tens else 1) + (number_of(units) if units else 0)
