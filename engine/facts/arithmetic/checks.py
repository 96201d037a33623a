"""Arithmetic: numbers held against one another.

``inconsistent`` is said only where the text leaves no other reading: exact numbers, one possible base,
one sentence, one scope. Everything less certain is ``cannot_tell``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from engine.facts.arithmetic.among import among
from engine.facts.arithmetic.levels import (
    Level,
    Sentences,
    grams,
    has_caveat,
    levels_of,
    passages,
    same_unit,
)
from engine.facts.arithmetic.nesting import nestings
from engine.facts.arithmetic.partitions import exclude_one_another, partitions, remainders
from engine.facts.arithmetic.parts import are_listed, check, nearest
from engine.facts.arithmetic.percents import percents
from engine.facts.arithmetic.pieces import pieced
from engine.facts.arithmetic.repeats import other_years, repeats
from engine.facts.arithmetic.shares import shares
from engine.facts.arithmetic.subsets import subsets
from engine.facts.arithmetic.totals import totals
from engine.facts.counts.counts import Count, family
from engine.facts.counts.scopes import same_scope, speaks_of_carry_over
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity
from engine.facts.rates.percentages import agrees, recomputes
from engine.facts.rates.rates import StatedRate
from engine.facts.view import View

FULL = 100
LISTING = "、"
OTHERS = 24  # numbers of a sentence that are tried as another base of a percentage


def checks(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> tuple[Draft, ...]:
    """All checks that the counts and stated rates of one report allow, each once."""
    sentences = levels_of(view)
    found = (
        *_percentages(view, counts, rates, sentences),
        *among(view, counts, sentences),
        *subsets(view, counts),
        *_flows(view, counts),
        *repeats(view, counts, rates),
        *totals(view, counts),
        *partitions(view, sentences),
        *remainders(view, sentences),
        *_over_semicolons(view, sentences),
        *nestings(view, counts, sentences),
        *shares(view, counts, rates),
    )
    return tuple({_key(view, draft): draft for draft in reversed(found)}.values())[::-1]


def _over_semicolons(view: View, sentences: Sentences) -> Iterator[Draft]:
    """胜诉91件,胜诉率93%;败诉7件: what adds up over several sentences; that it does not, proves nothing."""
    runs = passages(view, sentences)
    for draft in (*partitions(view, runs), *remainders(view, runs)):
        if draft.attributes["verdict"] == "consistent":
            yield draft


def _key(view: View, draft: Draft) -> tuple[object, ...]:
    """What makes two checks the same: kind, verdict and numbers of one paragraph.

    In a table a row and a column may make up the same number of as many cells as they have.
    """
    said = draft.attributes
    place = view.sentence_at(draft.at.start).passage if draft.at else None
    cells = len(draft.evidence) if draft.at and "|" in draft.at.quote else 0
    if said.get("stated") is None:
        return (draft,)
    return (*(said.get(key) for key in ("type", "of", "verdict", "stated", "computed")), place, cells)


def _percentages(
    view: View, counts: Sequence[Count], rates: Sequence[StatedRate], sentences: Sentences
) -> Iterator[Draft]:
    """Each percentage against its counts, by its name or by the wording beside it.

    The wording decides where the name settles nothing, and it clears what the name seems to contradict.
    """
    drafts: dict[int, list[Draft]] = defaultdict(list)
    for place, draft in (
        *((count.quantity.start, count.draft) for count in counts),
        *((rate.quantity.start, rate.draft) for rate in rates),
    ):
        drafts[place].append(draft)
    named: dict[int, list[Draft]] = defaultdict(list)
    for place, draft in (*_ratios(view, rates, sentences), *pieced(view, counts, rates)):
        named[place].append(draft)
    for place, draft in percents(view, sentences, drafts):
        known = {own.attributes["verdict"] for own in named.get(place, ())}
        cleared = draft.attributes["verdict"] == "consistent" and "consistent" not in known
        if not known or cleared or known == {"cannot_tell"}:
            named[place] = [draft]
    for drafted in named.values():
        yield from drafted


def _ratios(view: View, rates: Sequence[StatedRate], sentences: Sentences) -> Iterator[tuple[int, Draft]]:
    levels = {sentence.start: told for sentence, told in sentences}
    for rate in rates:
        at = rate.draft.at
        if rate.base is None or at is None or not rate.base[1].quantity.value:
            continue
        numerator, denominator = rate.base
        share = numerator.quantity.value * 100 / denominator.quantity.value
        yield (
            rate.quantity.start,
            check(
                "ratio",
                _ratio_verdict(view, rates, rate, rate.base, levels.get(rate.sentence.start, ())),
                at,
                rate.draft.evidence,
                (numerator.draft, denominator.draft, rate.draft),
                stated=rate.draft.attributes["percent"],
                computed=float(round(share, 3)),
            ),
        )


def _ratio_verdict(
    view: View,
    rates: Sequence[StatedRate],
    rate: StatedRate,
    base: tuple[Count, Count],
    levels: Sequence[Level],
) -> str:
    """What is to be said of the percentage; ``levels`` are the numbers of its sentence."""
    numerator, denominator = base
    percent, part, whole = rate.quantity, numerator.quantity, denominator.quantity
    if recomputes(percent, part, whole):
        return "consistent"
    if percent.qualifier or part.qualifier or whole.qualifier:
        return "cannot_tell"
    comparable = _comparable(view, rate, numerator, denominator)
    apart = abs(part.value * 100 / whole.value - percent.value)
    if apart < Decimal(1).scaleb(-percent.decimals) and (percent.decimals or comparable):
        return "rounding"
    if not comparable or _answered(rates, rate) or _in_pieces(rate, numerator, denominator):
        return "cannot_tell"
    return "cannot_tell" if _explained(view, rate, part, levels) else "inconsistent"


def _comparable(view: View, rate: StatedRate, numerator: Count, denominator: Count) -> bool:
    """Whether the rate can only be the share of these counts: one sentence and scope, the usual base.

    What is finished may have come in the year before, or not be due yet, so that it has no sure base.
    """
    sentence = rate.sentence
    finished = {flow.finished for flow in view.lexicon.indicators.flows}
    draft = rate.draft.at
    name = draft.start if draft else rate.quantity.start
    part, whole = numerator.quantity, denominator.quantity
    places = (part.start, whole.start, rate.quantity.start)
    return (
        _same_caliber(view, rate, (numerator, denominator))
        and numerator.sentence is sentence is denominator.sentence
        and same_unit(view, part.unit) == same_unit(view, whole.unit)
        and numerator.indicator.id == rate.rate.numerator[0]
        and denominator.indicator.id in (rate.rate.denominator[0], *rate.rate.certain)
        and numerator.indicator.id not in finished
        and not are_listed(view, *sorted(places[:2]))
        and not other_years(view, sentence, rate.quantity.start)
        and not view.text.endswith(view.lexicon.relations.rate_names.narrower, 0, name)
        and not has_caveat(view, sentence)
        and not view.found("other-base", min(*places, name), rate.quantity.end)
        and not speaks_of_carry_over(
            view, sentence, name, (family(numerator.indicator), family(denominator.indicator))
        )
        and same_scope(view, sentence, *places)
    )


def _same_caliber(view: View, rate: StatedRate, base: tuple[Count, Count]) -> bool:
    """Whether a rate in a narrower sense (直接纠错率, 全程网办率) has a count that is told in that sense."""
    caliber = rate.draft.attributes["caliber"]
    clauses = (view.clause(one.quantity.start, one.quantity.end, one.sentence) for one in base)
    return caliber is None or any(str(caliber) in view.text[low:high] for low, high in clauses)


def _explained(view: View, rate: StatedRate, numerator: Quantity, levels: Sequence[Level]) -> bool:
    """Whether other counts of the sentence give the percentage: one, or two together, of another.

    What excludes the numerator (胜诉 beside 败诉) is no whole that it could be of.
    """
    numbers = levels[:OTHERS]
    own = next((one for one in numbers if one.quantity is numerator), None)
    for whole in numbers:
        if own and exclude_one_another(view, (whole, own)):
            continue
        others = [one.quantity.interval for one in numbers if one is not whole]
        both = [(a[0] + b[0], a[1] + b[1]) for a, b in combinations(others, 2)]
        if any(agrees(rate.quantity, part, whole.quantity.interval) for part in (*others, *both)):
            return True
    return False


def _in_pieces(rate: StatedRate, numerator: Count, denominator: Count) -> bool:
    """Whether other pieces of a greater numerator may be untold: 审结57件,撤销3件,纠错率8.77%."""
    more = rate.quantity.value * denominator.quantity.value > numerator.quantity.value * FULL
    places = (numerator.draft.at, rate.draft.at)
    named, called = (at.quote if at else "" for at in places)
    return rate.rate.adds_up and more and LISTING not in named and not grams(named) & grams(called)


def _answered(rates: Sequence[StatedRate], rate: StatedRate) -> bool:
    """Whether the counts are those of another percentage of the sentence, so that this one has others."""
    return any(
        other.base is not None
        and other.quantity is not rate.quantity
        and other.sentence is rate.sentence
        and recomputes(other.quantity, other.base[0].quantity, other.base[1].quantity)
        and rate.base is not None
        and other.base[0].quantity is rate.base[0].quantity
        and other.base[1].quantity is rate.base[1].quantity
        for other in rates
    )


def _flows(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """More finished than received needs a number carried over."""
    placed: dict[str, dict[int, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for count in counts:
        placed[count.indicator.id][count.sentence.passage].append(count)
    for flow in view.lexicon.indicators.flows:
        if flow.carried in placed:
            continue
        for finished in (c for same in placed[flow.finished].values() for c in same):
            near = placed[flow.received].get(finished.sentence.passage)
            if not near:
                continue
            received = nearest(near, finished.quantity.start)
            fits = finished.quantity.interval[0] <= received.quantity.interval[1]
            places = [c.draft.at for c in (received, finished) if c.draft.at]
            verdict = "consistent" if fits else "cannot_tell"
            yield check(
                "subset",
                verdict,
                places[0],
                places,
                (finished.draft, received.draft),
                of="flow",
                stated=float(received.quantity.value),
                computed=float(finished.quantity.value),
            )
