"""Which requirement holds for which level and year, and how strictly: the level and transition tables.

A requirement that is not for a report never counts as a gap there, and one that is only adapted to it
weighs little. The tables are those of the register of requirements.
"""

from dataclasses import replace

import pytest

from engine.rulebook.rules import Example
from fazhi.examples import run
from fazhi.pipeline import load_rules

TEXT = "全年各项工作有序推进。"  # says nothing, so that a rule that applies shows what it asks
RULES = {rule.id: rule for rule in load_rules().rulebook.rules}
RECONSIDERATION = [
    "topic-reconsideration",
    "topic-reconsideration-reform",
    "count-reconsideration",
    "count-reconsider-opinion",
    "rate-reconsider-correction",
    "rate-reconsider-mediation",
    "rate-reconsider-closure",
    "rate-reconsider-settled",
    "rate-decision-publication",
    "yr-2024-new-reconsideration",
]
PARTY = [
    "frp-party-lead-plan",
    "frp-party-intra-rules",
    "frp-party-lawful-decision",
    "frp-party-support-organs",
    "frp-party-cadres",
    "frp-party-publicity",
]
DECISIONS = [
    "topic-decision-catalog",
    "topic-decision-participation",
    "topic-decision-legality",
    "count-decision-catalog",
]
DOCUMENTS = ["topic-normdoc-making", "topic-normdoc-review", "count-normdoc-made", "rate-normdoc-legality"]

OFF_FOR_LEVEL = {
    "county": ["topic-gov-legislation"],
    "township": ["topic-gov-legislation", "topic-audit-supervision", "topic-power-lists", *RECONSIDERATION],
    "department": [
        "topic-gov-legislation",
        "topic-org-structure",
        "topic-gov-inspection-work",
        "frp-committee-run",
        *PARTY,
        *RECONSIDERATION,
    ],
}
SOFT_FOR_LEVEL = {
    "province": ["topic-township-review", "count-head-appearance"],
    "county": ["topic-decision-expert", "topic-adjudication"],
    "township": [*DECISIONS, "rate-decision-legality", *DOCUMENTS, "rate-npc-cppcc-handled"],
    "department": [*DECISIONS, "topic-emergency"],
}
FIRST_YEAR = {
    "form-five-part-structure": 2019,
    "time-submitted-by-0301": 2019,
    "time-published-by-0401": 2019,
    "problems-causes-analysed": 2019,
    "frp-section-standalone": 2019,
    "frp-both-heads": 2019,
    "other-matters-section": 2019,
    "frp-four-personally": 2017,
    "topic-three-systems": 2019,
    "topic-emergency": 2020,
    "topic-decision-evaluation": 2020,
    "topic-digital-gov": 2021,
    "topic-enterprise-inspection": 2021,
    "topic-licence-list": 2022,
    "hours-enforcer-training": 2023,
    "yr-2023-should-know-list": 2023,
    "count-supervision-docs": 2024,
    "count-enterprise-inspection": 2025,
    "yr-2026-supervision-reg": 2026,
}
LAST_YEAR = {
    "time-q1-legacy": 2018,
    "topic-eco-protection": 2020,
    "yr-2020-civilcode-cleanup": 2021,
    "yr-2022-reconsider-reform": 2022,
    "form-outline-cited": 2025,
    "consist-outline-edition": 2025,
    "yr-2024-new-reconsideration": 2025,
}
SEVERITY_IN = [
    ("measures-section-present", 2018, "should"),
    ("measures-section-present", 2019, "must"),
    ("problems-section-present", 2018, "should"),
    ("problems-section-present", 2019, "must"),
    ("frp-section-present", 2018, "should"),
    ("frp-section-present", 2019, "must"),
    ("nextyear-section-present", 2018, "should"),
    ("nextyear-section-present", 2019, "must"),
    ("topic-decision-catalog", 2019, "may"),
    ("topic-decision-catalog", 2020, "should"),
    ("topic-power-lists", 2017, "should"),
    ("topic-power-lists", 2018, "may"),  # the day set by the outline of 2015 has passed
    ("topic-power-lists", 2021, "should"),
    ("topic-normdoc-review", 2018, "may"),
    ("topic-normdoc-review", 2019, "should"),
    ("topic-emergency", 2020, "may"),
    ("topic-emergency", 2021, "should"),
    ("topic-reconsideration-reform", 2021, "may"),
    ("topic-reconsideration-reform", 2022, "should"),
    ("topic-reconsideration-reform", 2023, "may"),
    ("rate-reconsider-mediation", 2023, "may"),
    ("rate-reconsider-mediation", 2024, "should"),
    ("topic-enterprise-inspection", 2024, "may"),
    ("topic-enterprise-inspection", 2025, "should"),
]


def _finding(rule: str, *, level: str | None = None, year: int | None = None) -> tuple[str, str]:
    """The step and the severity that the rule gives a report of the level and year that says nothing."""
    example = Example(TEXT, "gap", 1, level=level, year=year)
    outcome = next(iter(run(load_rules(), [replace(RULES[rule], examples=(example,))])))
    return outcome.finding.step, outcome.finding.severity


@pytest.mark.parametrize(
    ("level", "rule"), [(lv, rule) for lv, rules in OFF_FOR_LEVEL.items() for rule in rules]
)
def test_what_a_level_has_no_part_in_is_not_asked_of_it(level: str, rule: str) -> None:
    assert _finding(rule, level=level)[0] == "applies"


@pytest.mark.parametrize(
    ("level", "rule"), [(lv, rule) for lv, rules in SOFT_FOR_LEVEL.items() for rule in rules]
)
def test_what_a_level_only_follows_by_analogy_weighs_little(level: str, rule: str) -> None:
    step, severity = _finding(rule, level=level)
    assert (step != "applies", severity) == (True, "may")


@pytest.mark.parametrize(("rule", "year"), FIRST_YEAR.items())
def test_a_requirement_begins_with_its_first_year(rule: str, year: int) -> None:
    assert [_finding(rule, year=y)[0] == "applies" for y in (year - 1, year)] == [True, False]


@pytest.mark.parametrize(("rule", "year"), LAST_YEAR.items())
def test_a_requirement_ends_with_its_last_year(rule: str, year: int) -> None:
    assert [_finding(rule, year=y)[0] == "applies" for y in (year, year + 1)] == [False, True]


@pytest.mark.parametrize(("rule", "year", "severity"), SEVERITY_IN)
def test_the_weight_of_a_requirement_follows_the_year(rule: str, year: int, severity: str) -> None:
    assert _finding(rule, year=year)[1] == severity


def test_until_a_new_outline_is_known_its_topics_are_optional() -> None:
    outlines = {"outline-2015", "outline-2021"}
    resting = [r for r in RULES.values() if r.basis and {b.instrument for b in r.basis} <= outlines]
    open_ended = [r.id for r in resting if r.applies.years.last is None]
    assert {_finding(rule, year=2026)[1] for rule in open_ended} == {"may"}
