"""The passages in ``cases/``: what an expert reads in them is what the facts say (form: cases/README.md)."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.model import Fact

Read = Callable[..., tuple[Fact, ...]]

CASES = Path(__file__).parent / "cases"


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for index, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            yield pytest.param(case, id=f"{path.stem}-{index}")


def _said(fact: Fact) -> Iterator[str]:
    """Every way in which a case may name the fact, from the shortest to the fullest."""
    told = fact.attributes
    match fact.kind:
        case "indicator":
            yield from (f"{fact.name}", f"{fact.name} {told['value']}")
            yield f"{fact.name} {told['value']} {told['qualifier']}"
        case "quantity":
            kind = next((word for word in ("change", "rank") if told[word]), told["qualifier"])
            yield f"quantity {told['value']}{told['unit']} {kind}"
        case "rate" if told["basis"] != "vague":
            derived = "derived " if told["basis"] == "derived" else ""
            short = f"{derived}{fact.name} {told['percent']}%"
            base = f"{told['numerator']}/{told['denominator']}" if told["numerator"] is not None else "none"
            yield from (f"{derived}{fact.name}", short, f"{short} = {base}")
            yield f"{short} ({told.get('caliber')})"
        case "rate":
            yield f"vague {fact.name}"
        case "check":
            short = str(told["type"] if told["of"] in ("counts", "parts") else told["of"])
            yield f"{short} {told['verdict']}"
            yield f"{short} {told['verdict']} {told.get('computed')}/{told.get('stated')}"
        case "defect":
            yield from ("defect", f"{fact.name}", f"{fact.name} 「{fact.at.quote if fact.at else ''}」")


@pytest.mark.parametrize("case", list(_cases()))
def test_a_passage_says_what_an_expert_reads_in_it(read: Read, case: dict[str, Any]) -> None:
    expected, unwanted = case.get("expect", []), case.get("absent", [])
    frame = {key: case[key] for key in ("heading", "title") if key in case}
    facts = read(case["text"], **frame)
    said = {line for fact in facts for line in _said(fact)}
    told = [(fact.name, fact.at) for fact in facts if fact.kind == "indicator"]
    missing = [line for line in expected if line not in said]
    wrong = [line for line in unwanted if line in said]
    alarms = [line for line in said if re.search(r" inconsistent\Z", line) and line not in expected]
    twice = [fact for fact in told if told.count(fact) > 1]
    assert (missing, wrong, alarms, twice) == ([], [], [], []), case["text"]
