"""Slips at numbers that their sentence gives away: no unit, more than all, wrong groups."""

import re
from collections.abc import Container, Iterator, Sequence

from engine.facts.draft import Draft
from engine.facts.patterns import IDEOGRAPH, THIN_SPACE, keyed, one_of
from engine.facts.proof.marks import around, mark, prose_of
from engine.facts.view import View
from engine.model import Span
from engine.rulebook.lexicon_defects import FigureSlips

ALL = 100  # per cent
REACH = 20  # code points before a percentage in which its rate is named
WORDS = 6  # code points between the rate and its percentage


class FigureReader:
    """Finds these slips in the cleaned text; made once from the lexicon."""

    def __init__(self, slips: FigureSlips) -> None:
        scales = re.escape("".join(slips.scales))
        self._bare = re.compile(
            rf"(?<={IDEOGRAPH})(?<![{re.escape(slips.bare_after)}])"
            rf"(?:[1-9][0-9]{{0,3}}|[1-9][0-9]{{0,2}}(?:{THIN_SPACE}[0-9]{{3}})+|[0-9]+(?:\.[0-9]+)?[{scales}])(?=[,;](?!{one_of(slips.bare_before)}){IDEOGRAPH})"
        )
        self._bare_unless = re.compile(rf"(?:{one_of(slips.bare_unless)})[^,;。、]{{0,4}}\Z")
        self._measured = re.compile(
            rf"(?:{one_of(slips.measured)}){IDEOGRAPH}{{0,{WORDS}}}[0-9][0-9{THIN_SPACE}]*(?:\.[0-9]+)?[万亿]?(?=[,;。](?![0-9]))"
        )
        self._share = re.compile(rf"(?:{one_of(slips.at_most_all)})[^0-9,;。、]{{0,{WORDS}}}\Z")
        self._more = re.compile(one_of(slips.more))
        self._grouped = keyed(
            ",",
            rf"(?<![0-9.,])[0-9]{{1,3}},(?:[0-9]{{4,}}|[0-9]{{1,2}}(?:\.[0-9]+)?(?={one_of(slips.scales)}))(?![0-9.,])",
        )

    def read(self, view: View) -> Iterator[Draft]:
        """All such slips, by kind, outside tables."""
        prose = prose_of(view)
        for paragraph in prose:
            measured = list(self._measured.finditer(view.text, paragraph.start, paragraph.end))
            for match in measured:
                yield mark(view, *match.span(), name="other", fault="unit-lost", weight="plain")
            yield from self._without_unit(view, paragraph, {match.end() for match in measured})
        yield from self._above_all(view)
        yield from self._grouped_wrongly(view, prose)

    def _without_unit(self, view: View, paragraph: Span, marked: Container[int]) -> Iterator[Draft]:
        """A count with nothing behind it, in prose where others have their unit; ``marked`` are ends."""
        for match in self._bare.finditer(view.text, paragraph.start, paragraph.end):
            sentence = view.sentence_at(match.start())
            before = view.text[sentence.start : match.start()]
            known = (
                match.end() in marked
                or self._bare_unless.search(before)
                or re.fullmatch("(?:19|20)[0-9]{2}", match[0])
            )
            if not known and not sentence.is_heading and view.counted(paragraph.start, paragraph.end):
                yield mark(
                    view, *around(view, *match.span()), name="other", fault="unit-lost", weight="plain"
                )

    def _above_all(self, view: View) -> Iterator[Draft]:
        """More than all of something."""
        for quantity in view.quantities:
            if quantity.percent and quantity.value >= ALL:
                rate = self._share.search(view.text, max(0, quantity.start - REACH), quantity.start)
                more = quantity.value > ALL or self._more.search(view.text, quantity.start, quantity.end)
                if rate and more:
                    yield _wrong(view, rate.start(), quantity.end, "above-all")

    def _grouped_wrongly(self, view: View, prose: Sequence[Span]) -> Iterator[Draft]:
        """Digits with a comma in the wrong place; a full-width one parts two numbers."""
        source = view.report.source.text
        for match in self._grouped.found(view.text, prose):
            if "," in source[match.start() : match.end()]:
                yield _wrong(view, *match.span(), "decimal-point")


def _wrong(view: View, start: int, end: int, fault: str) -> Draft:
    return mark(view, start, end, name="garbled-number", fault=fault, weight="serious")
