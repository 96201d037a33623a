"""What was read from a report, for people: as the program understands it, each thing with its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from engine.model import Fact, Report, Section
from fazhi.cells import pad, visible
from fazhi.publish import messages, plain, words
from fazhi.publish.fact_line import fact_line
from fazhi.publish.names import Names

_NUMBERS = ("indicator", "rate")  # told under their topics
_MEASURES = ("characters", "items", "figures", "density", "results")  # of a part
_CLAUSE_ENDS = "，。；：！？,;:!?\n"
_TOLD = ("report", "section", "topic", *_NUMBERS)  # told in a block of their own


def facts(report: Report, found: Sequence[Fact], names: Names) -> str:
    """Identity, the five parts, the topics with their indicators and rates, then the other facts by kind."""
    rest = [_in_its_clause(report, fact) for fact in found if fact.kind not in _TOLD]
    blocks = [_identity(report), _sections(report, found), *_topics(found, names), *_kinds(rest, names)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _identity(report: Report) -> list[str]:
    said = report.identity
    kind = messages.DOCUMENT_KINDS.get(said.document_kind, said.document_kind)
    lines = [f"{visible(report.source.name)}：{kind}"]
    for field, label in messages.IDENTITY.items():
        value = getattr(said, field)
        shown = "、".join(value) if isinstance(value, tuple) else value
        shown = messages.LEVELS.get(shown, shown) if field == "level" else shown
        span = said.evidence.get(field)
        place = f"  {messages.PLACE_ONLY.format(start=span.start)}" if span and shown else ""
        lines.append(f"  {pad(label, 8)}  {visible(str(shown)) if shown else messages.NOT_STATED}{place}")
    return lines


def _sections(report: Report, found: Sequence[Fact]) -> list[str]:
    measured = {fact.name: fact for fact in found if fact.kind == "section" and fact.at}
    lines = [messages.PARTS]
    for section in report.sections.values():
        lines.append(_section(section))
        if section.key in measured:
            lines.append(f"    {_measures(measured[section.key])}")
    return lines


def _measures(fact: Fact) -> str:
    """「字数 3154，分项数 32，数据个数 195」."""
    told = ((words.ATTRIBUTES["section"][name], fact.attributes.get(name)) for name in _MEASURES)
    return messages.LIST.join(
        f"{word} {plain.number(given)}" for word, given in told if isinstance(given, int | float)
    )


def _section(section: Section) -> str:
    title = pad(messages.SECTIONS.get(section.key, section.key), 20)
    status = pad(messages.SECTION_STATUSES[section.status], 14)
    heading = f"「{visible(section.heading)}」" if section.heading else ""
    span = f"{section.start}–{section.end}" if section.start is not None else ""
    return f"  {title}  {status}  {heading} {span}".rstrip()


def _topics(found: Iterable[Fact], names: Names) -> Iterator[list[str]]:
    """The topics of the Outline in its order, each with its numbers; then what was not written about."""
    topics = {fact.name: fact for fact in found if fact.kind == "topic"}
    numbers = _by_topic(found, names)
    known = names.titles.get("topic", {})
    lines: list[str] = []
    for name in known:
        if name in topics or numbers[name]:
            head = fact_line(topics[name], names) if name in topics else names.title("topic", name)
            lines += [f"  {head}", *(f"    {fact_line(fact, names)}" for fact in numbers[name])]
    if numbers[None]:
        lines += [f"  {messages.OTHER_NUMBERS}", *(f"    {fact_line(fact, names)}" for fact in numbers[None])]
    absent = [visible(title) for name, title in known.items() if name not in topics]
    if absent:
        lines.append(f"  {messages.NOT_WRITTEN.format(topics=messages.ENUMERATION.join(absent))}")
    count = sum(len(told) for told in numbers.values())
    yield [messages.TOPICS.format(topics=len(topics), numbers=count), *lines]


def _by_topic(found: Iterable[Fact], names: Names) -> Mapping[str | None, list[Fact]]:
    grouped: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.kind in _NUMBERS and fact.name:
            grouped[names.topic_of(fact.name)].append(fact)
    return grouped


def _in_its_clause(report: Report, fact: Fact) -> Fact:
    """A number without a name is told with the words around it, which say what it counts."""
    if fact.kind != "quantity" or fact.at is None:
        return fact
    start, end = fact.at.start, fact.at.end
    while start > 0 and report.source.text[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    while end < len(report.source.text) and report.source.text[end] not in _CLAUSE_ENDS:
        end += 1
    return replace(fact, at=report.quote(start, end))


def _kinds(found: Iterable[Fact], names: Names) -> Iterator[list[str]]:
    order = list(messages.KINDS)
    ranked = sorted(found, key=lambda f: order.index(f.kind) if f.kind in order else len(order))
    for kind, group in groupby(ranked, key=lambda f: f.kind):
        lines = [f"  {fact_line(fact, names)}" for fact in group]
        yield [messages.FACTS.format(kind=messages.KINDS.get(kind, kind), count=len(lines)), *lines]
