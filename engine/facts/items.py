"""Deficiencies and plans as items, and which plan answers which deficiency."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.facts.draft import Draft
from engine.facts.view import View
from engine.model import Section, Span

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(
    rf"\s*(?:(?P<chinese>{_NUMERAL}[、.])|(?P<brackets>\({_NUMERAL}\))|(?P<digits>[0-9]{{1,2}}[.、](?![0-9])))"
    r"|\s*(?P<digit_brackets>\([0-9]{1,2}\))"
)
SHARED = 3  # pairs of characters in common that make two items speak of the same matter
NEEDED = {"deficiencies": "deficit"}  # what a sentence must say to be an item of a part without heading
_MATTERS = ("topic", "mention", "matter")


@dataclass(frozen=True, slots=True)
class _Profile:
    """What an item is about: matters named in it and the character pairs that say something."""

    matters: frozenset[str]
    pairs: frozenset[str]


def items(view: View) -> tuple[Draft, ...]:
    """One ``deficiency`` and one ``plan`` fact per item of the two parts."""
    deficiencies = item_spans(view, view.report.sections["deficiencies"])
    plans = item_spans(view, view.report.sections["next_year_plan"])
    answers = [_profile(view, span) for span in plans]
    return (
        *(_deficiency(view, span, answers) for span in deficiencies),
        *(_plan(view, span) for span in plans),
    )


def _deficiency(view: View, span: Span, plans: Sequence[_Profile]) -> Draft:
    profile = _profile(view, span)
    return Draft(
        "deficiency",
        None,
        view.quote(span.start, span.end),
        {
            "cause_stated": bool(view.found("cause", span.start, span.end)),
            "specific": _is_specific(view, span),
            "answered": any(_answers(plan, profile) for plan in plans),
        },
    )


def _plan(view: View, span: Span) -> Draft:
    target = bool(view.counted(span.start, span.end)) or bool(view.found("target", span.start, span.end))
    return Draft("plan", None, view.quote(span.start, span.end), {"target": target})


def _is_specific(view: View, span: Span) -> bool:
    return bool(view.counted(span.start, span.end)) or bool(view.found("concrete", span.start, span.end))


def item_spans(view: View, section: Section) -> list[Span]:
    """The items of a part: by numbered paragraphs, else by 一是 … 二是, else by sentences.

    In a part without heading only sentences that say what the part is about count. A first sentence that
    names nothing leads up to those behind it and is no item; one that opens with a cause belongs to the last.
    """
    if section.start is None or section.end is None:
        return []
    start, end = section.start, section.end
    starts = _numbered(view, start, end) or [hit.start for hit in view.found("marker", start, end)]
    if starts:
        ends = [*starts[1:], end]
        return [_trim(view, Span(low, high)) for low, high in zip(starts, ends, strict=True)]
    needed = NEEDED.get(section.key) if section.heading is None else None
    inside = (s for s in view.sentences if start <= s.start < end and not s.is_heading)
    kept = (Span(s.start, s.end) for s in inside if needed is None or view.found(needed, s.start, s.end))
    body = _with_causes(view, kept)
    leads_up = len(body) > 1 and not _is_specific(view, body[0])
    return body[1:] if leads_up else body


def _with_causes(view: View, spans: Iterable[Span]) -> list[Span]:
    """The spans, those that open with the wording of a cause joined to the one before."""
    joined: list[Span] = []
    for span in spans:
        opens = any(hit.start == span.start for hit in view.found("cause", span.start, span.end))
        if opens and joined:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _numbered(view: View, start: int, end: int) -> list[int]:
    """Where the numbered paragraphs of the part begin, of the first style of number met there."""
    found: dict[str, list[int]] = {}
    for paragraph in view.report.paragraphs:
        if start < paragraph.start < end:
            number = _NUMBER.match(view.text, paragraph.start, paragraph.end)
            if number:
                found.setdefault(number.lastgroup or "", []).append(number.start(number.lastgroup or 0))
    return next(iter(found.values()), [])


def _trim(view: View, span: Span) -> Span:
    end = span.end
    while end > span.start and view.text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)


def _profile(view: View, span: Span) -> _Profile:
    matters = {hit.name for family in _MATTERS for hit in view.found(family, span.start, span.end)}
    text = list(view.text[span.start : span.end])
    for hit in view.found("noise", span.start, span.end):
        for index in range(hit.start - span.start, hit.end - span.start):
            text[index] = " "
    pairs = {a + b for a, b in pairwise(text) if a.isalpha() and b.isalpha()}
    return _Profile(frozenset(matters), frozenset(pairs))


def _answers(plan: _Profile, deficiency: _Profile) -> bool:
    return bool(plan.matters & deficiency.matters) or len(plan.pairs & deficiency.pairs) >= SHARED
