"""Questions to the store of a run, ready ones and one's own; the form of the summary."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fazhi.batch import store
from fazhi.batch.questions import Store, ready
from fazhi.cli import main
from fazhi.console import Exit
from tests.batch.conftest import SAMPLES, Run

ROOT = Path(__file__).parent.parent.parent
Ask = Callable[..., Any]


@pytest.fixture
def output(province: Path, run: Run, tmp_path: Path) -> Path:
    run(province)
    return tmp_path / "out"


@pytest.fixture
def ask(output: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """The rows that an answer has."""

    def go(*arguments: str) -> Any:
        assert main(["query", str(output), *arguments, "--format", "json"]) == Exit.DONE
        return json.loads(capsys.readouterr().out)

    return go


def test_a_summary_has_the_published_form(output: Path) -> None:
    schema = json.loads((ROOT / "docs/schemas/batch-1.schema.json").read_text("utf-8"))
    summary = json.loads((output / "summary.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(summary)
    assert set(summary) == set(schema["properties"])


def test_every_ready_question_can_be_asked_and_is_listed(
    ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ready():
        assert isinstance(ask(name), list)
    assert main(["query"]) == Exit.DONE
    listed = capsys.readouterr().out
    assert all(f"{question.name} " in listed and question.title in listed for question in ready().values())


def test_records_taken_in_one_by_one_make_the_same_tables(
    province: Path, run: Run, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows(folder: str) -> dict[str, list[Any]]:
        with Store(output.parent / folder) as tables:
            return {table: list(tables.ask(f"FROM {table}").rows) for table in store.TABLES}

    monkeypatch.setattr(store, "_AT_ONCE", 1)
    run(province, output="other")
    assert rows("other") == rows("out")
    assert all(rows("out").values())


def test_who_lacks_the_first_responsible_person(ask: Ask) -> None:
    assert [(row["unit"], row["year"]) for row in ask("no-first-responsible")] == [("青岑县", 2023)]


def test_who_was_late_and_by_how_many_days(ask: Ask) -> None:
    assert [(row["unit"], row["published_on"], row["days_late"]) for row in ask("late")] == [
        ("青岑县", "2024-05-17", 46)
    ]


def test_numbers_that_do_not_fit_are_quoted(ask: Ask) -> None:
    rows = ask("contradictions")
    assert {row["unit"] for row in rows} == {"青岑县"}
    assert ("ratio", "5.2", "15.2") in {(row["type"], row["stated"], row["computed"][:4]) for row in rows}


def test_rates_stand_under_the_city_that_the_unit_lies_in(ask: Ask) -> None:
    told = {(row["name"], row["year"]): row for row in ask("rates-by-city")}
    row = told["audit_rectification_rate", 2024]
    assert (row["city"], row["reports"], row["lowest"], row["median"]) == ("云岭市", 1, 94.37, 94.37)
    assert row["overall"] == pytest.approx(94.37)


def test_gaps_by_year_add_up_to_the_gaps(ask: Ask) -> None:
    yearly: dict[str, int] = {}
    for row in ask("gaps-by-year"):
        yearly[row["rule"]] = yearly.get(row["rule"], 0) + row["gaps"]
    assert yearly == {row["rule"]: row["gaps"] for row in ask("gaps")}


def test_equal_scores_share_a_rank_within_a_year_and_level(
    tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    good = (SAMPLES / "county-good.txt").read_text("utf-8")
    names = ("a.txt", "b.txt", "worse.txt")
    texts = (good, good + "\n", "\n".join(line for line in good.split("\n") if "复议" not in line))
    for name, text in zip(names, texts, strict=True):
        (tmp_path / "县").mkdir(exist_ok=True)
        (tmp_path / "县" / name).write_text(text, "utf-8")
    run(tmp_path / "县")
    main(["query", str(tmp_path / "out"), "ranking", "--format", "json"])
    rows = json.loads(capsys.readouterr().out)
    assert [(row["rank"], row["report"]) for row in rows] == [
        (1, "县/a.txt"),
        (1, "县/b.txt"),
        (3, "县/worse.txt"),
    ]
    assert rows[0]["score"] == rows[1]["score"] > rows[2]["score"]


def test_who_is_alone_in_a_year_and_level_has_no_rank(ask: Ask) -> None:
    rows = ask("ranking")
    assert len({(row["year"], row["level"]) for row in rows}) == len(rows)
    assert {row["rank"] for row in rows} == {None}


def test_ones_own_question_reads_the_store(ask: Ask) -> None:
    assert ask("--sql", "SELECT count(*) AS n FROM scored") == [{"n": 5}]


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{folder}/stolen.csv'",
        "CREATE TABLE t (a INTEGER)",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_text('{folder}/batch.json')",
        "SELECT * FROM '/etc/passwd'",
        "SET enable_external_access = true",
        "SELECT nothing FROM nowhere",
        "",
    ],
)
def test_ones_own_question_reads_nothing_else_and_writes_nothing(
    sql: str, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(output.rglob("*"))
    assert main(["query", str(output), "--sql", sql.format(folder=output)]) == Exit.USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert sorted(output.rglob("*")) == before


def test_a_table_for_a_spreadsheet_has_chinese_heads_and_no_formula(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["query", str(output), "--sql", "SELECT '=1+1' AS unit, 5 AS year", "--format", "csv"])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert rows == [["单位", "年度"], ["'=1+1", "5"]]


def test_an_unfinished_run_is_not_taken_for_a_whole_one(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (output / "summary.json").unlink()
    assert main(["query", str(output), "ranking"]) == Exit.USAGE
    assert "没有完整的批量结果" in capsys.readouterr().err


def test_a_question_slightly_misspelt_is_guessed(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(output), "rankings"]) == Exit.USAGE
    assert "您是否想写 ranking" in capsys.readouterr().err
