"""The rates of a report beside what its own numbers give: what every document shows as the data check."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from engine.model import Fact, Scorecard
from fazhi.cells import visible
from fazhi.publish import messages, words


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate of a report. Numbers are None where the report does not tell them."""

    fact: Fact
    title: str
    told: float | None  # per cent, as the report says; None where it is only derived or vague
    basis: str  # 写明, 推算, 笼统
    numerator: float | None
    denominator: float | None
    computed: float | None  # per cent, of numerator and denominator, to three decimals
    verdict: str  # key of messages.RATE_VERDICTS


def rates(card: Scorecard) -> list[Rate]:
    """Every rate that was read, in the order of the report."""
    checks = _checks(card.facts)
    return [_rate(fact, card, checks.get(fact.id)) for fact in card.facts if fact.kind == "rate"]


def title_of(fact: Fact, card: Scorecard) -> str:
    """What a person calls a fact; what tells it from others of its name (全市, 一审) stands behind."""
    name = card.titles.get(fact.kind, {}).get(fact.name or "", fact.name or "")
    told = [fact.attributes.get(key) for key in ("caliber", "instance")]
    told += [fact.attributes.get("scope")] if fact.attributes.get("whole") is False else []
    kinds = messages.ENUMERATION.join(str(part) for part in told if part)
    return visible(messages.TOLD.format(title=name, told=kinds) if kinds else name)


def number_of(fact: Fact, attribute: str) -> float | None:
    """The number of that attribute, None where the report does not tell it."""
    given = fact.attributes.get(attribute)
    return given if isinstance(given, int | float) and not isinstance(given, bool) else None


def _checks(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Id of a rate → the check that holds it against its numbers."""
    checks = (f for f in facts if f.kind == "check" and f.attributes.get("type") == "ratio")
    return {part: check for check in checks for part in check.parts}


def _rate(fact: Fact, card: Scorecard, check: Fact | None) -> Rate:
    basis = str(fact.attributes.get("basis"))
    told = number_of(fact, "percent") if basis == "stated" else None
    numerator, denominator = number_of(fact, "numerator"), number_of(fact, "denominator")
    computed = _percent(numerator, denominator)
    if computed is None and check:
        computed = number_of(check, "computed")
    return Rate(
        fact=fact,
        title=title_of(fact, card),
        told=told,
        basis=words.VALUES["rate"]["basis"].get(basis, basis),
        numerator=numerator,
        denominator=denominator,
        computed=computed,
        verdict=str(check.attributes["verdict"]) if check else _unchecked(basis, told, computed),
    )


def _unchecked(basis: str, told: float | None, computed: float | None) -> str:
    """What can be said of a rate that no check of the engine is about."""
    if told is None or computed is None:
        return basis if basis in ("derived", "vague") else "no_base"
    return "consistent" if told == computed else "cannot_tell"


def _percent(numerator: float | None, denominator: float | None) -> float | None:
    if numerator is None or not denominator:
        return None
    share = Fraction(str(numerator)) / Fraction(str(denominator))
    return float(round(share * 100, 3))
