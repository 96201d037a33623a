"""Who reports, on which year, published when; and what is no annual report."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.model import Report

HERE = Path(__file__).parent
OPENINGS = [
    case
    for name in (
        "openings.yaml",
        "openings_styles.yaml",
        "openings_pages.yaml",
        "openings_varied.yaml",
        "openings_sites.yaml",
        "places.yaml",
    )
    for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
]
NOT_REPORTS = [
    case
    for name in (
        "not_reports.yaml",
        "not_reports_styles.yaml",
        "not_reports_pages.yaml",
        "not_reports_sites.yaml",
    )
    for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", OPENINGS, ids=lambda case: case["id"])
def test_what_an_opening_says(case: dict[str, Any], read: Callable[[str], Report]) -> None:
    identity = read(case["text"]).identity
    expected = {"is_report": True, **case["expect"]}
    got = {field: getattr(identity, field) for field in expected}
    if "outline_editions" in got:
        got["outline_editions"] = list(got["outline_editions"])
    assert got == expected


@pytest.mark.parametrize("case", NOT_REPORTS, ids=lambda case: f"{case['kind']}: {case['text'][:16]}")
def test_what_is_no_annual_report(case: dict[str, Any], read: Callable[[str], Report]) -> None:
    identity = read(case["text"]).identity
    assert (identity.is_report, identity.document_kind) == (False, case["kind"])


@pytest.mark.parametrize("case", OPENINGS, ids=lambda case: case["id"])
def test_every_value_that_is_printed_has_its_place(
    case: dict[str, Any], read: Callable[[str], Report]
) -> None:
    report = read(case["text"])
    identity = report.identity
    for field in ("title", "unit", "region", "year", "written_on", "published_on", "publisher"):
        assert (getattr(identity, field) is not None) == (field in identity.evidence), field
    for field in ("title", "unit", "publisher"):
        if (value := getattr(identity, field)) is not None:
            span = identity.evidence[field]
            assert re.sub(r"[\s?|\u200b]", "", report.source.text[span.start : span.end]) == value
