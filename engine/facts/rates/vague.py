"""Rates that are claimed to be good without a number: 败诉率大幅下降, 零败诉, 全部持证上岗."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from engine.facts.counts.zeros import decided_by_others, is_about
from engine.facts.draft import Draft
from engine.facts.patterns import one_of
from engine.facts.phrases import GAP, Hit
from engine.facts.rates.naming import RateNames
from engine.facts.rates.rates import StatedRate
from engine.facts.text import has_any
from engine.facts.told.others import opens_wider, tells_wider
from engine.facts.told.topics import planned
from engine.facts.view import Sentence, View
from engine.model import PLAN, Quote, Span
from engine.rulebook.lexicon_facts import RatesLexicon, VaguePair

SAID = 14  # code points behind a rate in which it is judged


class VagueReader:
    """Reads the claims of a report; made once from the lexicon."""

    def __init__(self, lexicon: RatesLexicon) -> None:
        self._rates = {rate.id: rate for rate in lexicon.rates}
        self._names = RateNames(self._rates)
        self._subject = lexicon.vague_subject
        self._pairs = re.compile("|".join(map(_paired, lexicon.vague_pairs)))

    def read(self, view: View, stated: Sequence[StatedRate], derived: Sequence[Draft]) -> tuple[Draft, ...]:
        """Rates that are claimed to be good without a number, beside those that are stated or derived."""
        taken = {(rate.sentence.start, rate.rate.id) for rate in stated}
        drafts: dict[tuple[str, int], Draft] = {}
        for sentence, hits in view.told("rate"):
            for hit in self._names.resolved(view, sentence, hits) if sentence.section != PLAN else ():
                clause = self._claim(view, sentence, hit) if (sentence.start, hit.name) not in taken else None
                if clause:
                    drafts[hit.name, clause.start] = self._claimed(hit.name, view.quote(*clause))
        told = {(name, view.sentence_at(low).start) for name, low in drafts}
        told |= {(one.name or "", view.sentence_at(one.at.start).start) for one in derived if one.at}
        for hit in self._in_words(view, {rate.rate.id for rate in stated} | {one.name for one in derived}):
            place = hit.name, view.sentence_at(hit.start).start
            if place not in told:
                told.add(place)
                drafts[hit.name, hit.start] = self._claimed(hit.name, view.quote(hit.start, hit.end))
        return tuple(drafts.values())

    def _claim(self, view: View, sentence: Sentence, hit: Hit) -> Span | None:
        """The clause of the rate's name, if it claims the rate without a number."""
        clause = Span(*view.clause(hit.start, hit.end, sentence))
        wider = opens_wider(view, sentence, clause.start, hit.start)
        if wider or tells_wider(view, sentence, clause.start, hit.start) or self._is_aim(view, sentence, hit):
            return None
        levels = [q for q in view.counted(*clause) if not (q.change or q.rank)]
        aspects = view.lexicon.indicators.aspects  # 两项指标均优于全市平均水平
        told = any(not view.text.startswith(aspects, q.end) for q in levels)
        if told:
            return None
        known = view.found("vague", *clause) or view.found("full", *clause)
        claimed = known or self._pairs.search(view.text, *clause) or self._judged(view, hit, clause)
        return clause if claimed else None

    def _judged(self, view: View, hit: Hit, clause: Span) -> bool:
        """Whether the clause says of the rate that it is good or bad."""
        said = view.text[hit.end : min(clause.end, hit.end + SAID)]
        if said.startswith(self._subject.not_said) or not has_any(said, self._subject.said):
            return False
        return not has_any(view.text[clause.start : hit.start], self._subject.acted_on)

    def _is_aim(self, view: View, sentence: Sentence, hit: Hit) -> bool:
        """Whether the clause says what is wanted, still to come or only of some: 确保实现零败诉."""
        low, high = view.clause(hit.start, hit.end, sentence)
        return has_any(view.text[low:high], self._subject.no_claim) or planned(view, sentence, hit.start)

    def _in_words(self, view: View, known: AbstractSet[str | None]) -> Iterator[Hit]:
        """零败诉, 全部持证上岗: the rates that are not known and that the text claims to be none or full."""
        for hit in (*view.hits.get("zero", ()), *view.hits.get("rate-claimed", ())):
            sentence = view.sentence_at(hit.start)
            if _is_of_another(view, hit) or self._is_aim(view, sentence, hit):
                continue  # 公职律师42名,实现法律顾问全覆盖
            matter = self._rates[hit.name].matter
            if sentence.section == PLAN or not is_about(view, sentence, hit, matter):
                continue
            if hit.name not in known or (matter and decided_by_others(view, sentence, hit)):
                yield hit

    def _claimed(self, name: str, at: Quote) -> Draft:
        return Draft("rate", name, at, {"basis": "vague", "title": self._rates[name].title})


def _is_of_another(view: View, hit: Hit) -> bool:
    """Whether the wording reaches into another clause, which is not wholly a part of it."""
    behind = view.text.rfind(",", hit.start, hit.end) + 1
    return behind > 0 and view.text[behind : hit.end].strip() != hit.phrase.rpartition(GAP)[2]


def _paired(pair: VaguePair) -> str:
    """A pattern of every first half before every second one."""
    return f"(?:{one_of(pair.first)}).{{0,{pair.between}}}?(?:{one_of(pair.second)})"
