"""The data check: every rate with the counts behind it, and the numbers that do not agree."""

from collections import Counter
from collections.abc import Mapping

from engine.model import Fact, Scorecard
from fazhi.publish import messages as common
from fazhi.publish import plain, words
from fazhi.publish.fact_line import check_figures, check_relation
from fazhi.publish.letter import messages
from fazhi.publish.letter.model import Check, Passage, Rate
from fazhi.publish.letter.passages import passage
from fazhi.publish.rates import Rate as Read
from fazhi.publish.rates import rates as read_rates

_DIFFERENT = ("inconsistent", "rounding")
_RECOMPUTED = ("consistent", "rounding", "inconsistent", "cannot_tell")


def rates(card: Scorecard) -> tuple[Rate, ...]:
    """The rates in the order of the report: stated, only claimed, or following from counts."""
    return tuple(map(_rate, read_rates(card)))


def checks(card: Scorecard) -> tuple[Check, ...]:
    """The checks beside those of rates that found a difference."""
    return tuple(_check(fact) for fact in _others(card) if fact.attributes["verdict"] in _DIFFERENT)


def rest(card: Scorecard) -> tuple[str, ...]:
    """What became of the other checks, in a sentence each."""
    verdicts = Counter(fact.attributes["verdict"] for fact in _others(card))
    said = (("consistent", messages.AGREED), ("cannot_tell", messages.UNDECIDED))
    return tuple(message.format(count=verdicts[verdict]) for verdict, message in said if verdicts[verdict])


def outcome(card: Scorecard) -> tuple[int, Mapping[str, int]]:
    """How many rates are stated as a number; and of those that were recomputed how many came out how."""
    verdicts = Counter(rate.verdict for rate in read_rates(card) if rate.told is not None)
    told = {common.RATE_VERDICTS[one]: verdicts[one] for one in _RECOMPUTED if verdicts[one]}
    return verdicts.total(), told


def differences(card: Scorecard) -> int:
    """How many checks found a difference."""
    return sum(fact.kind == "check" and fact.attributes["verdict"] == "inconsistent" for fact in card.facts)


def _others(card: Scorecard) -> list[Fact]:
    """The checks that hold no rate against its counts: those stand in the table of rates."""
    known = {fact.id for fact in card.facts if fact.kind == "rate"}
    found = [fact for fact in card.facts if fact.kind == "check"]
    return [fact for fact in found if fact.attributes["type"] != "ratio" or not known & set(fact.parts)]


def _rate(rate: Read) -> Rate:
    return Rate(
        title=rate.title,
        stated=_stated(rate),
        numerator=_number(rate.numerator),
        denominator=_number(rate.denominator),
        computed=_number(rate.computed, "%"),
        verdict=common.RATE_VERDICTS[rate.verdict],
        passage=passage(rate.fact.at) if rate.fact.at else Passage("", ""),
    )


def _stated(rate: Read) -> str:
    if rate.told is None:
        return messages.NOT_STATED if rate.verdict == "derived" else messages.NO_NUMBER
    qualifier = words.VALUES["rate"]["qualifier"].get(rate.fact.attributes.get("qualifier"), "")
    return qualifier + _number(rate.told, "%")


def _number(value: float | None, unit: str = "") -> str:
    return messages.NO_VALUE if value is None else plain.number(value) + unit


def _check(fact: Fact) -> Check:
    places = fact.evidence or ((fact.at,) if fact.at else ())
    return Check(
        relation=check_relation(fact),
        figures=check_figures(fact) or messages.NO_VALUE,
        verdict=words.VALUES["check"]["verdict"][fact.attributes["verdict"]],
        passages=tuple(map(passage, places)),
    )
