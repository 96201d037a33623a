"""Several numbers of one thing in a sentence: of the year or of several years, added or in all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.facts.counts.counts import Count, before
from engine.facts.numbers.quantities import Quantity, plain
from engine.facts.patterns import YEAR
from engine.facts.text import has_any
from engine.facts.view import View

SINCE = "cumulative"  # ends the name of a count of several years
OPENING = 4  # code points in which what was done in several years is opened: 已累计, 我县累计
_TITLES = re.compile("《[^《》]*》")  # the years of a document say nothing of when
SINCE_YEAR = 24  # code points before 以来 in which its year stands


def grown(view: View, counts: Sequence[Count]) -> Iterator[Count]:
    """The counts of a sentence in order of place, each under the name of what it tells."""
    for count in counts:
        if _is_cumulated(view, count, counts) or _is_since(view, count):
            yield count._replace(draft=replace(count.draft, name=f"{count.indicator.id}.{SINCE}"))
        else:
            total = _in_all(view, count)
            yield _stated(view, count, total) if total else count


def _is_cumulated(view: View, count: Count, counts: Sequence[Count]) -> bool:
    """累计取消证明193项,年内取消26项: whether the count is that of several years."""
    same = [one for one in counts if one.indicator is count.indicator and one.quantity is not count.quantity]
    if not same or not has_any(before(view, count), view.lexicon.indicators.cumulated):
        return False
    less = (one for one in same if one.quantity.value < count.quantity.value)
    return not _is_of_year(view, count) and any(_is_of_year(view, one) for one in less)


def _is_since(view: View, count: Count) -> bool:
    """自2018年…以来,累计取消证明263项: whether the sentence tells what was done since an earlier year.

    Not so where the year only says which they are: 对2019年以来制定的文件进行清理.
    """
    words, year = view.lexicon.indicators, view.report.identity.year
    told = view.text[count.sentence.start : count.quantity.start]
    word = next((one for one in (*words.several_years, *words.since) if one in told), None)
    if word is None or year is None or count.indicator.id in words.stocks:
        return False
    ahead, _, after = told.rpartition(word)
    if has_any(_TITLES.sub("", after), (*words.of_year, str(year))):
        return False
    if word in words.since:
        first = next(iter(YEAR.finditer(ahead, max(0, len(ahead) - SINCE_YEAR))), None)
        if first is None or int(first[0]) >= year:
            return False
    told_of = (*words.cumulated, *words.totals)
    return after.startswith(",") or has_any(after[:OPENING], told_of)


def _is_of_year(view: View, count: Count) -> bool:
    words = (*view.lexicon.indicators.of_year, str(view.report.identity.year))
    return has_any(before(view, count), words)


def _in_all(view: View, count: Count) -> Quantity | None:
    """新聘监督员16名,总数达到40名: the total that the next clause tells."""
    words = view.lexicon.indicators
    if count.indicator.id not in words.stocks or not has_any(before(view, count), words.added):
        return None
    total = next(iter(view.counted(count.quantity.end, count.sentence.end)), None)
    if total is None or total.unit != count.quantity.unit or total.value <= count.quantity.value:
        return None
    low = view.clause_start(total.start, count.sentence)
    opens = low >= count.quantity.end and view.text[low : total.start].lstrip().startswith(words.in_all)
    return total if opens else None


def _stated(view: View, count: Count, total: Quantity) -> Count:
    """The count with the total as its number."""
    attributes = {**count.draft.attributes, "value": plain(total), "qualifier": total.qualifier}
    draft = replace(count.draft, at=view.quote(total.start, total.end), attributes=attributes)
    return count._replace(draft=draft, quantity=total)
