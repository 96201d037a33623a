"""``import fazhi``: the functions that other programs call."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import fazhi
from engine.model import Identity
from engine.reading import ReadError
from fazhi import Options

House = Any


def test_importing_fazhi_loads_no_engine() -> None:
    code = "import sys, fazhi; print([name for name in sys.modules if name.startswith('engine')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"


@pytest.mark.usefixtures("house")
def test_score_gives_the_card_of_a_file(file: Path) -> None:
    card = fazhi.score(file)
    assert (card.score, card.grade, card.profile) == (44.8, "不合格", "county")
    assert card.source.name == file.name


def test_options_are_handed_on(house: House, file: Path) -> None:
    fazhi.score(str(file), Options(today=date(2025, 4, 2), received=date(2025, 2, 26)))
    assert (house.told[0].today, house.told[0].received) == ("2025-04-02", "2025-02-26")


@pytest.mark.usefixtures("house")
def test_a_card_carries_what_was_read_and_how_people_call_it(file: Path) -> None:
    card = fazhi.score(file)
    assert card.facts == fazhi.facts(file)
    assert card.titles["rate"]["court_appearance_rate"] == "行政机关负责人出庭应诉率"


@pytest.mark.usefixtures("house")
def test_what_was_read_can_be_had_without_a_score(file: Path) -> None:
    assert fazhi.read(file).identity.year == 2024
    assert [fact.id for fact in fazhi.facts(file)] == ["f1", "f2", "f3", "f4", "f5"]


@pytest.mark.usefixtures("house")
def test_explain_gives_verdict_and_reasons(file: Path) -> None:
    answer = fazhi.explain(file, "rate-official-appearance")
    assert answer.finding is not None
    assert (answer.finding.status, answer.explanation.decided) == ("partial", "partial[0]")


def test_what_is_no_report_is_explained_without_a_finding(house: House, file: Path) -> None:
    house.identity = Identity(is_report=False, document_kind="news")
    assert fazhi.explain(file, "frp-section-present").finding is None


@pytest.mark.usefixtures("house")
def test_refusals(file: Path) -> None:
    with pytest.raises(ReadError, match="不存在"):
        fazhi.score(file.with_name("none"))
    with pytest.raises(KeyError, match="village"):
        fazhi.score(file, Options(profile="village"))
    with pytest.raises(KeyError, match="no-such-rule"):
        fazhi.explain(file, "no-such-rule")
    with pytest.raises(AttributeError, match="grade"):
        _ = fazhi.grade
