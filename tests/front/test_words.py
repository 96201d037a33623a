"""Every attribute, closed value and name has its Chinese word; no reader needs an English id."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fazhi
from engine.model import Fact, Quote, Scalar
from engine.rulebook import Rulebook
from engine.rulebook.kinds import KINDS
from engine.rulebook.load import names_in
from engine.rulebook.rules import Atom
from engine.rulebook.rules import Test as Condition  # pytest would collect a Test
from engine.rulebook.tree import parse
from fazhi.paths import rules_folder
from fazhi.pipeline import load_rules
from fazhi.publish import conditions, words
from fazhi.publish.fact_line import fact_line
from fazhi.publish.names import Names, names_of

SAMPLES = sorted(p for p in (rules_folder().parent / "samples").iterdir() if p.suffix in {".txt", ".html"})


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rules().rulebook


def english(text: str) -> list[str]:
    """Latin words outside of quotes."""
    return re.findall("[A-Za-z_]{2,}", re.sub("「[^」]*」", "", text))


def test_every_attribute_that_rules_may_test_has_a_word() -> None:
    wanting = [
        (kind, attribute)
        for kind, attributes in KINDS.items()
        for attribute, comparable in attributes.items()
        if attribute != "section"
        and (
            attribute not in words.ATTRIBUTES[kind]
            or (comparable == "flag" and attribute not in words.VALUES[kind])
        )
    ]
    assert wanting == []


def test_every_slip_that_the_proof_reader_marks_has_a_word() -> None:
    said = [
        node.value
        for path in sorted((rules_folder().parent / "engine/facts/proof").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and re.fullmatch("[a-z]+(-[a-z]+)+", str(node.value))
    ]
    known = {*words.VALUES["defect"]["fault"], *words.NAMES["defect"]}
    assert "above-all" in said
    assert sorted(map(str, {*said} - known)) == []


def test_every_name_that_rules_may_use_has_a_title(rulebook: Rulebook) -> None:
    names = names_of(rulebook)
    files = (rules_folder() / "lexicon").glob("*.yaml")
    known = names_in({f"lexicon/{path.name}": parse(path.read_bytes(), path.name) for path in files})
    assert [(kind, n) for kind, all_of in known.items() for n in all_of if names.title(kind, n) == n] == []


def test_no_condition_of_our_rules_needs_an_english_word(rulebook: Rulebook) -> None:
    names = names_of(rulebook)
    said = (
        line
        for rule in rulebook.rules
        for step in rule.steps
        for line in conditions.lines(step.when, names.title)
    )
    assert [line for line in said if english(line)] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_fact_of_our_samples_needs_an_english_word(path: Path, rulebook: Rulebook) -> None:
    names = names_of(rulebook)
    said = [fact_line(fact, names) for fact in fazhi.facts(path)]
    assert len(said) > 50
    assert [line for line in said if english(line)] == []


def fact(kind: str, name: str | None, **attributes: Scalar) -> Fact:
    return Fact("f1", kind, name, Quote(7, 9, "原文", "measures"), attributes)


PLACE = " 「原文」 主要举措和成效，第 7 字起"
RATE = "court_appearance_rate"


def told() -> Iterator[tuple[str, Fact]]:
    yield "收到行政复议申请 102件", fact("indicator", "reconsideration.received", value=102.0, unit="件")
    yield "近3天", fact("quantity", None, value=3, unit="天", qualifier="near", change=None)
    for change, said in (
        ("change", "3.5%（增减幅度）"),
        ("rise", "上升 3.5%"),
        ("earlier", "3.5%（上年数）"),
    ):
        yield said, fact("quantity", None, value=3.5, unit="%", change=change)
    both = {"numerator": 7, "denominator": 46}
    title = "行政机关负责人出庭应诉率"
    yield f"{title} 15.22%（推算，7／46）", fact("rate", RATE, percent=15.22, basis="derived", **both)
    yield f"{title} 95%（写明）", fact("rate", RATE, percent=95.0, basis="stated")
    yield f"{title}（笼统）", fact("rate", RATE, basis="vague")
    yield (
        "比率与件数：报告写 5.2%，算得 15.217%，结论 不符",
        fact("check", None, type="ratio", verdict="inconsistent", stated=5.2, computed=15.217),
    )
    yield (
        "分项之和与合计：报告写合计 38，分项算得 41，结论 无法判断",
        fact("check", None, type="sum", verdict="cannot_tell", stated=38.0, computed=41.0),
    )
    yield (
        "部分与整体：整体 80，部分 0，结论 相符",
        fact("check", None, type="subset", verdict="consistent", stated=80, computed=0),
    )
    yield (
        "同一指标前后两处：前一处 4，后一处 6，结论 不符",
        fact("check", None, type="sum", of="repeat", verdict="inconsistent", stated=4.0, computed=6.0),
    )
    yield (
        "列举与个数：报告写 3，列出 3，结论 相符",
        fact("check", None, type="sum", of="list", verdict="consistent", stated=3, computed=3),
    )
    yield "政务公开（只提到）", fact("topic", "disclosure", depth="mentioned")
    yield (
        "学法（履职人 政府主要负责人，有数量，没有名称）",
        fact("duty", "study-of-law", actor="head", counted=True, named=False),
    )
    yield "写得笼统，没有写原因", fact("deficiency", None, specific=False, cause_stated=False)
    yield "其他文件（本单位印发）", fact("citation", "document", issued=True, edition=None)
    yield "没有基数", fact("claim", None, base="none", headline=True)
    yield "政府主要负责人", fact("actor", "head")
    yield "not-in-the-lexicon（有数量）", fact("mention", "not-in-the-lexicon", depth="counted")


@pytest.mark.parametrize(("said", "given"), list(told()))
def test_a_fact_is_told_by_what_is_worth_knowing(said: str, given: Fact, names: Names) -> None:
    assert fact_line(given, names) == said + PLACE


def test_a_check_shows_each_number_with_its_place(names: Names) -> None:
    places = (Quote(7, 9, "4次", "measures"), Quote(30, 32, "6次", "measures"), Quote(90, 92, "9次", None))
    given = Fact(
        "f1", "check", None, places[0], {"type": "sum", "of": "repeat", "verdict": "consistent"}, places
    )
    shown = "「4次」 主要举措和成效，第 7 字起；「6次」 第 30 字起；「9次」 第 90 字起"
    assert fact_line(given, names) == "同一指标前后两处：结论 相符 " + shown


@pytest.mark.parametrize(
    ("operator", "operand", "said"),
    [
        ("in", ("stated", "derived"), "写明或推算"),
        ("not_in", ("stated", "derived", "vague"), "不是写明、推算或笼统"),
        ("present", "", "有写法"),
    ],
)
def test_a_closed_value_speaks_for_itself(operator: Any, operand: Any, said: str, names: Names) -> None:
    test = Condition("basis", operator, operand)
    assert conditions.spoken("rate", test, names.quoted) == said


def test_a_rule_shown_to_its_author_names_the_ids(names: Names) -> None:
    tests = (Condition("name", "in", (RATE,)), Condition("percent", "at_least", 90.0))
    said = conditions.atom(Atom("rate", tests, 2), names.quoted_with_id)
    assert said == f"比率「行政机关负责人出庭应诉率」（{RATE}）：百分比不小于 90；至少 2 个"
