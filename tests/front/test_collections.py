"""Many cards in one document: workbook, CSV, SARIF, JUnit."""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, cast

import pytest
from jsonschema import Draft7Validator
from lxml import etree
from openpyxl import load_workbook

import fazhi
from engine.model import Quote, Scorecard, Waiver
from fazhi.publish import Collection, collect
from fazhi.publish.tables.table import labels

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ("county-gaps.html", "county-good.txt", "city.docx", "township.docx")
SARIF = json.loads((ROOT / "tests/data/sarif-2.1.0.json").read_text("utf-8"))
Run = Callable[..., Any]


@pytest.fixture(scope="module")
def cards() -> list[Scorecard]:
    return [fazhi.score(ROOT / "samples" / name) for name in SAMPLES]


def evil(card: Scorecard) -> Scorecard:
    """The card of a report whose words a spreadsheet would compute."""
    formula = '=HYPERLINK("http://x",1)\x00'
    finding = replace(
        card.findings[2], title="+1", message="-1+1", advice="@SUM(A1)", evidence=(Quote(0, 2, formula),)
    )
    identity = replace(card.identity, unit=formula, title=formula)
    return replace(card, identity=identity, findings=(finding,), grade="＝1")


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    """A sheet below its note: the heads, then what is under them."""
    return list(sheet.iter_rows(min_row=2, values_only=True))


def column(sheet: Any, head: str) -> list[Any]:
    heads, *below = rows(sheet)
    return [row[heads.index(head)] for row in below]


def open_book(cards: Sequence[Scorecard]) -> Any:
    return load_workbook(BytesIO(cast("bytes", collect(cards, "xlsx"))))


# Workbook


def test_the_workbook_has_a_sheet_for_each_question(cards: list[Scorecard]) -> None:
    book = open_book(cards)
    assert book.sheetnames == ["总览", "逐条结论", "指标", "数据核对", "来源"]
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref.startswith("A2:")
        assert sheet.column_dimensions["A"].width > 5


def test_its_overview_ranks_the_reports_and_its_numbers_are_numbers(cards: list[Scorecard]) -> None:
    sheet = open_book(cards)["总览"]
    assert column(sheet, "得分") == [card.score for card in cards]
    gaps = [sum(f.status == "gap" for f in card.findings) for card in cards]
    assert column(sheet, "缺口") == gaps
    assert column(sheet, "报告年度") == [card.identity.year for card in cards]
    assert column(sheet, "名次") == [None] * 4  # of other years and levels: none has its like here
    assert len(sheet.conditional_formatting) == 2
    assert len(sheet._charts) == 1


def test_equal_scores_share_a_place(cards: list[Scorecard]) -> None:
    scores = (80.0, 90.0, 80.0, None)
    alike = [replace(cards[0], score=score) for score in scores]
    assert column(open_book(alike)["总览"], "名次") == [2, 1, 2, None]


def test_its_findings_are_all_there_the_gaps_first(cards: list[Scorecard]) -> None:
    sheet = open_book(cards)["逐条结论"]
    assert Counter(column(sheet, "规则")) == Counter(f.rule for card in cards for f in card.findings)
    assert column(sheet, "判定")[0] == "缺口"
    assert all(isinstance(points, int | float) for points in column(sheet, "满分") if points is not None)


def test_its_figures_stand_side_by_side_as_numbers(cards: list[Scorecard]) -> None:
    sheet = open_book(cards)["指标"]
    heads, *below = rows(sheet)
    assert heads[3:] == tuple(labels(cards))
    loss = next(row for row in below if row[1] == "行政诉讼败诉率")
    assert loss[3] == 5.2
    formats = {
        cell.number_format for row in sheet.iter_rows(min_row=3, min_col=4) for cell in row if cell.value
    }
    assert 'General"%"' in formats
    assert '"超过"General' in formats


def test_its_data_checks_tell_what_does_not_agree(cards: list[Scorecard]) -> None:
    heads, *below = rows(open_book(cards)["数据核对"])
    wrong = [dict(zip(heads, row, strict=True)) for row in below if row[heads.index("核对结果")] == "不符"]
    loss = next(row for row in wrong if row["比率"] == "行政诉讼败诉率")
    assert (loss["报告写"], loss["分子"], loss["分母"], loss["算得"]) == (5.2, 7, 46, 15.217)
    assert "「败诉7件」" in loss["原文"]


def test_its_provenance_tells_source_and_rules(cards: list[Scorecard]) -> None:
    sheet = open_book(cards)["来源"]
    assert column(sheet, "SHA-256") == [card.source.sha256 for card in cards]
    assert set(column(sheet, "规则摘要")) == {cards[0].rulebook_digest}


def test_no_text_of_a_report_becomes_a_formula_in_a_workbook(card: Scorecard) -> None:
    book = open_book([evil(card)])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    texts = {cell.value for cell in cells}
    assert {"+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x",1)\N{REPLACEMENT CHARACTER}'} <= texts


def test_what_is_no_report_stands_in_the_workbook_without_a_score(
    card: Scorecard, empty_card: Scorecard
) -> None:
    sheet = open_book([card, empty_card])["总览"]
    assert column(sheet, "得分") == [card.score, None]
    assert "不像法治政府建设年度报告" in column(sheet, "备注")[1]


def test_a_single_report_makes_a_workbook_too(card: Scorecard) -> None:
    assert column(open_book([card])["总览"], "得分") == [card.score]


# CSV


def parsed(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_one_row_a_finding(cards: list[Scorecard]) -> None:
    read = parsed(str(collect(cards, "csv")))
    assert len(read) == sum(len(card.findings) for card in cards)
    assert read[0]["判定"] == "缺口"
    assert float(read[0]["满分"]) > 0


def test_no_text_of_a_report_becomes_a_formula_in_csv(card: Scorecard) -> None:
    (row,) = parsed(str(collect([evil(card)], "csv")))
    assert (row["名称"], row["说明"], row["建议"]) == ("'+1", "'-1+1", "'@SUM(A1)")
    assert [cell for cell in row.values() if re.match("[=+@＝＋－＠-]", cell)] == []


def test_csv_of_facts_has_one_row_a_fact(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "facts.csv"
    assert run("facts", ROOT / "samples/county-gaps.html", "-o", target).code == 0
    read = parsed(target.read_text("utf-8"))
    loss = next(row for row in read if row["名称编号"] == "litigation_loss_rate")
    assert (loss["种类"], loss["百分比"], loss["分子"], loss["分母"]) == ("比率", "5.2", "7", "46")
    text = run("text", ROOT / "samples/county-gaps.html").out
    assert text[int(loss["起"]) : int(loss["止"])] == loss["原文"]
    assert len(read) == len(fazhi.facts(ROOT / "samples/county-gaps.html")) - 1


# SARIF


def test_sarif_is_valid_and_its_regions_are_the_places_of_the_quotes(cards: list[Scorecard]) -> None:
    log = json.loads(collect(cards, "sarif"))
    Draft7Validator(SARIF).validate(log)
    (run,) = log["runs"]
    texts = [card.source.text for card in cards]
    regions = 0
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            physical = place["physicalLocation"]
            text = texts[physical["artifactLocation"]["index"]]
            if region := physical.get("region"):
                regions += 1
                start, lines = region["charOffset"], text.split("\n")
                quote = text[start : start + region["charLength"]]
                assert quote == region["snippet"]["text"]
                begun = lines[region["startLine"] - 1][region["startColumn"] - 1 :]
                assert begun.startswith(quote.split("\n")[0])
                assert lines[region["endLine"] - 1][: region["endColumn"] - 1].endswith(quote.split("\n")[-1])
    assert regions > 100


def test_sarif_tells_gaps_by_severity_and_reviews_without_level(cards: list[Scorecard]) -> None:
    (run,) = json.loads(collect(cards, "sarif"))["runs"]
    statuses = Counter(f.status for card in cards for f in card.findings)
    told = Counter(result["properties"]["status"] for result in run["results"])
    assert told == {key: statuses[key] for key in ("gap", "partial", "needs_review")}
    for result in run["results"]:
        assert (result["kind"] == "review") == (result["level"] == "none")
    must = {f.rule for card in cards for f in card.findings if f.status == "gap" and f.severity == "must"}
    assert must == {r["ruleId"] for r in run["results"] if r["level"] == "error"}


def waived(card: Scorecard) -> Scorecard:
    given = Waiver("机构改革，职能已经划出", "2026-12-31", "gap")
    findings = [replace(f, status="waived", waiver=given) if f.status == "gap" else f for f in card.findings]
    return replace(card, findings=tuple(findings))


def test_a_waiver_suppresses_with_its_reason_and_its_end(card: Scorecard) -> None:
    (run,) = json.loads(collect([waived(card)], "sarif"))["runs"]
    suppressed = [r["suppressions"][0] for r in run["results"] if "suppressions" in r]
    assert len(suppressed) == 2
    assert "机构改革，职能已经划出" in suppressed[0]["justification"]
    assert "2026-12-31" in suppressed[0]["justification"]


# JUnit


def test_junit_counts_gaps_as_failures_and_what_cannot_be_judged_as_skipped(cards: list[Scorecard]) -> None:
    root = etree.fromstring(str(collect(cards, "junit")).encode())
    for suite, card in zip(root, cards, strict=True):
        statuses = Counter(f.status for f in card.findings)
        assert int(suite.get("tests", "")) == len(card.findings) == len(suite)
        assert int(suite.get("failures", "")) == statuses["gap"] == len(suite.findall("testcase/failure"))
        skipped = statuses["needs_review"] + statuses["not_applicable"]
        assert int(suite.get("skipped", "")) == skipped == len(suite.findall("testcase/skipped"))


def test_junit_is_xml_whatever_a_report_says_and_owns_up_to_what_it_cannot_score(
    card: Scorecard, empty_card: Scorecard
) -> None:
    root = etree.fromstring(str(collect([evil(card), empty_card], "junit")).encode())
    errors = [error.get("message") or "" for error in root.iter("error")]
    assert [message.endswith("未评分") for message in errors] == [True]


def test_junit_tells_of_a_waiver_why_until_when_and_what_it_hides(card: Scorecard) -> None:
    root = etree.fromstring(str(collect([waived(card)], "junit")).encode())
    told = [one.get("message") or "" for one in root.iter("skipped")]
    wanted = "豁免理由：机构改革，职能已经划出，豁免至：2026-12-31，不豁免时：缺口"
    assert sum(wanted in one for one in told) == sum(f.status == "gap" for f in card.findings) > 0


@pytest.mark.parametrize("form", ["xlsx", "csv", "sarif", "junit"])
def test_waivers_are_told_in_every_form(form: Collection, card: Scorecard) -> None:
    document = collect([waived(card)], form)
    if isinstance(document, bytes):
        document = str(column(load_workbook(BytesIO(document))["逐条结论"], "豁免理由"))
    assert "机构改革，职能已经划出" in document


@pytest.mark.parametrize("form", ["xlsx", "csv", "sarif", "junit"])
def test_the_same_cards_give_the_same_bytes(form: Collection, cards: list[Scorecard]) -> None:
    assert collect(cards, form) == collect(cards, form)


# Command line


def test_several_reports_make_one_document(run: Run, tmp_path: Path) -> None:
    files = [ROOT / "samples" / name for name in SAMPLES[:2]]
    for name in ("book.xlsx", "all.csv", "all.sarif", "all.xml"):
        done = run("score", *files, "-o", tmp_path / name)
        assert (done.code, done.err) == (0, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all.csv", "all.sarif", "all.xml", "book.xlsx"]
    assert column(load_workbook(tmp_path / "book.xlsx")["来源"], "文件") == list(SAMPLES[:2])


def test_into_a_folder_one_document_is_named_after_its_report_or_after_what_it_holds(
    run: Run, tmp_path: Path
) -> None:
    files = [ROOT / "samples" / name for name in SAMPLES[:2]]
    run("score", files[0], "--format", "csv", "-o", tmp_path)
    run("score", *files, "--format", "csv", "-o", tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["county-gaps.csv", "评分结果.csv"]


def test_the_document_holds_the_others_where_one_report_fails(run: Run, tmp_path: Path) -> None:
    done = run("score", tmp_path / "no.txt", ROOT / "samples/city.docx", "--format", "csv")
    assert done.code == 3
    assert "no.txt" in done.err
    assert {row["文件"] for row in parsed(done.out)} == {"city.docx"}


def test_one_document_never_replaces_a_report(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "a.csv"
    report.write_text("正文", "utf-8")
    assert run("score", report, ROOT / "samples/city.docx", "-o", report).code == 2
    assert report.read_text("utf-8") == "正文"
