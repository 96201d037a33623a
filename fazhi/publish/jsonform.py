"""The JSON forms ``fazhi/scorecard/1`` and ``fazhi/facts/1``.

Scripts build on them: fields are added freely, renamed or dropped only under a new schema number.
"""

from dataclasses import asdict, fields
from typing import Any

from engine.model import (
    Basis,
    DimensionScore,
    Fact,
    Finding,
    Identity,
    Points,
    Quote,
    Report,
    Scorecard,
    Section,
    Source,
)
from fazhi.publish.jsontext import text
from fazhi.publish.style import Style
from scorers.ledger import displayed

Form = dict[str, Any]
_DIMENSION = tuple(field.name for field in fields(DimensionScore))


def scorecard(card: Scorecard, _style: Style, /) -> str:
    """The scorecard as JSON text."""
    points = card.points
    return document(
        {
            "schema": "fazhi/scorecard/1",
            "source": source_form(card.source),
            "previous": source_form(card.previous) if card.previous else None,
            **result_form(card),
            "caps": [asdict(cap) for cap in card.caps],
            "dimensions": [dimension_form(d) for d in card.dimensions],
            "findings": [_finding(f, points.get(f.rule)) for f in card.findings],
            "conclusions": [_fact(fact) for fact in card.conclusions],
        }
    )


def facts(report: Report, found: tuple[Fact, ...]) -> str:
    """What was read, as JSON text."""
    return document(
        {
            "schema": "fazhi/facts/1",
            "source": source_form(report.source),
            "report": identity_form(report.identity),
            "sections": {key: _section(section) for key, section in report.sections.items()},
            "facts": [_fact(fact) for fact in found],
        }
    )


def document(form: Form) -> str:
    """The text of a document, with a newline at its end."""
    return text(form) + "\n"


def result_form(card: Scorecard) -> Form:
    """Who reported, by what it was judged, and what came of it."""
    return {
        "report": identity_form(card.identity),
        "engine": {"version": card.engine_version},
        "rulebook": {"version": card.rulebook_version, "digest": card.rulebook_digest},
        "profile": card.profile,
        "scheme": card.scheme,
        "score": card.score,
        "grade": card.grade,
    }


def source_form(source: Source) -> Form:
    """Which file was read."""
    return {
        "name": source.name,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "chars": len(source.text),
    }


def identity_form(identity: Identity) -> Form:
    """What a report says of itself."""
    form = {field.name: getattr(identity, field.name) for field in fields(identity)}
    return form | {"evidence": {key: span._asdict() for key, span in sorted(identity.evidence.items())}}


def _section(section: Section) -> Form:
    if section.status == "missing":
        return {"status": section.status}
    return {
        "status": section.status,
        "heading": section.heading,
        "level": section.level,
        "start": section.start,
        "end": section.end,
    }


def _fact(fact: Fact) -> Form:
    """Flat: the attributes stand beside id and kind; the place of the fact wins over its attributes."""
    form: Form = {"id": fact.id, "kind": fact.kind}
    if fact.name is not None:
        form["name"] = fact.name
    form |= fact.attributes
    if fact.at is not None:
        form |= _quote(fact.at)
    if fact.evidence:
        form["evidence"] = [_quote(quote) for quote in fact.evidence]
    if fact.parts:
        form["parts"] = list(fact.parts)
    return form


def _quote(quote: Quote) -> Form:
    return {"start": quote.start, "end": quote.end, "quote": quote.quote, "section": quote.section}


def _basis(basis: Basis) -> Form:
    return {"instrument": basis.instrument, "title": basis.title, "article": basis.article}


def dimension_form(dimension: DimensionScore) -> Form:
    """The score of a dimension."""
    return {name: getattr(dimension, name) for name in _DIMENSION}


def _finding(finding: Finding, points: Points | None) -> Form:
    form: Form = {
        "rule": finding.rule,
        "requirement": finding.requirement,
        "title": finding.title,
        "status": finding.status,
        "severity": finding.severity,
        "credit": finding.credit,
        "weight": finding.weight,
        "dimension": finding.dimension,
        "points": _points(points),
        "basis": [_basis(one) for one in finding.basis],
        "message": finding.message,
        "advice": finding.advice,
        "step": finding.step,
        "evidence": [_quote(quote) for quote in finding.evidence]
        + [_quote(quote) | {"near_miss": True} for quote in finding.near_misses],
        "searched": list(finding.searched),
        "facts": list(finding.facts),
    }
    if finding.waiver:
        form["waiver"] = asdict(finding.waiver)
    return form


def _points(points: Points | None) -> Form | None:
    """In points of the whole score, to four decimals; None for what is not scored."""
    if points is None:
        return None
    return {"max": displayed(points.most), "got": displayed(points.got)}
