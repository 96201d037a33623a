"""Headings with their levels and the five parts, in every form that reports take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.model import SECTION_KEYS, Report

CASES = [
    case
    for name in (
        "structures.yaml",
        "structures_styles.yaml",
        "structures_pages.yaml",
        "structures_varied.yaml",
    )
    for case in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]
FILLER = "全年召开会议三次，研究事项十二项。" * 100

Read = Callable[[str], Report]


def _report(case: dict[str, Any], read: Read) -> Report:
    return read(case["text"].replace("{filler}", FILLER))


@pytest.mark.parametrize("case", [c for c in CASES if "headings" in c], ids=lambda case: case["id"])
def test_the_heading_tree(case: dict[str, Any], read: Read) -> None:
    report = _report(case, read)
    assert [f"{h.level} {h.title}" for h in report.headings if h.level] == case["headings"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_status_of_the_five_parts(case: dict[str, Any], read: Read) -> None:
    report = _report(case, read)
    assert tuple(report.sections) == SECTION_KEYS
    status = {key: part.status for key, part in report.sections.items() if part.status != "missing"}
    assert status == case["sections"]


@pytest.mark.parametrize("case", [c for c in CASES if "text_of" in c], ids=lambda case: case["id"])
def test_where_a_part_begins_and_ends(case: dict[str, Any], read: Read) -> None:
    report = _report(case, read)
    for key, text in case["text_of"].items():
        part = report.sections[key]
        assert report.source.text[part.start : part.end] == text


@pytest.mark.parametrize("case", [c for c in CASES if "paragraphs" in c], ids=lambda case: case["id"])
def test_paragraphs_leave_out_title_and_furniture(case: dict[str, Any], read: Read) -> None:
    report = _report(case, read)
    assert [report.source.text[p.start : p.end] for p in report.paragraphs] == case["paragraphs"]
