"""A scorecard as rows of the store (docs/store.md): flat, and without what the rules say for all reports."""

from collections.abc import Iterator

from engine.model import Fact, Finding, Identity, Quote, Scorecard
from engine.outline.regions import read_region
from engine.rulebook import Rulebook
from fazhi.batch.values import Form
from fazhi.publish.jsonform import dimension_form
from scorers.ledger import displayed

# Steps on the way to named facts, many in every report: `fazhi facts` shows them, the store does not.
_LEFT_OUT = frozenset({"mention", "quantity", "period", "section"})
_OWN_COLUMNS = frozenset(
    {"value", "unit", "percent", "numerator", "denominator", "verdict", "title", "section"}
)


def record_of(card: Scorecard, rulebook: Rulebook) -> Form:
    """What the store keeps of ``card``."""
    return {
        "report": _report(card, rulebook),
        "sections": [_section(fact) for fact in card.facts if fact.kind == "section"],
        "dimensions": [dimension_form(dimension) for dimension in card.dimensions],
        "findings": list(_findings(card)),
        "facts": [_fact(fact) for fact in card.facts if fact.kind not in _LEFT_OUT],
    }


def _report(card: Scorecard, rulebook: Rulebook) -> Form:
    said = card.identity
    return {
        "is_report": said.is_report,
        "kind": said.document_kind,
        "title": said.title,
        "unit": said.unit,
        "region": said.region,
        "province": said.province,
        "city": _city(said, rulebook),
        "level": said.level,
        "year": said.year,
        "written_on": said.written_on,
        "published_on": said.published_on,
        "publisher": said.publisher,
        "media_type": card.source.media_type,
        "chars": len(card.source.text),
        "profile": card.profile,
        "scheme": card.scheme,
        "score": card.score,
        "grade": card.grade,
    }


def _city(said: Identity, rulebook: Rulebook) -> str | None:
    """The prefecture-level part of the region, as printed."""
    region = read_region(said.region, rulebook.lexicon.outline) if said.region else None
    if region is None:
        return None
    if said.level == "city":  # a city that no register knows reads like one of county level
        return region.parts[-1][1]
    return next((name for level, name in region.parts if level == "city"), None)


def _section(fact: Fact) -> Form:
    return {
        "section": fact.name,
        "status": fact.attributes.get("status"),
        "heading": fact.at.quote if fact.at else None,
        "characters": fact.attributes.get("characters"),
    }


def _findings(card: Scorecard) -> Iterator[Form]:
    for finding in card.findings:
        points = card.points.get(finding.rule)
        yield {
            "rule": finding.rule,
            "status": finding.status,
            "severity": finding.severity,
            "weight": finding.weight,
            "credit": finding.credit,
            "points_max": displayed(points.most) if points else None,
            "points_got": displayed(points.got) if points else None,
            "step": finding.step,
            "message": finding.message,
            "evidence": _evidence(finding),
        }


def _evidence(finding: Finding) -> list[Form]:
    return [_quote(quote) for quote in finding.evidence] + [
        _quote(quote) | {"near_miss": True} for quote in finding.near_misses
    ]


def _fact(fact: Fact) -> Form:
    """Without what is None: a missing field reads as NULL."""
    told: Form = {"fact": fact.id, "kind": fact.kind, "name": fact.name}
    others: Form = {}
    for name, value in fact.attributes.items():
        if value is not None:
            (told if name in _OWN_COLUMNS else others)[name] = value
    if fact.at:
        told |= _quote(fact.at)
    if others:
        told["attributes"] = others
    return told


def _quote(quote: Quote) -> Form:
    return {"section": quote.section, "start": quote.start, "end": quote.end, "quote": quote.quote}
