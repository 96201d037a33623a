"""The whole way from a file to a scorecard, on the samples and, where they are at hand, on real reports."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import fazhi
from engine.model import Fact, Quote
from fazhi.pipeline import load_rules

HOME = Path(__file__).parent.parent
SAMPLES = sorted(p for p in (HOME / "samples").iterdir() if p.suffix in {".txt", ".html", ".docx", ".pdf"})
FORMATS = [HOME / "tests/data/same" / f"report.{kind}" for kind in ("txt", "html", "docx", "pdf")]
SHARED = Path(os.environ.get("FAZHI_SHARED", HOME.parent / "shared"))


def fazhi_command(*arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "fazhi", *map(str, arguments)], capture_output=True, check=True, cwd=HOME
    )
    return done.stdout.decode("utf-8")


def quotes(fact: Fact) -> list[Quote]:
    return [*([fact.at] if fact.at else []), *fact.evidence]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_everything_quoted_is_the_text(path: Path) -> None:
    text = fazhi.read(path).source.text
    for fact in fazhi.facts(path):
        for quote in quotes(fact):
            assert quote.start < quote.end
            assert quote.quote == text[quote.start : quote.end], fact
    for finding in fazhi.score(path).findings:
        for quote in (*finding.evidence, *finding.near_misses):
            assert quote.start < quote.end
            assert quote.quote == text[quote.start : quote.end], finding


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_rule_has_one_finding_that_is_explained(path: Path) -> None:
    card = fazhi.score(path)
    without = {rule.id for rule in load_rules().rulebook.rules if not rule.basis}
    names = [finding.rule for finding in card.findings]
    assert len(names) == len(set(names)) >= 40
    for finding in card.findings:
        assert finding.message, finding
        # a rule for other years is not shown with instruments that the year did not know
        assert finding.basis or finding.status == "not_applicable" or finding.rule in without, finding
        if finding.status in {"gap", "partial"}:
            assert finding.advice, finding


def essence(facts: tuple[Fact, ...]) -> list[tuple[Any, ...]]:
    """Facts without ids and offsets, and without the blanks that a format adds or drops."""
    return sorted(
        (
            fact.kind,
            fact.name or "",
            json.dumps(dict(fact.attributes), sort_keys=True, ensure_ascii=False),
            "".join(fact.at.quote.split()) if fact.at else "",
            (fact.at.section or "") if fact.at else "",
        )
        for fact in facts
    )


@pytest.mark.parametrize("path", FORMATS[1:], ids=lambda path: path.suffix)
def test_the_format_makes_no_difference(path: Path) -> None:
    plain, other = fazhi.read(FORMATS[0]), fazhi.read(path)
    for field in ("is_report", "title", "unit", "region", "province", "level", "year", "written_on",
                  "published_on", "publisher", "outline_editions"):  # fmt: skip
        assert getattr(other.identity, field) == getattr(plain.identity, field), field
    for key, section in plain.sections.items():
        assert (other.sections[key].status, other.sections[key].level) == (section.status, section.level), key
    assert essence(fazhi.facts(path)) == essence(fazhi.facts(FORMATS[0]))
    verdicts = [[(f.rule, f.status, f.step) for f in fazhi.score(p).findings] for p in (FORMATS[0], path)]
    assert verdicts[0] == verdicts[1]


def test_the_same_command_gives_the_same_bytes() -> None:
    first, second = (fazhi_command("score", SAMPLES[0], "--format", "json") for _ in range(2))
    assert first == second
    assert "/" + SAMPLES[0].parent.name + "/" not in first


def test_the_good_county_outscores_the_one_with_gaps() -> None:
    good, bad = (fazhi.score(HOME / "samples" / name) for name in ("county-good.txt", "county-gaps.html"))
    assert good.score is not None
    assert bad.score is not None
    assert good.score >= 85
    assert bad.score <= 45


def test_deliberate_defects_are_found() -> None:
    findings = {f.rule: f for f in fazhi.score(HOME / "samples/county-gaps.html").findings}
    for rule in (
        "frp-section-present",
        "other-matters-section",
        "time-published-by-0401",
        "consist-rate-recompute",
        "consist-parts-sum",
        "consist-nextyear-heading",
        "consist-outline-edition",
        "form-clean-text",
    ):
        assert findings[rule].status == "gap", findings[rule]


@pytest.mark.skipif(
    not (SHARED / "accuracy/measure.py").exists(), reason="the expert's reading is not at hand"
)
def test_reading_agrees_with_the_expert(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    program = f"{sys.executable} -m fazhi"
    subprocess.run(
        [sys.executable, SHARED / "accuracy/measure.py", "--fazhi", program, "--json", figures],
        check=True, cwd=HOME, capture_output=True,
    )  # fmt: skip
    found = json.loads(figures.read_text(encoding="utf-8"))
    floors = {
        "quotes are the text": 1.0,
        "evidence is the text": 1.0,
        "section present": 1.0,
        "section status": 14 / 15,
        "is_report": 1.0,
        "year": 1.0,
        "level": 1.0,
        "region": 1.0,
        "published_on": 1.0,
        "core rates": 10 / 11,
    }
    for measure, floor in floors.items():
        assert found[measure]["ratio"] >= floor, (measure, found[measure])
    alarms = found.get("no false alarm in arithmetic", {"ratio": 1.0})
    assert alarms["ratio"] == 1.0
