"""Arithmetic: numbers held against one another.

``inconsistent`` is said only where the text leaves no other reading: exact numbers, one possible base,
one sentence. Everything less certain is ``cannot_tell``.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from engine.facts.draft import Draft
from engine.facts.indicators import Count
from engine.facts.quantities import Quantity
from engine.facts.rates import StatedRate, agrees
from engine.facts.view import Sentence, View
from engine.model import Quote, Scalar

TELLING = 8  # code points that a clause must have for two numbers in the same words to be the same thing
_YEAR = re.compile(r"[0-9]{4}[^0-9]")


def checks(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> tuple[Draft, ...]:
    """All checks that the counts and stated rates of one report allow."""
    return (
        *_ratios(view, rates),
        *_sums(view, counts),
        *_subsets(counts),
        *_flows(view, counts),
        *_repeats(view, counts),
    )


def _check(
    kind: str,
    verdict: str,
    at: Quote,
    evidence: Sequence[Quote],
    parts: Sequence[Draft] = (),
    **numbers: Scalar,
) -> Draft:
    attributes: Mapping[str, Scalar] = {"type": kind, "verdict": verdict, **numbers}
    return Draft("check", None, at, attributes, tuple(evidence), tuple(parts))


def _ratios(view: View, rates: Sequence[StatedRate]) -> Iterator[Draft]:
    for rate in rates:
        if rate.base is None:
            continue
        numerator, denominator = (count.quantity.value for count in rate.base)
        verdict = _ratio_verdict(view, rate, numerator, denominator)
        at = rate.draft.at
        if at is None or not denominator:
            continue
        computed = float(round(numerator * 100 / denominator, 3))
        yield _check(
            "ratio",
            verdict,
            at,
            rate.draft.evidence,
            (rate.base[0].draft, rate.base[1].draft, rate.draft),
            stated=rate.draft.attributes["percent"],
            computed=computed,
        )


def _ratio_verdict(view: View, rate: StatedRate, numerator: Decimal, denominator: Decimal) -> str:
    quantity = rate.quantity
    if agrees(quantity.value, quantity.decimals, numerator, denominator):
        return "consistent"
    exact = not any(q.qualifier for q in (quantity, *(count.quantity for count in rate.base or ())))
    if not denominator or not exact:
        return "cannot_tell"
    if abs(numerator * 100 / denominator - quantity.value) < Decimal(1).scaleb(-quantity.decimals):
        return "rounding"
    together = all(count.sentence is rate.sentence for count in rate.base or ())
    return "inconsistent" if together and not _explained(view, rate) else "cannot_tell"


def _explained(view: View, rate: StatedRate) -> bool:
    """Whether other counts of the sentence give the percentage: one, or two together, of a third."""
    sentence, quantity = rate.sentence, rate.quantity
    values = [
        q.value for q in view.counted(sentence.start, sentence.end) if not (q.percent or q.change or q.rank)
    ]
    sums = [*values, *(a + b for a, b in combinations(values, 2))]
    return any(
        agrees(quantity.value, quantity.decimals, part, whole)
        for whole in values
        for part in sums
        if part <= whole
    )


def _sums(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """其中 lists: the parts against the whole that was said just before."""
    by_quantity: dict[int, list[Count]] = defaultdict(list)
    for count in counts:
        by_quantity[id(count.quantity)].append(count)
    for sentence in view.sentences:
        words = view.found("whole", sentence.start, sentence.end)
        ends = [word.start for word in words[1:]] + [sentence.end]
        for word, end in zip(words, ends, strict=False):
            wholes = [q for q in view.counted(_paragraph_start(view, sentence), word.start) if _exact(q)]
            after = [q for q in view.counted(word.end, end) if not q.percent]
            if not wholes or not after:
                continue
            wholes = [q for q in wholes if q.unit == after[0].unit][-4:]
            parts = [
                q
                for q in after
                if wholes and q.unit == wholes[-1].unit and _exact(q) and not _bracketed(view, word.end, q)
            ]
            if wholes and parts and not _broken(view, wholes[-1], word.start):
                yield _sum(view, wholes, parts, by_quantity)


def _sum(
    view: View,
    wholes: Sequence[Quantity],
    parts: Sequence[Quantity],
    by_quantity: Mapping[int, Sequence[Count]],
) -> Draft:
    values = {whole.value for whole in wholes}
    total = sum((part.value for part in parts), Decimal(0))
    whole = next((w for w in reversed(wholes) if w.value == total), wholes[-1])
    if len(parts) == 1:
        verdict = "consistent" if total <= whole.value else _beyond(total, values)
        kind = "subset"
    elif total == whole.value:
        kind, verdict = "sum", "consistent"
    else:
        kind = "sum"
        disjoint = total > whole.value and _disjoint(view, whole, parts, by_quantity)
        verdict = "inconsistent" if disjoint else "cannot_tell"
    quotes = [view.quote(q.start, q.end) for q in (whole, *parts)]
    drafts = [count.draft for q in (whole, *parts) for count in by_quantity.get(id(q), ())]
    at = view.quote(whole.start, parts[-1].end)
    return _check(kind, verdict, at, quotes, drafts, stated=float(whole.value), computed=float(total))


def _beyond(total: Decimal, wholes: set[Decimal]) -> str:
    return "inconsistent" if total > max(wholes) else "cannot_tell"


def _disjoint(
    view: View,
    whole: Quantity,
    parts: Sequence[Quantity],
    by_quantity: Mapping[int, Sequence[Count]],
) -> bool:
    """Whether the parts are known to exclude one another: parts of one partition of this whole."""
    if view.found("including", whole.end, parts[-1].end):
        return False
    wholes = {count.indicator.id for count in by_quantity.get(id(whole), ())}
    named = [{count.indicator.id for count in by_quantity.get(id(part), ())} for part in parts]
    return any(
        partition.whole in wholes and all(names & set(partition.parts) for names in named)
        for partition in view.lexicon.indicators.partitions
    )


def _subsets(counts: Sequence[Count]) -> Iterator[Draft]:
    for count in counts:
        for name in count.indicator.part_of:
            wholes = [
                other
                for other in counts
                if other.indicator.id == name
                and other.sentence.paragraph == count.sentence.paragraph
                and other.quantity.unit == count.quantity.unit
            ]
            if wholes:
                yield _subset(count, wholes)


def _subset(count: Count, wholes: Sequence[Count]) -> Draft:
    near = min(wholes, key=lambda whole: abs(whole.quantity.start - count.quantity.start))
    certain = len(wholes) == 1 and near.sentence is count.sentence and _exact(near.quantity)
    fits = count.quantity.value <= near.quantity.value
    verdict = (
        "consistent" if fits else "inconsistent" if certain and _exact(count.quantity) else "cannot_tell"
    )
    places = [c.draft.at for c in (count, near) if c.draft.at]
    return _check(
        "subset",
        verdict,
        places[0],
        places,
        (count.draft, near.draft),
        stated=float(near.quantity.value),
        computed=float(count.quantity.value),
    )


def _flows(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """More finished than received needs a number carried over."""
    by_name: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_name[count.indicator.id].append(count)
    for flow in view.lexicon.indicators.flows:
        for finished in by_name[flow.finished]:
            near = [
                received
                for received in by_name[flow.received]
                if received.sentence.paragraph == finished.sentence.paragraph
            ]
            if not near or (flow.carried and by_name[flow.carried]):
                continue
            received = min(near, key=lambda c: abs(c.quantity.start - finished.quantity.start))
            fits = finished.quantity.value <= received.quantity.value
            places = [c.draft.at for c in (received, finished) if c.draft.at]
            verdict = "consistent" if fits else "cannot_tell"
            yield _check("flow", verdict, places[0], places, (received.draft, finished.draft))


def _repeats(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """The same indicator stated again: equal, or different in the very same words."""
    by_name: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in counts:
        by_name[count.indicator.id, count.quantity.unit].append(count)
    for same in by_name.values():
        for first, second in pairwise(same):
            if first.sentence is second.sentence or not (_exact(first.quantity) and _exact(second.quantity)):
                continue
            equal = first.quantity.value == second.quantity.value
            wording = _wording(view, first)
            if not equal and (not wording or wording != _wording(view, second)):
                continue
            places = [c.draft.at for c in (first, second) if c.draft.at]
            verdict = "consistent" if equal else "inconsistent"
            yield _check("repeat", verdict, places[0], places, (first.draft, second.draft))


def _wording(view: View, count: Count) -> str:
    """The clause of a count without its number and without words of time; empty when it says too little."""
    low, high = view.clause(count.quantity.start, count.quantity.end, count.sentence)
    wording = view.text[low : count.quantity.start] + view.text[count.quantity.end : high]
    for filler in view.lexicon.indicators.fillers:
        wording = wording.replace(filler, "")
    wording = _YEAR.sub("", wording).strip("。 ")
    return wording if len(wording) >= TELLING else ""


def _bracketed(view: View, start: int, quantity: Quantity) -> bool:
    """Whether the quantity stands in brackets opened after ``start``: a remark on another part."""
    between = view.text[start : quantity.start]
    return between.count("(") > between.count(")")


def _exact(quantity: Quantity) -> bool:
    return not (quantity.percent or quantity.change or quantity.rank or quantity.qualifier)


def _broken(view: View, whole: Quantity, start: int) -> bool:
    """Whether a sentence end lies between the whole and the word that opens its parts."""
    return any(mark in view.text[whole.end : start] for mark in "。\n")


def _paragraph_start(view: View, sentence: Sentence) -> int:
    return view.report.paragraphs[sentence.paragraph].start
