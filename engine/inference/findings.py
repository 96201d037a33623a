"""Verdicts to findings: what applies to this report, and what a reader needs beside each verdict."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from engine.inference import messages
from engine.inference.chaining import conclude
from engine.inference.compilation import Engine
from engine.inference.judging import judge
from engine.inference.reference import ByKind, by_kind, satisfying
from engine.inference.verdicts import GAP, Verdict
from engine.model import Basis, Fact, Finding, Identity, Quote, Report, Severity, Status
from engine.rulebook import Profile, Rule, Rulebook
from engine.rulebook.chain import KIND
from engine.rulebook.lexicon_facts import Instrument
from engine.rulebook.rules import All, Any, Atom, Expression, Not, Scope

MAX_QUOTES = 8  # places shown beside one finding
APPLIES = "applies"  # the step of a rule that is not for this report
DISABLED = "disabled"  # the step of one that an overlay has taken out
# Fields of the identity whose evidence stands for an attribute of another name.
_FIELDS = {"written": "written_on", "published": "published_on", "named": "unit"}
_Value = TypeVar("_Value")
_FIELD = re.compile(r"\{([a-z_]+)\}")


_NOTHING = All(())


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was decided on one rule and on what grounds."""

    status: Status
    step: str
    message: str
    credit: float = 0.0
    facts: tuple[Fact, ...] = ()
    near: tuple[Fact, ...] = ()
    asked: Expression = _NOTHING  # what was asked, of the report among others


class _Terms(NamedTuple):
    """What a rule comes to for one report."""

    severity: Severity
    weight: float
    basis: tuple[Basis, ...]


class Inferred(NamedTuple):
    """Findings, and the conclusions that some of them rest on."""

    findings: tuple[Finding, ...]
    conclusions: tuple[Fact, ...]


def infer(
    engine: Engine, rulebook: Rulebook, report: Report, facts: Sequence[Fact], profile: Profile
) -> Inferred:
    """What follows from the facts, and one finding for each rule, in the order of the rulebook.

    Raises what ``judge`` raises.
    """
    conclusions = conclude(engine, facts)
    facts = (*facts, *conclusions)
    identity = report.identity
    level = _level(identity, profile)
    scopes = {rule.id: fits(rule.applies, identity, level) for rule in rulebook.rules}
    chosen = [rule.id for rule in rulebook.rules if scopes[rule.id]]
    verdicts = {verdict.rule: verdict for verdict in judge(engine, facts, chosen)}
    known = {fact.id: fact for fact in _by_place(facts)}
    kinds = by_kind(tuple(known.values()))
    instruments = {one.id: one for one in rulebook.lexicon.instruments.instruments}
    findings = []
    for rule in rulebook.rules:
        holding = [one for one in rule.adjust if fits(one.scope, identity, level)]
        severity = _first([one.severity for one in holding], rule.severity)
        own = rulebook.weights[severity] if rule.weight is None else rule.weight
        weight = _first([one.weight for one in holding], own)
        disabled = _first([one.disabled for one in holding], "")
        if not scopes[rule.id]:
            judged = _outside(unknown=scopes[rule.id] is None)
        elif disabled:
            judged = _Judged("not_applicable", DISABLED, messages.DISABLED.format(reason=disabled))
        else:
            judged = _judged(rule, verdicts[rule.id], known, kinds)
        terms = _Terms(severity, weight, _basis(rule, instruments, identity.year))
        findings.append(_finding(rule, terms, judged, report))
    return Inferred(tuple(findings), conclusions)


def fits(scope: Scope, identity: Identity, level: str | None) -> bool | None:
    """Whether the scope covers the report; None when the report does not say enough to know.

    Rules of a province are for reports that are known to come from it: elsewhere nobody would ask for them.
    """
    answers = [
        _within(identity.year, scope.years.first, scope.years.last),
        _among(level, scope.levels),
        not scope.provinces or identity.province in scope.provinces,
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


def _level(identity: Identity, profile: Profile) -> str | None:
    """The report's level, unless a profile for one other level was asked for."""
    if not profile.levels or identity.level in profile.levels:
        return identity.level
    return profile.levels[0]


def _first(said: Sequence[_Value | None], otherwise: _Value) -> _Value:
    """The first value that is said."""
    return next((value for value in said if value is not None), otherwise)


def _outside(*, unknown: bool) -> _Judged:
    if unknown:
        return _Judged("needs_review", APPLIES, messages.SCOPE_UNKNOWN)
    return _Judged("not_applicable", APPLIES, messages.OUT_OF_SCOPE)


def _judged(rule: Rule, verdict: Verdict, known: Mapping[str, Fact], kinds: ByKind) -> _Judged:
    if verdict.step == GAP:
        shown = _matching(rule.because, kinds)
        near = [] if shown else _matching(rule.near, kinds)
        asked = All((*rule.because, *rule.near))
        return _Judged(
            "gap",
            GAP,
            _filled(rule.message, _with_parts(shown, known)),
            0.0,
            tuple(shown),
            tuple(near),
            asked,
        )
    step = next(step for step in rule.steps if step.id == verdict.step)
    wanting = () if step.status in ("met", "not_applicable") else _matching(rule.because, kinds)
    facts = tuple(wanting) or tuple(known[name] for name in verdict.facts)
    return _Judged(
        step.status,
        step.id,
        _filled(step.message, _with_parts(facts, known)),
        step.credit,
        facts,
        asked=step.when,
    )


def _basis(rule: Rule, instruments: Mapping[str, Instrument], year: int | None) -> tuple[Basis, ...]:
    """The instruments of the rule that were there to follow in the reporting year."""

    def governs(instrument: Instrument) -> bool:
        return _within(year, instrument.since, instrument.until) is not False

    return tuple(one for one in rule.basis if governs(instruments[one.instrument]))


def _by_place(facts: Iterable[Fact]) -> list[Fact]:
    """The facts in order of place, those without a place first."""
    return sorted(facts, key=lambda fact: (fact.at.start, fact.at.end) if fact.at else (-1, -1))


def _finding(rule: Rule, terms: _Terms, judged: _Judged, report: Report) -> Finding:
    missing = judged.status in ("gap", "partial", "needs_review")
    return Finding(
        rule=rule.id,
        requirement=rule.requirement,
        title=rule.title,
        dimension=rule.dimension,
        status=judged.status,
        severity=terms.severity,
        weight=terms.weight,
        credit=judged.credit,
        basis=terms.basis,
        message=judged.message,
        advice=rule.advice if missing else "",
        step=judged.step,
        evidence=_quotes(judged.facts, judged.asked, report),
        near_misses=_quotes(judged.near, judged.asked, report),
        searched=rule.searched if missing else (),
        facts=tuple(fact.id for fact in judged.facts),
    )


def _matching(atoms: Iterable[Atom], facts: ByKind) -> list[Fact]:
    """The facts that satisfy one of the atoms: in order of the atoms, those of one atom as given."""
    return list({fact.id: fact for atom in atoms for fact in satisfying(atom, facts)}.values())


def _quotes(facts: Iterable[Fact], asked: Expression, report: Report) -> tuple[Quote, ...]:
    """The places of the facts, each once, at most ``MAX_QUOTES``; of the report's identity what was asked."""
    places: list[Quote] = []
    for fact in facts:
        if fact.kind == "report":
            spans = (report.identity.evidence.get(_FIELDS.get(name, name)) for name in sorted(_asked(asked)))
            places += [report.quote(span.start, span.end) for span in spans if span]
        else:
            places += fact.evidence or ((fact.at,) if fact.at else ())
    return tuple(dict.fromkeys(places))[:MAX_QUOTES]


def _asked(expression: Expression) -> frozenset[str]:
    """The attributes of the report that the expression tests."""
    match expression:
        case Atom(kind="report", tests=tests):
            return frozenset(test.attribute for test in tests)
        case All(parts) | Any(parts):
            return frozenset().union(*map(_asked, parts))
        case Not(part):
            return _asked(part)
    return frozenset()


def _with_parts(facts: Iterable[Fact], known: Mapping[str, Fact]) -> list[Fact]:
    """The facts, each followed by those that it was concluded from."""
    return [one for fact in facts for one in (fact, *(known[part] for part in _parts(fact)))]


def _parts(fact: Fact) -> tuple[str, ...]:
    return fact.parts if fact.kind == KIND else ()


def _filled(message: str, facts: Sequence[Fact]) -> str:
    """``message`` with ``{attribute}`` replaced from the first fact that has the attribute."""

    def value(match: re.Match[str]) -> str:
        for fact in facts:
            found = fact.attributes.get(match[1])
            if found is not None:
                return f"{found:g}" if isinstance(found, float) else str(found)
        return match[0]

    return _FIELD.sub(value, message)
