"""The report and its parts as facts."""

from collections.abc import Callable

import pytest

from engine.model import Fact, Scalar

Read = Callable[..., tuple[Fact, ...]]


def section(facts: tuple[Fact, ...], name: str) -> dict[str, Scalar]:
    return dict(next(fact.attributes for fact in facts if (fact.kind, fact.name) == ("section", name)))


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("二、2025年主要安排\n一是完成轮训。", 1),
        ("二、2024年主要安排\n一是完成轮训。", 0),
        ("二、下一步工作打算\n一是完成轮训。", None),
        ("2025年，我县将重点做好以下工作：一是完成轮训；二是修订预案。", 1),  # without a heading
    ],
)
def test_the_year_that_a_plan_names(read_whole: Read, text: str, offset: int | None) -> None:
    facts = read_whole("全年制定行政规范性文件6件，均已报备。\n" * 20 + text)
    assert section(facts, "next_year_plan")["year_offset"] == offset


def test_a_part_that_is_missing_has_no_place(read_whole: Read) -> None:
    facts = read_whole("全年制定行政规范性文件6件。")
    missing = next(fact for fact in facts if (fact.kind, fact.name) == ("section", "other_matters"))
    assert missing.at is None
    assert missing.attributes["status"] == "missing"


def test_figures_are_counts_and_no_ranks_or_changes(read_whole: Read) -> None:
    facts = read_whole("全年制定行政规范性文件6件，同比增长20%，考核列全市第3位。")
    assert section(facts, "measures")["figures"] == 1


@pytest.mark.parametrize(
    ("title", "closing", "party"),
    [
        ("青岭县人民政府2024年法治政府建设年度报告", "青岭县人民政府\n2025年2月18日", False),
        ("中共青岭县委 青岭县人民政府2024年法治政府建设年度报告", "特此报告。", True),
        ("青岭县2024年法治政府建设年度报告", "中共青岭县委\n青岭县人民政府\n2025年2月18日", True),
        ("青岭县2024年法治政府建设年度报告", "抄送:县委、县人大常委会。", False),
        ("青岭县管委会2024年法治政府建设年度报告", "中共二十届三中全会精神深入人心。", False),
    ],
)
def test_whether_a_committee_of_the_party_reports(
    read_text: Read, title: str, closing: str, *, party: bool
) -> None:
    facts = read_text(f"{title}\n一、主要举措和成效\n全年制定行政规范性文件6件。\n{closing}\n")
    assert next(fact for fact in facts if fact.kind == "report").attributes["party"] is party
