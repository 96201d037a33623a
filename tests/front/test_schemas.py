"""What is published as JSON is what the schemas in docs/schemas promise, field by field."""

import copy
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

import fazhi
from engine import reading
from engine.model import Report, Scorecard, Waiver
from fazhi import pipeline
from fazhi.pipeline import Options
from fazhi.publish import jsonform, render

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "schemas"
SAMPLES = sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in {".txt", ".html", ".docx", ".pdf"})
REPORTS = sorted(Path(os.environ.get("FAZHI_SHARED", "../shared"), "reports").glob("*.txt"))


def schema(name: str) -> dict[str, Any]:
    form: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return form


def closed(form: Any) -> Any:
    """The schema with every object that lists its fields closed against others: nothing goes undescribed."""
    if isinstance(form, list):
        return [closed(item) for item in form]
    if not isinstance(form, dict):
        return form
    inner = {key: closed(value) for key, value in form.items()}
    if "properties" in form and "type" in form:
        inner.setdefault("additionalProperties", False)
    return inner


def holds(document: str, name: str) -> None:
    Draft202012Validator(closed(schema(name))).validate(json.loads(document))


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_the_schemas_are_schemas(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", [*SAMPLES, *REPORTS], ids=lambda path: path.name)
def test_scorecards_and_facts_are_as_promised(path: Path) -> None:
    card, read = fazhi.score(path), pipeline.examine(reading.read(path), Options())
    holds(render(card, "json"), "scorecard-1")
    holds(jsonform.facts(read.report, read.facts), "facts-1")


def test_a_card_of_no_report_and_one_with_waivers_are_as_promised(
    card: Scorecard, empty_card: Scorecard
) -> None:
    waiver = Waiver("机构改革", "2026-12-31", "gap")
    findings = tuple(replace(f, status="waived", waiver=waiver) for f in card.findings)
    holds(render(empty_card, "json"), "scorecard-1")
    holds(render(replace(card, findings=findings, previous=card.source), "json"), "scorecard-1")


def broken(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The document with one thing wrong at a time."""
    changes: tuple[Callable[[Any], Any], ...] = (
        lambda d: d.pop("findings"),
        lambda d: d["findings"][0].update(status="good"),
        lambda d: d["findings"][0].update(credit=2),
        lambda d: d["findings"][0].update(unheard=1),
        lambda d: d["findings"][0].update(status="waived"),
        lambda d: d["source"].update(sha256="x"),
        lambda d: d.update(schema="fazhi/scorecard/2"),
    )
    for change in changes:
        spoiled = copy.deepcopy(document)
        change(spoiled)
        yield spoiled


def test_the_schema_refuses_what_it_does_not_promise(card: Scorecard) -> None:
    for document in broken(json.loads(render(card, "json"))):
        with pytest.raises(ValidationError):
            holds(json.dumps(document), "scorecard-1")


def test_a_part_that_is_missing_has_no_place(report: Report) -> None:
    document = json.loads(jsonform.facts(report, ()))
    holds(json.dumps(document), "facts-1")
    del document["sections"]["measures"]["start"]
    with pytest.raises(ValidationError):
        holds(json.dumps(document), "facts-1")
