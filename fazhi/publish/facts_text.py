"""What was read from a report, for people."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from engine.model import Fact, Report, Section
from fazhi.cells import pad, visible
from fazhi.publish import messages
from fazhi.publish.fact_line import fact_line
from fazhi.publish.names import Names


def facts(report: Report, found: Sequence[Fact], names: Names) -> str:
    """Identity, the five parts, and the facts by kind with their places."""
    told = [fact for fact in found if fact.kind != "report" and not _missing_part(fact)]  # said before
    blocks = [_identity(report), _sections(report), *_kinds(told, names)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _identity(report: Report) -> list[str]:
    said = report.identity
    kind = messages.DOCUMENT_KINDS.get(said.document_kind, said.document_kind)
    lines = [f"{visible(report.source.name)}：{kind}"]
    for field, label in messages.IDENTITY.items():
        value = getattr(said, field)
        shown = "、".join(value) if isinstance(value, tuple) else value
        shown = messages.LEVELS.get(shown, shown) if field == "level" else shown
        lines.append(f"  {pad(label, 8)}  {visible(str(shown)) if shown else messages.NOT_STATED}")
    return lines


def _sections(report: Report) -> list[str]:
    return [messages.PARTS, *(_section(section) for section in report.sections.values())]


def _section(section: Section) -> str:
    title = pad(messages.SECTIONS.get(section.key, section.key), 20)
    status = pad(messages.SECTION_STATUSES[section.status], 14)
    heading = f"「{visible(section.heading)}」" if section.heading else ""
    span = f"{section.start}–{section.end}" if section.start is not None else ""
    return f"  {title}  {status}  {heading} {span}".rstrip()


def _missing_part(fact: Fact) -> bool:
    return fact.kind == "section" and fact.at is None


def _kinds(found: Iterable[Fact], names: Names) -> Iterable[list[str]]:
    order = list(messages.KINDS)
    ranked = sorted(found, key=lambda f: order.index(f.kind) if f.kind in order else len(order))
    for kind, group in groupby(ranked, key=lambda f: f.kind):
        lines = [f"  {fact_line(fact, names)}" for fact in group]
        yield [messages.FACTS.format(kind=messages.KINDS.get(kind, kind), count=len(lines)), *lines]
