"""The report and its five parts as facts, so that rules can ask about them like about any other."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity
from engine.facts.told.frontpage import frontpage
from engine.facts.told.items import item_spans
from engine.facts.told.makeup import others_share, standing_share
from engine.facts.told.others import by_others, is_of_earlier_year, opens_wider
from engine.facts.told.topics import planned
from engine.facts.view import CLAUSE_ENDS, View
from engine.model import Identity, Quote, Scalar, Section, Span
from engine.rulebook.days import day_number

RESULT_SHARE = 100
HEADING = 40  # code points of a heading in which its year is looked for
CLOSING = 4  # paragraphs at the end among which the signatures are
_YEAR = re.compile(r"20[0-9]{2}(?![\d-])")


class Told(NamedTuple):
    """What the user told beside the report. ISO dates."""

    received: str | None = None  # when the report was submitted
    today: str | None = None  # the day on which it is scored


def structure(view: View, told: Told) -> tuple[Draft, ...]:
    """One ``report`` fact and one ``section`` fact per part."""
    return (_report(view, told), *_sections(view))


def _report(view: View, told: Told) -> Draft:
    identity = view.report.identity
    attributes: dict[str, Scalar] = {
        "year": identity.year,
        "level": identity.level,
        "title": identity.title,
        "unit": identity.unit,
        "party": _has_party(view),
        "named": "proper" if identity.unit or identity.region else "generic" if identity.level else "none",
        "province": identity.province,
        "publisher": identity.publisher,
        "written": _day(identity.written_on, identity),
        "published": _day(identity.published_on, identity),
        "received": _day(told.received, identity),
        "today": _day(told.today, identity),
        **frontpage(view),
    }
    places = [view.report.quote(s.start, s.end) for s in sorted(set(identity.evidence.values()))]
    return Draft("report", None, places[0] if places else None, attributes, tuple(places))


def _has_party(view: View) -> bool:
    """Whether a committee of the Party reports too: the title names one, or it signs below the report."""
    words, title = view.lexicon.outline.document.units, view.report.identity.title or ""
    closing = (view.text[p.start : p.end].strip() for p in view.report.paragraphs[-CLOSING:])
    signed = any(line.startswith(words.prefixes) and not set(line) & set(CLAUSE_ENDS) for line in closing)
    return signed or any(word in title for word in (*words.prefixes, *words.committees))


def _day(iso: str | None, identity: Identity) -> int | None:
    return day_number(iso, identity.year) if iso and identity.year else None


def _sections(view: View) -> Iterator[Draft]:
    for section in view.report.sections.values():
        span = section.span
        if span is None:
            yield Draft("section", section.key, None, {"status": section.status})
            continue
        place = _at(view, section, span)
        inside = [s for s in view.sentences if s.section == section.key]
        numbers = (q for s, told in view.numbered if s.section == section.key for q in told)
        figures = sum(1 for q in numbers if not (q.rank or q.change))
        characters = sum(len("".join(view.text[s.start : s.end].split())) for s in inside)
        attributes: dict[str, Scalar] = {
            "status": section.status,
            "level": section.level,
            "characters": characters,
            "figures": figures,
            "density": round(figures * 1000 / characters, 1) if characters else 0,
            "items": _items(view, section, span),
            "results": _results(view, span),
            "year_offset": _year_offset(view, place),
            "others": others_share(view, span),
            "standing": standing_share(view, span),
        }
        yield Draft("section", section.key, place, attributes)


def _at(view: View, section: Section, span: Span) -> Quote:
    """The heading where there is one, else the first sentence."""
    first = next(iter(view.inside(span.start, span.end)), None)
    if section.heading is not None:
        start = view.report.source.text.find(section.heading, span.start, span.end)
        if start >= 0:
            return view.report.quote(start, start + len(section.heading))
    return view.quote(first.start, first.end) if first else view.report.quote(span.start, span.end)


def _items(view: View, section: Section, span: Span) -> int:
    headings = view.report.headings
    below = [h for h in headings if h.span.start in span and h.level > (section.level or 0)]
    return len(below) or len(item_spans(view, section))


def _results(view: View, span: Span) -> int | None:
    """Percentage of the lowest sub-headings under which a figure stands; None without sub-headings."""
    headings = [h for h in view.report.headings if span.start <= h.span.start < span.end]
    lowest = [
        (heading.span.end, after.span.start if after else span.end)
        for heading, after in zip(headings, [*headings[1:], None], strict=False)
        if after is None or after.level <= heading.level
    ]
    lowest = [(start, end) for start, end in lowest if view.text[start:end].strip()]
    if not lowest:
        return None
    with_figure = sum(any(_is_result(view, q) for q in view.counted(start, end)) for start, end in lowest)
    return with_figure * RESULT_SHARE // len(lowest)


def _is_result(view: View, quantity: Quantity) -> bool:
    """Whether the number may be a result of the unit's own work: no change, rank, plan or what others did."""
    sentence = view.sentence_at(quantity.start)
    if quantity.change or quantity.rank or planned(view, sentence, quantity.start):
        return False
    low, _ = view.clause(quantity.start, quantity.start, sentence)
    others = opens_wider(view, sentence, low, quantity.start) or by_others(view, sentence, quantity.start)
    return not (others or is_of_earlier_year(view, sentence, quantity.start))


def _year_offset(view: View, at: Quote) -> int | None:
    """The year printed in the heading (or first words) of a part, minus the reporting year."""
    year = view.report.identity.year
    if year is None:
        return None
    limit = min(at.end, at.start + HEADING)
    found = _YEAR.search(view.text, at.start, limit + 1)  # with what follows the last one
    return int(found[0]) - year if found and found.end() <= limit else None
