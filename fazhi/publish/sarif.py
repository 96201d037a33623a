"""What is missing as SARIF 2.1.0, for pipelines and editors that show such results beside the text.

A report that is no text file is shown by the text that ``fazhi text`` prints: lines and offsets are of that.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple
from urllib.parse import quote as url_quote

from engine.model import Finding, Quote, Scorecard, Severity, Source
from fazhi.cells import visible
from fazhi.paths import version
from fazhi.publish import messages, plain

Form = dict[str, Any]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SHOWN = ("gap", "partial", "needs_review", "waived")
_LEVELS: Mapping[str, Mapping[Severity, str]] = {
    "gap": {"must": "error", "should": "warning", "may": "note"},
    "partial": {"must": "warning", "should": "note", "may": "note"},
}


class _Text(NamedTuple):
    """The text of a report: which artifact it is and where its lines begin."""

    source: Source
    artifact: int  # its place among the artifacts
    starts: Sequence[int]

    @classmethod
    def of(cls, source: Source, artifact: int) -> "_Text":
        lengths = (len(line) + 1 for line in source.text.split("\n"))
        return cls(source, artifact, [0, *accumulate(lengths)])

    def location(self, quote: Quote | None, what: str = "") -> Form:
        """The place of a quote, or the whole report; ``what`` says what stands there."""
        place: Form = {"artifactLocation": {"uri": _uri(self.source), "index": self.artifact}}
        if quote:
            place["region"] = self._region(quote)
        form: Form = {"physicalLocation": place}
        return form | {"message": {"text": what}} if what else form

    def _region(self, quote: Quote) -> Form:
        first, last = (bisect_right(self.starts, offset) for offset in (quote.start, quote.end))
        return {
            "startLine": first,
            "startColumn": quote.start - self.starts[first - 1] + 1,
            "endLine": last,
            "endColumn": quote.end - self.starts[last - 1] + 1,
            "charOffset": quote.start,
            "charLength": quote.end - quote.start,
            "snippet": {"text": quote.quote},
        }


def scorecards(cards: Sequence[Scorecard], /) -> str:
    """One log with one run, each report an artifact of it."""
    rules = list({f.rule: f for card in cards for f in card.findings if f.status in _SHOWN}.values())
    places = {finding.rule: place for place, finding in enumerate(rules)}
    texts = [_Text.of(card.source, place) for place, card in enumerate(cards)]
    results = [
        _result(finding, text, places[finding.rule])
        for text, card in zip(texts, cards, strict=True)
        for finding in card.findings
        if finding.status in _SHOWN
    ]
    run = {
        "tool": {"driver": _driver(rules)},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(card) for card in cards],
        "results": results,
    }
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _driver(rules: Iterable[Finding]) -> Form:
    return {
        "name": "fazhi",
        "version": version(),
        "semanticVersion": version(),
        "rules": [_rule(f) for f in rules],
    }


def _rule(finding: Finding) -> Form:
    form: Form = {
        "id": finding.rule,
        "shortDescription": {"text": visible(finding.title)},
        "defaultConfiguration": {"level": _LEVELS["gap"][finding.severity]},
        "properties": {
            "requirement": finding.requirement,
            "dimension": finding.dimension,
            "severity": finding.severity,
            "basis": [plain.basis(item) for item in finding.basis],
        },
    }
    if finding.advice:
        form["help"] = {"text": visible(finding.advice)}
    return form


def _artifact(card: Scorecard) -> Form:
    source = card.source
    return {
        "location": {"uri": _uri(source)},
        "mimeType": source.media_type,
        "hashes": {"sha-256": source.sha256},
        "roles": ["analysisTarget"],
        "properties": {
            "unit": card.identity.unit,
            "year": card.identity.year,
            "score": card.score,
            "grade": card.grade,
            "rulebook": card.rulebook_digest,
        },
    }


def _result(finding: Finding, text: _Text, rule: int) -> Form:
    kind = "fail" if finding.status in _LEVELS else "review"
    form: Form = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "kind": kind,
        "level": _LEVELS[finding.status][finding.severity] if kind == "fail" else "none",
        "message": {"text": visible(finding.message or finding.title)},
        "locations": [text.location(finding.evidence[0] if finding.evidence else None)],
        "properties": {"status": finding.status, "credit": finding.credit},
    }
    related = [text.location(quote, messages.QUOTE) for quote in finding.evidence[1:]]
    related += [text.location(quote, messages.NEAR) for quote in finding.near_misses]
    if related:
        form["relatedLocations"] = related
    if finding.waiver:
        told = messages.LIST.join(f"{label}：{said}" for label, said in plain.waiver_rows(finding))
        form["suppressions"] = [{"kind": "external", "status": "accepted", "justification": told}]
    return form


def _uri(source: Source) -> str:
    return url_quote(source.name)
