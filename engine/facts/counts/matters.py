"""Matters: what a sentence is about, and what it carries along to the numbers that follow."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from engine.facts.numbers.quantities import Quantity
from engine.facts.patterns import any_of
from engine.facts.phrases import GAP, SENTENCE_ENDS, Hit
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.rulebook.lexicon_facts import IndicatorsLexicon, Matter

ASIDE = 60  # code points after a matter in which another one may yield to it
LIST = 8  # paragraphs before an item in which its list is introduced
CLAUSE = 60  # code points before a number in which its clause begins that compares it
LISTING = (":", "：", ";", "；", "、")
Stretch = tuple[int, int]  # where a stretch of the text begins and ends
# hits before a place among which the last matter is: hits of one matter may lie in one another
NEIGHBOURS = 4


def meant(hits: Sequence[Hit], matters: Iterable[Matter], text: str) -> list[Hit]:
    """The matters really named: none inside a longer wording, none that yields to one named before it.

    ``hits`` are in order of place, longer first at the same start, and so is what is returned.
    """
    yields_to = {matter.id: matter.yields_to for matter in matters}
    last: dict[str, int] = {}
    kept: list[Hit] = []
    widest: Hit | None = None
    for hit in hits:
        inside = widest is not None and hit.end <= widest.end and hit.name != widest.name
        inside = inside and widest is not None and not _in_earlier_clause(hit, widest, text)
        if widest is None or hit.end > widest.end:
            widest = hit
        if inside or _yields(hit, yields_to[hit.name], last, text):
            continue
        last[hit.name] = hit.end
        kept.append(hit)
    return kept


def uncompared(
    hits: Sequence[Hit],
    text: str,
    quantities: Sequence[Quantity],
    words: IndicatorsLexicon,
    kinds: Sequence[Stretch],
) -> list[Hit]:
    """The matters without those that no work is told of.

    Something else is compared with them (是同期一审案件的2.4倍), they are denied (未引发行政诉讼),
    or they say of what ``kinds`` the cases were (案件类型涉及信息公开).
    """
    denied = any_of(words.denied).finditer(text)
    clauses = [(match.start(), _end(text, match.end(), CLAUSE_ENDS)) for match in denied]
    clauses += kinds
    for quantity in quantities:
        if quantity.percent or quantity.unit == words.multiple:
            reach = max(0, quantity.start - CLAUSE)
            low = max(reach, *(text.rfind(mark, reach, quantity.start) + 1 for mark in CLAUSE_ENDS))
            if text.startswith(words.compared, low):
                clauses.append((low, quantity.start))
    return elsewhere(hits, clauses)


def elsewhere(hits: Sequence[Hit], stretches: Sequence[Stretch]) -> list[Hit]:
    """The hits that begin in none of the stretches."""
    return [hit for hit in hits if not any(low <= hit.start < high for low, high in stretches)]


def kinds_told(text: str, words: IndicatorsLexicon) -> list[Stretch]:
    """Where the text says of what kinds the cases were: the clause; behind 从领域看, all its sentence."""
    told = []
    for match in any_of(words.kinds_told).finditer(text):
        opens = text.startswith((",", ":"), match.end())
        told.append((match.start(), _end(text, match.end(), SENTENCE_ENDS if opens else CLAUSE_ENDS)))
    return told


def _end(text: str, start: int, stops: str) -> int:
    end = start
    while end < len(text) and text[end] not in stops:
        end += 1
    return end


def carried_matters(view: View, sentence: Sentence, before: int) -> frozenset[str]:
    """The matters named last before ``before``: in its paragraph, else in the nearest heading.

    In a list (一是…二是…) an item carries on what it is introduced with, not what the item before it told.
    """
    start = view.report.paragraphs[sentence.passage].start
    markers = [hit for hit in view.found("marker", start, before) if _opens(view, hit)]
    named = _last(view, markers[-1].start if markers else start, before)
    if named or not markers:
        return named or _announced(view, sentence)
    return _last(view, start, markers[0].start) or _announced(view, sentence)


def _opens(view: View, marker: Hit) -> bool:
    return (
        marker.start == 0
        or view.text[marker.start - 1] in CLAUSE_ENDS
        or view.text[marker.start - 1].isspace()
    )


def _announced(view: View, sentence: Sentence) -> frozenset[str]:
    """The matters of the nearest heading, else of the lines that introduce the paragraph."""
    for heading in reversed(sentence.headings):
        named = frozenset(hit.name for hit in view.found("matter", heading.span.start, heading.span.end))
        if named:
            return named
    return _introduced(view, sentence.paragraph)


def _introduced(view: View, paragraph: int) -> frozenset[str]:
    """For an item of a list without a heading that names a matter: what the list is introduced with."""
    paragraphs = view.report.paragraphs
    for before in reversed(paragraphs[max(0, paragraph - LIST) : paragraph]):
        text = view.text[before.start : before.end].rstrip()
        if not text.endswith(LISTING):
            break
        named = _last(view, before.start, before.end)
        if named:
            return named
    return frozenset()


def _in_earlier_clause(hit: Hit, wider: Hit, text: str) -> bool:
    """Whether the wider one only reaches on into another clause: 执法人员15.7万人,参加…考试."""
    return GAP in wider.phrase and "," in text[hit.end : wider.end]


def _yields(hit: Hit, others: Sequence[str], last: Mapping[str, int], text: str) -> bool:
    ends = [last[other] for other in others if other in last and hit.start - last[other] <= ASIDE]
    return any(not any(mark in SENTENCE_ENDS for mark in text[end : hit.start]) for end in ends)


def _last(view: View, start: int, before: int) -> frozenset[str]:
    hits = view.hits.get("matter", ())
    index = bisect_left(view.starts.get("matter", ()), before)
    near = [h for h in hits[max(0, index - NEIGHBOURS) : index] if h.start >= start and h.end <= before]
    end = max((hit.end for hit in near), default=0)
    return frozenset(hit.name for hit in near if hit.end == end)
