"""Defects of the title: missing, broken inside a phrase, its place named twice, its particle lost."""

import re
from collections.abc import Iterator
from itertools import pairwise

from engine.facts.draft import Draft
from engine.facts.proof.marks import slight
from engine.facts.view import View
from engine.rulebook.lexicon_defects import TitleSlips

LEAST = 3  # code points of a place named twice
HEAD, WIDEST = 400, 60  # code points in which a title is printed, and of a line of it
LONGEST = 40  # of the first words quoted where the title is missing
_YEAR = re.compile(r"[0-9]{4}年度?")
_PRINTED = ("text/plain", "text/html")  # where a line end inside the title is not the layout of a page


def titles(view: View, slips: TitleSlips) -> Iterator[Draft]:
    """Defects of the title; none where the text is no report."""
    identity = view.report.identity
    if not identity.is_report:
        return
    span = identity.evidence.get("title")
    if span is None:
        yield from _missing(view, slips)
        return
    printed = view.text[span.start : span.end]
    title = "".join(printed.split())
    if _place_twice(title, slips) or _particle_lost(title, slips):
        yield slight(view, span.start, span.end, "title-wording")
    elif view.report.source.media_type in _PRINTED and _broken(printed, slips):
        yield slight(view, span.start, span.end, "title-broken")


def _missing(view: View, slips: TitleSlips) -> Iterator[Draft]:
    if view.sentences and view.report.identity.title is None and not _printed_title(view, slips):
        first = view.sentences[0]
        end = min(first.end, first.start + LONGEST)
        yield slight(view, first.start, end, "title-missing")


def _printed_title(view: View, slips: TitleSlips) -> bool:
    """Whether one of the first lines reads like a title after all, which the lines around it hid."""
    lines = view.report.source.text[:HEAD].split("\n")
    return any(
        line.strip().endswith(slips.ending) and len(line) <= WIDEST and _YEAR.search(line) for line in lines
    )


def _place_twice(title: str, slips: TitleSlips) -> bool:
    """Whether what stands after 关于 (and a year) begins with the end of a name that stood before it."""
    head, about, tail = title.partition(slips.about)
    tail = _YEAR.sub("", tail, count=1) if _YEAR.match(tail) else tail
    return bool(about) and len(tail) > LEAST and tail[:LEAST] in head


def _particle_lost(title: str, slips: TitleSlips) -> bool:
    _, about, tail = title.partition(slips.about)
    return bool(about) and tail.endswith(slips.ending) and slips.particle not in tail


def _broken(printed: str, slips: TitleSlips) -> bool:
    """Whether a line of the title ends elsewhere than after the unit or before 关于."""
    lines = [line.strip() for line in printed.split("\n") if line.strip()]
    return any(
        not line.endswith(slips.unit_ends) and not after.startswith(slips.about)
        for line, after in pairwise(lines)
    )
