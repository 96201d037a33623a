"""The register of places: which provinces, cities and counties there are, and where a county lies."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from engine.outline.phrases import pattern
from engine.rulebook.lexicon_outline import OutlineLexicon, PlacesLexicon, RegionsLexicon

_LONGEST = 16  # characters of the longest name


class Seat(NamedTuple):
    """Where a county lies; ``city`` is None where it belongs to no city or that is not certain."""

    province: str
    city: str | None


class Register(NamedTuple):
    """All places by name. Several counties may bear one name; no two cities do."""

    provinces: Mapping[str, str]  # each its own province
    cities: Mapping[str, str]  # city → province
    counties: Mapping[str, tuple[Seat, ...]]
    starts: frozenset[str]  # the first two characters of all of them


@cache
def register(places: PlacesLexicon, regions: RegionsLexicon) -> Register:
    """The register of the two files together."""
    cities: dict[str, str] = {}
    counties: dict[str, list[Seat]] = defaultdict(list)
    for table in (places.provinces, regions.also):
        for province, listed in table.items():
            for city, names in listed.items():
                is_city = city.endswith(regions.suffixes.city) or not names
                if is_city:
                    cities[city] = province
                seat = Seat(province, city if is_city else None)
                for name in names.split():
                    counties[name].append(seat)
    cities |= {short: cities[full] for short, full in regions.short_names.items()}
    provinces = {name: name for name in (*places.provinces, *regions.also)}
    starts = frozenset(name[:2] for names in (provinces, cities, counties) for name in names)
    return Register(provinces, cities, {name: tuple(seats) for name, seats in counties.items()}, starts)


def longest(names: Container[str], text: str, at: int) -> str | None:
    """The longest of ``names`` that stands in ``text`` at ``at``."""
    ends = range(min(len(text), at + _LONGEST), at + 1, -1)
    return next((text[at:end] for end in ends if text[at:end] in names), None)


def registered(text: str, lexicon: OutlineLexicon) -> Iterator[tuple[int, str]]:
    """The names of registered cities and counties in ``text`` with their offsets, in order."""
    known = register(lexicon.places, lexicon.regions)
    at = 0
    while at < len(text):
        name = None
        if text[at : at + 2] in known.starts:
            name = longest(known.counties, text, at) or longest(known.cities, text, at)
        if name is not None:
            yield at, name
        at += len(name or " ")


def find_seat(county: str, text: str, lexicon: OutlineLexicon) -> tuple[str | None, str | None]:
    """The province and city of ``county`` as far as its name and ``text`` leave no doubt.

    A name that exists once is certain unless the text names other authorities only; of several the text
    must name the authorities above one, or print the city's name before the county's.
    """
    known = register(lexicon.places, lexicon.regions)
    seats = known.counties.get(county, ())
    above = _authorities(text, known, lexicon.regions)
    named = {s for s in seats if s.city and (s.city in above or s.city + county in text)}
    doubtful = above or county in lexicon.regions.everyday
    within = named or {s for s in seats if s.province in above} or (set() if doubtful else set(seats))
    if len({s.province for s in within}) != 1:
        return None, None
    cities = [s.city for s in within]
    city = cities[0] if len(cities) == 1 else None
    return next(iter(within)).province, city and _as_printed(city, text, lexicon.regions)


def _as_printed(city: str, text: str, regions: RegionsLexicon) -> str:
    """The short name of ``city`` where ``text`` knows it by that alone."""
    short = (name for name, full in regions.short_names.items() if full == city and name in text)
    return city if city in text else next(short, city)


def _authorities(text: str, known: Register, regions: RegionsLexicon) -> set[str]:
    """Provinces and cities of which ``text`` names the Party committee, the government or the like."""
    suffixes = pattern(regions.suffixes.province + regions.suffixes.city).pattern
    bodies = pattern(regions.authorities).pattern
    ends = [hit.end() for hit in re.finditer(rf"(?:{suffixes})(?={bodies})", text)]
    names = (text[end - size : end] for end in ends for size in range(2, min(end, _LONGEST) + 1))
    return {regions.short_names.get(n, n) for n in names if n in known.cities or n in known.provinces}
