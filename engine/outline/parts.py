"""The five parts of the regulation: headed, embedded in another part, without heading, or missing."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from engine.model import (
    DEFICIENCIES,
    FIRST_PERSON,
    MEASURES,
    OTHER_MATTERS,
    PLAN,
    SECTION_KEYS,
    Heading,
    Section,
    SectionStatus,
)
from engine.outline.lines import Line
from engine.outline.naming import Namer
from engine.outline.unheaded import (
    counts_on,
    first_inside,
    first_item,
    first_paragraph,
    first_sentence,
    item_end,
)

_SUBSTANTIAL = 150  # characters above the first heading that are more than an opening
_BARE = 12  # characters of a heading that names a part and nothing else
_TAIL = 0.4  # deficiencies and plans without a heading of their own stand behind this share of the body


class Body(NamedTuple):
    """The report's own text, cleaned and as ``printed``; without the signature it ends at ``end``."""

    clean: str
    printed: str
    lines: list[Line]
    headings: tuple[Heading, ...]
    end: int

    @property
    def start(self) -> int:
        """Where the body begins."""
        return self.lines[0].start if self.lines else self.end

    @property
    def tail(self) -> int:
        """Above this, deficiencies and plans only seem to be."""
        return self.start + int(_TAIL * (self.end - self.start))

    def after(self, heading: Heading) -> int:
        """Where the stretch under ``heading``, its sub-headings included, ends."""
        later = (
            h.span.start
            for h in self.headings
            if h.span.start > heading.span.start and h.level <= heading.level
        )
        return next(later, self.end)


def read_parts(body: Body, namer: Namer) -> Mapping[str, Section]:
    """The five parts by key, in the order of the lexicon."""
    found = _headed(body, namer)
    for key in (DEFICIENCIES, PLAN, FIRST_PERSON, OTHER_MATTERS):
        section = (
            None if key in found else _embedded(key, body, namer, found) or _unheaded(key, body, namer, found)
        )
        if section is not None:
            found[key] = section
    if DEFICIENCIES not in found and (section := _before_plan(body, namer, found)):
        found[DEFICIENCIES] = section
    measures = None if MEASURES in found else _embedded(MEASURES, body, namer, found) or _whole(body, found)
    if measures is not None:
        found[MEASURES] = measures
    cut = _without_overlap(found)
    return {key: _trimmed(cut.get(key, Section(key, "missing")), body.clean) for key in SECTION_KEYS}


def _section(key: str, status: SectionStatus, body: Body, heading: Heading, end: int) -> Section:
    span = heading.span
    return Section(key, status, body.printed[span.start : span.end], heading.level, span.start, end)


def _headed(body: Body, namer: Namer) -> dict[str, Section]:
    """Parts that a heading of the highest level names; a heading may name several."""
    named = [(h, namer.named(h.title)) for h in body.headings if h.level == 1]
    found: dict[str, Section] = {}
    for key in {keys[0] for _, keys in named if keys}:
        first, last = _run(key, named)
        found[key] = _section(key, "headed", body, first, body.after(last))
    if thematic := _thematic(named, found):
        opened = found.get(MEASURES) or _section(MEASURES, "headed", body, thematic[0], 0)
        found[MEASURES] = replace(opened, end=max(body.after(thematic[-1]), opened.end or 0))
    for heading, keys in named:
        for key in keys[1:]:
            if key not in found:
                section = _section(key, "headed", body, heading, body.after(heading))
                found[key] = replace(section, start=_own_start(key, heading, body, namer))
    return found


def _run(key: str, named: list[tuple[Heading, tuple[str, ...]]]) -> tuple[Heading, Heading]:
    """The first and last of the adjacent headings that name ``key`` first: those nearest to its usual place.

    Deficiencies, plans and other matters close a report, so a heading further up only sounds like them.
    """
    places = [i for i, (_, keys) in enumerate(named) if keys[:1] == (key,)]
    if key not in (DEFICIENCIES, PLAN, OTHER_MATTERS):
        return named[places[0]][0], named[places[0]][0]
    first = last = places.pop()
    while places and places[-1] == first - 1:
        first = places.pop()
    return named[first][0], named[last][0]


def _own_start(key: str, heading: Heading, body: Body, namer: Namer) -> int:
    """Where the second part that a heading names begins below it; at the heading if that does not show.

    So too where it is told item by item beside the first: 一是…不强。下一步将…。二是…不够。
    """
    end = body.after(heading)
    inner = (h for h in body.headings if heading.span.end <= h.span.start < end)
    start = next((h.span.start for h in inner if key in namer.named(h.title)), None)
    if start is None:
        under = [x for x in _prose(body) if heading.span.start <= x.start < end]
        start = first_sentence(key, under, namer, heading.span.end)
        if start is not None and counts_on(under, start, namer):
            start = None
    return heading.span.start if start is None else start


def _thematic(named: list[tuple[Heading, tuple[str, ...]]], found: Mapping[str, Section]) -> list[Heading]:
    """Headings of the highest level that name no part: the measures, one theme each.

    Behind an umbrella heading those that follow it at once; without one, all above the closing parts.
    """
    umbrella = next((i for i, (_, keys) in enumerate(named) if keys[:1] == (MEASURES,)), None)
    if umbrella is not None:
        rest = named[umbrella + 1 :]
        own = takewhile(lambda pair: pair[1][:1] in ((), (MEASURES,)), rest)
        return [h for h, _ in own]
    closing = min((found[k].start or 0 for k in (DEFICIENCIES, PLAN) if k in found), default=None)
    return [h for h, keys in named if not keys and (closing is None or h.span.start < closing)]


def _embedded(key: str, body: Body, namer: Namer, found: Mapping[str, Section]) -> Section | None:
    """A part that only a sub-heading or a numbered item names; deficiencies and plans stand far down."""
    after = body.tail if key in (DEFICIENCIES, PLAN) else body.start
    for heading in body.headings:
        if (
            heading.level > 1
            and heading.span.start >= after
            and (_may_hold(heading.span.start, key, found) or _is_bare(key, heading))
            and key in namer.surely(heading.title)
        ):
            return _section(key, "embedded", body, heading, body.after(heading))
    lines = [x for x in body.lines if x.start >= after and _may_hold(x.start, key, found)]
    inside = key not in (DEFICIENCIES, PLAN, OTHER_MATTERS)
    item = first_item(key, lines, namer, inside=inside) if key != MEASURES else None
    if item is None:
        return None
    line = next(x for x in lines if x.start <= item.start < x.end)
    end = line.end if item.start == line.start else item_end(line, item.start, namer)
    return Section(key, "embedded", body.printed[item.start : item.end], None, item.start, end)


def _is_bare(key: str, heading: Heading) -> bool:
    """Whether the heading only says that what is lacking follows: then also below that of the plan."""
    return key == DEFICIENCIES and len(heading.title) <= _BARE


def _may_hold(place: int, key: str, found: Mapping[str, Section]) -> bool:
    """Whether ``place`` may show the part ``key``: what is planned or lacking has not been done."""
    closed = {DEFICIENCIES: (PLAN,), PLAN: (), OTHER_MATTERS: ()}.get(key, (DEFICIENCIES, PLAN))
    sections = (found[k] for k in closed if k in found)
    return not any((s.start or 0) <= place < (s.end or 0) for s in sections)


def _unheaded(key: str, body: Body, namer: Namer, found: Mapping[str, Section]) -> Section | None:
    """A part that only a sentence or paragraph shows."""
    texts = [x for x in _prose(body) if _may_hold(x.start, key, found)]
    if key not in (DEFICIENCIES, PLAN):
        start = first_paragraph(key, texts, namer)
        if start is None:
            start = first_inside(key, _below_opening(texts, body), namer)
        line = next((x for x in texts if start is not None and x.start <= start < x.end), None)
        if start is None or line is None:
            return None
        return Section(key, "unheaded", None, None, start, item_end(line, start, namer))
    after = body.tail
    if key == PLAN and DEFICIENCIES in found:
        after = (found[DEFICIENCIES].start or 0) + 1
    start = first_sentence(key, texts, namer, after)
    return None if start is None else Section(key, "unheaded", None, None, start, _next_heading(start, body))


def _below_opening(texts: list[Line], body: Body) -> list[Line]:
    """The lines from the first heading on: above it stand the formulas that open a report."""
    first = body.headings[0].span.start if body.headings else body.start
    return [line for line in texts if line.start >= first]


def _before_plan(body: Body, namer: Namer, found: Mapping[str, Section]) -> Section | None:
    """The deficiencies that the first paragraph under the heading of the plan owns to."""
    plan = found.get(PLAN)
    if plan is None or plan.heading is None:
        return None
    start, end = (plan.start or 0) + len(plan.heading), plan.end or 0
    first = next((x for x in _prose(body) if start <= x.start < end), None)
    if first is None or namer.find(namer.words(DEFICIENCIES).sentence_starts, first.text) != 0:
        return None
    return Section(DEFICIENCIES, "unheaded", None, None, first.start, first.end)


def _prose(body: Body) -> list[Line]:
    """The lines without the headings they begin with."""
    heads = {h.span.start: h.span.end for h in body.headings}
    cut = ((x, heads.get(x.start, x.start) - x.start) for x in body.lines)
    return [Line(x.start + n, x.text[n:]) for x, n in cut if len(x.text) > n]


def _next_heading(start: int, body: Body) -> int:
    """The end of an unheaded part: the next heading that is not one of its own numbered items."""
    inside = [h.level for h in body.headings if h.span.start <= start]
    level = inside[-1] if inside else 1
    return next((h.span.start for h in body.headings if h.span.start > start and h.level <= level), body.end)


def _whole(body: Body, found: Mapping[str, Section]) -> Section | None:
    """The measures of a text that reports them without any heading: all above the other parts."""
    end = min((s.start for s in found.values() if s.start is not None), default=body.end)
    if end - body.start < (_SUBSTANTIAL if body.headings else _SUBSTANTIAL // 2):
        return None
    return Section(MEASURES, "unheaded", None, None, body.start, end)


def _without_overlap(found: dict[str, Section]) -> dict[str, Section]:
    """Each part cut where one without heading, or one that shares its heading, begins at its tail."""
    return {key: replace(s, end=_cut(s, found)) for key, s in found.items()}


def _cut(section: Section, found: Mapping[str, Section]) -> int | None:
    start, end = section.start or 0, section.end or 0
    later = [o.start or 0 for o in found.values() if start < (o.start or 0) < end <= (o.end or 0)]
    return min(later, default=end)


def _trimmed(section: Section, clean: str) -> Section:
    """Without blanks at its end; a heading with nothing under it is the whole part."""
    if section.start is None or section.end is None:
        return section
    kept = len(clean[section.start : section.end].rstrip(" \n|"))
    return replace(section, end=section.start + (kept or len(section.heading or "")))
