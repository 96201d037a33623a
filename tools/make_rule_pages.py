"""Write docs/coverage.md, docs/rules/ (one page a folder of instruments) and rules/rule.schema.json.

Run as ``python -m tools.make_rule_pages``. The heading of a chapter is the first line of comment in its
rule file.
"""

from collections.abc import Mapping
from pathlib import Path

from engine.rulebook.schema import of_folder
from fazhi.authoring.starting import SCHEMA_FILE, as_text
from fazhi.paths import rules_folder
from fazhi.pipeline import load_rules
from fazhi.publish.rule_pages import coverage, pages

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
COVERAGE = FOLDER.parent / "coverage.md"


def written() -> Mapping[str, str]:
    """File name → page, as the rules of this checkout give them."""
    rulebook = load_rules().rulebook
    return pages(rulebook, {file: _chapter(file) for file in {rule.file for rule in rulebook.rules}})


def covered() -> str:
    """The page that sets the requirements beside the rules."""
    return coverage(load_rules().rulebook)


def schema() -> str:
    """The JSON Schema of the rule files."""
    return as_text(of_folder(rules_folder()))


def _chapter(file: str) -> str:
    first = (rules_folder() / file).read_text("utf-8").partition("\n")[0]
    return first.removeprefix("#").strip()


def main() -> None:
    """Replace the pages."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    for name, page in written().items():
        (FOLDER / name).write_text(page, "utf-8")
    COVERAGE.write_text(covered(), "utf-8")
    (rules_folder() / SCHEMA_FILE).write_text(schema(), "utf-8")


if __name__ == "__main__":
    main()
