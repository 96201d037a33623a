"""What a reader is shown beside a verdict: instruments of the year, and the places that show the wrong."""

from pathlib import Path

import pytest

import fazhi
from engine.model import Finding

HERE = Path(__file__).parent
GAPS = HERE.parent.parent / "samples" / "county-gaps.html"
REPORTS = [*sorted(HERE.glob("*.txt")), GAPS]


def findings(path: Path) -> dict[str, Finding]:
    return {finding.rule: finding for finding in fazhi.score(path).findings}


def test_a_report_is_not_shown_instruments_of_later_years() -> None:
    shown = {basis.instrument for f in findings(HERE / "county-2017.txt").values() for basis in f.basis}
    assert {"outline-2015", "frp-2016"} <= shown
    assert not shown & {"supervision-2019", "outline-2021", "fair-competition-2024", "decisions-2019"}


def test_nor_those_that_were_over() -> None:
    shown = {basis.instrument for f in findings(HERE / "department-2025.txt").values() for basis in f.basis}
    assert "outline-2021" in shown
    assert "outline-2015" not in shown


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_what_contradicts_itself_is_quoted(path: Path) -> None:
    for rule, finding in findings(path).items():
        if rule.startswith("consist-") and finding.status in {"met", "partial", "gap"}:
            assert finding.evidence, finding
            assert not finding.near_misses, finding


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_messages_leave_no_field_open(path: Path) -> None:
    for finding in findings(path).values():
        assert "{" not in finding.message, finding


def test_the_stated_and_the_computed_figure_are_told() -> None:
    found = findings(GAPS)
    assert "5.2%" in found["consist-rate-recompute"].message
    assert "38" in found["consist-parts-sum"].message
    assert "41" in found["consist-parts-sum"].message
