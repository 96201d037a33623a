"""What was read from a report, for people: as the program understands it, each thing with its place.

The number in the left margin of every line is the place: the offset of the first character of its words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from engine.model import Fact, Report, Section
from fazhi.cells import pad, visible
from fazhi.publish import messages, plain, words
from fazhi.publish.fact_line import said, without_place
from fazhi.publish.names import Names

_NUMBERS = ("indicator", "rate")  # told under their topics
_MEASURES = ("characters", "items", "figures", "density", "results")  # of a part
_CLAUSE_ENDS = "，。；：！？,;:!?\n"
_TOLD = ("report", "section", "topic", *_NUMBERS)  # told in a block of their own
_MAIN = ("check", "deficiency", "plan", "duty", "defect")  # what a reader asks for; the rest are details
_VERDICTS = ("inconsistent", "cannot_tell")  # what is to be looked at first
_MARGIN = 6  # cells of the margin with the place


def facts(report: Report, found: Sequence[Fact], names: Names) -> str:
    """Identity, the five parts, the topics with their numbers, then the other facts by kind."""
    rest = [_in_its_clause(report, fact) for fact in found if fact.kind not in _TOLD]
    main = [fact for fact in rest if fact.kind in _MAIN]
    details = [fact for fact in rest if fact.kind not in _MAIN]
    blocks = [
        _identity(report, found),
        _sections(report, found),
        *_topics(found, names),
        *_kinds(main, names, _MAIN),
        *([[messages.DETAILS]] if details else []),
        *_kinds(details, names, tuple(messages.KINDS)),
        [messages.GUTTER],
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _identity(report: Report, found: Sequence[Fact]) -> list[str]:
    identity = report.identity
    kind = messages.DOCUMENT_KINDS.get(identity.document_kind, identity.document_kind)
    lines = [f"{visible(report.source.name)}：{kind}", _summary(found), ""]
    for field, label in messages.IDENTITY.items():
        value = getattr(identity, field)
        shown = "、".join(value) if isinstance(value, tuple) else value
        shown = messages.LEVELS.get(shown, shown) if field == "level" else shown
        span = identity.evidence.get(field)
        told = visible(str(shown)) if shown else messages.NOT_STATED
        lines.append(_line(span.start if span and shown else None, f"{pad(label, 8)}  {told}"))
    return lines


def _summary(found: Iterable[Fact]) -> str:
    """「读出指标和比率 28，数字核对 11（不符 0，无法判断 0），…。」."""
    counts = Counter(fact.kind for fact in found)
    verdicts = Counter(fact.attributes.get("verdict") for fact in found if fact.kind == "check")
    numbers = sum(counts[kind] for kind in _NUMBERS)
    told = [messages.READ_COUNT.format(kind=messages.READ_NUMBERS, count=numbers)]
    for kind in _MAIN:
        told.append(messages.READ_COUNT.format(kind=messages.KINDS[kind], count=counts[kind]))
        if kind == "check":
            wrong, doubtful = (verdicts[verdict] for verdict in _VERDICTS)
            told[-1] += messages.READ_WRONG.format(wrong=wrong, open=doubtful)
    return messages.READ.format(counts=messages.LIST.join(told))


def _sections(report: Report, found: Sequence[Fact]) -> list[str]:
    measured = {fact.name: fact for fact in found if fact.kind == "section" and fact.at}
    lines = [messages.PARTS]
    for section in report.sections.values():
        lines.append(_line(section.start, _section(section)))
        if section.key in measured:
            lines.append(_line(None, f"  {_measures(measured[section.key])}"))
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
    return f"{title}  {status}  {heading}".rstrip()


def _topics(found: Iterable[Fact], names: Names) -> Iterator[list[str]]:
    """The topics of the Outline in its order, each with its numbers; then what was not written about."""
    topics = {fact.name: fact for fact in found if fact.kind == "topic"}
    numbers = _by_topic(found, names)
    known = names.titles.get("topic", {})
    lines: list[str] = []
    for name in known:
        if name in topics or numbers[name]:
            head = _fact(topics[name], names) if name in topics else _line(None, names.title("topic", name))
            lines += [head, *(_fact(fact, names, inner=True) for fact in numbers[name])]
    if numbers[None]:
        lines.append(_line(None, messages.OTHER_NUMBERS))
        lines += [_fact(fact, names, inner=True) for fact in numbers[None]]
    absent = [visible(title) for name, title in known.items() if name not in topics]
    if absent:
        lines.append(_line(None, messages.NOT_WRITTEN.format(topics=messages.ENUMERATION.join(absent))))
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
    return fact._replace(at=report.quote(start, end))


def _kinds(found: Iterable[Fact], names: Names, order: Sequence[str]) -> Iterator[list[str]]:
    ranked = sorted(found, key=lambda f: order.index(f.kind) if f.kind in order else len(order))
    for kind, group in groupby(ranked, key=lambda f: f.kind):
        told = sorted(group, key=_urgency)
        lines = [
            _same_words(list(same), names) for _, same in groupby(told, key=lambda f: _together(f, names))
        ]
        yield [messages.FACTS.format(kind=messages.KINDS.get(kind, kind), count=len(told)), *lines]


def _urgency(fact: Fact) -> int:
    """Checks that do not come out first; all else as it stands in the text."""
    verdict = fact.attributes.get("verdict") if fact.kind == "check" else None
    return _VERDICTS.index(verdict) if verdict in _VERDICTS else len(_VERDICTS)


def _together(fact: Fact, names: Names) -> object:
    """Mentions with the same words are told in one line; every other fact has its own."""
    return (fact.at, said(fact._replace(name=None), names)) if fact.kind == "mention" else fact.id


def _same_words(same: Sequence[Fact], names: Names) -> str:
    titles = [names.title(fact.kind, fact.name) for fact in same[1:] if fact.name]
    return _line(
        _start(same[0]), visible(messages.ENUMERATION.join([*titles, without_place(same[0], names)]))
    )


def _fact(fact: Fact, names: Names, *, inner: bool = False) -> str:
    return _line(_start(fact), ("  " if inner else "") + without_place(fact, names))


def _start(fact: Fact) -> int | None:
    return fact.at.start if fact.at else None


def _line(start: int | None, told: str) -> str:
    margin = "" if start is None else str(start)
    return f"{margin:>{_MARGIN}}  {told}"
