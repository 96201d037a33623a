"""Published documents, against the agreed ones in tests/data/front, and harmless whatever a report says."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.explain import explain
from engine.model import Fact, Identity, Report, Scorecard, Source
from engine.rulebook import Rule
from fazhi.cells import cells, pad, wrap
from fazhi.publish import TextFormat, facts_text, jsonform, render, rules_text
from fazhi.publish.explain_text import explanation
from fazhi.publish.names import Names
from fazhi.publish.style import Style

Golden = Callable[[str, str], str]


@pytest.mark.parametrize(("form", "name"), [("text", "card.txt"), ("json", "card.json"), ("md", "card.md")])
def test_the_scorecard(form: TextFormat, name: str, card: Scorecard, golden: Golden) -> None:
    shown = render(card, form)
    assert shown == golden(name, shown)


@pytest.mark.parametrize(
    ("form", "name"), [("text", "empty.txt"), ("json", "empty.json"), ("md", "empty.md")]
)
def test_what_is_no_report_is_not_scored(
    form: TextFormat, name: str, empty_card: Scorecard, golden: Golden
) -> None:
    shown = render(empty_card, form)
    assert shown == golden(name, shown)


def test_the_facts(report: Report, found: tuple[Fact, ...], names: Names, golden: Golden) -> None:
    text, form = facts_text.facts(report, found, names), jsonform.facts(report, found)
    assert text == golden("facts.txt", text)
    assert form == golden("facts.json", form)


def test_the_rules(rules: tuple[Rule, ...], names: Names, golden: Golden) -> None:
    table, rule = rules_text.table(rules, names), rules_text.rule(rules[0], 5.0, names)
    assert table == golden("rules.txt", table)
    assert rule == golden("rule.txt", rule)


def test_the_explanation(
    rules: tuple[Rule, ...], found: tuple[Fact, ...], card: Scorecard, names: Names, golden: Golden
) -> None:
    finding = next(f for f in card.findings if f.rule == rules[0].id)
    shown = explanation(explain(rules[0], found), finding, names)
    assert shown == golden("explanation.txt", shown)


def test_every_quote_in_json_is_the_text_at_its_place(
    report: Report, found: tuple[Fact, ...], card: Scorecard
) -> None:
    facts = json.loads(jsonform.facts(report, found))["facts"]
    findings = json.loads(render(card, "json"))["findings"]
    places = [*facts, *(p for item in (*facts, *findings) for p in item.get("evidence", ()))]
    quoted = [place for place in places if "quote" in place]
    assert len(quoted) > 8
    assert all(report.source.text[p["start"] : p["end"]] == p["quote"] for p in quoted)


def test_points_in_json_add_up_to_the_score(card: Scorecard) -> None:
    form = json.loads(render(card, "json"))
    points = [f["points"] for f in form["findings"] if f["points"]]
    assert sum(p["max"] for p in points) == pytest.approx(100, abs=0.01)
    assert round(sum(p["got"] for p in points), 1) == form["score"]


def test_gaps_come_first_and_the_most_severe_on_top(card: Scorecard) -> None:
    shown = render(card, "md")
    titles = [f"### {n}. {title}" for n, title in ((1, "设有第一责任人履职部分"), (2, "文字完整、没有残留"))]
    assert [shown.index(title) for title in titles] == sorted(shown.index(title) for title in titles)
    assert shown.index("## 缺口") < shown.index("## 部分达标") < shown.index("## 需人工核对")


def test_colour_changes_nothing_but_colour(card: Scorecard) -> None:
    coloured = render(card, "text", Style(100, colour=True))
    assert "\x1b[" in coloured
    assert "\x1b[" not in render(card, "text")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_terminal_card_keeps_within_its_width(width: int, card: Scorecard) -> None:
    assert max(map(cells, render(card, "text", Style(width)).splitlines())) <= width


NASTY = st.text(st.sampled_from("\x00\x07\x1b\x9b\u202e\u2066\u200b\r\n\t[]/|<>`*_#\\好a"), max_size=20)


@given(NASTY, st.sampled_from(["text", "md"]))
def test_no_report_can_command_a_terminal(nasty: str, form: TextFormat) -> None:
    identity = Identity(is_report=True, document_kind="annual_report", title=nasty, unit=nasty)
    source = Source(nasty, "text/plain", "", nasty)
    shown = render(Scorecard(source, identity, "", "", "", "", "", None, None, (), ()), form)
    assert not set(shown) & set("\x00\x07\x1b\x9b\u202e\u2066\r\t")


def test_help_is_wrapped_by_cells_and_keeps_words_whole() -> None:
    assert wrap("写明 reconsideration 件数", 10) == ["写明", "reconsideration", "件数"]
    assert wrap("一二三四五，六", 10) == ["一二三四五，", "六"]
    assert wrap("一\n二", 10) == ["一", "二"]
    assert pad("一", 4) == "一  "


def test_a_finding_without_points_shows_none(card: Scorecard) -> None:
    unscored = replace(card.findings[0], status="needs_review")
    shown = json.loads(render(replace(card, findings=(unscored,), points={}), "json"))
    assert shown["findings"][0]["points"] is None
