"""Years that belong to another report: of the opening, a heading, a plan, an outline named with its years."""

import re
from collections.abc import Iterator, Sequence

from engine.facts.draft import Draft
from engine.facts.patterns import keyed, one_of
from engine.facts.proof.marks import mark, prose_of
from engine.facts.view import View
from engine.model import PLAN, Span
from engine.rulebook.lexicon_defects import YearSlips

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")
_SPAN = r"\((?P<from>20[0-9]{2})年?\s?[-—–－~至]{1,2}\s?(?P<to>20[0-9]{2})(?P<word>年?)\)"


class YearReader:
    """Finds such years in the cleaned text; made once from the lexicon."""

    def __init__(self, slips: YearSlips) -> None:
        self._slips = slips
        reported = rf"(?:{one_of(slips.reported)})"
        self._reported = keyed(
            (slips.now,), rf"{re.escape(slips.now)}(?P<year>20[0-9]{{2}})年[^,;。\n]{{2,30}}{reported}"
        )
        self._ahead, self._told = re.compile(one_of(slips.ahead)), re.compile(one_of(slips.told))
        self._planned = keyed(
            slips.will,
            rf"(?:^|(?<=[。;]))\s*(?P<year>20[0-9]{{2}})年[^,;。]{{0,6}},?[^,;。]{{0,6}}(?:{one_of(slips.will)})",
            re.MULTILINE,
        )
        local = f"(?<![{re.escape(slips.places)}])"
        self._outlines = keyed(slips.outlines, rf"{local}《(?P<name>{one_of(slips.outlines)})》?{_SPAN}")

    def read(self, view: View) -> Iterator[Draft]:
        """All such years, by kind, outside tables."""
        prose = prose_of(view)
        year = view.report.identity.year
        if year is not None:
            for match in self._reported.found(view.text, prose):
                if int(match["year"]) != year:
                    yield _wrong(view, match.start("year"), match.end())
            yield from self._headed(view, year)
            plan = view.report.sections[PLAN].span
            for match in self._planned.found(view.text, [plan] if plan else []):
                if int(match["year"]) <= year:
                    yield _wrong(view, match.start("year"), match.end())
        yield from self._spans(view, prose)

    def _headed(self, view: View, year: int) -> Iterator[Draft]:
        """A heading that tells what was done in another year, or plans one that is over."""
        title = view.report.identity.title or ""
        if len(set(_YEAR.findall(title))) > 1:
            return
        for heading in view.report.headings:
            found = list(_YEAR.finditer(view.text, heading.span.start, heading.span.end))
            if len(found) != 1 or heading.level < 1:
                continue
            named = int(found[0][1])
            ahead, told = self._ahead.search(heading.title), self._told.search(heading.title)
            if (ahead and not told and named <= year) or (told and not ahead and named < year):
                yield _wrong(view, found[0].start(), heading.span.end)

    def _spans(self, view: View, prose: Sequence[Span]) -> Iterator[Draft]:
        """A national outline with years that are not its own."""
        for match in self._outlines.found(view.text, prose):
            years = f"{match['from']}-{match['to']}"
            if years not in self._slips.outlines[match["name"]] or not match["word"]:
                yield _wrong(view, match.start("name"), match.end())


def _wrong(view: View, start: int, end: int) -> Draft:
    return mark(view, start, end, name="garbled-number", fault="year", weight="serious")
