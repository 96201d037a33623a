"""Names of regions and what level of government they stand for."""

import re
from dataclasses import dataclass
from functools import cache

from engine.rulebook.lexicon_outline import RegionsLexicon, UnitWords

_LEVELS = ("province", "city", "county", "township")
_NAME = r"[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class Region:
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


def read_region(
    text: str, regions: RegionsLexicon, units: UnitWords, *, districts: bool = False
) -> Region | None:
    """The region that ``text`` begins with, behind prefixes such as those of the Party.

    ``districts``: the text speaks of a city that has districts, whatever the register knows of it.
    """
    heads, bodies = units.prefixes + units.agencies, units.governments + units.zone_bodies
    hit = _grammar(regions, heads, units.connectors, bodies).match(text)
    if hit is None:
        return None
    parts: list[tuple[str, str]] = []
    end = hit.start("province")
    for level in _LEVELS:
        name = hit[level]
        if not name:
            continue
        if not _is_name(name, level, regions):
            break
        parts.append((level, name))
        end = hit.end(level)
    if not parts:
        return None
    levels = _levels(parts, regions, districts=districts)
    return Region(hit.end("prefix"), end, levels, _province(parts, regions))


@cache
def _grammar(
    regions: RegionsLexicon, heads: tuple[str, ...], connectors: tuple[str, ...], bodies: tuple[str, ...]
) -> re.Pattern[str]:
    no_body = f"(?!{_either(bodies)})"
    provinces = _either(tuple(p.name for p in regions.provinces))
    cities = _either(tuple(c for p in regions.provinces for c in p.cities))
    last = _single(regions.suffixes.province + regions.suffixes.city + regions.suffixes.county)
    town_last = _single(regions.suffixes.township)
    between = rf"(?:{_either(connectors)})?"
    generic = {
        "province": _generic(last, 5, regions.suffixes.province, no_body),
        "city": _generic(last, 7, regions.suffixes.city, no_body),
        "county": _generic(last, 11, regions.suffixes.county, no_body),
        "township": _generic(last + town_last, 9, regions.suffixes.township, no_body),
    }
    whole = _either(regions.whole_names)
    return re.compile(
        rf"(?P<prefix>(?:{_either(heads)})?)"
        rf"(?P<province>(?:{provinces}|{generic['province']})?){between}"
        rf"(?P<city>(?:{cities}|(?!{whole}){generic['city']})?){between}"
        rf"(?P<county>(?:{whole}|{generic['county']})?){between}"
        rf"(?P<township>(?:{generic['township']})?)"
    )


def _either(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _single(suffixes: tuple[str, ...]) -> str:
    """The suffixes of one character: where they stand inside a name they end it."""
    return "".join(sorted({suffix for suffix in suffixes if len(suffix) == 1}))


def _generic(forbidden: str, length: int, suffixes: tuple[str, ...], no_body: str) -> str:
    """A name of up to ``length`` + 1 characters, none but the first of them a suffix, and a suffix."""
    return rf"{no_body}{_NAME}(?:(?![{forbidden}]){no_body}{_NAME}){{0,{length}}}?(?:{_either(suffixes)})"


def _is_name(name: str, level: str, regions: RegionsLexicon) -> bool:
    if name in _known(regions) or name in regions.whole_names:
        return True
    if name.endswith(regions.not_regions):
        return False
    suffix = next(s for s in getattr(regions.suffixes, level) if name.endswith(s))
    return name.removesuffix(suffix) not in regions.not_names


@cache
def _known(regions: RegionsLexicon) -> dict[str, str]:
    """Every registered city and province with its province."""
    known = {city: p.name for p in regions.provinces for city in p.cities}
    return known | {p.name: p.name for p in regions.provinces}


def _province(parts: list[tuple[str, str]], regions: RegionsLexicon) -> str | None:
    known = _known(regions)
    printed = [name for level, name in parts if level == "province"]
    return next(
        (known.get(name, name) for _, name in parts if name in known), printed[0] if printed else None
    )


def _levels(
    parts: list[tuple[str, str]], regions: RegionsLexicon, *, districts: bool
) -> tuple[tuple[str, str], ...]:
    """``parts`` where a city unknown to the register and without a county below is county-level."""
    below = {level for level, _ in parts}
    if "city" not in below or "county" in below or districts:
        return tuple(parts)
    city_suffix = regions.suffixes.county[-1]
    known = _known(regions)
    return tuple(
        ("county", name)
        if level == "city" and name not in known and name.endswith(city_suffix)
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
        rest = re.sub(_either(units.governments), "", rest).strip(units.joints)
        party = unit.startswith(units.prefixes)
        if not rest or (party and len(rest) == 1):
            return region.level
    if rest.endswith(units.departments):
        return "department"
    return region.level if region is not None else None
