"""The same number told twice: equal, or different in the very same words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from engine.facts.arithmetic.parts import check_of, exact
from engine.facts.counts.counts import Count
from engine.facts.counts.scopes import scopes_before
from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity
from engine.facts.patterns import YEAR
from engine.facts.rates.rates import StatedRate
from engine.facts.view import Sentence, View

LONG_ENOUGH = 8  # code points that a clause must have for two numbers in the same words to be the same thing


class Telling(NamedTuple):
    """A number that may be told again: what it is, where and how."""

    name: str
    quantity: Quantity
    sentence: Sentence
    draft: Draft


def repeats(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> Iterator[Draft]:
    """Each number that is told again under its own name, or under another one that may mean the same."""
    told = [Telling(c.indicator.id, c.quantity, c.sentence, c.draft) for c in counts]
    told += [Telling(_sense(r), r.quantity, r.sentence, r.draft) for r in rates]
    by_name: dict[str, dict[str, list[Telling]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        by_name[one.name][one.quantity.unit].append(one)
    for units in by_name.values():
        for same in units.values():
            yield from _repeated(view, same)
    for names in view.lexicon.relations.retold:
        yield from _retold(by_name.get(names.one, {}), by_name.get(names.other, {}))


def _sense(rate: StatedRate) -> str:
    """The rate with its caliber: a 综合 and a 直接 纠错率 are two numbers."""
    caliber = rate.draft.attributes.get("caliber")
    return f"{rate.rate.id} {caliber}" if caliber else rate.rate.id


def _repeated(view: View, same: Sequence[Telling]) -> Iterator[Draft]:
    for first, second in pairwise(same):
        if first.sentence is second.sentence or first.quantity.qualifier or second.quantity.qualifier:
            continue
        equal = first.quantity.value == second.quantity.value
        if equal or _same_words(view, first, second):
            yield _check(first, second, "consistent" if equal else "inconsistent")


def _retold(one: Mapping[str, Sequence[Telling]], other: Mapping[str, Sequence[Telling]]) -> Iterator[Draft]:
    """Equal numbers of two names in different parts; different ones may be different things."""
    for unit in one.keys() & other.keys():
        for first, second in ((a, b) for a in one[unit] for b in other[unit]):
            apart = first.sentence.section != second.sentence.section
            if apart and _alike(first.quantity, second.quantity):
                yield _check(first, second, "consistent")
                return


def _alike(first: Quantity, second: Quantity) -> bool:
    return exact(first) and exact(second) and first.value == second.value


def _check(first: Telling, second: Telling, verdict: str) -> Draft:
    return check_of(
        "sum",
        verdict,
        (first.draft, second.draft),
        of="repeat",
        stated=float(first.quantity.value),
        computed=float(second.quantity.value),
    )


def _same_words(view: View, first: Telling, second: Telling) -> bool:
    """Whether both are told in the same words, which say whose number it is or that it is the year's."""
    if not (_is_level(first.quantity) and _is_level(second.quantity)):
        return False
    wording, whole_year = _wording(view, first)
    if any(other_years(view, one.sentence, one.quantity.start) for one in (first, second)):
        return False
    scopes = [scopes_before(view, one.sentence, one.quantity.start) for one in (first, second)]
    alone = wording == _wording(view, second)[0] and len(wording) >= LONG_ENOUGH and scopes[0] == scopes[1]
    return alone and (bool(scopes[0]) or whole_year)


def _wording(view: View, told: Telling) -> tuple[str, bool]:
    """The clause of a number without it and without words of its year; whether these open its sentence."""
    low, high = view.clause(told.quantity.start, told.quantity.end, told.sentence)
    whole = view.text[low : told.quantity.start] + view.text[told.quantity.end : high]
    year = view.report.identity.year
    wording = re.sub(rf"{year}\D", "", whole) if year else whole
    for filler in view.lexicon.indicators.fillers:
        wording = wording.replace(filler, "")
    return wording.strip("。 "), wording != whole and low == told.sentence.start


def other_years(view: View, sentence: Sentence, place: int) -> bool:
    """Whether the sentence up to ``place`` names another year than the reported one."""
    ours = str(view.report.identity.year)
    hits = YEAR.finditer(view.text, sentence.start, place)
    return any(hit[0] != ours and not view.counted(hit.start(), hit.end()) for hit in hits)  # 1932件 is none


def _is_level(quantity: Quantity) -> bool:
    return quantity.percent or exact(quantity)
