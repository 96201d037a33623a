"""Changes of parts, headings, items, dates and the identity."""

import re
from collections.abc import Iterator
from itertools import pairwise

from engine.model import Fact, Section, Span
from tests.mutations import places
from tests.mutations.mutants import (
    WORDING,
    Edit,
    Must,
    Mutant,
    found,
    lost,
    matching,
    not_met,
    section_is,
    verdict,
)
from tests.mutations.reports import Outcome, rules

EVERY = WORDING | {"section", "defect"}
_MARKER = re.compile(
    r"[（(][一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]是|[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,2}、"
)

_YEAR = re.compile("(?<![0-9])20[0-9]{2}(?=年|[-/][0-9]{2}[-/])")
_PLANNING = re.compile(
    "安排|计划|打算|思路|部署|下一"
)  # else the year alone makes the heading that of a plan
_NAMED = re.compile("《[^》]*》|〔[^〕]*〕|（20[0-9]{2}[-—－至].{0,8}）")


def _headed(base: Outcome) -> list[tuple[Section, Span, Span]]:
    """Parts with a heading on a line of its own that holds no other part: heading line and whole part."""
    found_parts = []
    sections = [s for s in base.report.sections.values() if s.span]
    for section in sections:
        if section.status != "headed" or not section.heading or section.span is None:
            continue
        span = section.span
        line = places.paragraph(base.text, span.start, span.start)
        alone = not any(
            o is not section and o.span and o.span.start < span.end and span.start < o.span.end
            for o in sections
        )
        if alone and base.text[line.start : line.end].strip() == section.heading.strip():
            found_parts.append((section, Span(line.start, min(line.end + 1, len(base.text))), span))
    return sorted(found_parts, key=lambda part: part[2].start)


def part_dropped(base: Outcome) -> Iterator[Mutant]:
    """A part with its heading left out."""
    for section, _, span in _headed(base):
        end = span.end if base.text[span.end - 1 : span.end] == "\n" else min(span.end + 1, len(base.text))
        must = [section_is(section.key, "missing" if section.key != "measures" else "unheaded", "missing")]
        if section.key == "measures":  # the opening takes their place
            opening: tuple[Span, ...] = (Span(0, span.start),)
        else:
            opening = ()
            must += [not_met(rule) for rule in _resting_on(base, section)]
        yield Mutant(
            base, f"{section.key} dropped", (Edit(span.start, end, ""),), tuple(must),
            EVERY | {"report"}, (*opening, *_answers(base, section)), _elsewhere(section),
        )  # fmt: skip


def _elsewhere(section: Section) -> frozenset[str]:
    """Without its heading the numbers of the others have a gap, and duties are looked for everywhere."""
    heads = {"duty", "actor"} if section.key == "first_responsible_person" else set[str]()
    return frozenset({"defect", *heads})


def _resting_on(base: Outcome, section: Section) -> list[str]:
    """The rules that are met by nothing but the part."""
    fact = next(f for f in base.facts if f.kind == "section" and f.name == section.key)
    return [f.rule for f in base.findings.values() if f.status == "met" and f.facts == (fact.id,)]


def _answers(base: Outcome, section: Section) -> tuple[Span, ...]:
    """The deficiencies where the plan is touched: they may have lost their answer."""
    other = base.report.sections["deficiencies"].span if section.key == "next_year_plan" else None
    return (other,) if other else ()


def heading_dropped(base: Outcome) -> Iterator[Mutant]:
    """A part without its heading: it runs on in the part before."""
    for section, line, span in _headed(base):
        if section.key == "measures" and any(
            line.end <= h.span.start < span.end for h in base.report.headings
        ):
            continue  # its sub-headings are headings then
        must = (section_is(section.key, "unheaded", "embedded", "missing"),)
        edit = Edit(line.start, line.end, "")
        reach = (span, *_before(base, section, span))
        yield Mutant(
            base,
            f"heading of {section.key} dropped",
            (edit,),
            must,
            EVERY | {"report"},
            reach,
            _elsewhere(section),
        )


def _before(base: Outcome, section: Section, span: Span) -> tuple[Span, ...]:
    """The part before, which may take the words up, and the deficiencies where the plan is touched."""
    before = [p for _, _, p in _headed(base) if p.end <= span.start]
    return (*before[-1:], *_answers(base, section))


def parts_in_other_order(base: Outcome) -> Iterator[Mutant]:
    """A part moved behind the last one. Nothing else may change."""
    parts = _headed(base)
    for section, _, span in parts[:-1]:
        if (
            section.key == "measures"
            or sum(h.level == 1 and h.span.start in span for h in base.report.headings) > 1
        ):
            continue  # no house style; of several headings, only their place makes one part
        last = parts[-1][2]
        body = base.text[span.start : span.end].strip("\n")
        tail = "" if base.text[last.end - 1] == "\n" else "\n"
        edits = (Edit(span.start, span.end, ""), Edit(last.end, last.end, f"{tail}{body}\n"))
        other = frozenset({"check", "topic", "citation", "defect"})  # of these the first place is told
        yield Mutant(base, f"{section.key} moved to the end", edits, may=other, anywhere=other)


def _body_paragraphs(base: Outcome) -> Iterator[Span]:
    headings = {heading.span.start for heading in base.report.headings}
    for span in base.report.paragraphs:
        if span.start not in headings and span.end - span.start > 40 and base.report.section_at(span.start):
            yield span


def paragraph_dropped(base: Outcome) -> Iterator[Mutant]:
    """One paragraph of a part left out."""
    for span in _body_paragraphs(base):
        inside = [f for f in base.facts if f.at and span.start <= f.at.start and f.at.end <= span.end]
        must = tuple(lost(f) for f in inside if f.kind == "indicator" and not f.evidence)
        section = base.report.sections[base.report.section_at(span.start) or ""]
        edit = Edit(span.start, min(span.end + 1, len(base.text)), "")
        yield Mutant(
            base, f"paragraph {base.text[span.start : span.start + 12]}… dropped", (edit,), must,
            EVERY, (span, *_above(base, span), *_answers(base, section), *_own(section)),
        )  # fmt: skip


def _above(base: Outcome, span: Span) -> list[Span]:
    """The headings over a paragraph: what they name had its substance there."""
    found_above, level = [], 9
    for heading in reversed([h for h in base.report.headings if h.span.start < span.start]):
        if heading.level < level:
            level = heading.level
            found_above.append(heading.span)
    return found_above


def _own(section: Section) -> tuple[Span, ...]:
    """The part itself where it has no heading: without its first words it is not known."""
    return (section.span,) if section.status == "unheaded" and section.span else ()


def item_dropped(base: Outcome) -> Iterator[Mutant]:
    """One deficiency or one task of the plan left out."""
    for fact in base.facts:
        if fact.kind not in {"deficiency", "plan"} or not fact.at or _only(base, fact):
            continue
        marks = "。；;\n" if base.text[fact.at.start - 1] == "\n" else "。；;"
        end = fact.at.end
        while end < len(base.text) and base.text[end] in marks:
            end += 1
        section = base.report.sections[fact.at.section or "deficiencies"]
        reach = (*_answers(base, section), *_own(section))
        may = WORDING | ({"section"} if reach else set())
        yield Mutant(
            base, f"{fact.kind} {fact.at.quote[:12]}… dropped", (Edit(fact.at.start, end, ""),),
            (_fewer(fact.kind),), may, reach, frozenset({"defect"}),
        )  # fmt: skip


def _only(base: Outcome, fact: Fact) -> bool:
    return sum(other.kind == fact.kind for other in base.facts) == 1


def _fewer(kind: str) -> Must:
    def holds(before: Outcome, after: Outcome) -> bool:
        return matching(after, kind, None) == matching(before, kind, None) - 1

    return Must(f"one {kind} less", holds)


def cause_dropped(base: Outcome) -> Iterator[Mutant]:
    """The sentences of a deficiency that tell its cause left out."""
    causes = re.compile("|".join(map(re.escape, _plain_phrases(rules().rulebook.lexicon.items.causes))))
    for fact in base.facts:
        if fact.kind != "deficiency" or not fact.attributes["cause_stated"] or not fact.at:
            continue
        words = causes.search(base.text, fact.at.start, fact.at.end)
        if not words:
            continue
        start = _sentence_start(base.text, words.start(), fact.at.start)
        if start > fact.at.start and not causes.search(base.text, fact.at.start, start):
            edit = Edit(start, fact.at.end + (base.text[fact.at.end : fact.at.end + 1] in "。；;"), "")
            must = (found("deficiency", None, cause_stated=False),)
            yield Mutant(
                base,
                f"cause of {fact.at.quote[:12]}…",
                (edit,),
                must,
                WORDING,
                (Span(fact.at.start, fact.at.end),),
            )


def _plain_phrases(phrases: tuple[str, ...]) -> list[str]:
    return sorted((phrase for phrase in phrases if "…" not in phrase), key=len, reverse=True)


def _sentence_start(text: str, place: int, least: int) -> int:
    while place > least and text[place - 1] not in "。；;":
        place -= 1
    return place


def items_swapped(base: Outcome) -> Iterator[Mutant]:
    """Two items of a list in the other order, the numbers kept."""
    for kind in ("deficiency", "plan"):
        spans = [_behind_marker(base, f) for f in base.facts if f.kind == kind]
        for one, two in pairwise(spans):
            if one and two and one.end <= two.start:
                edits = (
                    Edit(one.start, one.end, base.text[two.start : two.end]),
                    Edit(two.start, two.end, base.text[one.start : one.end]),
                )
                yield Mutant(
                    base,
                    f"{kind} swapped: {base.text[one.start : one.start + 12]}…",
                    edits,
                    may=frozenset({"defect"}),
                )


def _behind_marker(base: Outcome, fact: Fact) -> Span | None:
    if not fact.at:
        return None
    marker = _MARKER.match(base.text, fact.at.start)
    return Span(marker.end(), fact.at.end) if marker else None


def year_of_plan(base: Outcome) -> Iterator[Mutant]:
    """The heading of the plan with the year of the report."""
    year = base.report.identity.year
    section = base.report.sections["next_year_plan"]
    if year and section.status == "headed" and section.heading and section.start is not None:
        place = base.text.find(str(year + 1), section.start, section.start + len(section.heading))
        if place >= 0 and _PLANNING.search(section.heading):
            edit = Edit(place, place + 4, str(year))
            must = (verdict("consist-nextyear-heading", "gap"),)
            yield Mutant(base, f"plan of {year}", (edit,), must, may=frozenset({"section", "defect"}))


def a_year_earlier(base: Outcome) -> Iterator[Mutant]:
    """All years of the text one less, but for those in the names and numbers of documents."""
    year = base.report.identity.year
    if not year:
        return

    def holds(_: Outcome, after: Outcome) -> bool:
        return after.report.identity.year == year - 1

    named = [Span(*m.span()) for m in _NAMED.finditer(base.text)]
    edits = tuple(
        Edit(match.start(), match.end(), str(int(match[0]) - 1))
        for match in _YEAR.finditer(base.text)
        if not any(match.start() in span for span in named)
    )
    may = frozenset({"report", "section", "citation", "mention", "period"})
    must = (Must(f"year is {year - 1}", holds),)
    yield Mutant(base, f"of {year - 1}", edits, must, may, anywhere=may, rescoped=True)


def published_late(base: Outcome) -> Iterator[Mutant]:
    """Dates of writing and publication after the term, before it, and left out."""
    year = base.report.identity.year
    for field, fact, rule in (
        ("published_on", "published", "time-published-by-0401"),
        ("written_on", "written", "time-submitted-by-0301"),
    ):
        span = base.report.identity.evidence.get(field)
        if not span or not year or base.findings[rule].step == "applies":
            continue
        for month, status in ((5, "gap"), (1, "met")):
            date = _like(base.text[span.start : span.end], year + 1, month, 17)
            if date:
                edit = Edit(span.start, span.end, date)
                yield Mutant(base, f"{fact} {date}", (edit,), (verdict(rule, status),), frozenset({"report"}))


def _like(printed: str, year: int, month: int, day: int) -> str | None:
    """The date in the form of the printed one."""
    if re.fullmatch("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日", printed):
        return f"{year}年{month}月{day}日"
    match = re.match("[0-9]{4}([-/])[0-9]{2}[-/][0-9]{2}", printed)
    if match:
        return f"{year}{match[1]}{month:02}{match[1]}{day:02}{printed[match.end() :]}"
    return None


def other_outline(base: Outcome) -> Iterator[Mutant]:
    """The Outline of the other five or six years."""
    cited = [f for f in base.facts if f.kind == "citation" and f.attributes.get("edition") and f.at]
    told = base.text.count("法治政府建设实施纲要")  # with the right one told as well, the report is not wrong
    if (
        told != 1
        or len(cited) != 1
        or cited[0].at is None
        or base.findings["consist-outline-edition"].status != "met"
    ):
        return
    at = cited[0].at
    others = {"2021-2025": "2015-2020", "2015-2020": "2021-2025"}
    for old, new in others.items():
        place = at.quote.replace("—", "-").replace("－", "-").find(old)
        if place >= 0:
            start = at.start + place
            must = (verdict("consist-outline-edition", "gap"),)
            edit = Edit(start, start + len(old), new)
            yield Mutant(base, f"Outline {new}", (edit,), must, frozenset({"citation", "report", "mention"}))


GENERATORS = (
    part_dropped,
    heading_dropped,
    parts_in_other_order,
    paragraph_dropped,
    item_dropped,
    cause_dropped,
    items_swapped,
    year_of_plan,
    a_year_earlier,
    published_late,
    other_outline,
)
