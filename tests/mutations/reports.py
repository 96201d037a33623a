"""The reports that are changed, and what the program reads in a report."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine import reading
from engine.inference.findings import infer
from engine.model import Fact, Finding, Report, Source
from fazhi.pipeline import Loaded, Options, choose_profile, examine, load_rules

HOME = Path(__file__).parents[2]
SHARED = Path(os.environ.get("FAZHI_SHARED", HOME.parent / "shared"))
REAL = SHARED / "reports"


@dataclass(frozen=True)
class Outcome:
    """A report as the program reads and judges it."""

    name: str
    report: Report
    facts: tuple[Fact, ...]
    conclusions: tuple[Fact, ...]
    findings: Mapping[str, Finding]

    @property
    def text(self) -> str:
        return self.report.source.text


def paths() -> list[Path]:
    """The samples, the reports judged by a person and, where they are at hand, the real ones."""
    samples = [p for p in (HOME / "samples").iterdir() if p.suffix in {".txt", ".html", ".docx", ".pdf"}]
    return sorted([*samples, *(HOME / "tests/verdicts").glob("*.txt"), *REAL.glob("*.txt")])


@cache
def bases() -> tuple[Outcome, ...]:
    """All reports as they are."""
    return tuple(look(path.stem, reading.read(path)) for path in paths())


def look(name: str, source: Source) -> Outcome:
    """What the program says of ``source``, without the score."""
    loaded = rules()
    seen = examine(source, Options())
    profile = choose_profile(loaded.rulebook, seen.report, None)
    judged = infer(loaded.engine, loaded.terms, seen.report, seen.facts, profile)
    findings = {finding.rule: finding for finding in judged.findings}
    return Outcome(name, seen.report, seen.facts, judged.conclusions, findings)


def rules() -> Loaded:
    """The rules of the program, loaded once."""
    return load_rules()
