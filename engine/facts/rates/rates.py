"""Rates that are stated with a percentage."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.facts.counts.counts import Count
from engine.facts.counts.scopes import (
    is_of_others,
    is_target,
    is_whole,
    opens_last_year,
    quotes_area,
    scope_at,
)
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity
from engine.facts.phrases import Hit
from engine.facts.rates.bases import Bases, Percentage, based, gives_rate, pair_of, placed
from engine.facts.rates.calibers import caliber_at
from engine.facts.rates.naming import Name, RateNames
from engine.facts.rates.percentages import recomputes
from engine.facts.text import has_any
from engine.facts.told.others import tells_wider
from engine.facts.view import Sentence, View
from engine.model import PLAN
from engine.rulebook.lexicon_facts import Rate, RatesLexicon

TWO = 2  # rates that share a name
BOUNDS = ("at_least", "at_most")  # qualifiers: 不低于, 不超过
ASKED = 10  # code points behind such a bound in which it is called a demand


class StatedRate(NamedTuple):
    """A rate with its percentage and the two counts of its paragraph that it is made of."""

    draft: Draft
    rate: Rate
    quantity: Quantity
    sentence: Sentence
    base: tuple[Count, Count] | None


class RateReader:
    """Reads the rates of a report; made once from the lexicon."""

    def __init__(self, lexicon: RatesLexicon) -> None:
        self._rates = {rate.id: rate for rate in lexicon.rates}
        self._names = RateNames(self._rates)

    def stated(self, view: View, counts: Sequence[Count]) -> tuple[StatedRate, ...]:
        """Every percentage that the text calls by the name of a known rate."""
        found: list[StatedRate] = []
        bases = Bases(counts, placed(counts))
        for sentence, told in view.numbered:
            if sentence.section == PLAN:
                continue
            aspects = view.lexicon.indicators.aspects  # A率、B率两项指标分别为…
            quantities = [q for q in told if not (q.change or view.text.startswith(aspects, q.end))]
            percents = [q for q in quantities if q.percent and _is_reached(view, sentence, q)]
            told_here: list[StatedRate] = []
            for index, quantity in enumerate(percents):
                place = bisect_left(quantities, quantity.start, key=lambda q: q.start)
                floor = quantities[place - 1].end if place else sentence.start
                names = self._names.of(view, sentence, percents, index, floor) or self._names.of_counted(
                    view, sentence, quantity, bases.before(sentence, quantity)
                )
                names = [self._counted(view, sentence, quantity, name, bases) for name in names]
                if quotes_area(view, sentence, quantity.start):
                    names = [name for name in names if not self._is_quoted(view, name)]
                told_here += [self._state(view, sentence, quantity, name, bases) for name in names]
                if not names:
                    told_here += self._portion(view, sentence, quantity, bases)
            found += _widest(_of_this_year(view, told_here))
        return tuple(found)

    def _counted(self, view: View, sentence: Sentence, quantity: Quantity, name: Name, bases: Bases) -> Name:
        """Of the rates that share a name the one that counts of the sentence give, where that one does not.

        调解纠纷5623件,其中行政调解1032件,成功1006件,成功率97.5%: it is that of the part.
        """
        alike = [hit for hit in view.found("rate", name[0].start, name[0].end) if hit.end == name[0].end]
        own = [hit for hit in alike if hit.start == name[0].start]
        if len(own) < TWO or not quantity.decimals:
            return name
        counts = bases.before(sentence, quantity)
        given = [hit for hit in own if gives_rate(quantity, self._rates[hit.name], counts)]
        if not given or any(hit.name == name[0].name for hit in given):
            return name
        return given[0], caliber_at(view, self._rates[given[0].name], given[0].start, quantity.start)

    def _is_quoted(self, view: View, name: Name) -> bool:
        """Whether the rate is of what a department quotes of its area."""
        rate, families = self._rates[name[0].name], view.lexicon.indicators.quoted.families
        return any(one.partition(".")[0] in families for one in (*rate.numerator, *rate.denominator))

    def _portion(
        self, view: View, sentence: Sentence, quantity: Quantity, bases: Bases
    ) -> Iterator[StatedRate]:
        """败诉9件,占审结数的14.7%: the rate whose numerator is the count before, where it recomputes.

        In a table the heading or a remark says of what: 主要负责人出庭 | 29件 | 40.3% | 占应出庭比例.
        """
        low = view.clause_start(quantity.start, sentence)
        words = view.lexicon.relations.rate_names.portion
        if cell := view.cells.get(quantity.start):
            told = "".join(view.text[span.start : span.end] for span in (*cell.heads, *cell.remarks))
            if not has_any(told, words):
                return
        else:
            told = view.text[low : quantity.start].strip()
            if not told.startswith(words):
                return
        own = bases.before(sentence, quantity)
        parts = [count for count in own if count.quantity.end <= (quantity.start if cell else low)][-1:]
        for rate in self._rates.values():
            if not parts or parts[0].indicator.id not in rate.numerator:
                continue
            if told in words and told not in rate.portions:
                continue
            wholes = [d for name in rate.denominator for d in own if d.indicator.id == name]
            base = pair_of(quantity, parts, wholes) if wholes else None
            fits = base and recomputes(quantity, base[0].quantity, base[1].quantity)
            if fits or has_any(told, rate.portions):
                hit = Hit(low, quantity.end, "rate", rate.id, "")
                yield self._state(view, sentence, quantity, (hit, None), bases)
                return

    def _state(
        self, view: View, sentence: Sentence, quantity: Quantity, name: Name, bases: Bases
    ) -> StatedRate:
        hit, caliber = name
        scope = scope_at(view, sentence, quantity.start)
        rate = self._rates[hit.name]
        told, base = based(view, Percentage(rate, caliber, sentence, quantity), bases)
        attributes = {
            "percent": float(quantity.value) if quantity.decimals else int(quantity.value),
            "basis": "stated",
            "qualifier": quantity.qualifier,
            "numerator": told.numerator,
            "denominator": told.denominator,
            "title": rate.title,
            "scope": scope,
            "whole": is_whole(view, scope),
            "caliber": caliber,
        }
        start = min(hit.start, quantity.start)
        at = view.quote(max(start, sentence.start), max(hit.end, quantity.end))
        evidence = (at, *told.places) if told.places else ()
        draft = Draft("rate", rate.id, at, attributes, evidence, told.parts)
        return StatedRate(draft, rate, quantity, sentence, base)


def _is_reached(view: View, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the percentage is the organ's own of the year, and none that is asked for."""
    place = quantity.start
    if is_target(view, sentence, place) or is_of_others(view, sentence, place):
        return False
    low = view.clause_start(place, sentence)
    return not (tells_wider(view, sentence, low, place) or _is_required(view, sentence, quantity))


def _is_required(view: View, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the percentage is a bound that is asked for: 按照“出庭应诉率不低于90%”的要求."""
    if quantity.qualifier not in BOUNDS:
        return False
    _, high = view.clause(quantity.start, quantity.end, sentence)
    return has_any(view.text[quantity.end : min(high, quantity.end + ASKED)], view.lexicon.rates.required)


def _of_this_year(view: View, rates: Sequence[StatedRate]) -> list[StatedRate]:
    """Without last year's where the sentence tells this year's, too: 去年败诉率9.9%,今年为7.2%."""
    past = [rate for rate in rates if opens_last_year(view, rate.sentence, rate.quantity.start)]
    now = {rate.rate.id for rate in rates if rate not in past}
    return [rate for rate in rates if rate not in past or rate.rate.id not in now]


def _widest(rates: Sequence[StatedRate]) -> Iterator[StatedRate]:
    """Without those in a narrower sense beside one of the same name: 网上可办率99.8%、全程网办率89.6%."""
    for rate in rates:
        narrow = rate.rate.narrower
        own = rate.draft.attributes["caliber"] in narrow
        if not own or all(
            other.rate is not rate.rate or other.draft.attributes["caliber"] is not None for other in rates
        ):
            yield rate
