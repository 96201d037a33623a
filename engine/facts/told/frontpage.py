"""What a reader sees of the report before he reads it: title, headings, length, the column it stands in."""

import re

from engine.facts.numerals import NUMERAL, VALUES
from engine.facts.text import has_any
from engine.facts.view import View
from engine.model import Heading, Scalar, Span

_YEAR = re.compile(r"20[0-9]{2}|二[〇○零O][〇○零O一二三四五六七八九十]{2}")
_ASIDE = re.compile(r"\([^()]*\)$")
_NUMBER = re.compile(rf"[ (]*第?(?P<number>[0-9]{{1,2}}|{NUMERAL})")


def frontpage(view: View) -> dict[str, Scalar]:
    """Attributes of the report."""
    return {**_title(view), **_headings(view), **_length(view), "column": _column(view)}


def _title(view: View) -> dict[str, Scalar]:
    """What the title names; nothing where the text has no title."""
    identity, span = view.report.identity, view.report.identity.evidence.get("title")
    if identity.title is None or span is None:
        return {}
    printed = _ASIDE.sub("", "".join(view.text[span.start : span.end].split()))
    words = view.lexicon.outline.document.title
    places = [identity.evidence[key] for key in ("unit", "region") if key in identity.evidence]
    units = ["".join(view.text[place.start : place.end].split()) for place in places]
    return {
        "title_unit": has_any(printed, units),
        "title_year": _YEAR.search(printed) is not None,
        "title_subject": next((word for word in words.subjects if word in printed), None),
        "title_ending": next((word for word in words.endings if printed.endswith(word)), None),
    }


def _headings(view: View) -> dict[str, Scalar]:
    """How many headings of the first level there are, with a number, and whether these count on from 1."""
    top = [heading for heading in view.report.headings if heading.level == 1]
    numbers = [_number_of(view, heading) for heading in top if heading.numbered]
    return {
        "top_headings": len(top),
        "top_numbered": len(numbers),
        "in_order": numbers == list(range(1, len(numbers) + 1)) if numbers else None,
    }


def _number_of(view: View, heading: Heading) -> int:
    """The printed number; 0 where there is none."""
    found = _NUMBER.match(view.text, heading.span.start, heading.span.end)
    number = found["number"] if found else "0"
    return int(number) if number.isascii() else VALUES.get(number, 0)


def _length(view: View) -> dict[str, Scalar]:
    """Characters without blanks, and numbers that are no ranks and no changes."""
    body = [view.text[paragraph.start : paragraph.end] for paragraph in view.report.paragraphs]
    figures = [q for p in view.report.paragraphs for q in view.counted(p.start, p.end)]
    return {
        "text_characters": sum(len("".join(text.split())) for text in body),
        "text_figures": sum(1 for q in figures if not (q.rank or q.change)),
    }


def _column(view: View) -> str | None:
    """``own`` column of such reports, a ``mixed`` one, ``other``; None where the page shows none."""
    words = view.lexicon.outline.document.columns
    crumbs = [crumb for span in view.report.chrome for crumb in _crumbs(view, span)]
    if not crumbs:
        return None
    if any(has_any(crumb, words.own) for crumb in crumbs):
        return "own"
    return "mixed" if any(crumb in words.mixed for crumb in crumbs) else "other"


def _crumbs(view: View, span: Span) -> list[str]:
    """The steps of a breadcrumb without its first; one with a year is the title of a report, no column."""
    marks = view.lexicon.outline.document.furniture.breadcrumb_marks
    line = view.report.source.text[span.start : span.end]
    steps = [step.strip() for step in re.split("|".join(map(re.escape, marks)), line)]
    return [step for step in steps[1:] if step and not _YEAR.search(step)]
