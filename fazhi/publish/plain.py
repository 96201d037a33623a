"""Pieces of text that several formats share. What comes from a report is made harmless here."""

import re
from collections.abc import Iterable
from fractions import Fraction

from engine.model import Basis, Cap, Finding, Points, Quote, Scorecard, Severity, Status
from fazhi.cells import cells, visible
from fazhi.publish import messages

SEVERITY_ORDER: tuple[Severity, ...] = ("must", "should", "may")
FULL_STOP = "。"
_FIELD = re.compile(r"\{[a-z_]+\}")


def clipped(text: str, length: int) -> str:
    """The first ``length`` characters, with … where some were left out."""
    return text if len(text) <= length else text[:length] + "…"


def fitted(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, with … where the end was left out."""
    length = len(text)
    while length and cells(clipped(text, length)) > width:
        length -= 1
    return clipped(text, length)


def number(value: float) -> str:
    """A number as people write it: no ``.0``."""
    return str(int(value)) if value == int(value) else str(value)


def tenth(value: float) -> str:
    """A score with its one decimal."""
    return f"{value:.1f}"


def hundredths(value: Fraction) -> str:
    """Score points with two decimals, halves up."""
    rounded = int(value * 100 + Fraction(1, 2))
    return f"{rounded // 100}.{rounded % 100:02d}"


def place(quote: Quote) -> str:
    """Where a quote stands: its part and the offset of its first character."""
    if quote.section is None:
        return messages.PLACE_ONLY.format(start=quote.start)
    section = messages.SECTIONS.get(quote.section, quote.section)
    return messages.PLACE.format(section=section, start=quote.start)


def basis(item: Basis) -> str:
    """A legal basis as cited, the article only where the rules are sure of it."""
    return messages.ARTICLE.format(title=visible(item.title).strip("《》"), article=item.article or "")


def by_status(findings: Iterable[Finding], status: Status) -> list[Finding]:
    """The findings of one status, the most severe first, otherwise in the order of the rulebook."""
    chosen = [f for f in findings if f.status == status]
    return sorted(chosen, key=lambda f: SEVERITY_ORDER.index(f.severity))


def capped(cap: Cap) -> str:
    """「等次最高为不合格：缺少法定内容（form-…）」."""
    return messages.CAPPED.format(grade=visible(cap.grade), reason=visible(cap.reason), rule=cap.rule)


def waiver_rows(finding: Finding) -> list[tuple[str, str]]:
    """Why a waived finding is waived, until when, and what the verdict would be without; else nothing."""
    waiver = finding.waiver
    if waiver is None:
        return []
    return [
        (messages.WAIVER_REASON, visible(waiver.reason)),
        (messages.WAIVER_UNTIL, waiver.until),
        (messages.WAIVER_VERDICT, messages.STATUSES[waiver.verdict]),
    ]


def unfilled(message: str) -> str:
    """A message of a rule before a report fills it in: … where a number will stand."""
    return _FIELD.sub("…", message)


def left_out(card: Scorecard) -> str:
    """「不适用 12 条，已豁免 1 条」, or nothing."""
    unscored: tuple[Status, ...] = ("not_applicable", "waived")
    counts = [(s, len(by_status(card.findings, s))) for s in unscored]
    parts = [messages.COUNTED.format(name=messages.STATUSES[s], count=n) for s, n in counts if n]
    return messages.LEFT_OUT.format(parts="，".join(parts)) if parts else ""


def not_a_report(card: Scorecard) -> str:
    """「…：不像法治政府建设年度报告（像：…），未评分」."""
    kind = card.identity.document_kind
    said = messages.NOT_A_REPORT.format(kind=messages.DOCUMENT_KINDS.get(kind, kind))
    return f"{visible(card.source.name)}：{said}"


def provenance(card: Scorecard) -> list[str]:
    """From what and by what the card was made."""
    rules = messages.RULES.format(
        version=card.rulebook_version,
        digest=card.rulebook_digest[:12],
        profile=card.profile,
        scheme=card.scheme,
        engine=card.engine_version,
    )
    source = messages.SOURCE.format(name=visible(card.source.name), sha256=card.source.sha256[:12])
    previous = (
        messages.PREVIOUS.format(name=visible(card.previous.name), sha256=card.previous.sha256[:12])
        if card.previous
        else None
    )
    return [line for line in (source, previous, rules) if line]


def heading(card: Scorecard) -> str:
    """The title of the report, or the name of its file where it has none."""
    name = card.identity.title or messages.UNTITLED.format(name=card.source.name)
    return visible(name)


def identity_line(card: Scorecard) -> list[tuple[str, str]]:
    """What the report says of itself, label and value; what it does not say is 「未载明」."""
    said = card.identity
    values = {
        "unit": said.unit,
        "year": messages.YEAR.format(year=said.year) if said.year is not None else None,
        "level": messages.LEVELS.get(said.level, said.level) if said.level else None,
        "written_on": said.written_on,
        "published_on": said.published_on,
    }
    return [(messages.IDENTITY[k], visible(v) if v else messages.NOT_STATED) for k, v in values.items()]


def lost(points: Points) -> str:
    """「失 1.20 分（满分 1.50 分）」."""
    most, got = points
    return messages.POINTS_LOST.format(lost=hundredths(most - got), most=hundredths(most))
