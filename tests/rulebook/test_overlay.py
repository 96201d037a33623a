"""An overlay folder adds an indicator, a topic and a rule, and changes words: only YAML, no Python."""

from collections.abc import Callable
from pathlib import Path

import pytest

import fazhi
from engine.rulebook import RulebookError
from fazhi.pipeline import Options

REPORT = """云溪县人民政府2024年法治政府建设年度报告
一、主要举措和成效
推进渠长制法治化，全年开展渠道巡护执法386次，查处侵占渠道案件27件。
二、存在的不足和原因
执法力量不足，主要原因是编制偏少。
三、2025年主要安排
6月底前招录执法人员12名。
"""
INDICATORS = """indicators:
  - id: canals.patrols
    title: 渠道巡护执法
    units: [次]
    acts: [巡护执法]
"""
TOPICS = """topics:
  - {id: canal-chiefs, title: 渠长制法治化, terms: [渠长制]}
mentions:
  - {id: canal-offences, title: 侵占渠道案件, terms: [侵占渠道]}
covers:
  - {topic: canal-chiefs, begins: [canals]}
"""
RULES = """# 本县要求：渠长制
rules:
  - id: local-canal-chiefs
    title: 渠长制法治化
    dimension: topics
    severity: should
    basis: []
    expect:
      all:
        - {topic: {name: canal-chiefs, depth: substantive}}
        - {indicator: {name: canals.patrols, value: {at_least: 300}}}
        - {mention: {name: canal-offences, depth: counted}}
    met: 写明了巡护执法次数和查处件数
    message: 没有写渠长制法治化的数据
    advice: 请写明巡护执法次数和查处件数。
"""


@pytest.fixture
def judged(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """The verdicts on the report, with these files laid over the rules."""
    report = tmp_path / "report.txt"
    report.write_text(REPORT, "utf-8")

    def verdicts(name: str, **files: str) -> dict[str, str]:
        folder = tmp_path / name
        for path, text in files.items():
            target = folder / path.replace("__", "/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.with_suffix(".yaml").write_text(text, "utf-8")
        card = fazhi.score(report, Options(rules=folder if files else None))
        return {finding.rule: finding.status for finding in card.findings}

    return verdicts


def test_an_indicator_a_topic_and_a_rule_are_added_in_yaml(judged: Callable[..., dict[str, str]]) -> None:
    before = judged("none")
    after = judged("mine", lexicon__indicators=INDICATORS, lexicon__topics=TOPICS, instruments__mine=RULES)
    assert "local-canal-chiefs" not in before
    assert after.pop("local-canal-chiefs") == "met"
    assert after == before


def test_a_limit_in_the_rule_decides(judged: Callable[..., dict[str, str]]) -> None:
    stricter = RULES.replace("at_least: 300", "at_least: 400")
    after = judged(
        "strict", lexicon__indicators=INDICATORS, lexicon__topics=TOPICS, instruments__mine=stricter
    )
    assert after["local-canal-chiefs"] == "gap"


def test_a_word_of_the_lexicon_changes_a_verdict(judged: Callable[..., dict[str, str]]) -> None:
    """Where patrols along canals are said to be emergency drills, drills are told."""
    before = judged("none")
    drills = """indicators:
  - {id: emergency.drills, title: 应急演练, units: [次], acts: [巡护执法]}
"""
    after = judged("words", lexicon__indicators=drills)
    assert (before["topic-emergency"], after["topic-emergency"]) == ("gap", "met")


def test_a_wording_is_added_to_an_entry_without_copying_it(tmp_path: Path) -> None:
    report, overlay = tmp_path / "report.txt", tmp_path / "ours"
    (overlay / "lexicon").mkdir(parents=True)
    more = "topics: [{id: emergency-response, add: {terms: 渠长制}}]\n"
    (overlay / "lexicon/topics.yaml").write_text(more, "utf-8")

    def tells(text: str, rules: Path | None) -> bool:
        report.write_text(text, "utf-8")
        return "emergency-response" in {fact.name for fact in fazhi.facts(report, Options(rules=rules))}

    old = REPORT.replace("渠长制", "应急演练")
    assert (tells(REPORT, None), tells(REPORT, overlay)) == (False, True)
    assert (tells(old, None), tells(old, overlay)) == (True, True)


def test_what_is_added_to_must_be_there(judged: Callable[..., dict[str, str]]) -> None:
    with pytest.raises(RulebookError, match="不认识的键「add」"):
        judged("nothing", lexicon__indicators="indicators: [{id: emergency.drill, add: {acts: 巡护}}]\n")


def test_a_single_word_is_added_to_a_list_and_does_not_replace_it(
    judged: Callable[..., dict[str, str]],
) -> None:
    assert judged("single", lexicon__rates="vague: 远低于\n") == judged("none")


def test_a_key_with_nothing_under_it_takes_nothing_away(judged: Callable[..., dict[str, str]]) -> None:
    assert judged("empty", lexicon__topics="mentions:\ntopics:\n", waivers="# nothing yet\n") == judged(
        "none"
    )


def test_a_rule_is_told_once(judged: Callable[..., dict[str, str]]) -> None:
    same = RULES.replace("local-canal-chiefs", "topic-mediation").replace("canals.patrols", "litigation.lost")
    with pytest.raises(RulebookError, match="topic-mediation"):
        judged("twice", lexicon__topics=TOPICS, instruments__mine=same)
