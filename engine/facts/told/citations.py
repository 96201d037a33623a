"""Laws and documents named in 《》, and the editions of the Outline."""

import re
from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.text import has_any
from engine.facts.view import View
from engine.model import NOT_WORK_DONE
from engine.rulebook.kinds import DOCUMENT, WORK_PLAN
from engine.rulebook.lexicon_facts import Edition, Instrument

_TITLE = re.compile(r"《([^《》\n]{1,120})》")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]$")
_LEAD = 14  # code points before a title in which a word of issuing stands


def citations(view: View) -> tuple[Draft, ...]:
    """One fact per document named; the Outline's editions as identified for the report."""
    return (*_documents(view), *_editions(view))


def _documents(view: View) -> Iterator[Draft]:
    seen: set[str] = set()
    words = view.lexicon.instruments
    for paragraph in view.report.paragraphs:
        for match in _TITLE.finditer(view.text, paragraph.start, paragraph.end):
            start, end = match.span()
            if view.text.startswith(words.works, end) or match[1].endswith(words.papers):
                continue
            section = view.report.section_at(start)
            known = view.found("instrument", start, end)
            name = known[0].name if known else WORK_PLAN if _is_work_plan(view, start, end) else DOCUMENT
            lead = max(paragraph.start, start - _LEAD)
            issued = section not in NOT_WORK_DONE and bool(view.found("issuing", lead, start))
            national = _is_national(view, match[1])
            instrument = _instrument(view, match[1], name)
            attributes = {
                "issued": issued and not national and instrument is None,
                "edition": None,
                "first": match[1] not in seen,
                "national": national,
                "ahead": _ahead(view, instrument),
                "studied": _is_studied(view, start),
            }
            seen.add(match[1])
            yield Draft("citation", name, view.report.quote(start, end), attributes)


def _is_work_plan(view: View, start: int, end: int) -> bool:
    """Whether the title is of a plan for the year, and not of one for another matter than the rule of law."""
    if not view.found("plan-title", start, end):
        return False
    words, title = view.lexicon.instruments, view.text[start:end]
    return has_any(title, words.plan_matters) or not view.found("plan-other", start, end)


def _is_national(view: View, title: str) -> bool:
    """Whether the title is that of a law of the state."""
    known = view.lexicon.consistency
    ends = title.endswith(known.national_ends) and not title.endswith(known.national_not)
    return ends or title.startswith(known.national)


def _instrument(view: View, title: str, name: str) -> Instrument | None:
    """The instrument of the state that bears this very title; None for a local document about it."""
    known = {instrument.id: instrument for instrument in view.lexicon.instruments.instruments}.get(name)
    called = _ASIDE.sub("", title)
    if known is None or not called or not _ASIDE.sub("", known.title).endswith(called):
        return None
    return known


def _ahead(view: View, instrument: Instrument | None) -> int | None:
    """Years from the reporting year to that in which the instrument takes effect."""
    year = view.report.identity.year
    if year is None or instrument is None or instrument.since is None:
        return None
    return instrument.since - year


def _is_studied(view: View, start: int) -> bool:
    """Whether its sentence speaks of learning it, making it known or getting ready for it."""
    sentence = view.sentence_at(start)
    return bool(view.found("studying", sentence.start, sentence.end))


def _editions(view: View) -> Iterator[Draft]:
    identity = view.report.identity
    known = {edition.id: edition for edition in view.lexicon.instruments.editions}
    for name in identity.outline_editions:
        edition = known.get(name)
        span = identity.evidence.get(f"outline_editions {name}")
        if span is None or edition is None:
            continue
        yield Draft(
            "citation",
            edition.instrument,
            view.report.quote(span.start, span.end),
            {"edition": name, "fits": _fits(edition, identity.year), "issued": False},
        )


def _fits(edition: Edition, year: int | None) -> str | None:
    if year is None:
        return None
    inside = (edition.first or year) <= year <= (edition.last or year)
    return "yes" if inside else "no"
