"""The guide of the rules folder, followed to the letter: from an idea to a rule that is in use."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from click.testing import CliRunner

from fazhi.cli import cli
from fazhi.paths import rules_folder

GUIDE = (rules_folder() / "README.md").read_text("utf-8")
WORKED = GUIDE[GUIDE.index("## 十分钟") : GUIDE.index("## 自己的文件夹")]
MOST_LINES = 15  # of YAML, from nothing to a new indicator and a rule on it


class Block(NamedTuple):
    """A block of the worked example: what stands right before it, its language and its text."""

    before: str
    language: str
    text: str

    @property
    def file(self) -> str | None:
        """The file that the reader is told to write it to."""
        told = re.search(r"(?:写进|存为) `([^`]+)`：\Z", self.before)
        return told[1] if told else None


def blocks() -> Iterator[Block]:
    for found in re.finditer(r"([^\n]*)\n\n```(\w+)\n(.*?)```", WORKED, re.DOTALL):
        yield Block(*found.groups())


def test_the_worked_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands, shown, said = 0, 0, ""
    for block in blocks():
        if block.file:
            Path(block.file).write_text(block.text, "utf-8")
        elif block.language == "sh":
            for line in block.text.splitlines():
                program, *arguments = line.split()
                done = CliRunner().invoke(cli, arguments, standalone_mode=False)
                assert (program, done.return_value) == ("fazhi", 0), (line, done.output, done.exception)
                said, commands = done.output, commands + 1
        else:
            assert block.before == "应当看到："
            assert block.text.strip() in said
            shown += 1
    assert (commands, shown) == (6, 2)


def test_it_takes_only_yaml_and_few_lines() -> None:
    written = [block for block in blocks() if block.file and block.file.endswith(".yaml")]
    assert sum(len(block.text.splitlines()) for block in written) < MOST_LINES


def test_what_the_guide_says_of_overlays_is_valid(tmp_path: Path) -> None:
    shown = re.findall(r"```yaml\n# ([\w/]+\.yaml)：[^\n]*\n(.*?)```", GUIDE, re.DOTALL)
    assert [name for name, _ in shown] == ["lexicon/rates.yaml", "changes.yaml", "waivers.yaml"]
    (tmp_path / "lexicon").mkdir()
    for name, text in shown:
        (tmp_path / name).write_text(text, "utf-8")
    done = CliRunner().invoke(
        cli, ["rules", "check", str(tmp_path), "--today", "2026-01-01"], standalone_mode=False
    )
    assert done.return_value == 0, done.output


def test_the_rule_that_the_guide_takes_apart_is_valid(tmp_path: Path) -> None:
    text = re.search(r"```yaml\n(rules:\n  - id: count-case-review.*?)```", GUIDE, re.DOTALL)
    assert text
    assert yaml.safe_load(text[1])["rules"][0]["tests"]
    (tmp_path / "instruments").mkdir()
    ours = text[1].replace("id: count-case-review", "id: ours")
    (tmp_path / "instruments/ours.yaml").write_text(
        ours.replace("dimension: indicators", "dimension: topics"), "utf-8"
    )
    done = CliRunner().invoke(cli, ["rules", "test", str(tmp_path), "--rule", "ours"], standalone_mode=False)
    assert done.return_value == 0, done.output


def test_every_command_that_the_guide_names_exists() -> None:
    named = set(re.findall(r"fazhi rules (\w+)", GUIDE))
    help_page = CliRunner().invoke(cli, ["rules", "--help"], standalone_mode=False).output
    assert {name for name in named if f"  {name} " not in help_page} == set()
