"""The figures of a report that may be set beside those of another: one fact for each thing that is told."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from engine.model import NOT_WORK_DONE, Fact, Scalar

_KINDS = ("rate", "indicator")
_BASES = ("stated", "derived", "vague")  # the firmest first


class Figure(NamedTuple):
    """What is told. Two figures that differ in anything are never set beside one another."""

    kind: str  # rate, indicator
    name: str
    caliber: Scalar = None  # 口径
    instance: Scalar = None  # 审级
    scope: Scalar = None  # whose figure it is, where it is not of all that the report is about
    unit: Scalar = None  # of an indicator


def figures(facts: Iterable[Fact]) -> Mapping[Figure, Fact]:
    """The firmest fact of each figure, rates first, otherwise in the order of the report.

    Changes against last year, last year's numbers and what is planned are none.
    """
    found: dict[Figure, Fact] = {}
    told = [fact for fact in facts if fact.kind in _KINDS and fact.name and _of_the_year(fact)]
    for fact in sorted(told, key=lambda fact: (_KINDS.index(fact.kind), _firmness(fact))):
        found.setdefault(_figure(fact), fact)
    order = {fact.id: place for place, fact in enumerate(told)}
    return dict(sorted(found.items(), key=lambda item: (_KINDS.index(item[0].kind), order[item[1].id])))


def amount(fact: Fact) -> float | None:
    """The number of a rate, in per cent, or of an indicator; None where only words tell it."""
    given = fact.attributes.get("percent" if fact.kind == "rate" else "value")
    return given if isinstance(given, int | float) and not isinstance(given, bool) else None


def _of_the_year(fact: Fact) -> bool:
    return not fact.attributes.get("change") and fact.attributes.get("section") not in NOT_WORK_DONE


def _firmness(fact: Fact) -> int:
    basis = fact.attributes.get("basis")
    return _BASES.index(basis) if isinstance(basis, str) and basis in _BASES else 0


def _figure(fact: Fact) -> Figure:
    told = fact.attributes
    return Figure(
        fact.kind,
        fact.name or "",
        told.get("caliber"),
        told.get("instance"),
        told.get("scope") if told.get("whole") is False else None,
        told.get("unit") if fact.kind == "indicator" else None,
    )
