"""What each rule comes to for a report: whether it applies, how much it weighs, and on what basis."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from engine.model import Basis, Identity, Severity
from engine.rulebook import Profile, Rule, Rulebook
from engine.rulebook.lexicon_facts import Instrument
from engine.rulebook.rules import Scope

_MOST = 500  # kinds of reports: years by levels by provinces
_Value = TypeVar("_Value")


class Terms(NamedTuple):
    """A rule as it is for one report."""

    rule: Rule
    applies: bool | None  # None: the report does not say enough to know
    disabled: str  # why the rule is not asked for, empty where it is
    severity: Severity
    weight: float
    basis: tuple[Basis, ...]  # what was there to follow in the reporting year


class _Whose(NamedTuple):
    """What of a report the terms depend on."""

    year: int | None
    level: str | None
    province: str | None


class TermSheet:
    """The terms of all rules of a rulebook, worked out once for reports of one year, level and province."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._terms = lru_cache(_MOST)(self._worked_out)

    def of(self, identity: Identity, profile: Profile) -> Sequence[Terms]:
        """In the order of the rulebook. A profile for another level than the report's makes it that level."""
        own = not profile.levels or identity.level in profile.levels
        level = identity.level if own else profile.levels[0]
        return self._terms(_Whose(identity.year, level, identity.province))

    def _worked_out(self, whose: _Whose) -> tuple[Terms, ...]:
        return tuple(self._of_rule(rule, whose) for rule in self._rulebook.rules)

    def _of_rule(self, rule: Rule, whose: _Whose) -> Terms:
        holding = [one for one in rule.adjust if _fits(one.scope, whose)]
        severity = _first([one.severity for one in holding], rule.severity)
        own = self._rulebook.weights[severity] if rule.weight is None else rule.weight
        return Terms(
            rule=rule,
            applies=_fits(rule.applies, whose),
            disabled=_first([one.disabled for one in holding], ""),
            severity=severity,
            weight=_first([one.weight for one in holding], own),
            basis=tuple(one for one in rule.basis if self._governs(one, whose.year)),
        )

    def _governs(self, basis: Basis, year: int | None) -> bool:
        instrument = self._instruments[basis.instrument]
        return _within(year, instrument.since, instrument.until) is not False

    @cached_property
    def _instruments(self) -> Mapping[str, Instrument]:
        return {one.id: one for one in self._rulebook.lexicon.instruments.instruments}


def _fits(scope: Scope, whose: _Whose) -> bool | None:
    """Whether the scope covers the report; None when the report does not say enough to know.

    Rules of a province are for reports that are known to come from it: elsewhere nobody would ask for them.
    """
    answers = [
        _within(whose.year, scope.years.first, scope.years.last),
        _among(whose.level, scope.levels),
        not scope.provinces or whose.province in scope.provinces,
    ]
    if False in answers:
        return False
    return None if None in answers else True


def _within(year: int | None, first: int | None, last: int | None) -> bool | None:
    if first is None and last is None:
        return True
    if year is None:
        return None
    return (first is None or first <= year) and (last is None or year <= last)


def _among(value: str | None, wanted: Sequence[str]) -> bool | None:
    if not wanted:
        return True
    return None if value is None else value in wanted


def _first(said: Sequence[_Value | None], otherwise: _Value) -> _Value:
    """The first value that is said."""
    return next((value for value in said if value is not None), otherwise)
