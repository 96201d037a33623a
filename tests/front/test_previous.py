"""``--previous``: last year's report beside this year's, through the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

REPORT = """{place}{year}年法治政府建设年度报告

一、主要举措和成效
全县新收行政应诉案件{count}件，{change}审结80件。
二、存在的不足和原因
执法力量不足，主要是编制偏少。
三、{next}年主要安排
6月底前招录执法人员12名。
"""


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., Path]:
    """Writes a report of a place and year into a file."""

    def write(year: int, count: int, change: str = "", place: str = "青禾县人民政府") -> Path:
        path = tmp_path / f"{place}{year}.txt"
        text = REPORT.format(place=place, year=year, next=year + 1, count=count, change=change)
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_wrong_change_is_a_gap_and_the_card_names_last_years_file(
    run: Run, report: Callable[..., Path]
) -> None:
    this, last = report(2024, 120, "同比上升35%，"), report(2023, 100)
    card = json.loads(run("score", str(this), "--previous", str(last), "--format", "json").out)
    verdicts = {finding["rule"]: finding for finding in card["findings"]}
    assert verdicts["consist-prior-year-delta"]["status"] == "gap"
    assert "报告写35" in verdicts["consist-prior-year-delta"]["message"]
    assert card["previous"]["name"] == last.name
    assert len(card["previous"]["sha256"]) == 64
    assert "上年报告 青禾县人民政府2023.txt" in run("score", str(this), "--previous", str(last)).out


def test_without_it_nothing_is_compared(run: Run, report: Callable[..., Path]) -> None:
    card = json.loads(run("score", str(report(2024, 120, "同比上升35%，")), "--format", "json").out)
    verdicts = {finding["rule"]: finding["status"] for finding in card["findings"]}
    assert verdicts["consist-prior-year-delta"] == "not_applicable"
    assert verdicts["form-not-templated"] == "needs_review"
    assert card["previous"] is None


def test_facts_and_explain_take_it_too(run: Run, report: Callable[..., Path]) -> None:
    this, last = str(report(2024, 120, "同比上升35%，")), str(report(2023, 100))
    assert "同比变化" in run("facts", this, "--previous", last).out
    assert "同比变化" in run("explain", this, "consist-prior-year-delta", "--previous", last).out


@pytest.mark.parametrize(
    ("year", "place", "reason"),
    [
        (2022, "青禾县人民政府", "报告年度是 2022，应为 2023"),
        (2023, "白芦县人民政府", "报告单位是「白芦县人民政府」"),
    ],
)
def test_another_years_or_units_report_is_refused(
    run: Run, report: Callable[..., Path], year: int, place: str, reason: str
) -> None:
    done = run("score", str(report(2024, 120)), "--previous", str(report(year, 100, place=place)))
    assert done.code == 2
    assert reason in done.err
    assert not done.out


def test_it_belongs_to_one_report(run: Run, report: Callable[..., Path]) -> None:
    this, last = str(report(2024, 120)), str(report(2023, 100))
    done = run("score", this, this, "--previous", last)
    assert done.code == 2
    assert "--previous 只用于一份报告" in done.err


def test_an_unreadable_file_is_named(run: Run, report: Callable[..., Path], tmp_path: Path) -> None:
    done = run("score", str(report(2024, 120)), "--previous", str(tmp_path / "没有.txt"))
    assert done.code == 3
    assert "没有.txt" in done.err
