"""Verdicts to findings: what applies to this report, and what a reader needs beside each verdict."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from engine.inference import messages
from engine.inference.chaining import conclude
from engine.inference.compilation import Engine
from engine.inference.judging import Case, judge
from engine.inference.reference import FactIndex, satisfying
from engine.inference.terms import Terms, TermSheet
from engine.inference.verdicts import GAP, Verdict
from engine.model import Fact, Finding, Quote, Report, Status
from engine.rulebook import Profile, Rule
from engine.rulebook.chain import KIND
from engine.rulebook.rules import All, Any, Atom, Expression, Not

MAX_QUOTES = 8  # places shown beside one finding
APPLIES = "applies"  # the step of a rule that is not for this report
DISABLED = "disabled"  # the step of one that an overlay has taken out
# Fields of the identity whose evidence stands for an attribute of another name.
_FIELDS = {
    "written": "written_on",
    "published": "published_on",
    "named": "unit",
    "title_unit": "title",
    "title_year": "title",
    "title_subject": "title",
    "title_ending": "title",
}
_FIELD = re.compile(r"\{([a-z_]+)\}")


_NOTHING = All(())


class _Judged(NamedTuple):
    """What was decided on one rule and on what grounds."""

    status: Status
    step: str
    message: str
    credit: float = 0.0
    facts: tuple[Fact, ...] = ()
    near: tuple[Fact, ...] = ()
    asked: Expression = _NOTHING  # what was asked, of the report among others


class Inferred(NamedTuple):
    """Findings, and the conclusions that some of them rest on."""

    findings: tuple[Finding, ...]
    conclusions: tuple[Fact, ...]


def infer(
    engine: Engine, sheet: TermSheet, report: Report, facts: Sequence[Fact], profile: Profile
) -> Inferred:
    """What follows from the facts, and one finding for each rule, in the order of the rulebook.

    Raises what ``judge`` raises.
    """
    case = Case(engine, facts)
    conclusions = conclude(case)
    terms = sheet.of(report.identity, profile)
    chosen = [one.rule.id for one in terms if one.applies]
    verdicts = {verdict.rule: verdict for verdict in judge(case, chosen)}
    findings = (_finding(one, _on_terms(one, verdicts.get(one.rule.id), case), report) for one in terms)
    return Inferred(tuple(findings), conclusions)


def _on_terms(terms: Terms, verdict: Verdict | None, case: Case) -> _Judged:
    """``verdict`` is None where the rule does not apply."""
    if verdict is None:
        return _outside(unknown=terms.applies is None)
    if terms.disabled:
        return _Judged("not_applicable", DISABLED, messages.DISABLED.format(reason=terms.disabled))
    return _judged(terms.rule, verdict, case)


def _outside(*, unknown: bool) -> _Judged:
    if unknown:
        return _Judged("needs_review", APPLIES, messages.SCOPE_UNKNOWN)
    return _Judged("not_applicable", APPLIES, messages.OUT_OF_SCOPE)


def _judged(rule: Rule, verdict: Verdict, case: Case) -> _Judged:
    if verdict.step == GAP:
        shown = _matching(rule.because, case.index)
        near = [] if shown else _matching(rule.near, case.index)
        message = _filled(rule.message, shown, case.facts)
        asked = All((*rule.because, *rule.near))
        return _Judged("gap", GAP, message, 0.0, tuple(shown), tuple(near), asked)
    step = next(step for step in rule.steps if step.id == verdict.step)
    wanting = [] if step.status in ("met", "not_applicable") else _matching(rule.because, case.index)
    facts = tuple(wanting or [case.facts[name] for name in verdict.facts])
    message = _filled(step.message, facts, case.facts)
    return _Judged(step.status, step.id, message, step.credit, facts, asked=step.when)


def _finding(terms: Terms, judged: _Judged, report: Report) -> Finding:
    rule = terms.rule
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


def _matching(atoms: Iterable[Atom], facts: FactIndex) -> list[Fact]:
    """The facts that satisfy one of the atoms: in order of the atoms, those of one atom in order of place."""
    return list({fact.id: fact for atom in atoms for fact in _by_place(satisfying(atom, facts))}.values())


def _by_place(facts: Iterable[Fact]) -> list[Fact]:
    """Those without a place first."""
    return sorted(facts, key=lambda fact: (fact.at.start, fact.at.end) if fact.at else (-1, -1))


def _quotes(facts: Sequence[Fact], asked: Expression, report: Report) -> tuple[Quote, ...]:
    """The places of the facts, each once, at most ``MAX_QUOTES``; of the report's identity what was asked."""
    if not facts:
        return ()
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


def _filled(message: str, facts: Iterable[Fact], known: Mapping[str, Fact]) -> str:
    """``message`` with ``{attribute}`` replaced from the first fact that has the attribute."""
    if "{" not in message:
        return message
    told = _with_parts(facts, known)

    def value(match: re.Match[str]) -> str:
        for fact in told:
            found = fact.attributes.get(match[1])
            if found is not None:
                return f"{found:g}" if isinstance(found, float) else str(found)
        return match[0]

    return _FIELD.sub(value, message)
