"""Percentages recomputed from the numbers beside them, whatever their name: 发现47个,整改44个,整改率93.6%.

``inconsistent`` is said only of a whole and a part told right before the percentage, in wording that says
so, where no other pair of the sentence gives it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from engine.facts.arithmetic.levels import Level, Sentences, grams, has_caveat
from engine.facts.arithmetic.partitions import exclude_one_another
from engine.facts.arithmetic.parts import check, exact
from engine.facts.arithmetic.repeats import other_years
from engine.facts.arithmetic.shares import NamedPercent, name_of, says_level
from engine.facts.counts.scopes import same_scope, speaks_of_carry_over
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity
from engine.facts.rates.percentages import FULL, Interval, agrees, is_exact
from engine.facts.text import has_any, opened
from engine.facts.view import Sentence, View
from engine.model import PLAN

BESIDE = 8  # numbers before a percentage that are tried
FEW = 5  # numbers of which any two may be the base: of more, two may fit by chance
NEAR = 24  # code points from a portion to the part of the next that is told alike
KEY = 2  # code points by which the name of a rate is known in the wording of a number
PORTIONS = 40  # percentages of an unnamed base in one report
BASES = 200  # numbers of one unit that are tried as such a base

Drafts = Mapping[int, Sequence[Draft]]  # what the numbers state, by their start


class _Pair(NamedTuple):
    """A part and its whole; a part that is told by what it is not: 不合格58卷."""

    part: Level
    whole: Level
    negated: bool = False

    @property
    def interval(self) -> Interval:
        """The least and the greatest part."""
        low, high = self.part.quantity.interval
        least, greatest = self.whole.quantity.interval
        return (least - high, greatest - low) if self.negated else (low, high)


def percents(view: View, sentences: Sentences, drafts: Drafts) -> Iterator[tuple[int, Draft]]:
    """All percentages that the numbers beside them give, or surely do not."""
    portions = _Portions(view, sentences)
    run: Sequence[Level] = ()
    for (last, earlier), (sentence, levels) in pairwise([(None, ()), *sentences]):
        if sentence is None or sentence.section == PLAN:
            continue
        run = (*run, *earlier) if last and last.passage == sentence.passage else ()
        for percent in view.counted(sentence.start, sentence.end):
            if not percent.percent or percent.change or percent.rank:
                continue
            place = bisect_left(levels, percent.start, key=lambda one: one.quantity.start)
            before, behind = levels[max(0, place - BESIDE) : place], levels[place : place + BESIDE]
            base = _whose(view, sentence, percent)
            if base is not None and before and portions.left:
                pair, verdict = portions.read(percent, (*run[-BESIDE:], *before), base)
            else:
                pair, verdict = _rate(view, sentence, percent, before, (*earlier[-BESIDE:], *behind))
            if pair is not None:
                yield percent.start, _check(view, percent, pair, verdict, drafts)


class _Portions:
    """The portions (占…) of a report in order of place: one that fits says of what the next one is."""

    def __init__(self, view: View, sentences: Sentences) -> None:
        self._view = view
        self._by_kind: dict[str, list[Level]] = {}
        for _, levels in sentences:
            for one in levels:
                self._by_kind.setdefault(one.kind, []).append(one)
        self._last: tuple[Quantity, Level] | None = None
        self.left = PORTIONS

    def read(self, percent: Quantity, told: Sequence[Level], base: str) -> tuple[_Pair | None, str]:
        """The part and the whole of the percentage, with the verdict; ``told`` are the numbers before it."""
        self.left -= 1
        part = told[-1]
        pair = _portion_here(self._view, percent, told, base)
        pair = pair or _portion(percent, part, base, self._by_kind[part.kind][:BASES])
        if pair is not None:
            self._last = percent, pair.whole
            return pair, "consistent"
        if base or self._last is None:
            return None, ""
        return _like_last(self._view, percent, part, *self._last), "inconsistent"


def _whose(view: View, sentence: Sentence, percent: Quantity) -> str | None:
    """What the percentage is a portion of, where it is one: 占败诉案件的40.8%; "" where that is not said."""
    if cell := view.cells.get(percent.start):
        heads = (view.text[head.start : head.end] for head in cell.heads)
        return "" if any(has_any(head, view.lexicon.relations.rate_names.portion) for head in heads) else None
    low = view.clause_start(percent.start, sentence)
    low = opened(view.text, low, percent.start) or low
    lead = view.text[low : percent.start].strip()
    for word in view.lexicon.relations.rate_names.portion:
        if lead.startswith(word):
            return lead.removeprefix(word)
    return None


def _portion_here(view: View, percent: Quantity, before: Sequence[Level], base: str) -> _Pair | None:
    """The part right before 占 with its whole: the number in the wording of the base, else one before it."""
    if percent.qualifier:
        return None
    if view.counted(percent.start - len(base), percent.start):
        pair = _Pair(before[-2], before[-1]) if len(before) > 1 else None
        return pair if pair and _gives(percent, pair) else None
    part = before[-1]
    wholes = [one for one in reversed(before[:-1]) if one.kind == part.kind]
    pairs = (_Pair(part, whole) for whole in (wholes if percent.decimals else wholes[:1]))
    return next((pair for pair in pairs if _gives(percent, pair)), None)


def _like_last(view: View, percent: Quantity, part: Level, last: Quantity, whole: Level) -> _Pair | None:
    """The part with the whole of the portion right before it, of which it surely is no such portion.

    审结144件,维持76件,占52.8%;驳回24件,占17.6%: the first fits, and they are told alike.
    """
    between = view.text[last.end : part.quantity.start]
    beside = part.quantity.start - last.end <= NEAR and not view.counted(last.end, part.quantity.start)
    alike = part.kind == whole.kind and exact(part.quantity) and exact(whole.quantity)
    sure = percent.decimals and not percent.qualifier and part.quantity.value <= whole.quantity.value
    if not (beside and alike and sure) or view.found("whole", last.end, part.quantity.start):
        return None
    pair = _Pair(part, whole)
    share = part.quantity.value * FULL / whole.quantity.value
    off = abs(share - percent.value) >= Decimal(1).scaleb(-percent.decimals)
    return pair if off and "。" not in between else None


def _portion(percent: Quantity, part: Level, base: str, wholes: Sequence[Level]) -> _Pair | None:
    """The part with a number of the report that is told as the base and gives the percentage."""
    if not percent.decimals or percent.qualifier:
        return None
    wanted = grams(base if len(base) > KEY else part.wording)
    for whole in wholes:
        pair = _Pair(part, whole)
        if whole is not part and _gives(percent, pair) and wanted & grams(whole.wording):
            return pair
    return None


def _rate(
    view: View, sentence: Sentence, percent: Quantity, before: Sequence[Level], others: Sequence[Level]
) -> tuple[_Pair | None, str]:
    """The pair that gives the percentage, or the one that should and does not."""
    named = name_of(view, sentence, percent)
    if named is None or not says_level(view, sentence, percent):
        return None, ""
    core = _core(view, named)
    words = (core[-KEY:], core[:KEY])
    near = [*before, *(others if len(before) < KEY else ())]
    for pair in _pairs(view, near, words):
        if _fits(view, percent, pair):
            return pair, "consistent"
    if len(before) <= FEW:
        for whole, part in combinations(before, 2):
            rounded = part.quantity.step or whole.quantity.step  # they give too many percentages
            last = part is before[-1]
            sharp = percent.decimals or (last and is_exact(percent, part.quantity, whole.quantity))
            if part.kind == whole.kind and sharp and not rounded and _fits(view, percent, _Pair(part, whole)):
                return _Pair(part, whole), "consistent"
    sure = _sure(view, sentence, percent, named, before)
    if sure is None or _is_explained(percent, sure, before, others):
        return None, ""
    return sure, _verdict(percent, sure)


def _verdict(percent: Quantity, pair: _Pair) -> str:
    apart = abs(pair.interval[0] * FULL / pair.whole.quantity.value - percent.value)
    return "rounding" if apart < Decimal(1).scaleb(-percent.decimals) and percent.decimals else "inconsistent"


def _pairs(view: View, numbers: Sequence[Level], words: Sequence[str]) -> Iterator[_Pair]:
    """Each number that one of the words tells, or tells not to be, with each possible whole."""
    for part in reversed(numbers):
        told = [word for word in words if word and word in part.wording]
        if not told:
            continue
        negated = all(_negated(view, part.wording, word) for word in told)
        for whole in reversed(numbers):
            if whole is not part and whole.kind == part.kind and whole.quantity.value >= part.quantity.value:
                yield _Pair(part, whole, negated)


def _is_explained(percent: Quantity, sure: _Pair, before: Sequence[Level], others: Sequence[Level]) -> bool:
    """Whether other numbers give the percentage: two before it, or the part with another whole."""
    pairs = [_Pair(part, whole, no) for part in before for whole in before for no in (False, True)]
    pairs += [_Pair(sure.part, other) for other in others] + [_Pair(other, sure.whole) for other in others]
    exactly = (p for p in pairs if p.part is not p.whole and not p.whole.quantity.step)
    return any(_gives(percent, pair) for pair in exactly)


def _sure(
    view: View, sentence: Sentence, percent: Quantity, named: NamedPercent, before: Sequence[Level]
) -> _Pair | None:
    """The whole and the part right before the percentage, where they can only be its own."""
    if len(before) < KEY or percent.qualifier or percent.value >= FULL:
        return None
    part = before[-1]
    whole = next((one for one in reversed(before[:-1]) if one.kind == part.kind), None)
    if whole is None or whole.depth != part.depth or not _adjoin(view, whole, part, percent):
        return None
    base = _base(view, named, whole, part)
    if base is None or not (exact(whole.quantity) and exact(part.quantity)):
        return None
    pair = _Pair(part, whole, _negated(view, part.wording, base))
    places = (whole.quantity.start, part.quantity.start, percent.start)
    certain = (
        whole.quantity.value >= part.quantity.value > 0
        and whole.quantity.unit == part.quantity.unit
        and same_scope(view, sentence, *places)
        and not other_years(view, sentence, percent.start)
        and not view.found("other-base", whole.low, percent.end)
        and not view.found("including", whole.low, percent.end)
        and not has_caveat(view, sentence)
        and not view.text.startswith("(", percent.end)
        and not speaks_of_carry_over(view, sentence, whole.quantity.start)
    )
    return pair if certain else None


def _adjoin(view: View, whole: Level, part: Level, percent: Quantity) -> bool:
    """Whether nothing but numbers of other units stands between whole and part, and no number behind it."""
    between = view.counted(whole.quantity.end, percent.start)
    return all(not (q.percent or q.change) for q in between) and between[-1] is part.quantity


def _base(view: View, named: NamedPercent, whole: Level, part: Level) -> str | None:
    """The word that part and rate share, where the whole is told as what such parts are of."""
    core = _core(view, named)
    between = whole.wording + part.wording
    for base in view.lexicon.relations.bases:
        for word in base.parts:
            head, found, rest = core.rpartition(word)
            if (
                found
                and (not rest or rest in view.lexicon.relations.rate_names.done)
                and (not head or head in between)
                and word in part.wording
                and not has_any(_without(whole.lead, base.wholes), base.parts)
                and (has_any(whole.wording, base.wholes))
            ):
                return word
    return None


def _without(lead: str, wholes: Sequence[str]) -> str:
    """The wording before a number without the words of a whole: 排查整治隐患 are those found."""
    for word in sorted(wholes, key=len, reverse=True):
        lead = lead.replace(word, " ")
    return lead


def _core(view: View, named: NamedPercent) -> str:
    """The name of the rate without 率 and the words that open it."""
    names = view.lexicon.relations.rate_names
    core = named.name.strip()
    for end in names.ends:
        core = core.removesuffix(end)
    return core.strip(' ,"“”(')


def _negated(view: View, text: str, word: str) -> bool:
    """Whether the word is denied in the text: 不合格."""
    return any(no + word in text for no in view.lexicon.relations.rate_names.denied)


def _fits(view: View, percent: Quantity, pair: _Pair) -> bool:
    """Whether the pair gives the percentage, and the part can be one of the whole: 败诉 is none of 胜诉."""
    return _gives(percent, pair) and exclude_one_another(view, (pair.whole, pair.part)) is None


def _gives(percent: Quantity, pair: _Pair) -> bool:
    return agrees(percent, pair.interval, pair.whole.quantity.interval)


def _check(view: View, percent: Quantity, pair: _Pair, verdict: str, drafts: Drafts) -> Draft:
    numbers = (pair.part.quantity, pair.whole.quantity)
    low, high = pair.interval
    share = (low + high) * 50 / pair.whole.quantity.value
    places = [view.quote(q.start, q.end) for q in (percent, *numbers)]
    return check(
        "ratio",
        verdict,
        places[0],
        places,
        [draft for q in (*numbers, percent) for draft in drafts.get(q.start, ())],
        stated=float(percent.value) if percent.decimals else int(percent.value),
        computed=float(round(share, 3)),
    )
