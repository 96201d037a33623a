"""The scorecard as a readable document in Markdown."""

import re
from collections.abc import Iterable, Mapping

from engine.model import Finding, Points, Quote, Scorecard, Status
from fazhi.cells import visible
from fazhi.publish import messages, plain
from fazhi.publish.style import Style

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")


def scorecard(card: Scorecard, _style: Style, /) -> str:
    """The scorecard: the gaps first, the most severe of them on top."""
    blocks = [f"# {messages.CARD_TITLE}", _head(card)]
    if card.identity.is_report:
        blocks += _score(card)
        points = card.points
        for status in ("gap", "partial", "needs_review", "waived"):
            blocks += _details(card, status, points)
        blocks += _met(card)
    else:
        blocks.append(escaped(plain.not_a_report(card)) + plain.FULL_STOP)
    blocks += [plain.left_out(card), f"## {messages.PROVENANCE}", _provenance(card)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """Text from outside as itself: no markup, no HTML, no controls."""
    return _SPECIAL.sub(r"\\\1", visible(text))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _head(card: Scorecard) -> str:
    title = escaped(plain.heading(card))
    rows = [(label, escaped(value)) for label, value in plain.identity_line(card)]
    return _table((messages.IDENTITY["title"], title), rows)


def _score(card: Scorecard) -> list[str]:
    said = messages.NOTHING_SCORED
    if card.score is not None:
        said = f"**{messages.SCORE.format(score=plain.tenth(card.score))}　{escaped(card.grade or '')}**"
    heads = (messages.DIMENSION, messages.SCORE_HEAD, messages.WEIGHT_HEAD, *_counted().values())
    rows = [
        (
            escaped(d.title),
            plain.tenth(d.score) if d.score is not None else "—",
            plain.number(d.weight),
            *(str(getattr(d, status)) for status in _counted()),
        )
        for d in card.dimensions
    ]
    vetoes = [escaped(plain.capped(cap)) for cap in card.caps]
    return [f"## {messages.SUMMARY}", said, *vetoes, f"## {messages.DIMENSIONS}", _table(heads, rows)]


def _counted() -> dict[str, str]:
    return {s: t for s, t in messages.STATUSES.items() if s != "waived"}


def _details(card: Scorecard, status: Status, points: Mapping[str, Points]) -> list[str]:
    findings = plain.by_status(card.findings, status)
    if not findings:
        return []
    blocks = [f"## {messages.STATUSES[status]}（{len(findings)}）"]
    for number, finding in enumerate(findings, 1):
        severity = messages.SEVERITIES[finding.severity]
        blocks.append(f"### {number}. {escaped(finding.title)}（{severity}）")
        blocks.append(escaped(finding.message))
        blocks += [_quoted(quote) for quote in finding.evidence]
        blocks.append("\n".join(_notes(finding, points.get(finding.rule))))
    return blocks


def _quoted(quote: Quote) -> str:
    return f"> 「{escaped(quote.quote)}」（{plain.place(quote)}）"


def _notes(finding: Finding, points: Points | None) -> list[str]:
    notes = [(label, escaped(said)) for label, said in plain.waiver_rows(finding)]
    if finding.near_misses:
        said = "；".join(f"「{escaped(q.quote)}」（{plain.place(q)}）" for q in finding.near_misses)
        notes.append((messages.NEAR, said))
    if finding.searched:
        notes.append((messages.SEARCHED, escaped("、".join(finding.searched))))
    if finding.basis:
        notes.append((messages.BASIS, escaped("；".join(map(plain.basis, finding.basis)))))
    if finding.advice and finding.status != "met":
        notes.append((messages.ADVICE, escaped(finding.advice)))
    if points:
        notes.append((messages.SCORE_HEAD, plain.lost(points)))
    notes.append((messages.RULE, f"`{finding.rule}`"))
    return [f"- {label}：{said}" for label, said in notes]


def _met(card: Scorecard) -> list[str]:
    findings = plain.by_status(card.findings, "met")
    if not findings:
        return []
    lines = [_met_line(finding) for finding in findings]
    return [f"## {messages.STATUSES['met']}（{len(findings)}）", "\n".join(lines)]


def _met_line(finding: Finding) -> str:
    where = f"（{plain.place(finding.evidence[0])}）" if finding.evidence else ""
    return f"- {escaped(finding.title)}{where}"


def _provenance(card: Scorecard) -> str:
    lines = [*map(escaped, plain.provenance(card)), messages.PLACES_NOTE]
    return "\n".join(f"- {line}" for line in lines)
