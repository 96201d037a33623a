"""A run from folders to summary, as its users start it, on real files."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from engine.model import Scorecard, Source
from fazhi.batch import work
from fazhi.cli import main
from fazhi.console import Exit
from fazhi.pipeline import Options, score_source
from tests.batch.conftest import SAMPLES, Run, batch, contents


def summary(output: Path) -> Any:
    return json.loads((output / "summary.json").read_text("utf-8"))


def test_one_run_scores_what_is_a_report_and_lists_the_rest_with_reasons(
    province: Path, tmp_path: Path, run: Run
) -> None:
    assert run(province) == Exit.UNREADABLE
    told = summary(tmp_path / "out")
    assert told["counts"] == {
        "found": 11,
        "scored": 5,
        "not_report": 1,
        "unread": 1,
        "failed": 0,
        "skipped": 4,
    }
    assert [(one["input"], one["reason"]) for one in told["unread"]] == [
        ("青原省/扫描件.pdf", "pdf 文件已损坏，无法打开")
    ]
    assert [one["input"] for one in told["not_reports"]] == ["青原省/通知.txt"]
    assert {one["input"]: one["reason"] for one in told["skipped"]} == {
        "青原省/.DS_Store": "隐藏文件或文件夹",
        "青原省/云岭市/~$云岭市2022.docx": "Word、WPS 打开文件时留下的临时文件",
        "青原省/照片.jpg": "不是报告文档（.jpg）",
        "青原省/部门.zip/统计表.xlsx": "不是报告文档（.xlsx）",
    }


def test_a_scorecard_of_a_batch_is_the_one_that_score_writes(
    province: Path, tmp_path: Path, run: Run
) -> None:
    run(province)
    source = province / "云岭市" / "望溪区2024.txt"
    main(["score", str(source), "-o", str(tmp_path / "card.json")])
    card = tmp_path / "out" / "cards" / "青原省" / "云岭市" / "望溪区2024.txt.json"
    assert card.read_bytes() == (tmp_path / "card.json").read_bytes()


def test_reports_in_archives_in_archives_are_scored_as_if_they_lay_in_folders(
    province: Path, tmp_path: Path, run: Run
) -> None:
    run(province)
    cards = tmp_path / "out" / "cards" / "青原省" / "部门.zip"
    department = json.loads((cards / "市场监管局.txt.json").read_text("utf-8"))
    township = json.loads((cards / "乡镇.zip" / "柳溪镇.docx.json").read_text("utf-8"))
    assert department["report"]["unit"] == "云岭市望溪区市场监督管理局"
    assert township["report"]["unit"] == "澄岭县柳溪镇"


def test_the_number_of_workers_changes_no_byte(province: Path, tmp_path: Path, run: Run) -> None:
    alone = run(province, output="alone")
    beside = batch(province, "-o", tmp_path / "beside", "--jobs", "2")
    assert (alone, beside.returncode) == (Exit.UNREADABLE, Exit.UNREADABLE)
    assert contents(tmp_path / "alone") == contents(tmp_path / "beside")


def test_a_second_run_does_nothing_twice_and_changes_no_byte(
    province: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(province)
    before = contents(tmp_path / "out")
    monkeypatch.setattr(work, "score_source", None)  # scoring anything again would fail
    run(province)
    assert contents(tmp_path / "out") == before


def test_only_what_has_changed_is_scored_again_and_results_equal_those_of_a_new_run(
    province: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(province)
    shutil.copy(SAMPLES / "province.pdf", province / "扫描件.pdf")  # the readable file has arrived
    (province / "青岑县2023.html").unlink()
    scored: list[str] = []

    def noted(source: Source, options: Options) -> Scorecard:
        scored.append(source.name)
        return score_source(source, options)

    monkeypatch.setattr(work, "score_source", noted)
    run(province)
    assert scored == ["扫描件.pdf"]
    monkeypatch.undo()
    run(province, output="new")
    assert contents(tmp_path / "out") == contents(tmp_path / "new")


def test_other_options_score_everything_again(province: Path, tmp_path: Path, run: Run) -> None:
    run(province)
    run(province, "--scheme", "flat")
    run(province, "--scheme", "flat", output="new")
    assert contents(tmp_path / "out") == contents(tmp_path / "new")
    assert summary(tmp_path / "out")["options"]["scheme"] == "flat"


@pytest.mark.parametrize("damage", [b"", b'{"key": "', b"\0" * 4096])
def test_a_record_cut_short_by_a_power_failure_is_made_again(
    damage: bytes, province: Path, tmp_path: Path, run: Run
) -> None:
    run(province)
    before = contents(tmp_path / "out")
    (tmp_path / "out" / "records" / "青原省" / "青岑县2023.html.json").write_bytes(damage)
    (tmp_path / "out" / "cards" / "青原省" / "云岭市" / "望溪区2024.txt.json").write_bytes(damage)
    run(province)
    assert contents(tmp_path / "out") == before


def test_files_of_the_same_content_are_named_and_ranked_once(
    province: Path, tmp_path: Path, run: Run
) -> None:
    shutil.copy(province / "青岑县2023.html", province / "青岑县2023（副本）.html")
    run(province)
    told = summary(tmp_path / "out")
    assert told["duplicates"] == [
        {"input": "青原省/青岑县2023（副本）.html", "same_as": "青原省/青岑县2023.html"}
    ]
    assert [one["unit"] for one in told["ranking"]].count("青岑县") == 1
    assert told["counts"]["scored"] == 6


def test_two_reports_of_one_unit_and_year_are_pointed_out(province: Path, tmp_path: Path, run: Run) -> None:
    page = (province / "青岑县2023.html").read_bytes()
    (province / "青岑县2023改.html").write_bytes(page.replace("青岑".encode(), "青岑".encode(), 1) + b"\n")
    run(province)
    (pair,) = summary(tmp_path / "out")["repeated"]
    assert (pair["unit"], pair["year"], len(pair["inputs"])) == ("青岑县", 2023, 2)


def test_the_store_opens_in_any_duckdb(province: Path, tmp_path: Path, run: Run) -> None:
    run(province)
    with duckdb.connect() as database:
        rows = database.execute(
            "SELECT unit, count(*) FROM read_parquet($findings) JOIN read_parquet($reports) USING (report)"
            " WHERE status = 'gap' AND severity = 'must' GROUP BY unit ORDER BY unit",
            {name: str(tmp_path / "out" / "store" / f"{name}.parquet") for name in ("findings", "reports")},
        ).fetchall()
    cards = [json.loads(path.read_text("utf-8")) for path in (tmp_path / "out" / "cards").rglob("*.json")]
    counted = {
        card["report"]["unit"]: sum(
            f["status"] == "gap" and f["severity"] == "must" for f in card["findings"]
        )
        for card in cards
    }
    assert dict(rows) == {unit: count for unit, count in counted.items() if count}


def test_with_pdf_every_report_gets_a_letter_and_what_is_none_gets_none(
    province: Path, tmp_path: Path, run: Run
) -> None:
    run(province / "云岭市", province / "通知.txt", "--pdf")
    letters = sorted((tmp_path / "out" / "letters").rglob("*.pdf"))
    assert [path.name for path in letters] == ["云岭市2022.docx.pdf", "望溪区2024.txt.pdf"]
    assert {path.read_bytes()[:5] for path in letters} == {b"%PDF-"}
    run(province / "云岭市", province / "通知.txt")
    assert not (tmp_path / "out" / "letters").exists()


@pytest.mark.parametrize("option", ["--jobs", "--timeout", "--memory"])
def test_numbers_out_of_range_are_refused_in_chinese(
    option: str, province: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", str(province), "-o", str(province / "out"), option, "0"]) == Exit.USAGE
    assert "不是从 1 起的整数" in capsys.readouterr().err


# Folders


def test_results_never_land_among_files_of_others(province: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.docx").write_bytes(b"mine")
    assert run(province) == Exit.USAGE
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.docx"]


def test_results_of_other_reports_are_not_swept_away(province: Path, tmp_path: Path, run: Run) -> None:
    run(province)
    before = contents(tmp_path / "out")
    assert run(province / "云岭市") == Exit.USAGE
    assert contents(tmp_path / "out") == before


def test_more_folders_may_be_added_later(province: Path, tmp_path: Path, run: Run) -> None:
    other = tmp_path / "补报"
    other.mkdir()
    shutil.copy(SAMPLES / "township.docx", other)
    run(province / "云岭市")
    run(province / "云岭市", other)
    run(other, province / "云岭市", output="new")
    assert contents(tmp_path / "out") == contents(tmp_path / "new")


def test_a_share_that_is_not_there_today_costs_no_results(province: Path, tmp_path: Path, run: Run) -> None:
    run(province)
    before = contents(tmp_path / "out")
    for path in list(province.iterdir()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert run(province) == Exit.USAGE
    assert contents(tmp_path / "out") == before


def test_results_inside_the_folder_of_reports_are_not_taken_for_reports(province: Path, run: Run) -> None:
    run(province, output="青原省/结果")
    before = contents(province / "结果")
    run(province, output="青原省/结果")
    assert contents(province / "结果") == before
    assert not [one for one in summary(province / "结果")["skipped"] if "结果" in one["input"]]


def test_two_folders_of_one_name_are_refused(province: Path, tmp_path: Path, run: Run) -> None:
    twin = tmp_path / "elsewhere" / province.name
    shutil.copytree(province, twin)
    assert run(province, twin) == Exit.USAGE
