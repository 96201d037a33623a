"""Shares of a whole: all of what was counted, rates within wider rates, and rates above 100 %."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.facts.arithmetic.parts import check, lead
from engine.facts.counts.counts import Count
from engine.facts.counts.scopes import same_scope
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity
from engine.facts.rates.rates import StatedRate
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.model import PLAN

ALL_REACH = 24  # code points between a number and the 均 that is said of it
NEIGHBOURS = 6  # percentages behind a percentage that it is held against
TAIL = 60  # code points behind 均 that are quoted
SHORTEST = 3  # code points of a rate's name without what makes it narrower
FULL = 100
_STOP = re.compile(f"[){re.escape(CLAUSE_ENDS)}]")


class NamedPercent(NamedTuple):
    """A percentage with the name printed before it."""

    quantity: Quantity
    name: str
    start: int


def shares(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> Iterator[Draft]:
    """All checks of shares that the report allows."""
    yield from _all_of(view, counts)
    yield from _over_full(view, rates)
    yield from _narrower(view)
    yield from _usual(view, rates)


def _all_of(view: View, counts: Sequence[Count]) -> Iterator[Draft]:
    """7件规范性文件均报备: seven of seven."""
    named = {count.quantity.start: count for count in counts}
    for sentence, _ in view.told("all"):
        if sentence.section == PLAN:
            continue
        numbers = view.counted(sentence.start, sentence.end)
        ends = [*(number.start for number in numbers[1:]), sentence.end]
        for number, end in zip(numbers, ends, strict=False):
            word = _said_of_all(view, number, min(end, number.end + ALL_REACH), named=number.start in named)
            if word is not None and number.is_level:
                count = named.get(number.start)
                stop = _STOP.search(view.text, word, min(sentence.end, word + TAIL))
                at = view.quote(number.start, stop.start() if stop else min(sentence.end, word + TAIL))
                parts = [count.draft] if count else []
                yield check("ratio", "consistent", at, [at], parts, of="all", stated=FULL, computed=FULL)


def _said_of_all(view: View, number: Quantity, end: int, *, named: bool) -> int | None:
    """Where 均 is said of the number: in its clause, or of a number with a name right behind the comma."""
    if number.unit not in view.lexicon.relations.all_units:
        return None
    for word in view.found("all", number.end, end):
        inside = any(
            no.start <= word.start < no.end for no in view.found("all-unless", number.end, word.end + 2)
        )
        between = view.text[number.end : word.start]
        head, comma, tail = between.partition(",")
        bare = not tail.strip() and (named or not head)
        follows = bare or tail.strip() in view.lexicon.relations.all_leads
        if not inside and (not comma or (follows and head == head.strip())):
            return word.end
    return None


def _over_full(view: View, rates: Sequence[StatedRate]) -> Iterator[Draft]:
    """A share that by definition is not more than 100 %, and is told to be more."""
    capped = {name for shares in view.lexicon.relations.shares for name in shares.rates}
    for rate in rates:
        quantity, at = rate.quantity, rate.draft.at
        if rate.rate.id not in capped or at is None or quantity.value <= FULL or quantity.change:
            continue
        if not quantity.qualifier and says_level(view, rate.sentence, quantity):
            yield check(
                "ratio",
                "inconsistent",
                at,
                [at],
                [rate.draft],
                of="share",
                stated=float(quantity.value),
                computed=FULL,
            )


def says_level(view: View, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether nothing but 为, 达 … stands between the name of the rate and its percentage."""
    named = name_of(view, sentence, quantity)
    if named is None:
        return False
    link = view.text[named.start + len(named.name) : quantity.start].strip(" :：")
    return not link or link in view.lexicon.quantities.levels


def name_of(view: View, sentence: Sentence, quantity: Quantity) -> NamedPercent | None:
    """The percentage with its name: the wording of its clause up to the last 率."""
    low = lead(view, sentence, quantity.start)
    before = view.counted(low, quantity.start)
    low = max(before[-1].end if before else low, view.text.rfind("、", low, quantity.start) + 1)
    ends = [
        at + len(end)
        for end in view.lexicon.relations.rate_names.ends
        if (at := view.text.rfind(end, low, quantity.start)) >= 0
    ]
    return NamedPercent(quantity, view.text[low : max(ends)], low) if ends else None


def _narrower(view: View) -> Iterator[Draft]:
    """开办网报率99.69%,全流程开办网报率74.82%: a narrower name of the same sentence is not more."""
    for sentence, quantities in view.numbered:
        percents = [q for q in quantities if q.percent and not q.change]
        several = percents if len(percents) > 1 else []
        names = [named for q in several if (named := name_of(view, sentence, q))]
        for one, other in _near(names):
            for narrow, wide in ((one, other), (other, one)):
                if _is_narrower(view, narrow.name, wide.name) and same_scope(
                    view, sentence, *sorted((one.start, other.start))
                ):
                    yield from _within(view, narrow, wide)


def _near(names: Sequence[NamedPercent]) -> Iterator[tuple[NamedPercent, NamedPercent]]:
    """Each percentage with each of the next ones."""
    for index, one in enumerate(names):
        yield from ((one, other) for other in names[index + 1 : index + 1 + NEIGHBOURS])


def _is_narrower(view: View, narrow: str, wide: str) -> bool:
    """Whether one name is the other with a word such as 全流程, or both are known to be nested."""
    nested = view.lexicon.relations.rate_names.nested
    if any(narrow.endswith(pair.part) and wide.endswith(pair.whole) for pair in nested):
        return True
    for word in view.lexicon.relations.rate_names.narrower:
        lead, found, core = narrow.partition(word)
        if found and len(core) >= SHORTEST and word not in wide and wide.endswith(core):
            own = wide.removesuffix(core)
            return own.endswith(lead) or lead.endswith(own)
    return False


def _usual(view: View, rates: Sequence[StatedRate]) -> Iterator[Draft]:
    """Rates of one sentence of which one is by its nature not more than the other."""
    wholes = {usual.part: usual.wholes for usual in view.lexicon.relations.usual_rates}
    for index, rate in enumerate(rates):
        near = rates[max(0, index - NEIGHBOURS) : index + NEIGHBOURS]
        for whole in near:
            if whole.rate.id in wholes.get(rate.rate.id, ()) and rate.sentence is whole.sentence:
                narrow, wide = (_place(one) for one in (rate, whole))
                if same_scope(view, rate.sentence, *sorted((narrow.start, wide.start))):
                    yield from _within(view, narrow, wide)


def _place(rate: StatedRate) -> NamedPercent:
    return NamedPercent(rate.quantity, "", rate.draft.at.start if rate.draft.at else rate.quantity.start)


def _within(view: View, narrow: NamedPercent, wide: NamedPercent) -> Iterator[Draft]:
    part, whole = narrow.quantity, wide.quantity
    if part.qualifier or whole.qualifier or part.value > whole.value:
        return
    places = [view.quote(one.start, one.quantity.end) for one in (narrow, wide)]
    yield check(
        "subset",
        "consistent",
        places[0],
        places,
        of="rates",
        stated=float(whole.value),
        computed=float(part.value),
    )
