"""Laws and documents named in 《》, and the editions of the Outline."""

import re
from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.view import View
from engine.rulebook.kinds import DOCUMENT, NOT_WORK_DONE, WORK_PLAN
from engine.rulebook.lexicon_facts import Edition

_TITLE = re.compile(r"《([^《》\n]{1,120})》")
_LEAD = 14  # code points before a title in which a word of issuing stands


def citations(view: View) -> tuple[Draft, ...]:
    """One fact per document named; the Outline's editions as identified for the report."""
    return (*_documents(view), *_editions(view))


def _documents(view: View) -> Iterator[Draft]:
    for paragraph in view.report.paragraphs:
        for match in _TITLE.finditer(view.text, paragraph.start, paragraph.end):
            start, end = match.span()
            section = view.report.section_at(start)
            known = view.found("instrument", start, end)
            planned = view.found("plan-title", start, end)
            name = known[0].name if known else WORK_PLAN if planned else DOCUMENT
            lead = max(paragraph.start, start - _LEAD)
            issued = section not in NOT_WORK_DONE and bool(view.found("issuing", lead, start))
            yield Draft("citation", name, view.report.quote(start, end), {"issued": issued, "edition": None})


def _editions(view: View) -> Iterator[Draft]:
    identity = view.report.identity
    span = identity.evidence.get("outline_editions")
    known = {edition.id: edition for edition in view.lexicon.instruments.editions}
    for name in identity.outline_editions:
        edition = known.get(name)
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
