"""Records to tables: Parquet files in one order, written by one thread, so always the same bytes."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from engine.rulebook import Rule, Rulebook
from fazhi.batch.records import RECORDS, path_of
from fazhi.batch.values import Aside, Form, Item
from fazhi.console import OutputError

STORE = "store"
_DRAFT = "store.draft"

_QUOTE = 'section VARCHAR, "start" INTEGER, "end" INTEGER, quote VARCHAR'
_COLUMNS: Mapping[str, str] = {  # of a record, as rows.py makes it
    "input": "VARCHAR",
    "name": "VARCHAR",
    "outcome": "VARCHAR",
    "sha256": "VARCHAR",
    "reason": "VARCHAR",
    "remedy": "VARCHAR",
    "report": """STRUCT(
        is_report BOOLEAN, kind VARCHAR, title VARCHAR, unit VARCHAR, region VARCHAR, province VARCHAR,
        city VARCHAR, level VARCHAR, year INTEGER, written_on DATE, published_on DATE, publisher VARCHAR,
        media_type VARCHAR, chars INTEGER, profile VARCHAR, scheme VARCHAR, score DOUBLE, grade VARCHAR
    )""",
    "sections": "STRUCT(section VARCHAR, status VARCHAR, heading VARCHAR, characters INTEGER)[]",
    "dimensions": """STRUCT(
        id VARCHAR, title VARCHAR, weight DOUBLE, score DOUBLE,
        met INTEGER, partial INTEGER, gap INTEGER, needs_review INTEGER, not_applicable INTEGER
    )[]""",
    "findings": f"""STRUCT(
        rule VARCHAR, status VARCHAR, severity VARCHAR, weight DOUBLE, credit DOUBLE, points_max DOUBLE,
        points_got DOUBLE, step VARCHAR, message VARCHAR, evidence STRUCT({_QUOTE}, near_miss BOOLEAN)[]
    )[]""",
    "facts": f"""STRUCT(
        fact VARCHAR, kind VARCHAR, name VARCHAR, title VARCHAR, value DOUBLE, unit VARCHAR, percent DOUBLE,
        numerator DOUBLE, denominator DOUBLE, verdict VARCHAR, {_QUOTE}, attributes JSON
    )[]""",
}
_MANY = ("sections", "dimensions", "findings", "facts")  # of which a record holds a list each
TABLES: Mapping[str, str] = {
    "inputs": """
        SELECT input, outcome, reason, remedy, sha256 FROM records
        UNION ALL SELECT input, outcome, reason, remedy, NULL FROM read_json(
            $aside, format = 'newline_delimited',
            columns = {input: 'VARCHAR', outcome: 'VARCHAR', reason: 'VARCHAR', remedy: 'VARCHAR'}
        )
        ORDER BY input
    """,
    "reports": """
        SELECT input AS report, name AS document, sha256, nullif(first, input) AS same_as, report.*
        FROM records JOIN (SELECT sha256, min(input) AS first FROM records GROUP BY sha256) USING (sha256)
        WHERE outcome IN ('scored', 'not_report')
        ORDER BY input
    """,
    "rules": """
        SELECT * FROM read_json($rules, format = 'newline_delimited', columns = {
            rule: 'VARCHAR', requirement: 'VARCHAR', title: 'VARCHAR', dimension: 'VARCHAR',
            severity: 'VARCHAR', file: 'VARCHAR'
        })
        ORDER BY rule
    """,
    **{table: f"FROM {table}" for table in _MANY},
}
_SETTINGS: Mapping[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "preserve_insertion_order": True,
    "memory_limit": "150MB",
}
_AT_ONCE = 8_000_000  # bytes of records: DuckDB takes rows by the thousand, whatever their size
_PARQUET = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 50000"


def build(items: Sequence[Item], aside: Iterable[Aside], rulebook: Rulebook, output: Path) -> None:
    """Write the store anew from the records of ``items``; each table is replaced whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    draft = output / _DRAFT
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        (output / STORE).mkdir(exist_ok=True)
        _write_lines(draft / "aside.json", map(_aside, aside))
        _write_lines(draft / "rules.json", map(_rule, rulebook.rules))
        _copy_all([str(path_of(output, RECORDS, item.name)) for item in items], draft)
        for table in TABLES:
            (draft / f"{table}.parquet").replace(output / STORE / f"{table}.parquet")
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException) as error:
        raise OutputError(str(output / STORE), _as_os_error(error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _copy_all(records: Sequence[str], draft: Path) -> None:
    """All records into tables on disk, each read once; every table of the store from there."""
    given = {"aside": str(draft / "aside.json"), "rules": str(draft / "rules.json")}
    settings = {**_SETTINGS, "temp_directory": str(draft)}
    with duckdb.connect(str(draft / "records.duckdb"), config=settings) as database:
        _take_in(records, database)
        for table, select in TABLES.items():
            values = {name: value for name, value in given.items() if f"${name}" in select}
            target = str(draft / f"{table}.parquet").replace("'", "''")
            database.execute(f"COPY ({select}) TO '{target}' ({_PARQUET})", values)


def _take_in(records: Sequence[str], database: duckdb.DuckDBPyConnection) -> None:
    """The records in rows of their own, what they list in others, some at a time: memory stays flat."""
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in _COLUMNS.items())
    read = f"read_json($records, columns = {{{columns}}}, format = 'newline_delimited')"
    rows = {table: f"SELECT input AS report, unnest({table}, max_depth := 2) FROM part" for table in _MANY}  # noqa: S608 - ours
    rows["records"] = f"SELECT * EXCLUDE ({', '.join(_MANY)}) FROM part"  # noqa: S608 - ours
    for number, part in enumerate(_in_parts(records)):
        database.execute(f"CREATE OR REPLACE TEMP TABLE part AS FROM {read}", {"records": part})
        for table, select in rows.items():
            database.execute(
                f"INSERT INTO {table} {select}" if number else f"CREATE TABLE {table} AS {select}"
            )


def _in_parts(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """The files in order, some megabytes at a time."""
    start, size = 0, 0
    for place, path in enumerate(paths):
        size += Path(path).stat().st_size
        if size > _AT_ONCE and place > start:
            yield paths[start:place]
            start, size = place, Path(path).stat().st_size
    yield paths[start:]


def _aside(one: Aside) -> Form:
    return {"input": one.label, "outcome": one.what, "reason": one.reason, "remedy": one.remedy or None}


def _rule(rule: Rule) -> Form:
    names = ("requirement", "title", "dimension", "severity", "file")
    return {"rule": rule.id} | {name: getattr(rule, name) for name in names}


def _write_lines(path: Path, rows: Iterable[Form]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _as_os_error(error: Exception) -> OSError:
    return error if isinstance(error, OSError) else OSError(str(error).split("\n")[0])
