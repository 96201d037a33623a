"""Counts: which quantity counts what.

For each quantity the wording around it is searched for an act (收到, 审结 …) whose matter (行政复议 …)
is named there or was named last before in the paragraph. The nearest act wins.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, pairwise

from engine.facts.counts import Count, Spot, topic
from engine.facts.draft import Draft
from engine.facts.levels import has_any
from engine.facts.listed import Listed, distributions, named_before
from engine.facts.matters import carried_matters
from engine.facts.meaning import MARKS, Meant, attribute, is_neutral, own_end, unbracketed
from engine.facts.phrases import GAP, Hit
from engine.facts.quantities import Quantity
from engine.facts.scopes import instance_at, is_of_others, is_whole, scope_at
from engine.facts.tables import Cell
from engine.facts.view import Sentence, View
from engine.model import Span
from engine.rulebook.lexicon_facts import Indicator

__all__ = ["PLAN", "Count", "IndicatorReader", "as_number", "outside_names", "plain"]

PLAN = "next_year_plan"
REACH = 60  # how far an act may be from its number, in code points and penalties
AFTER = 3  # what standing after the number adds
COMMA = 15  # what a comma between them adds
FOLLOWS = 8  # code points after an act in which a wording that changes its meaning stands
NAMED = 8  # code points between act and matter that add one
CARRIED = 6  # what a matter carried over from earlier adds


@dataclass(frozen=True, slots=True)
class _Candidate:
    cost: float
    length: int
    indicator: Indicator
    act: Hit
    far: bool = False  # a comma stands between act and number
    beyond: bool = False  # the same, with the act before the number
    silent: bool = False


class IndicatorReader:
    """Names the quantities of a report; made once from the lexicon."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._indicators: Mapping[str, Indicator] = {item.id: item for item in indicators}
        counted: dict[str, set[str]] = defaultdict(set)
        for item in self._indicators.values():
            for unit in item.units:
                counted[unit].add(item.id)
        self._counted: Mapping[str, AbstractSet[str]] = dict(counted)

    def read(self, view: View) -> tuple[Count, ...]:
        """All counts of the report in order of place; one quantity may state several."""
        counts: list[Count] = []
        for sentence in view.sentences:
            if sentence.section == PLAN:
                continue  # what is planned is a target, not a count of the year
            quantities = [q for q in view.counted(sentence.start, sentence.end) if _is_count(view, q)]
            if not quantities:
                continue
            floors = [sentence.start, *(q.end for q in quantities)]
            ceilings = _ceilings(view, sentence, quantities)
            dealings = list(distributions(view, sentence, quantities))
            apart = {q.start for _, listed in dealings for q in listed}
            own: list[Count] = []
            opening, turned = sentence.start, False
            for quantity, floor, ceiling in zip(quantities, floors, ceilings, strict=False):
                if view.text[floor : floor + 1] != "、" and not _parts(view, opening, quantity.start):
                    opening = floor
                if quantity.start in apart or quantity.unit not in self._counted:
                    continue
                if is_of_others(view, sentence, quantity.start):
                    continue
                spot = Spot(sentence, quantity, floor, ceiling, opening, tuple(own), turned)
                named = self._named(view, spot)
                turned = not named and (turned or self._turns(view, spot))
                own += [_count(view, spot, candidate) for candidate in named]
            counts += [*own, *self._distributed(view, sentence, dealings, own)]
        return tuple(counts)

    def _named(self, view: View, spot: Spot) -> list[_Candidate]:
        """The indicators that the wording around the quantity names, best first."""
        quantity = spot.quantity
        if cell := view.cells.get(quantity.start):
            return self._tabled(view, spot, cell)
        found = self._candidates(view, spot, Span(spot.floor, quantity.start))
        before_noun = quantity.end < spot.ceiling and view.text[quantity.end] not in MARKS
        if before_noun and spot.floor > spot.sentence.start:
            own = view.text.rfind("、", spot.floor, quantity.start)  # 42件继续有效、6件修改
            found = [c for c in found if c.act.end > own or c.act.start >= quantity.start]
        if not found and spot.opening < spot.floor:
            found = self._shared(view, spot)
        if not found and (start := attribute(view, spot)) < spot.floor:
            found = self._candidates(view, spot, Span(start, quantity.start))
        if before_noun:
            found += self._candidates(view, spot, Span(quantity.end, own_end(view, spot)))
        kept = sorted(
            _outermost(view, found), key=lambda c: (c.cost, -c.length, -_said(c.act), c.indicator.id)
        )
        best = next((c for c in kept if c.act.start < quantity.start or not c.far), None)
        if best is None:
            return []
        if not before_noun:
            return [best]
        # a number before its noun may be said to be issued, reviewed and filed at once
        also = [
            replace(c, silent=c is not best and _of_all(view, quantity, c.act))
            for c in kept
            if topic(c.indicator) == topic(best.indicator) and not c.beyond
        ]
        named = {c.indicator.id: c for c in (*also, best)}
        return [c for c in named.values() if not named.keys() & set(c.indicator.not_with)]

    def _tabled(self, view: View, spot: Spot, cell: Cell) -> list[_Candidate]:
        """What the heading of its column or the name of its row says that a number of a table counts."""
        if not cell.total:
            return []
        told = {hit.name for span in cell.names for hit in view.found("matter", span.start, span.end)}
        told |= carried_matters(view, spot.sentence, spot.sentence.start)
        for span in cell.names:
            not_meant = {hit.name for hit in view.found("unless", span.start, span.end)}
            acts = [
                act
                for act in view.found("act", span.start, span.end)
                if spot.quantity.unit in self._indicators[act.name].units
                and self._indicators[act.name].matter in {None, *told}
                and act.name not in not_meant
            ]
            if acts:
                act = max(acts, key=lambda act: (act.end - act.start, act.name))
                return [_Candidate(0, act.end - act.start, self._indicators[act.name], act)]
        return []

    def _shared(self, view: View, spot: Spot) -> list[_Candidate]:
        """For a later member of a list (审查A 3件、B 2件) or a part (审查5件,其中A 3件): the earlier act."""
        own = {hit.name for hit in view.found("matter", spot.floor, spot.quantity.start)}
        first = min((q.start for q in view.counted(spot.opening, spot.floor)), default=spot.opening)
        acts = view.found("act", spot.opening, first)
        parts = _parts(view, spot.opening, spot.quantity.start)
        whole = {topic(count.indicator) for count in spot.told} if parts else set()
        return [
            _Candidate(first - act.end, act.end - act.start, indicator, act)
            for act in acts
            if GAP not in act.phrase
            and (indicator := self._indicators[act.name]).matter in own - whole
            and spot.quantity.unit in indicator.units
        ]

    def _candidates(self, view: View, spot: Spot, window: Span) -> list[_Candidate]:
        """The indicators whose act stands in the window and whose matter is meant."""
        found: list[_Candidate] = []
        counted = self._counted[spot.quantity.unit]
        acts = [act for act in view.found("act", window.start, window.end) if act.name in counted]
        if not acts:
            return found
        meant = Meant(view, spot, window)
        parts = _last_turn(view, window.start, spot.quantity.start)
        for act in acts:
            if act.start < parts or _is_aside(view, act.end, spot.quantity.start):
                continue
            matter = self._matter_cost(view, spot, act, meant)
            if matter is not None and not self._is_something_else(view, act, spot):
                indicator, between = self._indicators[act.name], _between(act, spot.quantity)
                cost = matter + _distance(view, act, between)
                far = "," in view.text[between.start : between.end]
                elsewhere = far and (_in_title(view, act, between) or _is_vague(view, between))
                if cost <= REACH and not elsewhere:
                    beyond = far and act.end <= spot.quantity.start
                    found.append(_Candidate(cost, act.end - act.start, indicator, act, far, beyond))
        return found

    def _turns(self, view: View, spot: Spot) -> bool:
        """Whether an act before the number takes another object than the matter carried on."""
        acts = view.found("act", spot.floor, spot.quantity.start)
        return any(
            act.name in self._counted[spot.quantity.unit]
            and self._indicators[act.name].matter is not None
            and not is_neutral(view, act.end, spot.quantity.start)
            for act in acts
        )

    def _is_something_else(self, view: View, act: Hit, spot: Spot) -> bool:
        """Whether the wording around the act, up to a number after it, changes its meaning."""
        quantity = spot.quantity
        before = act.end <= quantity.start
        if view.text.endswith(view.lexicon.indicators.others, 0, act.start):
            return True
        if not_after := self._indicators[act.name].not_after:
            low, _ = view.clause(act.start, act.start, spot.sentence)
            high = act.end if GAP in act.phrase else act.start  # what fills its gap counts, too
            if any(word in view.text[low:high] for word in not_after):
                return True
        if self._indicators[act.name].total and _is_of_field(view, spot, act):
            return True
        end = quantity.start if before else act.end + FOLLOWS
        return any(
            hit.name == act.name and (before or hit.start == act.end)
            for hit in view.found("unless", act.end, end)
        )

    def _matter_cost(self, view: View, spot: Spot, act: Hit, meant: Meant) -> float | None:
        """Little when the matter is named beside the act, more when carried over, None when another."""
        wanted = self._indicators[act.name].matter
        if wanted is None:
            return 0
        near = meant.named.get(wanted, [])
        if not near and act.end <= spot.quantity.start:
            near = meant.noun.get(wanted, [])
        if near:
            return min(max(hit.start - act.end, act.start - hit.end, 0) for hit in near) / NAMED
        if wanted == meant.subject:
            return CARRIED - 1
        carried = meant.carried or meant.ahead
        if spot.turned or wanted not in carried:
            return None
        return CARRIED if is_neutral(view, act.end, spot.quantity.start) else None

    def _distributed(
        self, view: View, sentence: Sentence, dealings: Sequence[Listed], counts: Sequence[Count]
    ) -> list[Count]:
        """分别…22件、11件: each number takes the matter of the count in the same place before."""
        added = []
        for dealing in dealings:
            for quantity, act in self._dealt(view, sentence, dealing, counts):
                spot = Spot(sentence, quantity, sentence.start, sentence.end, sentence.start)
                added.append(_count(view, spot, _Candidate(0, 0, self._indicators[act.name], act)))
        return added

    def _dealt(
        self, view: View, sentence: Sentence, dealing: Listed, counts: Sequence[Count]
    ) -> Iterator[tuple[Quantity, Hit]]:
        """Each number of a 分别 with its act: named in the list before, or one act for the counts before."""
        word, listed = dealing
        acts = self._acts_before(view, sentence, word, len(listed))
        if len(acts) != len(listed):
            acts = self._acts_after(view, dealing, counts)
        for quantity, named in zip(listed, acts, strict=False):
            fitting = [act for act in named if quantity.unit in self._indicators[act.name].units]
            if fitting:
                yield quantity, fitting[0]

    def _acts_before(self, view: View, sentence: Sentence, word: Hit, number: int) -> list[list[Hit]]:
        """一审、二审案件分别: the acts of each place in the list before the word."""
        meant = {None, *carried_matters(view, sentence, word.start)}
        names = {item.id for item in self._indicators.values() if item.matter in meant}
        places: dict[int, list[Hit]] = defaultdict(list)
        for act in named_before(view, sentence, word, number, names):
            places[act.start].append(act)
        return list(places.values())

    def _acts_after(self, view: View, dealing: Listed, counts: Sequence[Count]) -> list[list[Hit]]:
        """一审3件、二审2件,分别败诉: the acts after the word, with the matter of each count before it."""
        word, listed = dealing
        earlier = [count for count in counts if count.quantity.end <= word.start]
        targets = list({count.quantity.start: count for count in earlier}.values())[-len(listed) :]
        if len(targets) != len(listed):
            return []
        acts = sorted(view.found("act", word.end, listed[0].start), key=lambda a: (a.start - a.end, a.name))
        matters = [target.indicator.matter for target in targets]
        return [[a for a in acts if self._indicators[a.name].matter == matter] for matter in matters]


def _ceilings(view: View, sentence: Sentence, quantities: Sequence[Quantity]) -> list[int]:
    """How far the wording after each quantity may belong to it.

    Up to the clause of the next quantity; through it where both are joined (70家单位和30名干部的考试).
    """
    ceilings = [sentence.end]
    for quantity, following in reversed(list(pairwise(quantities))):
        between = view.text[quantity.end : following.start]
        own = between.rstrip().endswith("、") and view.found("act", quantity.end, following.start)
        joins = between.rstrip().endswith(view.lexicon.indicators.joiners)
        if not own and "," not in between and joins:  # 42件继续有效、6件修改: each has its own
            ceilings.append(ceilings[-1])
        else:
            comma = between.rfind(",")
            ceilings.append(quantity.end + comma if comma >= 0 else following.start)
    return ceilings[::-1]


def outside_names(acts: Sequence[Hit], rates: Sequence[Hit]) -> list[Hit]:
    """The acts that are no piece of the name of a rate: 合格 in 合格率 counts nobody."""
    starts = [rate.start for rate in rates]
    ends = [0, *accumulate((rate.end for rate in rates), max)]
    return [act for act in acts if ends[bisect_left(starts, act.end)] <= act.end]


def _parts(view: View, start: int, end: int) -> bool:
    """Whether the text turns from a whole to its parts (其中) in the stretch."""
    return bool(view.found("whole", start, end))


def _last_turn(view: View, start: int, end: int) -> int:
    """Where the text last turns from a whole to its parts (其中) in the stretch, else -1."""
    found = view.found("whole", start, end)
    return found[-1].start if found else -1


def _of_all(view: View, quantity: Quantity, act: Hit) -> bool:
    """Whether the act is said of all that was counted: 7件…均报备."""
    between = view.text[quantity.end : act.end]
    return any(word in between for word in view.lexicon.indicators.all_words)


def _outermost(view: View, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Without the candidates whose act is only a piece of another candidate's act in the same clause."""
    return [
        c
        for c in candidates
        if not any(
            o.act.start <= c.act.start
            and c.act.end <= o.act.end
            and (o.length, _said(o.act)) > (c.length, _said(c.act))
            and "," not in view.text[o.act.start : c.act.start]
            for o in candidates
        )
    ]


def _in_title(view: View, act: Hit, between: Span) -> bool:
    """Whether the act is a piece of the title of a document that was named in an earlier clause."""
    closing = view.text.find("》", between.start, between.end)
    if closing < 0 or "《" in view.text[between.start : closing]:
        return False
    return view.text.rfind("《", 0, act.start) > view.text.rfind("》", 0, act.start)


def _is_of_field(view: View, spot: Spot, act: Hit) -> bool:
    """Whether the number is told of one field only: 受理治安管理类案件13件."""
    words = view.lexicon.indicators
    low, high = view.clause(min(act.start, spot.quantity.start), spot.quantity.end, spot.sentence)
    text = view.text[low : min(high, spot.ceiling)]
    places = (match.end() for match in re.finditer(re.escape(words.field), text))
    return any(
        not (text.endswith(words.field_not, 0, at) or text.startswith(words.field_ends, at)) for at in places
    )


def _is_vague(view: View, between: Span) -> bool:
    """Whether the act has a number of its own that is none: 出庭应诉多次,召开会议2次."""
    own, _, _ = view.text[between.start : between.end].partition(",")
    return has_any(own, view.lexicon.indicators.vague_counts)


def _is_aside(view: View, end: int, start: int) -> bool:
    """Whether what ends at ``end`` stands in brackets closed before ``start``: 审结(含往年结转)87件."""
    opened, closed = view.text.find("(", end, start), view.text.find(")", end, start)
    return closed >= 0 and not 0 <= opened < closed


def _said(act: Hit) -> int:
    """How much of the act is wording and not a gap."""
    return len(act.phrase.replace(GAP, ""))


def _is_count(view: View, quantity: Quantity) -> bool:
    """Whether the number counts work: no percentage, no change, and no steps or fields (4个流程)."""
    if quantity.percent or quantity.change or quantity.rank:
        return False
    return not view.text.startswith(view.lexicon.indicators.aspects, quantity.end)


def _between(act: Hit, quantity: Quantity) -> Span:
    if act.end <= quantity.start:
        return Span(act.end, quantity.start)
    return Span(quantity.end, act.start)


def _distance(view: View, act: Hit, between: Span) -> float:
    """How far the act is from its number; the wording before a number is preferred to that after it.

    An act that began in an earlier clause is farther than one within the clause.
    """
    after = AFTER if act.start >= between.end else 0
    told = unbracketed(view.text[between.start : between.end])
    commas = told.count(",") + ("," in view.text[act.start : act.end])
    return sum(not char.isspace() for char in told) + COMMA * commas + after


def _count(view: View, spot: Spot, candidate: _Candidate) -> Count:
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


def plain(quantity: Quantity) -> int | float:
    """The value as an int where it is whole, else as a float."""
    return as_number(quantity.value)


def as_number(value: Decimal) -> int | float:
    """The value as an int where it is whole, else as a float."""
    return int(value) if value == value.to_integral_value() else float(value)
