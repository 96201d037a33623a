"""An overlay changes weights, disables, tailors to a province and waives, without touching a rule."""

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

import fazhi
from engine.model import Finding, Scorecard
from engine.rulebook import RulebookError
from fazhi.pipeline import Options

REPORT = """{unit}2024年法治政府建设年度报告
一、主要举措和成效
全县行政机关新收行政应诉案件90件，审结95件，行政诉讼败诉率低于全市平均水平。
二、存在的不足和原因
执法力量不足，主要原因是编制偏少。
三、2025年主要安排
6月底前招录执法人员12名。
"""
DAY = date(2026, 3, 1)
Judge = Callable[..., Scorecard]


@pytest.fixture
def judged(tmp_path: Path) -> Judge:
    """The card of a report, with these texts as changes.yaml and waivers.yaml."""

    numbers = count()

    def card(unit: str = "云溪县人民政府", today: date | None = DAY, **files: str) -> Scorecard:
        report, overlay = tmp_path / "report.txt", tmp_path / str(next(numbers))
        report.write_text(REPORT.format(unit=unit), "utf-8")
        overlay.mkdir()
        for name, text in files.items():
            (overlay / f"{name}.yaml").write_text(text, "utf-8")
        return fazhi.score(report, Options(rules=overlay, today=today))

    return card


def finding(card: Scorecard, rule: str) -> Finding:
    return next(one for one in card.findings if one.rule == rule)


def changes(*lines: str) -> str:
    return "changes:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def waiver(rule: str = "rate-loss", unit: str = "云溪县人民政府", until: str = "2026-12-31") -> str:
    return f"waivers:\n  - {{rule: {rule}, unit: {unit}, reason: 新设立的县, until: {until}}}\n"


def test_a_change_gives_a_rule_another_weight(judged: Judge) -> None:
    assert finding(judged(changes=changes("rule: rate-loss, weight: 9")), "rate-loss").weight == 9.0


def test_a_change_gives_a_rule_another_severity_and_with_it_another_weight(judged: Judge) -> None:
    before = finding(judged(), "rate-loss")
    after = finding(judged(changes=changes("rule: rate-loss, severity: must")), "rate-loss")
    assert (before.severity, before.weight, after.severity, after.weight) == ("should", 3.0, "must", 5.0)


def test_a_disabled_rule_does_not_count_and_says_why(judged: Judge) -> None:
    card = judged(changes=changes("rule: rate-loss, disable: 本市不考核败诉率"))
    found = finding(card, "rate-loss")
    assert (found.status, found.step, found.message) == (
        "not_applicable",
        "disabled",
        "本地规则已停用这一项：本市不考核败诉率",
    )
    assert "rate-loss" not in card.points


def test_a_change_for_a_province_holds_there_only(judged: Judge) -> None:
    text = changes("rule: rate-loss, provinces: [浙江省], severity: must")
    elsewhere = finding(judged(changes=text), "rate-loss")
    there = finding(judged(unit="浙江省云溪县人民政府", changes=text), "rate-loss")
    assert (elsewhere.severity, there.severity) == ("should", "must")


def test_a_rule_of_one_province_is_taken_over_by_another(judged: Judge) -> None:
    unit, rule = "山东省云溪县人民政府", "zhejiang-two-high-one-low"
    before = finding(judged(unit=unit), rule)
    text = changes(f"rule: {rule}, applies: {{levels: [county], provinces: [浙江省, 山东省]}}")
    assert before.status == "not_applicable"
    assert finding(judged(unit=unit, changes=text), rule).status == "gap"


def test_the_first_change_that_covers_a_report_holds(judged: Judge) -> None:
    text = changes("rule: rate-loss, years: 2020, weight: 1", "rule: rate-loss, weight: 2")
    assert finding(judged(changes=text), "rate-loss").weight == 2.0


def test_a_waiver_is_put_on_the_verdict_and_keeps_it(judged: Judge) -> None:
    before, card = finding(judged(), "rate-loss"), judged(waivers=waiver())
    after = finding(card, "rate-loss")
    assert after.status == "waived"
    assert after.waiver is not None
    assert (after.waiver.reason, after.waiver.until) == ("新设立的县", "2026-12-31")
    assert (after.waiver.verdict, after.message, after.evidence) == (
        before.status,
        before.message,
        before.evidence,
    )


def test_what_is_waived_does_not_count(judged: Judge) -> None:
    before, after = judged(), judged(waivers=waiver("frp-section-present"))
    assert finding(before, "frp-section-present").status == "gap"
    assert "frp-section-present" in before.points
    assert "frp-section-present" not in after.points
    assert (after.score or 0) > (before.score or 100)


def test_a_rule_that_is_met_stays_met(judged: Judge) -> None:
    found = finding(judged(waivers=waiver(rule="count-litigation")), "count-litigation")
    assert (found.status, found.waiver) == ("met", None)


@pytest.mark.parametrize("unit", ["云溪县人民政府", "云溪县"])
def test_a_unit_is_named_as_printed_or_by_the_place_that_it_governs(judged: Judge, unit: str) -> None:
    assert finding(judged(waivers=waiver(unit=unit)), "rate-loss").status == "waived"


@pytest.mark.parametrize(
    ("reporting", "unit"),
    [("云溪县人民政府", "溪县"), ("云溪县市场监督管理局", "云溪县"), ("东云溪县人民政府", "云溪县")],
)
def test_a_waiver_of_another_unit_has_no_effect(judged: Judge, reporting: str, unit: str) -> None:
    card = judged(unit=reporting, waivers=waiver(unit=unit))
    assert "waived" not in {one.status for one in card.findings}


def test_a_waiver_holds_on_its_last_day_and_is_an_error_on_the_next(judged: Judge) -> None:
    last = judged(today=date(2026, 12, 31), waivers=waiver())
    assert finding(last, "rate-loss").status == "waived"
    told = r"waivers.yaml:2:60: 对「云溪县人民政府」豁免规则「rate-loss」已于 2026-12-31 到期"
    with pytest.raises(RulebookError, match=told):
        judged(today=date(2027, 1, 1), waivers=waiver())


def test_without_a_day_given_the_clock_can_refuse_a_card_and_never_alters_it(judged: Judge) -> None:
    with pytest.raises(RulebookError, match="已于 2020-12-31 到期"):
        judged(today=None, waivers=waiver(until="2020-12-31"))
    assert finding(judged(today=None, waivers=waiver(until="9999-12-31")), "rate-loss").status == "waived"


@pytest.mark.parametrize(
    ("file", "text", "place", "words"),
    [
        ("changes", changes("rule: rate-los, weight: 2"), "2:12", "您是否想写「rate-loss」"),
        ("changes", changes("rule: rate-loss"), "2:5", "没有写改什么"),
        ("changes", changes("rule: rate-loss, weight: -1"), "2:31", "0 或者正数"),
        ("changes", changes("rule: rate-loss, weight: 重"), "2:31", "应为数字"),
        ("changes", changes('rule: rate-loss, disable: ""'), "2:5", "理由不能为空"),
        ("changes", changes("rule: rate-loss, disabled: 不考核"), "2:23", "您是否想写「disable」"),
        ("changes", changes(*["rule: rate-loss, weight: 2"] * 2), "3:5", "写了两次"),
        ("changes", changes("rule: rate-loss, years: 2020, applies: {years: 2021}"), "2:5", "不能同时写"),
        ("waivers", waiver(rule="rate-los"), "2:12", "您是否想写「rate-loss」"),
        ("waivers", waiver(until="2026-02-30"), "2:60", "不是日期"),
        ("waivers", waiver(until="20261231"), "2:60", "不是日期"),
        ("waivers", waiver().replace("新设立的县", '" "'), "2:5", "理由不能为空"),
        ("waivers", waiver().replace(", reason: 新设立的县", ""), "2:5", "缺少「reason」"),
        ("waivers", waiver() + waiver().partition("\n")[2], "3:12", "已在 waivers.yaml:2 豁免"),
    ],
)
def test_a_mistake_in_changes_or_waivers_is_pinpointed(
    judged: Judge, file: str, text: str, place: str, words: str
) -> None:
    with pytest.raises(RulebookError) as caught:
        judged(**{file: text})
    found = [str(problem) for problem in caught.value.problems]
    assert any(line.startswith(f"{file}.yaml:{place}: ") and words in line for line in found), found


def test_a_waiver_of_a_disabled_rule_is_an_error(judged: Judge) -> None:
    with pytest.raises(RulebookError, match=r"已在 changes.yaml 停用，不需要豁免"):
        judged(changes=changes("rule: rate-loss, disable: 不考核"), waivers=waiver())


def test_every_expired_waiver_is_named(judged: Judge) -> None:
    text = waiver(until="2020-01-01") + waiver(rule="count-litigation", until="2021-01-01").partition("\n")[2]
    with pytest.raises(RulebookError) as caught:
        judged(waivers=text)
    assert [problem.line for problem in caught.value.problems] == [2, 3]
