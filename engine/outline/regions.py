"""Names of regions and what level of government they stand for."""

import re
from collections.abc import Container, Mapping
from functools import cache
from typing import NamedTuple

from engine.outline.places import Register, longest, register
from engine.rulebook.lexicon_outline import OutlineLexicon, RegionsLexicon, UnitWords

_LENGTHS = {"province": 5, "city": 7, "county": 11, "township": 9}  # without first character and ending
_NAME = r"[\u4e00-\u9fff]"


class Region(NamedTuple):
    """A region's name at ``start:end`` of the text it was read from."""

    start: int
    end: int
    parts: tuple[tuple[str, str], ...]  # (level, name), highest first
    province: str | None

    @property
    def level(self) -> str:
        """Level of its last part."""
        return self.parts[-1][0]

    @property
    def name(self) -> str:
        """All parts together."""
        return "".join(name for _, name in self.parts)


def read_region(text: str, lexicon: OutlineLexicon, *, districts: bool = False) -> Region | None:
    """The region that ``text`` begins with, behind prefixes such as those of the Party.

    ``districts``: the text speaks of a city that has districts, whatever the register knows of it.
    """
    units = lexicon.document.units
    grammar = _grammar(lexicon.regions, units)
    start = at = _behind(grammar.openings, text, 0)
    parts: list[tuple[str, str]] = []
    end = at
    for level in _LENGTHS:
        name = _name_at(text, at, level, lexicon)
        if name is not None:
            if not _is_name(name, level, lexicon):
                break
            parts.append((level, name))
            end = at = at + len(name)
        at = _behind(units.connectors, text, at)
    if not parts:
        return None
    levels = _levels(parts, lexicon, districts=districts)
    return Region(start, end, levels, _province(parts, lexicon))


def _behind(words: tuple[str, ...], text: str, at: int) -> int:
    """Where ``text`` goes on behind the one of ``words`` that stands at ``at``."""
    if not text.startswith(words, at):
        return at
    return at + max(len(word) for word in words if text.startswith(word, at))


def _name_at(text: str, at: int, level: str, lexicon: OutlineLexicon) -> str | None:
    """The name of a region of ``level`` at ``at``: a registered one, else one that ends as such names do."""
    known = register(lexicon.places, lexicon.regions)
    if text[at : at + 2] in known.starts:
        if (name := longest(_known(level, known), text, at)) is not None:
            return name
        if level == "city" and longest(known.counties, text, at) is not None:
            return None
    hit = _grammar(lexicon.regions, lexicon.document.units).names[level].match(text, at)
    return hit[0] if hit else None


def _known(level: str, known: Register) -> Container[str]:
    named = {"province": known.provinces, "city": known.cities, "county": known.counties}
    return named.get(level, ())


class _Grammar(NamedTuple):
    """What may stand before the name of a region, and by level how such a name reads."""

    openings: tuple[str, ...]
    names: Mapping[str, re.Pattern[str]]


@cache
def _grammar(regions: RegionsLexicon, units: UnitWords) -> _Grammar:
    return _Grammar(
        units.prefixes + units.agencies, {level: _generic(level, regions, units) for level in _LENGTHS}
    )


def _generic(level: str, regions: RegionsLexicon, units: UnitWords) -> re.Pattern[str]:
    """A name that ends as those of ``level`` do, with no such ending inside it behind its first character."""
    bodies = units.governments + units.zone_bodies + (() if level == "township" else units.own_ends)
    upper = regions.suffixes.province + regions.suffixes.city + regions.suffixes.county
    inner = _single(upper + (regions.suffixes.township if level == "township" else ()))
    no_body = f"(?!{_either(bodies)})"
    within = f"(?!{_either(bodies + (regions.suffixes.township if level in {'city', 'county'} else ()))})"
    ends = _either(getattr(regions.suffixes, level))
    return re.compile(rf"{no_body}{_NAME}(?:(?![{inner}]){within}{_NAME}){{0,{_LENGTHS[level]}}}?(?:{ends})")


def _either(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _single(suffixes: tuple[str, ...]) -> str:
    """The suffixes of one character: where they stand inside a name they end it."""
    return "".join(sorted({suffix for suffix in suffixes if len(suffix) == 1}))


def _is_name(name: str, level: str, lexicon: OutlineLexicon) -> bool:
    regions = lexicon.regions
    known = _known(level, register(lexicon.places, regions))
    if name in known:
        return True
    if level != "township" and any(name[i:] in known for i in range(1, len(name) - 2)):
        return False  # words before the name of a registered one
    if name.startswith(regions.not_first):
        return False
    town = next((end for end in regions.town_ends if level == "township" and name.endswith(end)), None)
    if town:  # 刘集镇 is a town, 集镇 and 小集镇 are none
        return name.removesuffix(town) not in ("", *regions.not_names)
    if name.endswith(regions.not_regions):
        return False
    suffix = next(s for s in getattr(regions.suffixes, level) if name.endswith(s))
    return name.removesuffix(suffix) not in regions.not_names


def _province(parts: list[tuple[str, str]], lexicon: OutlineLexicon) -> str | None:
    """The province that is printed or that a registered city lies in."""
    known = register(lexicon.places, lexicon.regions)
    homes = {"province": known.provinces, "city": known.cities}
    found = (homes[level][name] for level, name in parts if level in homes and name in homes[level])
    return next(found, next((name for level, name in parts if level == "province"), None))


def _levels(
    parts: list[tuple[str, str]], lexicon: OutlineLexicon, *, districts: bool
) -> tuple[tuple[str, str], ...]:
    """``parts`` where a city unknown to the register and without a county below is county-level."""
    below = {level for level, _ in parts}
    if "city" not in below or "county" in below or districts:
        return tuple(parts)
    city_suffix = lexicon.regions.suffixes.county[-1]
    cities = register(lexicon.places, lexicon.regions).cities
    return tuple(
        ("county", name)
        if level == "city" and name not in cities and name.endswith(city_suffix)
        else (level, name)
        for level, name in parts
    )


def unit_level(unit: str, region: Region | None, units: UnitWords) -> str | None:
    """The level of the reporting unit named ``unit`` in the region ``region``; None if it does not show."""
    rest = unit
    if region is not None:
        for _, name in region.parts:
            rest = rest.replace(name, "")
        rest = re.sub(_either(units.prefixes), "", rest)
        if rest.startswith(units.zone_bodies):
            return region.level
        bare = re.sub(_either(units.governments), "", rest).strip(units.joints)
        party = unit.startswith(units.prefixes)
        if not bare or (party and len(bare) == 1) or rest.endswith(units.zone_bodies):
            return region.level
    if rest.endswith(units.departments):
        return "department"
    return region.level if region is not None else None
