"""Deficiencies and plans as items, and which plan answers which deficiency."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import dropwhile, groupby
from operator import add
from typing import NamedTuple

from engine.facts.draft import Draft
from engine.facts.numerals import NUMERAL
from engine.facts.phrases import Hit
from engine.facts.text import trimmed
from engine.facts.view import View
from engine.model import DEFICIENCIES, PLAN, Section, Span

_NUMBER = re.compile(
    rf"\s*(?:(?P<chinese>{NUMERAL}[、.])|(?P<brackets>\({NUMERAL}\))|(?P<digits>[0-9]{{1,2}}[.、](?![0-9]))"
    r"|(?P<digit_brackets>\([0-9]{1,2}\))|(?P<dash>[\u2014\u2015\u2500-]{1,2})|(?P<bullet>[·•●○▪■□◆◇※★➢►▶]))"
)
HEADLINE = 24  # code points of a first sentence that sums up its paragraph
SHARED = 3  # pairs of characters in common that make two items speak of the same matter
LISTED = 3  # clauses behind a colon that make a list
NEEDED = {DEFICIENCIES: "deficit"}  # what a sentence must say to be an item of a part without heading
_MATTERS = ("topic", "mention", "matter", "concern")


class _Profile(NamedTuple):
    """What an item is about: matters named in it and the character pairs that say something."""

    matters: frozenset[str]
    pairs: frozenset[str]


def items(view: View) -> tuple[Draft, ...]:
    """One ``deficiency`` and one ``plan`` fact per item of the two parts."""
    part, plan = view.report.sections[DEFICIENCIES], view.report.sections[PLAN]
    deficiencies = item_spans(view, part)
    plans = item_spans(view, plan)
    if deficiencies and part.span == plan.span:
        deficiencies, plans = _parted(view, deficiencies)
    answers = [_profile(view, span) for span in plans]
    common = _has_common_cause(view, part, deficiencies)
    return (
        *(_deficiency(view, span, answers, common=common) for span in deficiencies),
        *(_plan(view, span) for span in plans),
    )


def _parted(view: View, spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """What is lacking and what will be done, of items that tell both: 一是…不强。下一步将….

    Where no item says where the one ends, each is both.
    """
    ends = [_lack_end(view, span) for span in spans]
    if not any(ends):
        return list(spans), list(spans)
    told = list(zip(spans, ends, strict=True))
    lacks = [trimmed(view.text, span.start, end or span.end) for span, end in told]
    return lacks, [Span(end, span.end) for span, end in told if end]


def _lack_end(view: View, span: Span) -> int | None:
    """Where the first sentence begins, behind that of the lack, that tells of what will be done."""
    coming = [*view.found("closing", span.start, span.end), *view.found("future", span.start, span.end)]
    starts = (view.sentence_at(hit.start).start for hit in coming)
    return min((start for start in starts if start > span.start), default=None)


def _deficiency(view: View, span: Span, plans: Sequence[_Profile], *, common: bool) -> Draft:
    profile = _profile(view, span)
    cause = "told" if common else _cause(view, span)
    return Draft(
        "deficiency",
        None,
        view.quote(span.start, span.end),
        {
            "cause_stated": cause is not None,
            "cause": cause,
            "specific": _is_specific(view, span),
            "answered": any(_answers(plan, profile) for plan in plans),
        },
    )


def _cause(view: View, span: Span) -> str | None:
    """``told`` in the wording of a cause, or ``implied`` by the conditions told behind the first sentence."""
    if _causes(view, span):
        return "told"
    first = view.sentence_at(span.start).end
    return "implied" if view.found("condition", first, span.end) else None


def _causes(view: View, span: Span) -> list[Hit]:
    """The wordings of a cause in the span, without those that are a piece of something else (因 in 因此).

    One that reaches beyond it on both sides is none: 受编制少等因素制约.
    """
    others = view.found("no-cause", span.start, span.end)
    return [
        hit
        for hit in view.found("cause", span.start, span.end)
        if not any(
            other.start < hit.end
            and hit.start < other.end
            and not (hit.start < other.start and other.end < hit.end)
            for other in others
        )
    ]


def _has_common_cause(view: View, part: Section, spans: Sequence[Span]) -> bool:
    """Whether one sentence behind several items tells the cause of all.

    That is so where the items stand in one paragraph, or that sentence in a paragraph of its own.
    """
    if len(spans) < 2 or part.end is None:
        return False
    hits = view.found("common-cause", spans[-1].start, part.end)
    if not hits or view.found("common-cause", spans[0].start, spans[-1].start):
        return False
    cause, last = view.sentence_at(hits[0].start), view.sentence_at(spans[-1].start)
    if view.found("empty-cause", cause.start, cause.end) and not view.found("cause", cause.start, part.end):
        return False
    together = view.sentence_at(spans[0].start).paragraph == last.paragraph
    return cause.start > last.start and (together or cause.paragraph > last.paragraph)


def _plan(view: View, span: Span) -> Draft:
    target = bool(view.counted(span.start, span.end)) or bool(view.found("target", span.start, span.end))
    return Draft("plan", None, view.quote(span.start, span.end), {"target": target})


def _is_specific(view: View, span: Span) -> bool:
    return bool(view.counted(span.start, span.end)) or bool(view.found("concrete", span.start, span.end))


def item_spans(view: View, section: Section) -> list[Span]:
    """The items of a part: by numbered paragraphs, by 一是 … 二是, or by sentences and parallel clauses.

    In a part without heading the items begin with the first sentence that says what the part is about. What
    leads up to items is none; a sentence that opens with a cause belongs to the item before it.
    """
    if section.start is None or section.end is None:
        return []
    start, end = section.start, section.end
    starts = _numbered(view, start, end) or _marked(view, start, end)
    if starts:
        ends = [*starts[1:], end]
        return [trimmed(view.text, low, high) for low, high in zip(starts, ends, strict=True)]
    inside = [Span(s.start, s.end) for s in view.inside(start, end) if not s.is_heading]
    own = _with_causes(view, _of_the_part(view, section, inside))
    return _by_paragraphs(view, own) or [
        item for span in _without_lead(view, own) for item in _parallel(view, span)
    ]


def _by_paragraphs(view: View, spans: Sequence[Span]) -> list[Span]:
    """The items, where there are several paragraphs and each is one; else nothing.

    The first paragraph may lead up to the others.
    """
    paragraphs = [
        list(own) for _, own in groupby(spans, key=lambda span: view.sentence_at(span.start).paragraph)
    ]
    told = paragraphs[1:] if _leads_up(view, paragraphs) else paragraphs
    if len(told) < 2 or not all(_is_one(view, own) for own in told):
        return []
    return [item for own in told for item in _parallel(view, Span(own[0].start, own[-1].end))]


def _leads_up(view: View, paragraphs: Sequence[Sequence[Span]]) -> bool:
    """Whether the first paragraph is no item: it says so, or it is by half longer than any other."""
    if not paragraphs or len(paragraphs[0]) > 1:
        return bool(paragraphs) and not _is_one(view, paragraphs[0])
    first, others = paragraphs[0][0], paragraphs[1:]
    if view.found("lead", first.start, first.end) or all(map(_is_summed_up, others)):
        return True
    longest = max(own[-1].end - own[0].start for own in others)
    return not _is_specific(view, first) and 2 * (first.end - first.start) > 3 * max(longest, HEADLINE)


def _is_one(view: View, sentences: Sequence[Span]) -> bool:
    """Whether a paragraph is one item: one sentence, or what follows only tells more of it or who does it."""
    if len(sentences) == 1 or _is_summed_up(sentences):
        return True
    targets = {hit.start for hit in view.found("target", sentences[1].start, sentences[-1].end)}
    return all(sentence.start in targets for sentence in sentences[1:])


def _is_summed_up(sentences: Sequence[Span]) -> bool:
    return len(sentences) > 1 and sentences[0].end - sentences[0].start <= HEADLINE


def _parallel(view: View, span: Span) -> list[Span]:
    """The clauses of a sentence that one word opens again and again (着力…,着力…), else the sentence."""
    words = view.lexicon.items.parallel
    low, high = bisect_left(view.marks, span.start), bisect_left(view.marks, span.end)
    places = [span.start, *(mark + 1 for mark in view.marks[low:high])]
    opened: dict[str, list[int]] = {}
    for place in places:
        word = next((word for word in words if view.text.startswith(word, place)), None)
        if word is not None:
            opened.setdefault(word, []).append(place)
    parallel = next((found for found in opened.values() if len(found) > 1), [])
    starts = parallel or _lacking(view, span, places)
    if not starts:
        return [span]
    return [trimmed(view.text, low, high) for low, high in zip(starts, [*starts[1:], span.end], strict=True)]


def _lacking(view: View, span: Span, places: Sequence[int]) -> list[int]:
    """Where the clauses behind a colon begin that each tell what is lacking: 差距:…不强,…单一,…薄弱."""
    starts = [place for place in places if view.text[place : span.end].strip()]
    clauses = zip(starts, [*starts[1:], span.end], strict=True)
    caused = {hit.start for hit in _causes(view, span)} & set(starts)
    alone = view.text[span.start - 1] == ":" and ";" not in view.text[span.start : span.end + 1]
    listed = alone and not caused and len(starts) >= LISTED
    return starts if listed and all(view.found("deficit", *clause) for clause in clauses) else []


def _of_the_part(view: View, section: Section, spans: Sequence[Span]) -> list[Span]:
    """The spans without what opens or closes the part in another vein."""
    needed = NEEDED.get(section.key)
    if needed is None:
        return [*spans[:-1], *(span for span in spans[-1:] if not _is_motto(view, span) or len(spans) == 1)]
    kept = [span for span in spans if not view.found("closing", span.start, span.end)]
    if section.heading is not None:
        return kept
    return list(dropwhile(lambda span: not view.found(needed, span.start, span.end), kept))


def _is_motto(view: View, span: Span) -> bool:
    return bool(view.found("motto", span.start, span.end)) and not view.counted(span.start, span.end)


def _without_lead(view: View, spans: Sequence[Span]) -> list[Span]:
    """The spans, the first one from behind its lead-in, or left out where it is nothing else."""
    if not spans:
        return []
    first, others = spans[0], list(spans[1:])
    leads = view.found("lead", first.start, first.end)
    if leads:
        rest = Span(leads[-1].end, first.end)
        return [rest, *others] if view.text[rest.start : rest.end].strip() else others
    lists = ";" in view.text[first.end - 1 : first.end + 1]  # it is the first of a list
    return others if others and not lists and not _is_item(view, first) else list(spans)


def _is_item(view: View, first: Span) -> bool:
    """Whether the first sentence is no lead: it is specific, or tells a lack and sums up nothing."""
    if _is_specific(view, first):
        return True
    lack = view.found("deficit", first.start, first.end) and view.found("concern", first.start, first.end)
    return bool(lack) and not view.found("summing-up", first.start, first.end)


def _with_causes(view: View, spans: Iterable[Span]) -> list[Span]:
    """The spans, those that open with the wording of a cause joined to the one before.

    Not so where the first one opens with its cause already: then each tells its own before it.
    """
    joined: list[Span] = []
    before = False
    for span in spans:
        opens = any(hit.start == span.start for hit in _causes(view, span))
        before = before or (opens and not joined)
        if joined and ((opens and not before) or view.found("common-cause", span.start, span.end)):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _numbered(view: View, start: int, end: int) -> list[int]:
    """Where the numbered sentences of the part begin, of the first style that numbers several.

    A style that numbers the causes apart from what is lacking, (一)存在的不足 (二)原因分析, numbers no items.
    """
    found: dict[str, list[int]] = {}
    apart: set[str] = set()
    for sentence in view.sentences:
        if start < sentence.start < end:
            number = _NUMBER.match(view.text, sentence.start, sentence.end)
            if number:
                style = number.lastgroup or ""
                found.setdefault(style, []).append(number.start(style))
                if any(
                    hit.start == number.end()
                    for hit in view.found("common-cause", number.end(), sentence.end)
                ):
                    apart.add(style)
    for style in (style for style in found if style not in apart):
        starts = _behind_colon(view, style, start, found[style][0]) + found[style]
        if len(starts) > 1:
            return starts
    return []


def _behind_colon(view: View, style: str, start: int, end: int) -> list[int]:
    """Where the first item begins if it stands behind the colon that leads up to all: 差距:(一)…."""
    colon = view.text.find(":", start, end)
    while colon >= 0:
        number = _NUMBER.match(view.text, colon + 1, end)
        if number and number.lastgroup == style:
            return [number.start(style)]
        colon = view.text.find(":", colon + 1, end)
    return []


def _marked(view: View, start: int, end: int) -> list[int]:
    """Where items of the part begin by their marks: 一是 anywhere; without any, 一要 at a clause's head."""
    causes = [view.sentence_at(hit.start) for hit in view.found("common-cause", start, end)]
    opened = [hit for hit in view.found("opener", start, end) if not view.text[hit.start - 1].isalpha()]
    marks = [hit.start for hit in view.found("marker", start, end) or opened]
    # 产生上述问题的原因,一方面…,另一方面…: those are causes of what was told before
    return [mark for mark in marks if not any(one.start < mark < one.end for one in causes)]


def _profile(view: View, span: Span) -> _Profile:
    matters = {hit.name for family in _MATTERS for hit in view.found(family, span.start, span.end)}
    text = list(view.text[span.start : span.end])
    for hit in view.found("noise", span.start, span.end):
        for index in range(hit.start - span.start, hit.end - span.start):
            text[index] = " "
    pairs = (pair for pair in set(map(add, text, text[1:])) if pair.isalpha())
    return _Profile(frozenset(matters), frozenset(pairs))


def _answers(plan: _Profile, deficiency: _Profile) -> bool:
    return bool(plan.matters & deficiency.matters) or len(plan.pairs & deficiency.pairs) >= SHARED
