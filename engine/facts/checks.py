"""Arithmetic: numbers held against one another.

``inconsistent`` is said only where the text leaves no other reading: exact numbers, one possible base,
one sentence, one scope. Everything less certain is ``cannot_tell``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from engine.facts.draft import Draft
from engine.facts.indicators import Count
from engine.facts.parts import check, exact, nearest, subsets, sums
from engine.facts.quantities import Quantity
from engine.facts.rates import StatedRate, agrees
from engine.facts.scopes import same_scope, scopes_before, speaks_of_carry_over
from engine.facts.view import Sentence, View

TELLING = 8  # code points that a clause must have for two numbers in the same words to be the same thing
OTHERS = 24  # numbers of a sentence that are tried as another base of a percentage
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class _Told(NamedTuple):
    """A number that may be told again: what it is, where and how."""

    name: str
    quantity: Quantity
    sentence: Sentence
    draft: Draft


def checks(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> tuple[Draft, ...]:
    """All checks that the counts and stated rates of one report allow."""
    told = [_Told(c.indicator.id, c.quantity, c.sentence, c.draft) for c in counts]
    told += [_Told(r.rate.id, r.quantity, r.sentence, r.draft) for r in rates]
    return (
        *_ratios(view, rates),
        *sums(view, counts),
        *subsets(view, counts),
        *_flows(view, counts),
        *_repeats(view, told),
    )


def _ratios(view: View, rates: Sequence[StatedRate]) -> Iterator[Draft]:
    for rate in rates:
        at = rate.draft.at
        if rate.base is None or at is None or not rate.base[1].quantity.value:
            continue
        numerator, denominator = rate.base
        share = numerator.quantity.value * 100 / denominator.quantity.value
        yield check(
            "ratio",
            _ratio_verdict(view, rate, numerator, denominator),
            at,
            rate.draft.evidence,
            (numerator.draft, denominator.draft, rate.draft),
            stated=rate.draft.attributes["percent"],
            computed=float(round(share, 3)),
        )


def _ratio_verdict(view: View, rate: StatedRate, numerator: Count, denominator: Count) -> str:
    percent, part, whole = rate.quantity, numerator.quantity, denominator.quantity
    if agrees(percent, part.interval, whole.interval):
        return "consistent"
    if percent.qualifier or part.qualifier or whole.qualifier:
        return "cannot_tell"
    comparable = _comparable(view, rate, numerator, denominator)
    apart = abs(part.value * 100 / whole.value - percent.value)
    if apart < Decimal(1).scaleb(-percent.decimals) and (percent.decimals or comparable):
        return "rounding"
    return "inconsistent" if comparable and not _explained(view, rate) else "cannot_tell"


def _comparable(view: View, rate: StatedRate, numerator: Count, denominator: Count) -> bool:
    """Whether the rate can only be the share of these counts: one sentence and scope, the usual base.

    What is finished may have come in the year before, or not be due yet, so that it has no sure base.
    """
    sentence = rate.sentence
    finished = {flow.finished for flow in view.lexicon.indicators.flows}
    draft = rate.draft.at
    name = draft.start if draft else rate.quantity.start
    places = (numerator.quantity.start, denominator.quantity.start, rate.quantity.start)
    return (
        numerator.sentence is sentence is denominator.sentence
        and numerator.quantity.unit == denominator.quantity.unit
        and (numerator.indicator.id, denominator.indicator.id)
        == (rate.rate.numerator[0], rate.rate.denominator[0])
        and numerator.indicator.id not in finished
        and not view.found("other-base", min(*places, name), rate.quantity.end)
        and not speaks_of_carry_over(view, sentence, name)
        and same_scope(view, sentence, *places)
    )


def _explained(view: View, rate: StatedRate) -> bool:
    """Whether other counts of the sentence give the percentage: one, or two together, of another."""
    sentence, percent = rate.sentence, rate.quantity
    numbers = [
        q for q in view.counted(sentence.start, sentence.end) if not (q.percent or q.change or q.rank)
    ][:OTHERS]
    for whole in numbers:
        others = [q.interval for q in numbers if q is not whole]
        both = [(a[0] + b[0], a[1] + b[1]) for a, b in combinations(others, 2)]
        if any(agrees(percent, part, whole.interval) for part in (*others, *both)):
            return True
    return False


def _flows(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """More finished than received needs a number carried over."""
    placed: dict[str, dict[int, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for count in counts:
        placed[count.indicator.id][count.sentence.paragraph].append(count)
    for flow in view.lexicon.indicators.flows:
        if flow.carried in placed:
            continue
        for finished in (c for same in placed[flow.finished].values() for c in same):
            near = placed[flow.received].get(finished.sentence.paragraph)
            if not near:
                continue
            received = nearest(near, finished.quantity.start)
            fits = finished.quantity.interval[0] <= received.quantity.interval[1]
            places = [c.draft.at for c in (received, finished) if c.draft.at]
            verdict = "consistent" if fits else "cannot_tell"
            yield check("flow", verdict, places[0], places, (received.draft, finished.draft))


def _repeats(view: View, told: Iterable[_Told]) -> Iterator[Draft]:
    """The same number told again: equal, or different in the very same words."""
    by_name: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for one in told:
        by_name[one.name, one.quantity.unit].append(one)
    for same in by_name.values():
        for first, second in pairwise(same):
            if first.sentence is second.sentence or first.quantity.qualifier or second.quantity.qualifier:
                continue
            equal = first.quantity.value == second.quantity.value
            if not equal and not _same_words(view, first, second):
                continue
            places = [one.draft.at for one in (first, second) if one.draft.at]
            verdict = "consistent" if equal else "inconsistent"
            yield check("repeat", verdict, places[0], places, (first.draft, second.draft))


def _same_words(view: View, first: _Told, second: _Told) -> bool:
    """Whether both are told in the same words, which say whose number it is or that it is the year's."""
    if not (_is_level(first.quantity) and _is_level(second.quantity)):
        return False
    wording, whole_year = _wording(view, first)
    if any(_other_years(view, one) for one in (first, second)):
        return False
    scopes = [scopes_before(view, one.sentence, one.quantity.start) for one in (first, second)]
    alone = wording == _wording(view, second)[0] and len(wording) >= TELLING and scopes[0] == scopes[1]
    return alone and (bool(scopes[0]) or whole_year)


def _wording(view: View, told: _Told) -> tuple[str, bool]:
    """The clause of a number without it and without words of its year; whether these open its sentence."""
    low, high = view.clause(told.quantity.start, told.quantity.end, told.sentence)
    whole = view.text[low : told.quantity.start] + view.text[told.quantity.end : high]
    year = view.report.identity.year
    wording = re.sub(rf"{year}\D", "", whole) if year else whole
    for filler in view.lexicon.indicators.fillers:
        wording = wording.replace(filler, "")
    return wording.strip("。 "), wording != whole and low == told.sentence.start


def _other_years(view: View, told: _Told) -> bool:
    """Whether the sentence up to the number names another year than the reported one."""
    years = _YEAR.findall(view.text, told.sentence.start, told.quantity.start)
    return any(year != str(view.report.identity.year) for year in years)


def _is_level(quantity: Quantity) -> bool:
    return quantity.percent or exact(quantity)
