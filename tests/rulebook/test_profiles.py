"""Which profile judges which report: every level and year has exactly one."""

import pytest

from engine.rulebook.load import load
from fazhi.paths import rules_folder

PROFILES = load(rules_folder()).profiles.values()
LEVELS = ("province", "city", "county", "township", "department")


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_and_year_has_one_profile(level: str) -> None:
    for year in range(2016, 2031):
        fitting = [
            profile.id
            for profile in PROFILES
            if level in profile.levels and (profile.since or year) <= year <= (profile.until or year)
        ]
        assert len(fitting) == 1, (year, fitting)


@pytest.mark.parametrize("level", LEVELS)
def test_the_edition_of_the_outline_changes_in_2021(level: str) -> None:
    by_id = {profile.id: profile for profile in PROFILES}
    assert (by_id[f"{level}-2015"].until, by_id[level].since) == (2020, 2021)
