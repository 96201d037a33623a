"""Whose numbers, and which: 全市 or 市本级, 一审 or 二审, and whether cases were carried over."""

from bisect import bisect_left

from engine.facts.phrases import Hit
from engine.facts.view import Sentence, View

REACH = 400  # code points around a number in which a carry-over is looked for


def scopes_before(view: View, sentence: Sentence, place: int) -> tuple[str, ...]:
    """The wordings such as 全市 or 市本级 in the sentence before ``place``, in order."""
    return tuple(hit.phrase for hit in view.found("scope", sentence.start, place))


def same_scope(view: View, sentence: Sentence, *places: int) -> bool:
    """Whether the last such wording before each place of the sentence is the same."""
    return len({_last(view, sentence, place) for place in places}) == 1


def speaks_of_carry_over(view: View, sentence: Sentence, place: int) -> bool:
    """Whether the paragraph around ``place``, up to the sentence's end, tells of cases carried over."""
    carried = {flow.carried for flow in view.lexicon.indicators.flows}
    start = max(view.report.paragraphs[sentence.paragraph].start, place - REACH)
    return any(act.name in carried for act in view.found("act", start, min(sentence.end, place + REACH)))


def _last(view: View, sentence: Sentence, place: int) -> str:
    hits = view.hits.get("scope", ())
    index = bisect_left(hits, place, key=lambda hit: hit.start)
    last: Hit | None = hits[index - 1] if index else None
    return last.phrase if last and last.start >= sentence.start else ""
