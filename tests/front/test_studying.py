"""What rules do to reports before they are adopted, what would meet a rule, and a look at every save."""

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import fazhi
from engine.model import Source
from fazhi.authoring.watching import look
from fazhi.cli import cli
from fazhi.paths import rules_folder

SAMPLES = rules_folder().parent / "samples"
GOOD, GAPS = SAMPLES / "county-good.txt", SAMPLES / "county-gaps.html"
CHANGES = """changes:
  - {rule: topic-mediation, disable: 另行考核}
  - {rule: frp-section-present, weight: 40}
"""
RULE = """rules:
  - id: local-canals
    title: 渠道巡护
    dimension: topics
    severity: must
    basis: []
    expect: {quantity: {unit: 渠次}}
    met: 有
    message: 没有渠道巡护
    advice: 请写明。
"""


def run(*arguments: object) -> Any:
    return CliRunner().invoke(cli, list(map(str, arguments)), standalone_mode=False)


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    (folder / "instruments").mkdir(parents=True)
    (folder / "changes.yaml").write_text(CHANGES, "utf-8")
    (folder / "instruments/local.yaml").write_text(RULE, "utf-8")
    return folder


def test_a_change_of_rules_shows_flipped_verdicts_and_moved_scores(overlay: Path) -> None:
    done = run("rules", "diff", "builtin", overlay, "--on", GOOD, GAPS)
    assert done.return_value == 0, done.output
    old = [fazhi.score(path).score for path in (GOOD, GAPS)]
    new = [fazhi.score(path, fazhi.Options(rules=overlay)).score for path in (GOOD, GAPS)]
    assert old != new
    for before, after in zip(old, new, strict=True):
        assert re.search(rf"{before}  +{after}  +[+-]\d", done.output)
    assert "→ 不适用  行政调解和矛盾纠纷化解（topic-mediation）" in done.output
    assert "没有这条规则 → 缺口  渠道巡护（local-canals）" in done.output
    assert "共 2 份报告，2 条规则的判定有变化，4 处" in done.output


def test_the_same_rules_change_nothing(overlay: Path) -> None:
    assert "0 条规则的判定有变化，0 处" in run("rules", "diff", overlay, overlay, "--on", GOOD).output


def test_the_page_holds_the_same_and_loads_nothing(overlay: Path, tmp_path: Path) -> None:
    page = tmp_path / "diff.html"
    assert run("rules", "diff", "builtin", overlay, "--on", GOOD, "-o", page).return_value == 0
    text = page.read_text("utf-8")
    assert "local-canals" in text
    assert "没有这条规则 → 缺口" in text
    assert not re.search(r"(src|href)=.?https?:|@import|<script", text)


def test_text_that_would_meet_a_rule_does_meet_it(tmp_path: Path) -> None:
    """What is told is put into the report by hand, and scored."""
    rule = "count-decision-hearing"
    said = run("explain", GAPS, rule, "--counterfactual").output
    found = re.search(r"在“主要举措和成效”部分的末尾加上这样一段.*\n    (.+)\n", said)
    assert found, said
    lines = fazhi.read(GAPS).source.text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("二、"))
    changed = tmp_path / "changed.txt"
    changed.write_text("\n".join((*lines[:at], found[1], *lines[at:])), "utf-8")
    verdicts = {one.rule: one.status for one in fazhi.score(changed).findings}
    assert verdicts[rule] == "met"


def test_every_remedy_that_is_told_was_scored(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "云溪县人民政府2024年法治政府建设年度报告\n一、主要举措和成效\n"
        "审结行政应诉案件106件，败诉10件，败诉率为19.4%。\n联系人张某，手机13800138000。\n",
        "utf-8",
    )
    said = run("explain", report, "consist-rate-recompute", "--counterfactual").output
    assert "去掉或者改正下面的话" in said
    assert "败诉率为19.4%" in said


def test_what_is_met_needs_no_remedy() -> None:
    assert "不需要：这条规则没有缺口" in run("explain", GOOD, "topic-mediation", "--counterfactual").output


def test_no_remedy_is_made_up(overlay: Path) -> None:
    said = run("explain", GAPS, "local-canals", "--rules", overlay, "--counterfactual").output
    assert "没有找到一段加上就达标的话" in said


def test_a_look_tells_mistakes_then_what_has_changed(overlay: Path) -> None:
    source: Source = fazhi.read(GOOD).source
    first = look(overlay, source, None)
    assert "例子全部通过：1 条规则，0 个例子" in first.said
    (overlay / "changes.yaml").write_text("changes: [{rule: rate-los, weight: 1}]\n", "utf-8")
    wrong = look(overlay, source, first.card)
    assert "changes.yaml:1:18: 没有规则「rate-los」" in wrong.said
    assert wrong.card is first.card
    (overlay / "changes.yaml").write_text("", "utf-8")
    again = look(overlay, source, wrong.card)
    assert "不适用 → 达标  行政调解和矛盾纠纷化解（topic-mediation）" in again.said


def test_watch_looks_again_at_every_save(overlay: Path) -> None:
    command = [sys.executable, "-m", "fazhi", "rules", "watch", str(overlay), str(GOOD)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as watching:
        assert watching.stdout is not None
        try:
            line = next(line for line in watching.stdout if "正在守着" in line)
            assert str(overlay) in line
            time.sleep(1)  # until the watch has begun
            (overlay / "changes.yaml").write_text("changes: [{rule: rate-los, weight: 1}]\n", "utf-8")
            assert any("没有规则「rate-los」" in line for line in iter(watching.stdout.readline, ""))
        finally:
            watching.terminate()
