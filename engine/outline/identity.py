"""What a report says of itself."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from engine.model import Identity, Source, Span
from engine.outline.dates import CENTURY, YEAR, dates, number_of, only_date, years
from engine.outline.editions import cited_editions
from engine.outline.furniture import Page
from engine.outline.kinds import REPORT, Paper, document_kind
from engine.outline.lines import Line
from engine.outline.metadata import Dated
from engine.outline.naming import Namer
from engine.outline.numbering import read_number
from engine.outline.phrases import pattern
from engine.outline.title import Title
from engine.outline.units import Clues, Unit, read_unit, title_unit
from engine.rulebook.lexicon_outline import OutlineLexicon

_OPENING = 800  # characters of the body in which the year is looked for
_CLOSING_LINES = 6
_SIGNATURE = 40
_OFTEN = 2  # times as often as any other


class Signature(NamedTuple):
    """The lines below a report that name the unit and the day it was written."""

    unit: Span | None
    date: Dated | None
    start: int | None  # where they begin


class Sheet(NamedTuple):
    """A document taken apart: ``text`` is cleaned, ``clean`` has the page furniture blanked as well."""

    source: Source
    text: str
    clean: str
    page: Page
    title: Title | None
    lines: list[Line]  # all that are not furniture
    body: list[Line]  # below the title

    @property
    def start(self) -> int:
        """Where the body begins."""
        return self.body[0].start if self.body else len(self.clean)


def read_signature(body: list[Line], lexicon: OutlineLexicon) -> Signature:
    """The signature at the end of ``body``: a line that is a date and, beside it, one that names a unit."""
    closing = body[-_CLOSING_LINES:]
    for index in range(len(closing) - 1, -1, -1):
        line = closing[index]
        found = next(dates(line.text, line.start), None)
        if found and (only_date(line.text) or _signs_in_one_line(line, lexicon)):
            above = closing[index - 1] if index and only_date(line.text) else line
            signs = _names_unit(above, lexicon)
            start = above.start if signs else line.start
            return Signature(_unit_span(above) if signs else None, Dated(found[0], found[1]), start)
    return Signature(None, None, None)


def _signs_in_one_line(line: Line, lexicon: OutlineLexicon) -> bool:
    return len(line.text) <= _SIGNATURE and "。" not in line.text and _names_unit(line, lexicon)


def _names_unit(line: Line, lexicon: OutlineLexicon) -> bool:
    units = lexicon.document.units
    name = line.text[: len(_unit_text(line))].replace(" ", "")
    ends = units.governments + units.departments + units.zone_bodies
    return 2 < len(name) <= _SIGNATURE and name.endswith(ends) and not re.search("[。,;:]", name)


def _unit_text(line: Line) -> str:
    return re.split(rf"\s*(?:{CENTURY})", line.text)[0]


def _unit_span(line: Line) -> Span:
    return Span(line.start, line.start + len(_unit_text(line)))


def read_identity(sheet: Sheet, lexicon: OutlineLexicon) -> Identity:
    """The identity of the document on ``sheet``."""
    title, page, body = sheet.title, sheet.page, sheet.body
    signature = read_signature(body, lexicon)
    clues = Clues(sheet.text, title, page.publisher, signature.unit, sheet.start)
    stretch = title_unit(title, lexicon) if title else None
    name = title.text[slice(*stretch)] if title and stretch else ""
    head, text = _head(sheet, lexicon), sheet.clean[sheet.start :]
    paper = Paper(title, name, head, text, _begins_with_a_part(sheet, lexicon))
    kind = document_kind(paper, lexicon.document)
    shown = title.span if title else _page_title(sheet.lines)
    if kind != REPORT:
        return _other(sheet, kind, shown)
    unit = read_unit(clues, lexicon)
    written = page.written or signature.date or _below_title(body)
    year, year_place = _year(sheet, page.published or written, lexicon)
    editions = cited_editions(sheet.clean, sheet.start, lexicon.document.outline)
    return Identity(
        is_report=True,
        document_kind=kind,
        title="".join(sheet.source.text[i] for i in title.places) if title else None,
        unit=_printed(sheet, unit.name),
        region=_region(sheet, unit, lexicon),
        province=unit.province,
        level=unit.level,
        year=year,
        written_on=written.iso if written else None,
        published_on=page.published.iso if page.published else None,
        publisher=_printed(sheet, page.publisher),
        outline_editions=tuple(editions),
        evidence=_evidence(
            title=title.span if title else None,
            unit=unit.name,
            region=unit.region,
            province=unit.region if unit.province else None,
            year=year_place,
            written_on=written.span if written else None,
            published_on=page.published.span if page.published else None,
            publisher=page.publisher,
            outline_editions=min(editions.values(), default=None),
            **{f"outline_editions {name}": span for name, span in editions.items()},
        ),
    )


def _begins_with_a_part(sheet: Sheet, lexicon: OutlineLexicon) -> bool:
    """Whether the first line of the body is a numbered heading that names one of the five parts."""
    first = sheet.body[0].text if sheet.body else ""
    number = read_number(first, lexicon.sections.numbering.divisions)
    return number is not None and bool(Namer(lexicon.sections, None).surely(first[number.end :]))


def _evidence(**places: Span | None) -> dict[str, Span]:
    return {field: span for field, span in places.items() if span is not None}


def _other(sheet: Sheet, kind: str, title: Span | None) -> Identity:
    page = sheet.page
    return Identity(
        is_report=False,
        document_kind=kind,
        title=_printed(sheet, title),
        published_on=page.published.iso if page.published else None,
        publisher=_printed(sheet, page.publisher),
        evidence=_evidence(
            title=title,
            published_on=page.published.span if page.published else None,
            publisher=page.publisher,
        ),
    )


def _head(sheet: Sheet, lexicon: OutlineLexicon) -> list[Line]:
    """The lines above the body; without a title those above the first sentence or number."""
    if sheet.title is not None:
        return [x for x in sheet.lines if x.start < sheet.start]
    divisions = lexicon.sections.numbering.divisions
    return list(
        takewhile(
            lambda x: not re.search("[。;,]", x.text) and not read_number(x.text, divisions), sheet.lines
        )
    )


def _page_title(lines: list[Line]) -> Span | None:
    """The first line when it can be the title of something: short and no sentence."""
    line = next(iter(lines), None)
    return line.span if line and len(line.text) <= 90 and not re.search("[。;:,]", line.text) else None


def _printed(sheet: Sheet, span: Span | None) -> str | None:
    return re.sub(r"\s+", "", sheet.source.text[span.start : span.end]) if span else None


def _region(sheet: Sheet, unit: Unit, lexicon: OutlineLexicon) -> str | None:
    """The region in the source's own characters, without words between its parts, below its city."""
    span = unit.region
    if span is None:
        return None
    connectors = pattern(lexicon.document.units.connectors)
    kept = connectors.sub(lambda hit: " " * len(hit[0]), sheet.text[span.start : span.end])
    return unit.above + "".join(
        sheet.source.text[span.start + i] for i, c in enumerate(kept) if not c.isspace()
    )


def _below_title(body: list[Line]) -> Dated | None:
    """A date alone on the line below the title, as documents (not pages) print it."""
    if body and only_date(body[0].text):
        return next((Dated(iso, span) for iso, span, _ in dates(body[0].text, body[0].start)), None)
    return None


def _year(sheet: Sheet, dated: Dated | None, lexicon: OutlineLexicon) -> tuple[int | None, Span | None]:
    """The reporting year: of the title, else of the opening, else the year before a date, and its place."""
    if sheet.title is not None:
        for year, span in years(sheet.title.text):
            return year, sheet.title.place(span.start, span.end)
    for year, span in _opening_years(sheet, lexicon):
        return year, span
    hit = pattern(lexicon.document.last_year).search(sheet.clean, sheet.start, sheet.start + _OPENING)
    if hit is not None and dated is not None:
        return int(dated.iso[:4]) - 1, Span(hit.start(), hit.end())
    return _most_named(sheet)


def _most_named(sheet: Sheet) -> tuple[int | None, Span | None]:
    """The year that the first half of the body names much more often than any other, and its first place."""
    half = sheet.clean[sheet.start : sheet.start + (len(sheet.clean) - sheet.start) // 2]
    found = list(years(half))
    counts = Counter(year for year, _ in found).most_common(2)
    if not counts or counts[0][1] < _OFTEN * max([1, *(n for _, n in counts[1:])]):
        return None, None
    span = next(span for year, span in found if year == counts[0][0])
    return counts[0][0], Span(sheet.start + span.start, sheet.start + span.end)


def _opening_years(sheet: Sheet, lexicon: OutlineLexicon) -> Iterator[tuple[int, Span]]:
    """Years that the opening gives as its own, the surest way of giving them first."""
    opening = sheet.clean[sheet.start : sheet.start + _OPENING]
    opening = pattern(lexicon.document.year_decoys).sub(lambda hit: " " * len(hit[0]), opening)
    for phrase in lexicon.document.year_openings:
        for hit in pattern((phrase,)).finditer(opening):
            digits = list(re.finditer(YEAR, hit[0]))[-1]
            place = sheet.start + hit.start() + digits.start()
            yield number_of(digits[0]), Span(place, place + len(digits[0]))
