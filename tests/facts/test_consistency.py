"""The passages of consistency.yaml: which time is told, names of former times, what does not fit, persons."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.model import Fact

Read = Callable[..., tuple[Fact, ...]]

CASES = yaml.safe_load((Path(__file__).parent / "consistency.yaml").read_text("utf-8"))
TITLE = "青岭县{year}年法治政府建设年度报告\n一、主要举措和成效\n"
TOLD = {
    "period": ("span",),
    "outdated": ("what", "title"),
    "pairing": ("type", "verdict"),
    "personal": ("what",),
}


def _said(facts: tuple[Fact, ...]) -> Iterator[str]:
    """Each fact of these kinds, from its kind alone to all that is told of it."""
    for fact in facts:
        line = fact.kind
        for attribute in TOLD.get(fact.kind, ()):
            yield line
            line += f" {fact.attributes[attribute]}"
        yield line


@pytest.mark.parametrize("case", CASES, ids=range(1, len(CASES) + 1))
def test_a_passage_says_what_an_expert_reads_in_it(read_text: Read, case: dict[str, Any]) -> None:
    facts = read_text(TITLE.format(year=case.get("year", 2024)) + case["text"] + "\n")
    said = set(_said(facts))
    missing = [line for line in case.get("expect", []) if line not in said]
    wrong = [line for line in case.get("absent", []) if line in said]
    assert (missing, wrong) == ([], []), case["text"]


def test_every_place_is_the_text(read_text: Read) -> None:
    text = TITLE.format(year=2024) + "今年以来，县政府法制办学法3次。联系电话：13912345678。\n"
    found = [fact for fact in read_text(text) if fact.kind in TOLD]
    assert {fact.kind for fact in found} == {"period", "outdated", "personal"}
    assert all(fact.at and text[fact.at.start : fact.at.end] == fact.at.quote for fact in found)
