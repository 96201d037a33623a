"""Whether a text is an annual report, and what it is instead."""

import re
from typing import NamedTuple

from engine.outline.dates import years
from engine.outline.lines import Line
from engine.outline.phrases import pattern
from engine.outline.title import Title
from engine.rulebook.lexicon_outline import DocumentLexicon, KindWords

REPORT = "annual_report"
OTHER = "other"
_OPENING = 1500  # characters of the body that are read for its kind
_TITLE_LINES = 12
_TITLE_LENGTH = 90
_QUOTED = re.compile(r"《[^》]*》")


class Paper(NamedTuple):
    """What tells the kind of a document."""

    title: Title | None
    unit: str  # the part of the title that names the unit; it decides nothing: 规划 may be its business
    head: list[Line]  # the lines above the body
    body: str
    in_parts: bool  # the body begins with a heading that names one of the five parts


def document_kind(paper: Paper, lexicon: DocumentLexicon) -> str:
    """``annual_report`` or the kind that title and opening point to, or ``other``."""
    if above := _by_opening("\n".join(line.text for line in paper.head), lexicon):
        return above
    if paper.title is not None:
        own = _QUOTED.sub("", paper.title.text)
        other = _by_title(own.replace(paper.unit, "", 1), lexicon) or _by_whole_title(own, lexicon)
        return other or _by_opening(paper.body, lexicon) or REPORT
    for line in paper.head[:_TITLE_LINES]:
        if len(line.text) <= _TITLE_LENGTH and (other := _by_title(line.squeezed, lexicon)):
            return other
        if _titles_another(line, lexicon):
            return OTHER
    return _by_opening(paper.body, lexicon) or (REPORT if _reads_like_a_report(paper, lexicon) else OTHER)


def _titles_another(line: Line, lexicon: DocumentLexicon) -> bool:
    """Whether the line is the title of a yearly paper on another subject."""
    text = line.squeezed
    if len(text) > _TITLE_LENGTH or pattern(lexicon.title.subjects).search(text):
        return False
    return next(years(text), None) is not None and text.endswith(_ends(lexicon))


def _ends(lexicon: DocumentLexicon) -> tuple[str, ...]:
    return lexicon.title.others_end + tuple(ending.split("…")[-1] for ending in lexicon.title.endings)


def _by_title(title: str, lexicon: DocumentLexicon) -> str | None:
    return next((k.kind for k in lexicon.kinds if _title_says(k, title)), None)


def _by_whole_title(title: str, lexicon: DocumentLexicon) -> str | None:
    """Kinds whose words stand in the unit's name: a court is the unit of its reports."""
    return next((k.kind for k in lexicon.kinds if k.by_unit and _title_says(k, title)), None)


def _title_says(kind: KindWords, title: str) -> bool:
    return bool(pattern(kind.titles).search(title)) and not pattern(kind.unless).search(title)


def _by_opening(body: str, lexicon: DocumentLexicon) -> str | None:
    opening = body[:_OPENING]
    told = pattern(tuple(phrase for kind in lexicon.kinds for phrase in kind.openings + kind.first_person))
    if not told.search(opening):
        return None
    for kind in lexicon.kinds:
        if pattern(kind.openings).search(opening):
            return kind.kind
        if len(pattern(kind.first_person).findall(opening)) > 1:
            return kind.kind
    return None


def _reads_like_a_report(paper: Paper, lexicon: DocumentLexicon) -> bool:
    opening = paper.body[:_OPENING]
    named = len(pattern(lexicon.title.subjects).findall(opening))
    if not named:
        return False
    if paper.in_parts and named > 1:
        return True
    reported = pattern(lexicon.report_openings).search(opening)
    return reported is not None or (_yearly(opening, lexicon) and not _tells_a_day(opening))


def _tells_a_day(opening: str) -> bool:
    """Whether the first sentence is of one day, as that of news is; a report is of a year."""
    return re.search(r"[0-9]{1,2}月[0-9]{1,2}日", opening.lstrip().partition("。")[0]) is not None


def _yearly(opening: str, lexicon: DocumentLexicon) -> bool:
    first = opening.lstrip().partition("。")[0][:_TITLE_LENGTH]
    return re.search(pattern(lexicon.year_openings), first) is not None
