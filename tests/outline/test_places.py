"""The register of places is whole, and what is added by hand is not in it already."""

import re

from engine.outline.places import register
from engine.rulebook.lexicon_outline import OutlineLexicon


def test_every_province_city_and_county_is_there(lexicon: OutlineLexicon) -> None:
    known = register(lexicon.places, lexicon.regions)
    assert len(lexicon.places.provinces) == 34
    assert len([city for city in known.cities if city not in lexicon.regions.short_names]) >= 333
    assert len(known.counties) >= 2845 - 60  # several counties share a name


def test_every_name_reads_as_the_name_of_a_region(lexicon: OutlineLexicon) -> None:
    known = register(lexicon.places, lexicon.regions)
    odd = [
        name for name in (*known.cities, *known.counties) if not re.fullmatch("[\u4e00-\u9fff]{2,16}", name)
    ]
    assert odd == []


def test_no_county_is_listed_twice_in_one_city(lexicon: OutlineLexicon) -> None:
    known = register(lexicon.places, lexicon.regions)
    assert [name for name, seats in known.counties.items() if len(set(seats)) < len(seats)] == []


def test_short_names_and_everyday_names_are_of_registered_places(lexicon: OutlineLexicon) -> None:
    known = register(lexicon.places, lexicon.regions)
    assert [full for full in lexicon.regions.short_names.values() if full not in known.cities] == []
    assert [name for name in lexicon.regions.everyday if name not in known.counties] == []
