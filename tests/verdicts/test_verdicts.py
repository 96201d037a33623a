"""Verdicts against those of a person who judged by the register, without looking at the program's.

Each ``NAME.txt`` is a made-up report, each ``NAME.yaml`` beside it the person's verdicts on requirements,
each with a reason. The reports differ in level, year, structure and wording from the samples, so that the
rules cannot be fitted to a single way of writing.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

import fazhi

HERE = Path(__file__).parent
REPORTS = sorted(path.stem for path in HERE.glob("*.txt"))
OPPOSITE = (
    {"met", "gap"},
    {"partial", "not_applicable"},
    {"gap", "not_applicable"},
    {"met", "not_applicable"},
)
AGREEMENT = 0.93


def expected(name: str) -> Mapping[str, str]:
    verdicts = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))["verdicts"]
    return {requirement: status for requirement, (status, _) in verdicts.items()}


def found(name: str) -> Mapping[str, str]:
    return {finding.requirement: finding.status for finding in fazhi.score(HERE / f"{name}.txt").findings}


def test_every_report_is_judged_widely() -> None:
    assert len(REPORTS) >= 8
    assert all(len(expected(name)) >= 45 for name in REPORTS)


@pytest.mark.parametrize("name", REPORTS)
def test_the_program_agrees_with_the_person(name: str) -> None:
    wanted, given = expected(name), found(name)
    differing = {key: (status, given[key]) for key, status in wanted.items() if given[key] != status}
    assert len(differing) <= (1 - AGREEMENT) * len(wanted), differing
    assert not [key for key, pair in differing.items() if set(pair) in OPPOSITE], differing
