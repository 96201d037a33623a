"""``fazhi compare``: reports side by side in every form."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest
from jsonschema import Draft202012Validator
from lxml import html
from openpyxl import load_workbook

import fazhi
from engine.model import Scorecard
from fazhi.publish import compared
from scorers import compare

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
SCHEMA = ROOT / "docs/schemas/comparison-1.schema.json"
Run = Callable[..., Any]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A sample, and the year before of the same unit, whose report tells no rate of appearance in court."""
    good = SAMPLES / "county-good.txt"
    text = (
        good.read_text("utf-8")
        .replace("2024年", "2023年")
        .replace("出庭应诉率为97.83%", "出庭应诉率明显提高")
    )
    before = tmp_path_factory.mktemp("years") / "before.txt"
    before.write_text(text.replace("败诉率为6.87%", "败诉率为7.87%"), "utf-8")
    return [good, before]


@pytest.fixture(scope="module")
def units() -> list[Scorecard]:
    return [fazhi.score(SAMPLES / name) for name in ("county-gaps.html", "city.docx", "county-good.txt")]


def test_units_are_compared_on_the_terminal(run: Run) -> None:
    done = run("compare", SAMPLES / "county-gaps.html", SAMPLES / "county-good.txt")
    assert (done.code, done.err) == (0, "")
    assert "2 份报告对比" in done.out
    total = next(line for line in done.out.splitlines() if "总分" in line)
    assert total.split()[1:3] == ["97.2", "37.7"]
    assert "判定不同的规则" in done.out


def test_years_of_one_unit_are_told_apart_and_their_changes_told(run: Run, years: list[Path]) -> None:
    done = run("compare", *years)
    assert "2023—2024年对比" in done.out
    loss = next(line for line in done.out.splitlines() if "行政诉讼败诉率" in line)
    assert loss.split()[-3:] == ["7.87%", "6.87%", "-1"]


def test_json_is_as_its_schema_promises(units: list[Scorecard], years: list[Path]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    for cards in (units, [fazhi.score(path) for path in years]):
        document = json.loads(compared.render(compare(cards), "json"))
        Draft202012Validator(schema).validate(document)
        for row in (*document["dimensions"], *document["rules"], *document["figures"]):
            columns = row.get("scores") or row.get("statuses") or row.get("values")
            assert len(columns) == len(cards)


def test_every_figure_in_json_quotes_its_report(units: list[Scorecard]) -> None:
    comparison = compare(units)
    document = json.loads(compared.render(comparison, "json"))
    quoted = 0
    for row in document["figures"]:
        for value, card in zip(row["values"], comparison.cards, strict=True):
            if value and "quote" in value:
                quoted += 1
                assert card.source.text[value["start"] : value["end"]] == value["quote"]
    assert quoted > 100


def test_the_page_draws_every_dimension_as_a_labelled_vector(units: list[Scorecard]) -> None:
    shown = str(compared.render(compare(units), "html"))
    page = html.document_fromstring(shown)
    comparison = compare(units)
    for figure, row in zip(page.iter("figure"), comparison.dimensions, strict=True):
        caption, chart = figure
        assert (caption.text, caption.get("id")) == (row.title, chart.get("aria-labelledby"))
        words = [text.text for text in chart.iter("text")]
        assert words[1::2] == [f"{score:.1f}" for score in row.scores if score is not None]
        assert words[::2] == ["云岭市望溪区人民政府 2024年", "云岭市人民政府 2022年", "青岑县 2023年"]
    assert list(page.iter("script")) == []
    assert "得分不宜直接比较" in shown  # a county beside a city


def test_the_workbook_holds_scores_with_a_chart_differences_and_figures(units: list[Scorecard]) -> None:
    data = cast("bytes", compared.render(compare(units), "xlsx"))
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["得分对比", "判定不同的规则", "指标", "来源"]
    scores = list(book["得分对比"].iter_rows(min_row=2, values_only=True))
    assert scores[1][:4] == ("总分", *sorted((card.score for card in units), key=lambda s: -(s or 0)))
    assert len(book["得分对比"]._charts) == 1


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return "".join(text.split())


def test_the_pdf_tells_scores_rates_and_differences(units: list[Scorecard]) -> None:
    comparison = compare(units)
    words = words_of(cast("bytes", compared.render(comparison, "pdf")))
    assert all(dimension.title in words for dimension in comparison.dimensions)
    assert all(row.finding.title.replace(" ", "") in words for row in comparison.rules)
    assert "行政诉讼败诉率6.87%5.2%" in words
    assert "得分不宜直接比较" in words
    assert all(card.source.sha256[:12] in words for card in units)


def test_the_pdf_of_many_reports_goes_on_in_further_tables(units: list[Scorecard]) -> None:
    many = [
        replace(units[0], identity=replace(units[0].identity, unit=f"第{number}县", region=f"第{number}县"))
        for number in range(1, 14)
    ]
    words = words_of(cast("bytes", compared.render(compare(many), "pdf")))
    assert words.count("总分37.7") == 3
    assert all(words.count(f"第{number}县") > 2 for number in range(1, 14))


@pytest.mark.parametrize("form", compared.FORMS)
def test_the_same_reports_give_the_same_bytes(form: compared.Form, units: list[Scorecard]) -> None:
    assert compared.render(compare(units), form) == compared.render(compare(units), form)


def test_the_suffix_tells_the_form(run: Run, tmp_path: Path) -> None:
    files = [SAMPLES / "county-gaps.html", SAMPLES / "county-good.txt"]
    for name, begin in (
        ("a.html", b"<!doctype html>"),
        ("a.xlsx", b"PK"),
        ("a.json", b"{"),
        ("a.pdf", b"%PDF"),
    ):
        assert run("compare", *files, "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes().startswith(begin)


def test_a_single_report_is_wrong_usage(run: Run) -> None:
    done = run("compare", SAMPLES / "county-gaps.html")
    assert (done.code, done.out) == (2, "")
    assert "至少要两份" in done.err


def test_what_cannot_be_read_is_told_and_the_others_are_compared(run: Run, tmp_path: Path) -> None:
    files = [SAMPLES / "county-gaps.html", tmp_path / "no.txt", SAMPLES / "county-good.txt"]
    done = run("compare", *files)
    assert done.code == 3
    assert "no.txt" in done.err
    assert "2 份报告对比" in done.out


def test_what_is_no_report_stands_there_without_a_score(card: Scorecard, empty_card: Scorecard) -> None:
    shown = str(compared.render(compare([empty_card, card]), "text"))
    assert "未评分" in shown
