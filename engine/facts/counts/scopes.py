"""Whose numbers, and which: 全市 or 市本级, 一审 or 二审, and whether cases were carried over."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from engine.facts.patterns import not_before, one_of
from engine.facts.phrases import Hit
from engine.facts.text import has_any, leaves_brackets, opened
from engine.facts.told.others import is_of_earlier_year, is_wider, opens_wider
from engine.facts.view import Sentence, View
from engine.model import Span
from engine.rulebook.lexicon_facts import IndicatorsLexicon

OPENING = 4  # code points that may stand before a year that opens a clause: 全市2023年
REACH = 400  # code points around a number in which a carry-over is looked for


def uncompared_scopes(scopes: Sequence[Hit], text: str, words: IndicatorsLexicon) -> list[Hit]:
    """The wordings of a scope that the number is of.

    Not what it is compared with (较去年, 比全省), nor a year of which cases were left over (上年结转), nor
    what is only called by it (全省统一的考试).
    """
    return [
        hit
        for hit in scopes
        if not text.endswith((*words.compares, *words.left_over), 0, hit.start)
        and not text.startswith((*words.left_over, *words.wider_not), hit.end)
    ]


def scopes_before(view: View, sentence: Sentence, place: int) -> tuple[str, ...]:
    """The wordings such as 全市 or 市本级 in the sentence before ``place``, in order."""
    return tuple(
        hit.phrase
        for hit in view.found("scope", sentence.start, place)
        if not leaves_brackets(view.text, hit.end, place)
    )


def same_scope(view: View, sentence: Sentence, *places: int) -> bool:
    """Whether the last such wording before each place of the sentence is the same."""
    return len({_last(view, sentence, place) for place in places}) == 1


def scope_at(view: View, sentence: Sentence, place: int) -> str | None:
    """Whose number stands at ``place``: the last wording such as 全市 before it in the sentence.

    In a table where none stands there, it is what the heading of the column names.
    """
    instances = view.lexicon.indicators.instances
    told = [word for word in scopes_before(view, sentence, place) if word not in instances]
    if told or place not in view.cells:
        return told[-1] if told else None
    return next((area for head in view.cells[place].heads if (area := area_named(view, head))), None)


def area_named(view: View, heading: Span) -> str | None:
    """The area, where the heading of a column names nothing else: 市本级(件)."""
    hits = (hit for hit in view.found("scope", heading.start, heading.end) if hit.start == heading.start)
    named = max(hits, key=lambda hit: hit.end, default=None)
    bare = named and (named.end == heading.end or view.text[named.end] == "(")
    return named.phrase if named and bare else None


def heads_whole(view: View, heading: Span) -> bool:
    """Whether the heading of a column names only the area that is all that the report is about.

    Not one that is larger, 全市 in the report of a county, nor whose numbers a department only quotes.
    """
    area = area_named(view, heading)
    if area is None or area not in view.lexicon.indicators.own_areas:
        return False
    wider = any(is_wider(view, hit) for hit in view.found("wider", heading.start, heading.end))
    return not (wider or (_may_quote(view) and area in view.lexicon.indicators.quoted.areas))


def is_whole(view: View, scope: str | None) -> bool:
    """Whether the scope is all that the report is about, which is also meant where none is told."""
    return scope is None or scope in view.lexicon.indicators.own_areas


def opens_last_year(view: View, sentence: Sentence, place: int) -> bool:
    """Whether the clause of the number at ``place`` opens with 去年."""
    low = view.clause_start(place, sentence)
    words = view.lexicon.indicators
    opening = not_before(words.last_year, words.last_year_not)
    return bool(re.match(rf"[^0-9]?{opening}", view.text[low:place]))


def quotes_area(view: View, sentence: Sentence, place: int) -> bool:
    """Whether a department quotes, at ``place``, the number of its whole area: 全县…97%,我局…100%."""
    words = view.lexicon.indicators.quoted
    if not _may_quote(view):
        return False
    instances = view.lexicon.indicators.instances
    told = [hit for hit in view.found("scope", sentence.start, place) if hit.phrase not in instances]
    if not told or told[-1].phrase not in words.areas:
        return False
    all_of_them = view.text.startswith(words.others, told[-1].end)
    return all_of_them or bool(view.found("ours", sentence.start, sentence.end))


def _may_quote(view: View) -> bool:
    """Whether the report is of a department that does not keep the numbers of its whole area."""
    words, identity = view.lexicon.indicators.quoted, view.report.identity
    return identity.level in words.levels and not has_any(identity.title or "", words.keepers)


def is_of_others(view: View, sentence: Sentence, place: int) -> bool:
    """Whether the number at ``place`` is of another year or of a larger area (全国…66.9万件)."""
    low = view.clause_start(place, sentence)
    bracket = opened(view.text, low, place)
    if bracket and opens_wider(view, sentence, bracket, place):
        return True
    if opens_wider(view, sentence, low, place) or _other_year(view, view.text[low:place].lstrip()):
        return True
    return is_of_earlier_year(view, sentence, place) or _is_compared_with(view, sentence, low, place)


def is_target(view: View, sentence: Sentence, place: int) -> bool:
    """Whether the clause of the number at ``place`` tells what is required or aimed at: 每季度不少于1次.

    What is aimed at goes on to the end of the sentence: 力争出庭率达到98%,报备率达到100%.
    """
    told = view.found("target-number", sentence.start, place)
    if not told:
        return False
    low = view.clause_start(place, sentence)
    return told[-1].start >= low or any(hit.phrase in view.lexicon.indicators.aims for hit in told)


def _is_compared_with(view: View, sentence: Sentence, low: int, place: int) -> bool:
    """Whether the clause only tells what something is compared with: 是一审新收案件(1286件)的3.2倍."""
    words = view.lexicon.indicators
    if not view.text.startswith(words.compared, low) or "(" not in view.text[low:place]:
        return False
    _, high = view.clause(place, place, sentence)
    return any(one.unit == words.multiple for one in view.counted(place, high))


def _other_year(view: View, clause: str) -> bool:
    """Whether the wording of a number opens with another year than the reported one."""
    year = view.report.identity.year
    risen = clause.rstrip().endswith(view.lexicon.quantities.rises)  # 由2018年的41%提高到67%
    if "20" not in clause or risen:
        return False
    words = view.lexicon.indicators
    coming = re.match(rf"[^0-9《(]{{0,{OPENING}}}(20[0-9]{{2}})(?:{one_of(words.in_year)})", clause)
    if year is not None and coming and int(coming[1]) > year:
        return True  # 计划2025年修订规范性文件5件
    told_year = rf"(20[0-9]{{2}}){not_before(words.in_year, words.in_year_not)}(?![0-9])"
    opening = re.match(rf"[^0-9《(]{{0,{OPENING}}}{told_year}", clause)
    if opening and clause.startswith(words.handled, 0, opening.start(1)):
        opening = None  # 抽取2023年度案卷84卷
    beside = re.search(rf"{told_year}[^0-9]?\(?\Z", clause)  # 是2023年(21件)的2倍, 2023年的21件
    return year is not None and any(told and int(told[1]) != year for told in (opening, beside))


def instance_at(view: View, sentence: Sentence, start: int, place: int) -> str | None:
    """Of which instance (一审 …) the number at ``place`` is, told from ``start`` on or so far only one."""
    instances = view.lexicon.indicators.instances
    hits = [hit for hit in view.found("scope", sentence.start, place) if hit.phrase in instances]
    if not hits:
        return None
    low = min(start, view.clause_start(place, sentence))
    told = {hit.phrase for hit in hits if hit.start >= low} or {hit.phrase for hit in hits}
    return told.pop() if len(told) == 1 else None


def speaks_of_carry_over(
    view: View, sentence: Sentence, place: int, families: tuple[str, ...] = ("",)
) -> bool:
    """Whether the paragraph around ``place``, up to the sentence's end, tells of cases carried over.

    ``families`` are how the ids of those cases begin that matter.
    """
    ids = (flow.carried for flow in view.lexicon.indicators.flows)
    carried = {one for one in ids if one and one.startswith(families)}
    start = max(view.report.paragraphs[sentence.passage].start, place - REACH)
    return any(act.name in carried for act in view.found("act", start, min(sentence.end, place + REACH)))


def _last(view: View, sentence: Sentence, place: int) -> str:
    hits = view.hits.get("scope", ())
    index = bisect_left(view.starts.get("scope", ()), place)
    last: Hit | None = hits[index - 1] if index else None
    return last.phrase if last and last.start >= sentence.start else ""
