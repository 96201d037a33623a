"""Counts that are told in words: 无败诉案件 is a count of none."""

from collections.abc import Iterator

from engine.facts.counts.counts import PLAN
from engine.facts.draft import Draft
from engine.facts.phrases import Hit
from engine.facts.view import Sentence, View


def zeros(view: View) -> Iterator[Draft]:
    """One ``indicator`` of value 0 per wording that says there was none."""
    indicators = {indicator.id: indicator for indicator in view.lexicon.indicators.indicators}
    units = {zero.indicator: zero.unit for zero in view.lexicon.indicators.zeros}
    longest: dict[int, int] = {}
    for hit in view.hits.get("nil", ()):
        longest[hit.start] = max(hit.end, longest.get(hit.start, 0))
    for hit in view.hits.get("nil", ()):
        sentence = view.sentence_at(hit.start)
        if sentence.section == PLAN or sentence.is_heading or hit.end < longest[hit.start]:
            continue
        _, end = view.clause(hit.start, hit.end, sentence)
        name = _whose(view, sentence, hit)
        yield Draft(
            "indicator",
            name,
            view.quote(hit.start, end),
            {
                "value": 0,
                "unit": units[hit.name],
                "qualifier": None,
                "title": indicators[name].title,
                "scope": None,
                "whole": True,
                "instance": None,
            },
        )


def _whose(view: View, sentence: Sentence, hit: Hit) -> str:
    """The indicator: what others decided, where the paragraph tells before of cases against the organ."""
    words = view.lexicon.indicators.respondent
    start = view.report.paragraphs[sentence.paragraph].start
    told = any(act.name == words.told for act in view.found("act", start, hit.start))
    decided = told or view.report.identity.level in words.levels
    return words.renamed.get(hit.name, hit.name) if decided else hit.name
