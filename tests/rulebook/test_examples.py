"""Every rule gives the verdicts that its own examples state, and every step of it has an example."""

from collections.abc import Iterator
from typing import Any

import pytest

from engine.rulebook.load import load
from fazhi.examples import Outcome, run, uncovered
from fazhi.paths import rules_folder
from fazhi.pipeline import load_rules

RULEBOOK = load(rules_folder())


@pytest.fixture(scope="module")
def outcomes() -> dict[tuple[str, int], Outcome]:
    """What became of every example, by the file and line where it is written."""
    return {(o.rule.file, o.example.line): o for o in run(load_rules(), load_rules().rulebook.rules)}


def _examples() -> Iterator[Any]:
    for rule in RULEBOOK.rules:
        for example in rule.examples:
            yield pytest.param(rule.file, example.line, id=f"{rule.id}-{example.line}")


@pytest.mark.parametrize(("file", "line"), list(_examples()))
def test_the_rule_gives_the_verdict_that_its_example_states(
    outcomes: dict[tuple[str, int], Outcome], file: str, line: int
) -> None:
    outcome = outcomes[file, line]
    finding = outcome.finding
    assert finding.status == outcome.example.status, (finding.step, finding.message, finding.evidence)


def test_every_step_of_every_rule_decides_an_example(outcomes: dict[tuple[str, int], Outcome]) -> None:
    found = uncovered(outcomes.values(), load_rules().rulebook.rules)
    assert {one.rule.id: one.steps for one in found if one.steps} == {}


def test_only_arithmetic_is_a_must_without_an_instrument() -> None:
    """The register rests the other rows without one on good practice, so they cannot be a duty."""
    bare = [rule for rule in RULEBOOK.rules if not rule.basis]
    assert {rule.dimension for rule in bare} <= {"consistency", "form", "sections"}
    assert {rule.dimension for rule in bare if rule.severity == "must"} == {"consistency"}


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
