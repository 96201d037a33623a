"""Damage to the text: what a proof-reader must find, and noise that must lose only what it touches."""

import random
import re
from collections.abc import Iterator

from engine.model import Span
from tests.mutations import places
from tests.mutations.mutants import FIGURES, WORDING, Edit, Mutant, found, verdict
from tests.mutations.reports import Outcome

DEFECT = frozenset({"defect"})
RESIDUE = ("[bookmark: _GoBack]", "_Toc12345678", "&nbsp;", "错误！未找到引用源。")
BUTTONS = ("【打印本页】【关闭窗口】", "浏览次数：128", "扫一扫在手机打开当前页 分享到：", "责任编辑：某某")
CLOSING = "》）”"
CONFUSED = dict(zip("0158日未己人天土大千入末已夫士太干", "OlS8曰末已入夫士太干人未己天土大千", strict=True))
SEED = 7
EVERY = 200  # characters for one character of noise
TIMES = 6  # seeds a report


def _prose(base: Outcome) -> list[Span]:
    """Body paragraphs that are no headings, in a part that is known by its heading."""
    headings = {heading.span.start for heading in base.report.headings}
    return [
        span
        for span in base.report.paragraphs
        if span.start not in headings and span.end - span.start > 60 and _headed(base, span.start)
    ]


def _headed(base: Outcome, place: int) -> bool:
    section = base.report.section_at(place)
    return section is not None and base.report.sections[section].status != "unheaded"


def _stops(base: Outcome) -> list[int]:
    """Places behind a full stop inside a paragraph."""
    return [
        match.end()
        for span in _prose(base)
        for match in re.compile("。(?!\n)").finditer(base.text, span.start, span.end - 1)
    ]


def residue(base: Outcome) -> Iterator[Mutant]:
    """A word processor's marks between two sentences."""
    for number, place in enumerate(_stops(base)[::3]):
        words = RESIDUE[number % len(RESIDUE)]
        must = (found("defect", "residue", origin="document"), verdict("form-clean-text", "gap"))
        yield Mutant(base, f"{words} at {place}", (Edit(place, place, words),), must, DEFECT)


def buttons(base: Outcome) -> Iterator[Mutant]:
    """A web page's buttons in the report and behind it; behind others they are no mark of their own."""
    ends = [span.end for span in _prose(base)]
    last = base.report.chrome[-1].end if base.report.chrome else 0
    behind = [len(base.text)] if base.text[last:].strip(" |\n") else []
    for number, place in enumerate([*ends[::4], *behind]):
        words = "\n" + BUTTONS[number % len(BUTTONS)]
        must = (found("defect", "residue", origin="page"), verdict("form-clean-text", "partial", "gap"))
        may = DEFECT | {"report", "quantity"}
        yield Mutant(base, f"{words.strip()} at {place}", (Edit(place, place, words),), must, may)


def lost_mark(base: Outcome) -> Iterator[Mutant]:
    """A closing bracket or quotation mark lost."""
    for span in _prose(base):
        for place in range(span.start, span.end):
            if base.text[place] in CLOSING:
                must = (found("defect", "missing-punctuation"), verdict("form-clean-text", "partial", "gap"))
                reach = places.sentence(base.text, place, place)
                yield Mutant(
                    base, f"{base.text[place - 8 : place + 1]} unclosed", (Edit(place, place + 1, ""),), must,
                    WORDING, (reach,), DEFECT,
                )  # fmt: skip


def doubled_mark(base: Outcome) -> Iterator[Mutant]:
    """A comma typed twice."""
    for span in _prose(base):
        commas = [place for place in range(span.start, span.end) if base.text[place] == "，"]
        for place in commas[::4]:
            must = (found("defect", "missing-punctuation"),)
            may = DEFECT | FIGURES | {"mention"}  # their wording may span the comma
            yield Mutant(base, f"comma twice at {place}", (Edit(place, place, "，"),), must, may)


def broken_document_number(base: Outcome) -> Iterator[Mutant]:
    """The number of a document without its year or its serial."""
    for match in re.compile("〔(20[0-9]{2})〕([0-9]+)号").finditer(base.text):
        for group in (1, 2):
            must = (found("defect", "broken-docnumber"), verdict("form-clean-text", "gap"))
            edit = Edit(match.start(group), match.end(group), "")
            yield Mutant(base, f"{match[0]} without {match[group]}", (edit,), must, DEFECT)
    for place in _stops(base)[::6]:
        for words in ("（云政发〔2023〕号）", "（云政办发〔〕15号）"):
            must = (found("defect", "broken-docnumber"), verdict("form-clean-text", "gap"))
            yield Mutant(
                base, f"{words} at {place}", (Edit(place - 1, place - 1, words),), must, DEFECT | {"quantity"}
            )


def paragraph_twice(base: Outcome) -> Iterator[Mutant]:
    """A paragraph printed twice."""
    for span in _prose(base):
        body = base.text[span.start : span.end]
        must = (found("defect", "duplicate"), verdict("form-clean-text", "gap"))
        edit = Edit(span.end, span.end, "\n" + body)
        yield Mutant(base, f"{body[:12]}… twice", (edit,), must, WORDING | DEFECT, (span,))


def lost_comma(base: Outcome) -> Iterator[Mutant]:
    """A comma lost between two clauses."""
    for span in _prose(base):
        commas = [place for place in range(span.start, span.end) if base.text[place] == "，"]
        for place in commas[::3]:
            reach = places.sentence(base.text, place, place)
            yield Mutant(
                base, f"comma lost at {place}", (Edit(place, place + 1, ""),), (), WORDING | DEFECT, (reach,)
            )


def recognised_badly(base: Outcome) -> Iterator[Mutant]:
    """Characters taken for others that look like them, here and there in the prose."""
    places_ = [
        place
        for span in _prose(base)
        for place in range(span.start, span.end)
        if base.text[place] in CONFUSED
    ]
    for seed in range(TIMES):
        chance = random.Random(SEED + seed)  # noqa: S311  no secret, but the same every time
        count = min(len(places_), max(2, len(base.text) // EVERY))
        chosen = sorted(chance.sample(places_, count))
        edits = tuple(Edit(place, place + 1, CONFUSED[base.text[place]]) for place in chosen)
        reach = tuple(places.paragraph_from(base.text, place) for place in chosen)
        yield Mutant(base, f"{count} characters, seed {seed}", edits, (), WORDING | DEFECT, reach)


GENERATORS = (
    residue,
    buttons,
    lost_mark,
    doubled_mark,
    broken_document_number,
    paragraph_twice,
    lost_comma,
    recognised_badly,
)
