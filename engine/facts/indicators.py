"""Counts: which quantity counts what.

For each quantity the wording around it is searched for an act (收到, 审结 …) whose matter (行政复议 …)
is named there or was named last before in the paragraph. The nearest act wins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.facts.draft import Draft
from engine.facts.phrases import Hit
from engine.facts.quantities import Quantity
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.model import Span
from engine.rulebook.lexicon_facts import Indicator

PLAN = "next_year_plan"
REACH = 60  # how far an act may be from its number, in code points and penalties
AFTER = 3  # what standing after the number adds
COMMA = 15  # what a comma between them adds
FOLLOWS = 8  # code points after an act in which a wording that changes its meaning stands
NAMED = 8  # code points between act and matter that add one
CARRIED = 6  # what a matter carried over from earlier adds
_MARKS = CLAUSE_ENDS + "、"


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity with the indicator it states and the sentence it stands in."""

    draft: Draft
    indicator: Indicator
    quantity: Quantity
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Spot:
    """A quantity with the stretch of its sentence in which its wording is looked for."""

    sentence: Sentence
    quantity: Quantity
    floor: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    cost: float
    length: int
    indicator: Indicator
    act: Hit
    far: bool = False  # a comma stands between act and number
    beyond: bool = False  # the same, with the act before the number


class IndicatorReader:
    """Names the quantities of a report; made once from the lexicon."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._indicators: Mapping[str, Indicator] = {item.id: item for item in indicators}

    def read(self, view: View) -> tuple[Count, ...]:
        """All counts of the report in order of place; one quantity may state several."""
        counts: list[Count] = []
        for sentence in view.sentences:
            if sentence.section == PLAN:
                continue  # what is planned is a target, not a count of the year
            quantities = [q for q in view.counted(sentence.start, sentence.end) if _is_count(q)]
            floors = [sentence.start, *(q.end for q in quantities)]
            ceilings = _ceilings(view, sentence, quantities)
            apart = {id(q) for word, listed in _distributions(view, sentence, quantities) for q in listed}
            for quantity, floor, ceiling in zip(quantities, floors, ceilings, strict=False):
                if id(quantity) in apart:
                    continue
                spot = _Spot(sentence, quantity, floor, ceiling)
                counts += [_count(view, spot, candidate) for candidate in self._named(view, spot)]
            counts += self._distributed(view, sentence, quantities, counts)
        return tuple(counts)

    def _named(self, view: View, spot: _Spot) -> list[_Candidate]:
        """The indicators that the wording around the quantity names, best first."""
        quantity = spot.quantity
        found = self._candidates(view, spot, Span(spot.floor, quantity.start))
        before_noun = quantity.end < spot.ceiling and view.text[quantity.end] not in _MARKS
        if before_noun:
            found += self._candidates(view, spot, Span(quantity.end, spot.ceiling))
        kept = sorted(_outermost(found), key=lambda c: (c.cost, -c.length, c.indicator.id))
        best = next((c for c in kept if c.act.start < quantity.start or not c.far), None)
        if best is None:
            return []
        if not before_noun:
            return [best]
        # a number before its noun may be said to be issued, reviewed and filed at once
        also = [c for c in kept if c.indicator.matter == best.indicator.matter and not c.beyond]
        return list({c.indicator.id: c for c in (*also, best)}.values())

    def _candidates(self, view: View, spot: _Spot, window: Span) -> list[_Candidate]:
        """The indicators whose act stands in the window and whose matter is meant."""
        found = []
        for act in view.found("act", window.start, window.end):
            indicator = self._indicators[act.name]
            if spot.quantity.unit not in indicator.units:
                continue
            between = _between(act, spot.quantity)
            if self._is_something_else(view, act, spot.quantity):
                continue
            matter = self._matter_cost(view, spot, act, window)
            if matter is not None:
                cost = matter + _distance(view, act, between)
                if cost <= REACH:
                    far = "," in view.text[between.start : between.end]
                    beyond = far and act.end <= spot.quantity.start
                    found.append(_Candidate(cost, act.end - act.start, indicator, act, far, beyond))
        return found

    def _is_something_else(self, view: View, act: Hit, quantity: Quantity) -> bool:
        """Whether the wording that follows the act, up to a number after it, changes its meaning."""
        before = act.end <= quantity.start
        end = quantity.start if before else act.end + FOLLOWS
        return any(
            hit.name == act.name and (before or hit.start == act.end)
            for hit in view.found("unless", act.end, end)
        )

    def _matter_cost(self, view: View, spot: _Spot, act: Hit, window: Span) -> float | None:
        """Little when the matter is named beside the act, more when carried over, None when another."""
        wanted = self._indicators[act.name].matter
        if wanted is None:
            return 0
        near = [hit for hit in view.found("matter", window.start, window.end) if hit.name == wanted]
        if near:
            return min(max(hit.start - act.end, act.start - hit.end, 0) for hit in near) / NAMED
        return CARRIED if wanted in carried_matters(view, spot.sentence, window.start) else None

    def _distributed(
        self, view: View, sentence: Sentence, quantities: Sequence[Quantity], counts: Sequence[Count]
    ) -> list[Count]:
        """分别…22件、11件: each number takes the matter of the count in the same place before."""
        added = []
        for word, listed in _distributions(view, sentence, quantities):
            earlier = [c for c in counts if c.sentence is sentence and c.quantity.end <= word.start]
            targets = list({id(c.quantity): c for c in earlier}.values())[-len(listed) :]
            acts = sorted(
                view.found("act", word.end, listed[0].start), key=lambda hit: (hit.start - hit.end, hit.name)
            )
            if len(targets) != len(listed):
                continue
            for quantity, target in zip(listed, targets, strict=True):
                for act in acts:  # longest first
                    indicator = self._indicators[act.name]
                    if indicator.matter == target.indicator.matter and quantity.unit in indicator.units:
                        spot = _Spot(sentence, quantity, sentence.start, sentence.end)
                        added.append(_count(view, spot, _Candidate(0, 0, indicator, act)))
                        break
        return added


def carried_matters(view: View, sentence: Sentence, before: int) -> frozenset[str]:
    """The matters named last before ``before``: in its paragraph, else in the nearest heading."""
    start = view.report.paragraphs[sentence.paragraph].start
    earlier = view.found("matter", start, before)
    if earlier:
        last = max(hit.end for hit in earlier)
        return frozenset(hit.name for hit in earlier if hit.end == last)
    for heading in reversed(sentence.headings):
        named = {hit.name for hit in view.found("matter", heading.span.start, heading.span.end)}
        if named:
            return frozenset(named)
    return frozenset()


def _ceilings(view: View, sentence: Sentence, quantities: Sequence[Quantity]) -> list[int]:
    """How far the wording after each quantity may belong to it.

    Up to the clause of the next quantity; through it where both are joined (70家单位和30名干部的考试).
    """
    ceilings = [sentence.end]
    for quantity, following in reversed(list(pairwise(quantities))):
        between = view.text[quantity.end : following.start]
        if "," not in between and between.rstrip().endswith(view.lexicon.indicators.joiners):
            ceilings.append(ceilings[-1])
        else:
            comma = between.rfind(",")
            ceilings.append(quantity.end + comma if comma >= 0 else following.start)
    return ceilings[::-1]


def _outermost(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Without the candidates whose act is only a piece of another candidate's act."""
    return [
        c
        for c in candidates
        if not any(
            o.act.start <= c.act.start and c.act.end <= o.act.end and o.length > c.length for o in candidates
        )
    ]


def _is_count(quantity: Quantity) -> bool:
    return not (quantity.percent or quantity.change or quantity.rank)


def _distributions(
    view: View, sentence: Sentence, quantities: Sequence[Quantity]
) -> list[tuple[Hit, list[Quantity]]]:
    """Each 分别 of the sentence with the list of two or more numbers that follows it."""
    words = view.found("distributive", sentence.start, sentence.end)
    lists = [(word, _list_after(view, quantities, word.end)) for word in words]
    return [(word, listed) for word, listed in lists if len(listed) > 1]


def _list_after(view: View, quantities: Sequence[Quantity], start: int) -> list[Quantity]:
    """The quantities after ``start`` that form one list joined by 、 or 和."""
    after = [quantity for quantity in quantities if quantity.start >= start]
    listed = after[:1]
    for quantity in after[1:]:
        if len(view.text[listed[-1].end : quantity.start].strip()) > 1:
            break
        listed.append(quantity)
    return listed


def _between(act: Hit, quantity: Quantity) -> Span:
    if act.end <= quantity.start:
        return Span(act.end, quantity.start)
    return Span(quantity.end, act.start)


def _distance(view: View, act: Hit, between: Span) -> float:
    """How far the act is from its number; the wording before a number is preferred to that after it."""
    after = AFTER if act.start >= between.end else 0
    commas = view.text.count(",", between.start, between.end)
    return between.end - between.start + COMMA * commas + after


def _count(view: View, spot: _Spot, candidate: _Candidate) -> Count:
    start = min(candidate.act.start, spot.quantity.start)
    end = max(candidate.act.end, spot.quantity.end)
    draft = Draft(
        "indicator",
        candidate.indicator.id,
        view.quote(start, end),
        {
            "value": plain(spot.quantity),
            "unit": spot.quantity.unit,
            "qualifier": spot.quantity.qualifier,
            "title": candidate.indicator.title,
        },
    )
    return Count(draft, candidate.indicator, spot.quantity, spot.sentence)


def plain(quantity: Quantity) -> int | float:
    """The value as an int where it is whole, else as a float."""
    whole = quantity.value == quantity.value.to_integral_value()
    return int(quantity.value) if whole else float(quantity.value)
