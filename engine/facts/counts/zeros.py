"""Counts that are told in words: 无败诉案件 is a count of none."""

from collections.abc import Iterator, Sequence

from engine.facts.counts.matters import carried_matters
from engine.facts.draft import Draft
from engine.facts.patterns import is_ideograph
from engine.facts.phrases import GAP, Hit
from engine.facts.text import has_any
from engine.facts.told.others import is_of_earlier_year
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.model import PLAN


def zeros(view: View) -> Iterator[Draft]:
    """One ``indicator`` of value 0 per wording that says there was none."""
    units = {zero.indicator: zero.unit for zero in view.lexicon.indicators.zeros}
    for hit in _longest(view, view.hits.get("nil", ())):
        sentence = view.sentence_at(hit.start)
        if sentence.section == PLAN or sentence.is_heading or is_of_earlier_year(view, sentence, hit.start):
            continue  # 2022年,未制定规范性文件
        if not is_about(view, sentence, hit, view.indicators[hit.name].matter):
            continue  # 备案审查零纠错
        if GAP in hit.phrase and not _is_plain(view, hit):
            continue  # 未制定规范性文件管理办法
        _, end = view.clause(hit.start, hit.end, sentence)
        opened = view.text.find("(", hit.end, end)
        end = end if opened < 0 else opened
        if any((one.name, one.start) == (hit.name, hit.end) for one in view.found("unless", hit.end, end)):
            continue  # 未发生行政诉讼败诉案件
        name = hit.name
        if decided_by_others(view, sentence, hit):
            name = view.lexicon.indicators.respondent.renamed.get(name, name)
        yield Draft(
            "indicator",
            name,
            view.quote(hit.start, end),
            {
                "value": 0,
                "unit": units[hit.name],
                "qualifier": None,
                "title": view.indicators[name].title,
                "scope": None,
                "whole": True,
                "instance": None,
            },
        )


def _longest(view: View, nils: Sequence[Hit]) -> list[Hit]:
    """The wordings of one clause, the longest at each place; of two of one stretch the one without a gap."""
    within = [hit for hit in nils if "," not in view.text[hit.start : hit.end]]
    within.sort(key=lambda hit: GAP not in hit.phrase)
    found = {(hit.name, hit.start, hit.end): hit for hit in within}.values()
    ends: dict[int, int] = {}
    for hit in found:
        ends[hit.start] = max(hit.end, ends.get(hit.start, 0))
    return [hit for hit in found if hit.end == ends[hit.start]]


def _is_plain(view: View, hit: Hit) -> bool:
    """Whether the wording stands in one clause and ends there, or goes on with another noun (和重大决策)."""
    if has_any(view.text[hit.start : hit.end], CLAUSE_ENDS):
        return False
    joined = view.text.startswith(view.lexicon.indicators.joiners, hit.end)
    return joined or not is_ideograph(view.text[hit.end : hit.end + 1])


def is_about(view: View, sentence: Sentence, hit: Hit, matter: str | None) -> bool:
    """Whether the matter, if there is one, is named in the sentence up to the wording or was last before."""
    if matter is None or matter in carried_matters(view, sentence, hit.end):
        return True
    return any(one.name == matter for one in view.found("matter", sentence.start, hit.end))


def decided_by_others(view: View, sentence: Sentence, hit: Hit) -> bool:
    """Whether the paragraph tells before of cases against the organ, or the organ never decides itself."""
    words = view.lexicon.indicators.respondent
    start = view.report.paragraphs[sentence.passage].start
    told = any(act.name == words.told for act in view.found("act", start, hit.start))
    return told or view.report.identity.level in words.levels
