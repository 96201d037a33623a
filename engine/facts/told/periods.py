"""Which time the numbers are told of: the whole year, a part of it, up to some day, another year."""

import re
from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.patterns import OPENING_YEAR
from engine.facts.text import titled
from engine.facts.view import Sentence, View
from engine.model import NOT_WORK_DONE

DECEMBER = 12
_RANGE = re.compile(r"(?<![0-9.])1月?(?:1日)?[-—–~至到](?:[0-9]{4}年)?(?P<month>[0-9]{1,2})月")
_IN_YEAR = re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})年(?![0-9第至-])")


def periods(view: View) -> Iterator[Draft]:
    """One ``period`` fact per telling, outside deficiencies and plan; ``offset`` is of another year."""
    year = view.report.identity.year
    cutoff = "|".join(map(re.escape, view.lexicon.consistency.periods.cutoff))
    until = re.compile(rf"(?:{cutoff})(?:{year}年)?(?P<month>[0-9]{{1,2}})月")
    yield from _worded(view)
    for sentence in filter(_is_body, view.sentences):
        yield from _months(view, sentence, until)
    for sentence, _ in view.numbered:
        if year is not None and _is_body(sentence):
            yield from _years(view, sentence, year)


def _is_body(sentence: Sentence) -> bool:
    """Whether the sentence may tell of work done."""
    return not (sentence.is_heading or sentence.section in NOT_WORK_DONE)


def _worded(view: View) -> Iterator[Draft]:
    for span in ("whole", "part", "to-date"):
        for sentence, hits in view.told(f"period-{span}"):
            if _is_body(sentence) and (span == "to-date" or view.counted(sentence.start, sentence.end)):
                yield from (_period(view, hit.start, hit.end, span) for hit in hits)


def _months(view: View, sentence: Sentence, until: re.Pattern[str]) -> Iterator[Draft]:
    """Spans of months that are told: January to December is the whole year."""
    for pattern in (_RANGE, until):
        for match in pattern.finditer(view.text, sentence.start, sentence.end):
            month = int(match["month"])
            if 1 < month <= DECEMBER:
                yield _period(view, *match.span(), "whole" if month == DECEMBER else "part")


def _years(view: View, sentence: Sentence, year: int) -> Iterator[Draft]:
    """The reporting year where a count is told of it, and another year that opens a sentence with counts."""
    own = next(_named(view, sentence.start, sentence.end, str(year)), None)
    if own is not None:
        yield _period(view, *own.span(), "whole")
        return
    opening = OPENING_YEAR.match(view.text, sentence.start, sentence.end)
    paragraph = view.report.paragraphs[sentence.paragraph]
    if opening and opening["mark"] and not any(_named(view, *paragraph, str(year))):
        yield _period(view, *opening.span(), "other", int(opening["year"]) - year)


def _named(view: View, start: int, end: int, year: str) -> Iterator[re.Match[str]]:
    """The places where the year is named outside titles."""
    found = _IN_YEAR.finditer(view.text, start, end)
    return (match for match in found if match["year"] == year and not titled(view.text, 0, match.start()))


def _period(view: View, start: int, end: int, span: str, offset: int | None = None) -> Draft:
    sentence = view.sentence_at(start)
    low, high = view.clause(start, end, sentence)
    return Draft("period", None, view.quote(low, high), {"span": span, "offset": offset})
