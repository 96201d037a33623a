"""Counts: which quantity counts what.

For each quantity the wording around it is searched for an act (收到, 审结 …) whose matter (行政复议 …)
is named there or was named last before in the paragraph. The nearest act wins.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.facts.counts.candidates import Candidate, Namer
from engine.facts.counts.counts import Count, Spot, family
from engine.facts.counts.dealt import dealt
from engine.facts.counts.listed import Listed, distributions
from engine.facts.counts.meaning import remark_end
from engine.facts.counts.scopes import instance_at, is_of_others, is_target, is_whole, scope_at
from engine.facts.counts.tabled import matters
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity, plain
from engine.facts.phrases import Hit
from engine.facts.text import has_any, leaves_brackets, opened
from engine.facts.view import Sentence, View
from engine.model import PLAN
from engine.rulebook.lexicon_facts import Indicator

OPENING = 4  # code points before a comma in which 其中 opens a list
NOUN = 8  # code points after a number in which the noun stands that it counts


class IndicatorReader:
    """Names the quantities of a report; made once from the lexicon."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self._namer = Namer(indicators)

    def read(self, view: View) -> tuple[Count, ...]:
        """All counts of the report in order of place; one quantity may state several."""
        counts: list[Count] = []
        for sentence, told in view.numbered:
            quantities = [q for q in told if _is_count(view, sentence, q)] if sentence.section != PLAN else []
            if quantities:
                earlier = counts[-1] if counts and counts[-1].sentence.passage == sentence.passage else None
                counts += self._told(view, sentence, quantities, earlier)
        return tuple(counts)

    def _told(
        self, view: View, sentence: Sentence, quantities: Sequence[Quantity], earlier: Count | None
    ) -> list[Count]:
        """The counts of a sentence; those behind 分别 follow the others."""
        dealings = list(distributions(view, sentence, quantities))
        apart = {q.start for _, listed in dealings for q in listed}
        counts: list[Count] = []
        turned = False
        for found in _spots(view, sentence, quantities):
            place, unit = found.quantity.start, found.quantity.unit
            known = unit in self._namer.units or (not unit and place in view.cells)
            if place in apart or not known or is_of_others(view, sentence, place):
                continue
            spot = found._replace(told=tuple(counts), turned=turned, earlier=earlier)
            named = [c for c in self._namer.named(view, spot) if not _is_share(view, spot, c)]
            turned = not named and (turned or self._namer.turns(view, spot))
            counts += [_count(view, spot, candidate) for candidate in named]
        return [*counts, *_distributed(view, sentence, dealings, counts)]


def _distributed(
    view: View, sentence: Sentence, dealings: Sequence[Listed], counts: Sequence[Count]
) -> list[Count]:
    """分别…22件、11件: each number takes the matter of the count in the same place before."""
    added = []
    for dealing in dealings:
        for quantity, act in dealt(view, sentence, dealing, counts):
            spot = Spot(sentence, quantity, sentence.start, sentence.end, sentence.start)
            added.append(_count(view, spot, Candidate(0, view.indicators[act.name], act)))
    return added


def _spots(view: View, sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Spot]:
    """Each quantity with the stretch of the sentence in which its wording is looked for."""
    behind = _behind(view, sentence, quantities)
    ceilings = _ceilings(view, sentence, quantities)
    opening = sentence.start
    for quantity, floor, ceiling in zip(quantities, (sentence.start, *behind), ceilings, strict=True):
        listed = view.text.startswith(view.lexicon.indicators.joiners, floor)
        if not listed and not view.found("whole", opening, quantity.start):
            opening = floor
        yield Spot(sentence, quantity, floor, ceiling, opening)


def _behind(view: View, sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[int]:
    """Where the wording of each quantity but the first may begin: behind the number before it.

    One that stands in brackets between an act and its number parts them not: 审结(含上年结转9件)151件.
    """
    floor = sentence.start
    for before, after in pairwise(quantities):
        bracket = opened(view.text, floor, before.start) - 1
        aside = bracket > floor and leaves_brackets(view.text, before.end, after.start)
        if not aside:
            floor = remark_end(view, before, after.start)
        yield floor


def _ceilings(view: View, sentence: Sentence, quantities: Sequence[Quantity]) -> list[int]:
    """How far the wording after each quantity, and after a remark in brackets on it, may belong to it.

    Up to the clause of the next quantity; through it where both are joined (70家单位和30名干部的考试).
    """
    ceilings = [sentence.end] * len(quantities)
    for index in reversed(range(len(quantities))):
        quantity, place = quantities[index], index + 1
        end = remark_end(view, quantity, sentence.end)
        while place < len(quantities) and quantities[place].start < end:
            place += 1  # the numbers of the remark
        if place < len(quantities):
            ceilings[index] = _ceiling(view, end, quantities[place], ceilings[place])
        ceilings[index] = min(ceilings[index], _bracket_end(view, sentence, quantity))
    return ceilings


def _ceiling(view: View, end: int, following: Quantity, on: int) -> int:
    """How far what begins at ``end`` reaches before the following quantity, whose own reach is ``on``."""
    between = view.text[end : following.start]
    acts = _acts_between(view, end, following.start)
    own = between.rstrip().endswith("、") and acts
    listed = between.startswith("、") and not acts  # 许可案卷64件、处罚案卷96件进行评查
    joins = listed or between.rstrip().endswith(view.lexicon.indicators.joiners)
    if not own and "," not in between and joins:  # 42件继续有效、6件修改: each has its own
        return on
    comma = between.rfind(",")
    return end + comma if comma >= 0 else following.start


def _bracket_end(view: View, sentence: Sentence, quantity: Quantity) -> int:
    """Where the brackets close in which the quantity stands, else the end of the sentence."""
    if not opened(view.text, sentence.start, quantity.start):
        return sentence.end
    closed = view.text.find(")", quantity.end, sentence.end)
    return closed if closed >= 0 else sentence.end


def _acts_between(view: View, start: int, end: int) -> list[Hit]:
    """The acts of the stretch, without those that the word right behind them changes: 行政处罚案卷."""
    changed = {(hit.name, hit.start) for hit in view.found("unless", start, end)}
    return [act for act in view.found("act", start, end) if (act.name, act.end) not in changed]


def _is_count(view: View, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the number counts work: no percentage, no change, no mark, no target, no steps (4个流程)."""
    if quantity.percent or quantity.change or quantity.rank or _is_mark(view, sentence, quantity):
        return False
    if is_target(view, sentence, quantity.start):
        return False
    return not view.text.startswith(view.lexicon.indicators.aspects, quantity.end)


def _is_mark(view: View, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it only tells which bodies were counted before it: 7个县级政府收到申请超过30件."""
    words = view.lexicon.indicators
    if not view.text.endswith(words.marks, sentence.start, quantity.start):
        return False
    low = view.clause_start(quantity.start, sentence)
    if has_any(view.text[low : quantity.start], words.totals):
        return False
    counted = (q for q in view.counted(low, quantity.start) if q.unit in words.bearer_units)
    return any(has_any(view.text[q.end : q.end + NOUN], words.bearers) for q in counted)


def _is_share(view: View, spot: Spot, candidate: Candidate) -> bool:
    """Whether it only says of what items or kinds that was which was counted before it."""
    return _is_item(view, spot, candidate) or _is_kind(view, spot, candidate)


def _is_item(view: View, spot: Spot, candidate: Candidate) -> bool:
    """Whether it is an item of what was counted before it: 公开信息300条,包括代表建议9件、提案4件."""
    start = candidate.act.start
    wholes = [count for count in spot.told if count.indicator.has_items]
    if start > spot.quantity.start or not wholes:
        return False
    low = wholes[-1].quantity.end
    if not any(view.found(name, low, start) for name in ("whole", "including", "distributive")):
        return False
    again = candidate.indicator is wholes[-1].indicator  # 公开信息300条,其中在公报公开信息9条
    own = family(candidate.indicator) == family(wholes[-1].indicator)
    return again or (not own and view.text[start - 1] in ",、:")


def _is_kind(view: View, spot: Spot, candidate: Candidate) -> bool:
    """Whether it is a kind of the cases of which its sentence, or the caption of its table, tells.

    复议申请60件,其中不服行政处罚33件、行政许可9件.
    """
    words, start = view.lexicon.indicators.case_kinds, candidate.act.start
    if candidate.indicator.id not in words.indicators or start > spot.quantity.start:
        return False
    if cell := view.cells.get(spot.quantity.start):
        kinds = any(has_any(view.text[span.start : span.end], words.captions) for span in cell.caption)
        return kinds and not matters(view, cell.caption).isdisjoint(words.matters)
    cases = [h for h in view.found("matter", spot.sentence.start, start) if h.name in words.matters]
    low = view.clause_start(start, spot.sentence) - OPENING  # 其中, may stand before its comma
    return bool(cases) and has_any(view.text[max(low, cases[0].end) : start], words.words)


def _count(view: View, spot: Spot, candidate: Candidate) -> Count:
    start = min(candidate.act.start, spot.quantity.start)
    end = max(candidate.act.end, spot.quantity.end)
    if start < spot.sentence.start:  # the heading of a table
        start = spot.quantity.start
    scope = scope_at(view, spot.sentence, spot.quantity.start)
    draft = Draft(
        "indicator",
        candidate.indicator.id,
        view.quote(start, end),
        {
            "value": plain(spot.quantity),
            "unit": spot.quantity.unit,
            "qualifier": spot.quantity.qualifier,
            "title": candidate.indicator.title,
            "scope": scope,
            "whole": is_whole(view, scope),
            "instance": instance_at(view, spot.sentence, start, spot.quantity.start),
        },
    )
    return Count(draft, candidate.indicator, spot.quantity, spot.sentence, candidate.silent)
