"""Scorecards side by side: who leads, what differs, what became of a unit from year to year."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.model import DimensionScore, Fact, Finding, Identity, Quote, Scorecard, Source, Status
from scorers import compare, figures, ranks
from scorers.figures import Figure

LOSS: dict[str, Any] = {"percent": 5.0, "basis": "stated", "whole": True}


def finding(rule: str, status: Status) -> Finding:
    return Finding(rule, rule, rule, "d", status, "must", 1.0, 0.0, (), "", "", "gap")


def card(
    score: float | None = 80.0,
    region: str = "青禾县",
    year: int | None = 2024,
    facts: Sequence[Fact] = (),
    findings: Sequence[Finding] = (),
    **fields: Any,
) -> Scorecard:
    identity = Identity(True, "annual_report", unit=region, region=region, level="county", year=year)
    dimension = DimensionScore("d", "维度", 100, score, 0, 0, 0, 0, 0)
    return replace(
        Scorecard(
            Source(f"{region}{year}.txt", "text/plain", "0", ""),
            identity,
            "1",
            "1",
            "digest",
            "county",
            "weighted",
            score,
            "合格",
            (dimension,),
            tuple(findings),
            facts=tuple(facts),
        ),
        **fields,
    )


def fact(name: str, number: int = 1, kind: str = "rate", **attributes: Any) -> Fact:
    return Fact(f"f{number}", kind, name, Quote(0, 1, "x"), attributes)


def test_units_stand_by_their_score_and_the_best_leads() -> None:
    compared = compare([card(70, "甲县"), card(90, "乙县"), card(None, "丙县"), card(90, "丁县")])
    assert compared.kind == "units"
    assert [c.identity.region for c in compared.cards] == ["乙县", "丁县", "甲县", "丙县"]
    assert compared.ranks == (1, 1, 3, None)
    assert compared.leaders == (0, 1)
    assert compared.dimensions[0].leaders == (0, 1)


def test_the_years_of_one_unit_stand_in_their_order_and_have_no_places() -> None:
    compared = compare([card(90, year=2024), card(70, year=2022), card(80, year=2023)])
    assert compared.kind == "years"
    assert [c.identity.year for c in compared.cards] == [2022, 2023, 2024]
    assert compared.ranks == (None, None, None)
    assert compared.leaders == ()


def test_the_same_region_at_another_level_or_of_unknown_year_is_another_unit() -> None:
    city = replace(card(year=2023), identity=replace(card(year=2023).identity, level="city"))
    assert compare([card(), city]).kind == "units"
    assert compare([card(), card(year=None)]).kind == "units"
    assert compare([card(), card()]).kind == "units"


def test_two_departments_of_one_county_are_two_units() -> None:
    both = [
        replace(card(year=year), identity=replace(card(year=year).identity, level="department", unit=unit))
        for year, unit in ((2023, "公安局"), (2024, "司法局"))
    ]
    assert compare(both).kind == "units"


def test_nobody_leads_among_equals_or_where_the_rules_differ() -> None:
    assert compare([card(80, "甲县"), card(80, "乙县")]).leaders == ()
    apart = compare([card(80, "甲县"), card(70, "乙县", profile="city")])
    assert not apart.alike
    assert apart.leaders == apart.dimensions[0].leaders == ()


def test_places_are_given_only_among_reports_of_one_year_profile_and_scheme() -> None:
    others = [card(95, year=2023), card(95, profile="city"), card(95, scheme="flat")]
    assert ranks([card(80), card(90), *others]) == (2, 1, None, None, None)


def test_only_the_rules_on_which_the_cards_differ_are_shown() -> None:
    first = card(90, "甲县", findings=[finding("a", "met"), finding("b", "gap"), finding("c", "met")])
    second = card(80, "乙县", findings=[finding("a", "met"), finding("b", "met")])
    rows = {row.rule: row for row in compare([first, second]).rules}
    assert {rule: row.statuses for rule, row in rows.items()} == {"b": ("gap", "met"), "c": ("met", None)}
    assert [row.turn for row in rows.values()] == [None, None]


def test_between_years_a_verdict_becomes_better_or_worse_or_neither() -> None:
    before = {"a": "gap", "b": "met", "c": "not_applicable", "d": "partial", "e": "needs_review"}
    after = {"a": "partial", "b": "gap", "c": "met", "d": "met", "e": "gap"}
    cards = [
        card(year=year, findings=[finding(rule, status) for rule, status in told.items()])  # type: ignore[arg-type]
        for year, told in ((2023, before), (2024, after))
    ]
    turns = {row.rule: row.turn for row in compare(cards).rules}
    assert turns == {"a": "better", "b": "worse", "c": None, "d": "better", "e": None}


def test_figures_that_differ_in_caliber_instance_or_scope_are_never_beside_one_another() -> None:
    facts = [
        fact("loss", 1, **LOSS),
        fact("loss", 2, **LOSS | {"caliber": "终审"}),
        fact("loss", 3, **LOSS | {"whole": False, "scope": "市本级"}),
    ]
    assert list(figures(facts)) == [
        Figure("rate", "loss"),
        Figure("rate", "loss", caliber="终审"),
        Figure("rate", "loss", scope="市本级"),
    ]


def test_the_firmest_telling_of_a_figure_counts_and_plans_and_changes_are_none() -> None:
    facts = [
        fact("loss", 1, basis="vague", percent=None),
        fact("loss", 2, basis="derived", percent=5.1),
        fact("loss", 3, basis="stated", percent=5.0),
        fact("win", 4, basis="stated", percent=95.0, section="next_year_plan"),
        fact("cases", 5, "indicator", value=3, unit="件", change="rise"),
    ]
    assert [f.id for f in figures(facts).values()] == ["f3"]


def test_rates_come_first_and_those_on_top_that_most_reports_tell() -> None:
    one = card(90, "甲县", facts=[fact("cases", 1, "indicator", value=1, unit="件"), fact("rare", 2, **LOSS)])
    two = card(80, "乙县", facts=[fact("loss", 3, **LOSS)])
    three = card(70, "丙县", facts=[fact("loss", 4, **LOSS)])
    rows = compare([one, two, three]).figures
    assert [row.figure.name for row in rows] == ["loss", "rare", "cases"]
    assert [[f.id if f else None for f in row.facts] for row in rows[:2]] == [
        [None, "f3", "f4"],
        ["f2", None, None],
    ]


def test_a_change_is_told_only_between_exact_numbers() -> None:
    def change(first: dict[str, Any], last: dict[str, Any]) -> float | None:
        cards = [
            card(year=2023, facts=[fact("loss", **first)]),
            card(year=2024, facts=[fact("loss", **last)]),
        ]
        return compare(cards).figures[0].change

    assert change(LOSS, LOSS | {"percent": 4.9}) == -0.1
    assert change(LOSS, LOSS | {"qualifier": "over"}) is None
    assert change(LOSS | {"basis": "vague", "percent": None}, LOSS) is None


@given(st.lists(st.one_of(st.none(), st.sampled_from([50.0, 60.0, 70.0])), min_size=2, max_size=6))
def test_a_place_is_one_more_than_the_number_of_better_reports(scores: list[float | None]) -> None:
    cards = [card(score, f"{place}县") for place, score in enumerate(scores)]
    for one, place in zip(cards, ranks(cards), strict=True):
        alone = sum(score is not None for score in scores) < 2
        better = [c for c in cards if c.score is not None and one.score is not None and c.score > one.score]
        assert place == (None if one.score is None or alone else len(better) + 1)
