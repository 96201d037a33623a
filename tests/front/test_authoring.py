"""Making rules: a folder to begin with, a rule from answers, a schema for editors, lists to choose from."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from fazhi.cli import cli
from fazhi.paths import rules_folder

RULES = sorted(rules_folder().glob("[ir][ne]*/**/*.yaml"))
ANSWERS = {
    "id": "local-canal",
    "title": "渠道巡护执法",
    "dimension": "topics",
    "severity": "should",
    "basis": "",
    "levels": "county,township",
    "terms": "渠道巡护、渠道执法",
    "depth": "counted",
    "message": "没有写渠道巡护执法的次数",
    "advice": "请写明全年渠道巡护执法的次数。",
    "met": "全年开展渠道巡护386次。",
    "gap": "加强水利设施管护。",
}


def run(*arguments: object, typed: str | None = None) -> Any:
    return CliRunner().invoke(cli, list(map(str, arguments)), input=typed, standalone_mode=False)


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    assert run("rules", "init", folder).return_value == 0
    return folder


def new(folder: Path, **changed: str) -> Any:
    given = ANSWERS | changed
    options = (part for key, value in given.items() for part in (f"--{key}", value))
    return run("rules", "new", folder, *options)


def test_a_new_folder_changes_nothing_until_something_is_written(overlay: Path) -> None:
    names = {path.relative_to(overlay).as_posix() for path in overlay.rglob("*") if path.is_file()}
    assert {
        "README.md",
        "changes.yaml",
        "waivers.yaml",
        "instruments/local.yaml",
        "rule.schema.json",
    } <= names
    plain, ours = (run("rules", "check", *where).output for where in ((), (overlay,)))
    assert plain == ours


def test_every_example_of_a_new_folder_is_right_once_its_marks_are_taken_off(overlay: Path) -> None:
    for path in overlay.rglob("*.yaml"):
        lines = path.read_text("utf-8").splitlines()
        first = next(number for number, line in enumerate(lines) if line.endswith(":"))
        shown = [line.removeprefix("# ").removeprefix("#") for line in lines[first:]]
        text = "\n".join(lines[:first] + shown).replace("until: 2026-12-31", "until: 9999-12-31")
        path.write_text(text + "\n", "utf-8")
    done = run("rules", "check", overlay)
    assert done.return_value == 0, done.output
    assert run("rules", "test", overlay, "--rule", "local-canal-patrols").return_value == 0


def test_what_is_there_is_never_overwritten(overlay: Path) -> None:
    assert "已有文件" in str(run("rules", "init", overlay).exception)


def test_answers_make_a_rule_whose_examples_hold(overlay: Path) -> None:
    done = new(overlay)
    assert done.return_value == 0, done.output
    assert "local-canal" in run("rules", "list", "--rules", overlay, "--text", "渠道").output
    text = (overlay / "instruments/local-canal.yaml").read_text("utf-8")
    assert len(text.splitlines()) <= 20


def test_what_is_not_given_is_asked_for(overlay: Path) -> None:
    typed = "\n".join(ANSWERS.values()) + "\n"
    asked = run("rules", "new", overlay, typed=typed)
    assert asked.return_value == 0, asked.output
    assert "缺口的例句" in asked.stderr
    by_options = (overlay / "instruments/local-canal.yaml").read_text("utf-8")
    assert "没有写渠道巡护执法的次数" in by_options


def test_a_second_rule_adds_its_words_to_the_same_list(overlay: Path) -> None:
    assert new(overlay).return_value == 0
    second = new(overlay, id="local-lakes", title="湖泊巡查", terms="湖泊巡查", met="全年湖泊巡查12次。")
    assert second.return_value == 0, second.output
    listed = yaml.safe_load((overlay / "lexicon/topics.yaml").read_text("utf-8"))["mentions"]
    assert {one["id"] for one in listed} == {"local-canal", "local-lakes"}


@pytest.mark.parametrize("name", ["../../outside", "渠道", "rate-loss", ""])
def test_an_id_that_cannot_be_is_refused_before_anything_is_written(overlay: Path, name: str) -> None:
    before = sorted(overlay.rglob("*"))
    assert "编号" in str(new(overlay, id=name).exception)
    assert sorted(overlay.rglob("*")) == before


def test_a_rule_whose_example_fails_says_so(overlay: Path) -> None:
    done = new(overlay, met="加强渠道巡护。")
    assert done.return_value == 4
    assert "应为达标，判为缺口" in done.output


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(run("rules", "schema").output)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_schema_accepts_our_rules(validator: Draft202012Validator, path: Path) -> None:
    content = yaml.safe_load(path.read_text("utf-8"))
    assert [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(content)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"rules": [{"id": "a"}]},
        {"rule": []},
        {"changes": [{"rule": "rate-los"}]},
        {"waivers": [{"rule": "rate-loss", "unit": "甲县", "reason": "无", "until": "明年"}]},
        {"conclusions": [{"id": "a", "title": "甲", "when": {"section": {"status": "heded"}}}]},
    ],
)
def test_the_schema_refuses_what_the_check_refuses(validator: Draft202012Validator, wrong: object) -> None:
    assert not validator.is_valid(wrong)


def test_rules_are_listed_by_what_they_apply_to() -> None:
    def listed(*filters: str) -> int:
        return len(run("rules", "list", *filters).output.splitlines())

    assert 5 < listed("--instrument", "litigation-law", "--level", "county", "--year", "2024") < listed()
    assert listed("--province", "浙江省", "--text", "两高一低") == listed("--text", "两高一低") > 3
    assert listed("--province", "湖南省", "--text", "两高一低") < listed("--text", "两高一低")
