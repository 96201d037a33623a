"""The documents that are made from the rules say what the rules say."""

from tools.make_rule_pages import FOLDER, written


def test_the_pages_of_the_rules_are_current() -> None:
    found = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    assert found == written(), "run ./dev pages"
