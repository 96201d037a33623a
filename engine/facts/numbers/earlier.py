"""Percentages of the year before: 上年纠错率12.3%, 纠错率(上年)12.3%."""

import re
from collections.abc import Sequence

from engine.facts.numbers.quantities import EARLIER, Quantity
from engine.facts.patterns import not_before
from engine.model import Report
from engine.rulebook import Lexicon

TAIL = 3  # code points by which the name of a rate is known again: 败诉率
LEAD = 48  # code points before a percentage in which its name stands
_MARKS = re.compile(r"[,，。;；:：\n]")
_REMARK = re.compile(r"\((?P<told>[^()\n]*)\)[^()\n]{0,4}\Z")


def of_last_year(report: Report, quantities: Sequence[Quantity], lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The quantities, those percentages marked as earlier that are told of the year before.

    A clause that opens with 去年 is of the year before only where its paragraph tells the same rate again:
    a report that is written in the new year may mean the reported one.
    """
    words = lexicon.indicators
    opening = re.compile(rf"\s*(?:{not_before(words.last_year, words.last_year_not)})")
    past = {
        quantity.start
        for quantity in quantities
        if quantity.percent and _is_past(report, lexicon, quantities, quantity, opening)
    }
    return tuple(q._replace(change=EARLIER) if q.start in past and not q.change else q for q in quantities)


def _is_past(
    report: Report,
    lexicon: Lexicon,
    quantities: Sequence[Quantity],
    percent: Quantity,
    opening: re.Pattern[str],
) -> bool:
    clause = _clause(report.clean, percent)
    remark = _REMARK.search(clause)
    if remark and opening.search(remark["told"]):
        return True
    opened = opening.match(clause)
    name = _name(clause[opened.end() :], lexicon) if opened else ""
    paragraph = next((p for p in report.paragraphs if p.start <= percent.start < p.end), None)
    if not name or paragraph is None:
        return False
    others = (q for q in quantities if q.percent and paragraph.start <= q.start < paragraph.end)
    clauses = (_clause(report.clean, other) for other in others if other is not percent)
    return any(name[-TAIL:] in told and not opening.match(told) for told in clauses)


def _clause(text: str, quantity: Quantity) -> str:
    return _MARKS.split(text[max(0, quantity.start - LEAD) : quantity.start])[-1]


def _name(wording: str, lexicon: Lexicon) -> str:
    """What the wording tells, without the remark and the verb behind it: 纠错率 of 纠错率为."""
    name = re.split(r"[(\s]", wording.strip())[0]
    return next((name.removesuffix(word) for word in lexicon.quantities.levels if name.endswith(word)), name)
