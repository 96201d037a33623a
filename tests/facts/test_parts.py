"""What the parts of whole reports say, in many styles: topics, deficiencies, plans, duties.

Every report in ``parts`` is made up; parts/README.md says how to add one.
"""

from pathlib import Path

import pytest
import yaml

from engine.facts import FactReader
from engine.model import Fact, Source
from engine.outline import outline
from engine.rulebook.load import load
from fazhi.paths import rules_folder

FOLDER = Path(__file__).parent / "parts"
REPORTS = sorted(path.stem for path in FOLDER.glob("*.txt"))


class Read:
    """One report with what is expected in it."""

    def __init__(self, name: str, reader: FactReader, lexicon: object) -> None:
        self.text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        self.expected = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
        source = Source(f"{name}.txt", "text/plain", "0" * 64, self.text)
        self.facts = reader.read(outline(source, lexicon))  # type: ignore[arg-type]

    def of(self, kind: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind == kind]

    def over(self, kind: str, quote: str) -> list[Fact]:
        """The facts whose place overlaps the quote."""
        start = self.text.index(quote)
        end = start + len(quote)
        return [f for f in self.of(kind) if f.at and f.at.start < end and f.at.end > start]


@pytest.fixture(scope="module", params=REPORTS)
def report(request: pytest.FixtureRequest) -> Read:
    lexicon = load(rules_folder()).lexicon
    return Read(request.param, FactReader(lexicon), lexicon.outline)


def test_topics_are_told_with_substance_or_only_named(report: Read) -> None:
    disputed = report.expected["disputed"]
    found = {f.name: f.attributes["depth"] for f in report.of("topic") if f.name not in disputed}
    assert found == {
        topic: depth for depth in ("substantive", "mentioned") for topic in report.expected[depth]
    }


def test_each_deficiency_is_an_item_with_its_cause_and_its_answer(report: Read) -> None:
    for item in report.expected["deficiencies"]:
        found = report.over("deficiency", item["quote"])
        told = [(f.attributes["cause"] or "none", f.attributes["answered"]) for f in found]
        assert told == [(item["cause"], item["answered"])], item["quote"]
    quotes = [item["quote"] for item in report.expected["deficiencies"]]
    assert _all_expected(report, "deficiency", quotes)


def test_each_plan_is_an_item(report: Read) -> None:
    for quote in report.expected["plans"]:
        assert len(report.over("plan", quote)) == 1, quote
    assert _all_expected(report, "plan", report.expected["plans"])


def test_each_duty_is_found_with_who_did_it_and_how_often(report: Read) -> None:
    for duty in report.expected["duties"]:
        told = [
            (f.name, f.attributes["actor"] or "none", f.attributes["times"] or "none")
            for f in report.over("duty", duty["quote"])
        ]
        assert (duty["duty"], duty["actor"], duty["times"]) in told, duty["quote"]
    assert _all_expected(report, "duty", [duty["quote"] for duty in report.expected["duties"]])


def _all_expected(report: Read, kind: str, quotes: list[str]) -> bool:
    """Whether no fact of the kind stands where none is expected."""
    expected = {f.id for quote in quotes for f in report.over(kind, quote)}
    return {f.id for f in report.of(kind)} == expected
