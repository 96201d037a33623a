"""The documents that are made from the rules say what the rules say."""

import os
import re
from pathlib import Path

import pytest

from fazhi.authoring.starting import SCHEMA_FILE
from fazhi.paths import rules_folder
from fazhi.pipeline import load_rules
from tools.make_rule_pages import COVERAGE, FOLDER, covered, schema, written

REGISTER = Path(os.environ.get("FAZHI_SHARED", "../shared")) / "requirements.md"


def test_the_pages_of_the_rules_are_current() -> None:
    found = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    assert found == written(), "run ./dev pages"
    assert COVERAGE.read_text("utf-8") == covered(), "run ./dev pages"


def test_the_schema_of_the_rule_files_is_current() -> None:
    assert (rules_folder() / SCHEMA_FILE).read_text("utf-8") == schema(), "run ./dev pages"


def test_every_requirement_of_the_register_has_a_rule() -> None:
    if not REGISTER.exists():
        pytest.skip(f"no register at {REGISTER}")
    registered = set(re.findall(r"^\| `([a-z0-9-]+)`", REGISTER.read_text("utf-8"), re.MULTILINE))
    assert registered - {rule.requirement for rule in load_rules().rulebook.rules} == set()
