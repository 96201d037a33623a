"""What was read from a report, for people."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from engine.model import Fact, Report, Section
from fazhi.cells import pad, visible
from fazhi.publish import messages, plain

_QUOTE = 80  # characters of a quote that is shown
_PLACE = "section"  # said with the quote


def facts(report: Report, found: Sequence[Fact]) -> str:
    """Identity, the five parts, and the facts by kind with their places."""
    blocks = [_identity(report), _sections(report), *_kinds(found)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def fact_line(fact: Fact) -> str:
    """One fact in a line: id, name, attributes, quote and place."""
    told = {k: v for k, v in fact.attributes.items() if v is not None and k != _PLACE}
    words = [fact.id, fact.name or "", *(f"{k}={_value(v)}" for k, v in told.items())]
    line = " ".join(visible(word) for word in words if word)
    if fact.parts:
        line += "，" + messages.PARTS_OF.format(parts="、".join(fact.parts))
    if fact.at is None:
        return line
    quote = visible(plain.clipped(fact.at.quote, _QUOTE))
    return f"{line} 「{quote}」 {plain.place(fact.at)}"


def _value(value: str | float) -> str:
    if isinstance(value, bool):
        return messages.TRUE if value else messages.FALSE
    return plain.number(value) if isinstance(value, int | float) else value


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


def _kinds(found: Iterable[Fact]) -> Iterable[list[str]]:
    order = list(messages.KINDS)
    ranked = sorted(found, key=lambda f: order.index(f.kind) if f.kind in order else len(order))
    for kind, group in groupby(ranked, key=lambda f: f.kind):
        lines = [f"  {fact_line(fact)}" for fact in group]
        yield [messages.FACTS.format(kind=messages.KINDS.get(kind, kind), count=len(lines)), *lines]
