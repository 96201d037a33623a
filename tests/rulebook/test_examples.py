"""Every rule's own examples, taken the whole way: text, outline, facts, inference, verdict.

An example is a piece of a report, not a report. So it is set into a frame: a title that names a made-up
county and the year, and, where the example brings no heading of its own, the heading of the measures part
above it. The year is 2024, or the nearest one to which the rule applies; the county becomes a department
where the rule is not for counties. Nothing else is added: no dates, no other parts, no closing.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from engine.inference.findings import infer
from engine.model import Source
from engine.outline import outline
from engine.rulebook import Rule, load
from fazhi.paths import rules_folder
from fazhi.pipeline import DEFAULT_PROFILE, Loaded, load_rules

YEAR = 2024
UNITS = {"county": "望溪县人民政府", "department": "望溪县市场监督管理局"}
HEADING = "一、主要举措和成效"


def _year(rule: Rule) -> int:
    first, last = rule.applies.years.first, rule.applies.years.last
    return max(first or 0, min(YEAR, last or YEAR))


def _framed(rule: Rule, example: str) -> str:
    level = "county" if not rule.applies.levels or "county" in rule.applies.levels else "department"
    title = f"{UNITS[level]}{_year(rule)}年法治政府建设年度报告"
    above = () if example.startswith("一、") else (HEADING,)
    return "\n".join((title, "", *above, example)) + "\n"


RULEBOOK = load(rules_folder())


def _examples() -> Iterator[Any]:
    for rule in RULEBOOK.rules:
        for example in rule.examples:
            yield pytest.param(rule, example, id=f"{rule.id}-{example.line}")


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_rules()


@pytest.mark.parametrize(("rule", "example"), list(_examples()))
def test_the_rule_gives_the_verdict_that_its_example_states(loaded: Loaded, rule: Rule, example: Any) -> None:
    source = Source("example.txt", "text/plain", "0" * 64, _framed(rule, example.text))
    report = outline(source, loaded.rulebook.lexicon.outline)
    facts = loaded.reader.read(report)
    profile = loaded.rulebook.profiles[DEFAULT_PROFILE]
    findings = {
        finding.rule: finding for finding in infer(loaded.engine, loaded.rulebook, report, facts, profile)
    }
    found = findings[rule.id]
    assert found.status == example.status, (found.step, found.message, found.evidence)


def test_every_rule_has_examples() -> None:
    bare = [rule.id for rule in RULEBOOK.rules if not rule.examples]
    assert not bare


def test_every_rule_is_based_on_an_instrument_of_each_year_it_applies_to() -> None:
    years = {
        i.id: range(i.since or 2016, (i.until or 2026) + 1) for i in RULEBOOK.lexicon.instruments.instruments
    }
    missing = [
        (rule.id, year)
        for rule in RULEBOOK.rules
        if rule.basis
        for year in range(rule.applies.years.first or 2016, (rule.applies.years.last or 2026) + 1)
        if not any(year in years[basis.instrument] for basis in rule.basis)
    ]
    assert not missing
