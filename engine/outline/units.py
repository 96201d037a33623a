"""Who reports: the unit in the title, its region, province and level."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from engine.model import Span
from engine.outline.dates import YEAR
from engine.outline.phrases import pattern
from engine.outline.places import find_seat, registered
from engine.outline.regions import Region, read_region, unit_level
from engine.outline.title import Title
from engine.rulebook.lexicon_outline import OutlineLexicon, RegionsLexicon

_OPENING = 600  # characters of the body in which a unit names itself
_CLAUSE = re.compile(r"(?:^|[,。:;\s、年])(?=[\u4e00-\u9fff]{2})", re.MULTILINE)
_ADDRESSEE = re.compile(r"[^\n。;,]{2,60}:[ ]*(?=\n)")  # the line that says to whom the report goes
_ADDED = re.compile(r"\([^()]*\)$")  # the other name of a unit, behind its name
_OPENED = '“"《'  # opens what follows a name
_LONGEST_NAME = 40
_OFTEN = 2


class Unit(NamedTuple):
    """A reporting unit: places are None where a value is not printed."""

    name: Span | None
    region: Span | None
    above: str  # the city that the region surely lies in and that is not printed before it
    level: str | None
    province: str | None


class Clues(NamedTuple):
    """Where a unit may be named. ``clean`` still holds the page furniture."""

    clean: str
    title: Title | None
    publisher: Span | None
    signature: Span | None
    body_start: int

    @property
    def body(self) -> str:
        """The clean text of the body."""
        return self.clean[self.body_start :]


def read_unit(clues: Clues, lexicon: OutlineLexicon) -> Unit:
    """The reporting unit: from the title, else from the opening, the signature and the publisher."""
    body = pattern(lexicon.regions.prefecture_never).sub("", clues.body)
    districts = bool(pattern(lexicon.regions.prefecture_hints).search(body))
    named = list(_named(clues, lexicon, districts=districts))
    title = named[0] if named and named[0][2] else None
    region = title[1] if title and title[1] else None
    others = [(s, r) for s, r, of_title in named if not of_title and r is not None]
    where = _in_title(clues.title, region, lexicon) if clues.title and region else None
    if title and region:
        where, region = _fuller(where, region, others)
        level = unit_level(_text(clues, title[0]), title[1], lexicon.document.units)
    else:
        level = unit_level(_text(clues, title[0]), None, lexicon.document.units) if title else None
        level = level or _own_words(clues, lexicon)
        others = others or list(_only_place(clues, lexicon))
        if others:
            told = next((one for one in others if one[1].level == level), others[0])
            where, region = _place(*told), told[1]
            level = level or _level_of(told, clues, lexicon)
        level = level or _whole_area(clues, lexicon)
    province = next((r.province for r in [region, *(r for _, r in others)] if r and r.province), None)
    unit = title[0] if title else _reporting(others, clues)
    if region is None:
        return Unit(unit, where, "", level, None)
    seat, city = _seat(region, clues, lexicon)
    return Unit(unit, where, city or "", level, province or seat)


def _seat(region: Region, clues: Clues, lexicon: OutlineLexicon) -> tuple[str | None, str | None]:
    """The province of ``region`` and the city to name before it, where register and text leave no doubt.

    A county-level city is under its province by law and bears its own name alone.
    """
    level, county = region.parts[0]
    if level != "county":
        return region.province, None
    province, city = find_seat(county, clues.clean, lexicon)
    return province, None if county.endswith(lexicon.regions.suffixes.county[-1]) else city


def title_unit(title: Title, lexicon: OutlineLexicon) -> tuple[int, int] | None:
    """The stretch of the title's text that names the unit, None when it names none."""
    words = lexicon.document.title
    stop = re.compile(f"{YEAR}年?度?|{pattern(words.about).pattern}|{pattern(words.subjects).pattern}")
    start = 0
    for hit in stop.finditer(title.text):
        name = title.text[start : hit.start()].rstrip(_OPENED)
        if name and _is_unit(name, lexicon):
            return start, start + len(name)
        start = hit.end()
    return None


def _is_unit(name: str, lexicon: OutlineLexicon) -> bool:
    units = lexicon.document.units
    name = _ADDED.sub("", name)
    region = read_region(name, lexicon)
    ends = units.departments + units.governments + units.zone_bodies
    return name.endswith(ends) or (region is not None and region.end == len(name))


def _named(
    clues: Clues, lexicon: OutlineLexicon, *, districts: bool
) -> Iterator[tuple[Span, Region | None, bool]]:
    """Names of units with the region they begin with, the title's first, then the likeliest."""
    if clues.title is not None and (stretch := title_unit(clues.title, lexicon)):
        name = clues.title.text[slice(*stretch)]
        region = read_region(name, lexicon, districts=districts)
        yield clues.title.place(*stretch), region, True
    for span in (clues.signature, clues.publisher):
        if span is not None:
            name = clues.clean[span.start : span.end]
            region = read_region(name, lexicon, districts=districts)
            yield span, region, False
    yield from _in_opening(clues, lexicon, districts=districts)


def _in_opening(
    clues: Clues, lexicon: OutlineLexicon, *, districts: bool
) -> Iterator[tuple[Span, Region | None, bool]]:
    """Regions that clauses of the opening begin with and that the text names again."""
    opening = clues.body[:_OPENING]
    addressed = _ADDRESSEE.match(opening)
    for hit in _CLAUSE.finditer(opening, addressed.end() if addressed else 0):
        text = opening[hit.end() : hit.end() + _LONGEST_NAME]
        region = read_region(text, lexicon, districts=districts)
        if region is None or len(region.parts[-1][1]) <= 2 or region.name in lexicon.regions.everyday:
            continue
        if clues.body.count(region.parts[-1][1]) >= _OFTEN or hit.start() < _LONGEST_NAME:
            start = clues.body_start + hit.end()
            yield Span(start, start + region.end), region, False


def _only_place(clues: Clues, lexicon: OutlineLexicon) -> Iterator[tuple[Span, Region]]:
    """The one registered place whose name ends as the authorities do that the text names without a name.

    A department that speaks of 区委、区政府 and names one district only is that district's.
    """
    kinds = _bare_authorities(clues.body, lexicon.regions)
    found = [(name, at) for at, name in registered(clues.body[:_OPENING], lexicon) if name[-1] in kinds]
    if len({name for name, _ in found}) == 1:
        name, at = found[0]
        region = read_region(name, lexicon)
        if region is not None:
            yield Span(clues.body_start + at, clues.body_start + at + len(name)), region


def _bare_authorities(body: str, regions: RegionsLexicon) -> set[str]:
    """How regions end whose authorities stand in a pair without a name; only those of counties if any."""
    lower = {suffix[-1] for suffix in regions.suffixes.county}
    upper = {suffix[-1] for suffix in regions.suffixes.city}
    authority = pattern(regions.authorities).pattern
    ends = "".join(sorted(lower | upper))
    kinds = set(re.findall(rf"([{ends}])(?:{authority})[、,]?\1(?:{authority})", body))
    return kinds - upper or kinds


def _place(span: Span, region: Region) -> Span:
    return Span(span.start + region.start, span.start + region.end)


def _in_title(title: Title, region: Region, lexicon: OutlineLexicon) -> Span:
    """Where the title prints ``region``, which may go over a blank or line end."""
    start, _ = title_unit(title, lexicon) or (0, 0)
    return title.place(start + region.start, start + region.end)


def _fuller(
    where: Span | None, region: Region, others: list[tuple[Span, Region]]
) -> tuple[Span | None, Region]:
    """The region with its higher parts where another place prints them as well."""
    for span, other in others:
        longer = len(other.parts) > len(region.parts)
        if longer and other.parts[-1][1] == region.parts[-1][1]:
            return _place(span, other), other
    return where, region


def _text(clues: Clues, span: Span) -> str:
    return _ADDED.sub("", re.sub(r"\s", "", clues.clean[span.start : span.end]))


def _level_of(named: tuple[Span, Region], clues: Clues, lexicon: OutlineLexicon) -> str | None:
    """The level that a signature or publisher shows: an office publishes for its government.

    Another department that publishes need not be the one that reports.
    """
    span, region = named
    units = lexicon.document.units
    names_itself = _department(units.own_ends, units.own_acts, units.offices)
    if span not in (clues.signature, clues.publisher) and names_itself.match(clues.clean, span.end):
        return "department"
    level = unit_level(_text(clues, span), region, units)
    if span == clues.signature or level != "department":
        return level
    return region.level if _text(clues, span).endswith(units.offices) else None


@cache
def _department(ends: tuple[str, ...], acts: tuple[str, ...], offices: tuple[str, ...]) -> re.Pattern[str]:
    """What follows a region where a department of it, or its government's office, says what it did."""
    return re.compile(rf"{_acting(ends, acts).pattern}|{pattern(offices).pattern}")


@cache
def _acting(ends: tuple[str, ...], acts: tuple[str, ...]) -> re.Pattern[str]:
    """A department's name without its region, and what it did."""
    name = rf"[\u4e00-\u9fff]{{2,14}}?(?:{pattern(ends).pattern})"
    return re.compile(rf"{name}(?:{pattern(acts).pattern})")


def _own_words(clues: Clues, lexicon: OutlineLexicon) -> str | None:
    """The level that the unit's way of speaking of itself shows (我镇, 本局)."""
    opening = clues.body[:_OPENING]
    units = lexicon.document.units
    found = [
        (hit.start(), level)
        for level, words in units.self_references.items()
        if (hit := pattern(words).search(opening))
    ]
    acting = _acting(units.own_ends, units.own_acts)
    found += [
        (hit.start(), "department")
        for hit in _CLAUSE.finditer(opening, 0, _LONGEST_NAME)
        if opening[hit.end()] in _endings(lexicon.regions) and acting.match(opening, hit.end() + 1)
    ]
    if any(level == "department" for _, level in found):
        return "department"  # 我区有关要求,我局…: no government calls itself 局
    return min(found)[1] if found else None


def _endings(regions: RegionsLexicon) -> str:
    """How a department's area is told without its name: 市公安局以…为指导."""
    ends = regions.suffixes.province + regions.suffixes.city + regions.suffixes.county
    return "".join(suffix for suffix in ends if len(suffix) == 1)


def _whole_area(clues: Clues, lexicon: OutlineLexicon) -> str | None:
    """The level whose word for the whole area (全镇, 全县) the text uses most, at least twice."""
    counts = {
        level: sum(map(clues.body.count, words)) for level, words in lexicon.document.units.whole_area.items()
    }
    level = max(counts, key=lambda key: counts[key])
    return level if counts[level] >= _OFTEN else None


def _reporting(others: list[tuple[Span, Region]], clues: Clues) -> Span | None:
    """The unit when the title names none: who signs, else the region that the opening names."""
    if clues.signature is not None:
        return clues.signature
    return next((span for span, _ in others if span != clues.publisher), None)
