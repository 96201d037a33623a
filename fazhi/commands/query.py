"""``fazhi query [OUT] [NAME]``."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from fazhi import messages
from fazhi.batch import messages as said
from fazhi.batch import tables
from fazhi.batch.questions import Store, ready
from fazhi.batch.summary import FILE
from fazhi.batch.values import RunError
from fazhi.commands.chinese import Command, hint
from fazhi.commands.failures import guarded
from fazhi.commands.values import Folder, OneOf
from fazhi.console import Exit, emit, say, screen

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel takes UTF-8 for something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command("query", cls=Command, help=messages.QUERY)
@click.argument("folder", type=Folder(), required=False, metavar=messages.RESULTS_META)
@click.argument("name", required=False, metavar=messages.QUESTION_META)
@click.option("--sql", metavar="SELECT", help=messages.SQL_OPTION)
@click.option(
    "--format", "form", type=OneOf(("text", "csv", "json")), default="text", help=messages.QUERY_FORMAT_OPTION
)
def command(folder: Path | None, name: str | None, sql: str | None, form: str) -> Exit:
    """Answer one question, or list those that are ready."""
    if folder is None or (name is None and sql is None):
        return guarded(_list, "")
    return guarded(partial(_answer, folder, _chosen(name, sql), form), "")


def _chosen(name: str | None, sql: str | None) -> str:
    """The SQL to run."""
    if name is None:
        return sql or ""
    if sql is not None:
        raise click.UsageError(said.NOT_BOTH)
    if name not in ready():
        raise click.UsageError(said.NO_QUESTION.format(name=name, hint=hint(name, ready())))
    return ready()[name].sql


def _list() -> Exit:

    rows: list[Mapping[str, str]] = [{"question": one.name, "answers": one.title} for one in ready().values()]
    emit(tables.text(("question", "answers"), rows, colour=screen().colour))
    say(said.HOW_TO_ASK)
    return Exit.DONE


def _answer(folder: Path, sql: str, form: str) -> Exit:
    if not (folder / FILE).is_file():
        raise click.UsageError(said.NO_STORE.format(path=folder))
    try:
        with Store(folder) as store:
            answer = store.ask(sql)
    except RunError as error:
        raise click.UsageError(str(error)) from error
    emit(_shown(answer.columns, answer.forms(), form))
    if form == "text":
        say(said.ROWS.format(count=len(answer.rows)))
    return Exit.DONE


def _shown(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], form: str) -> str:

    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if form == "text":
        return tables.text(columns, rows, colour=screen().colour)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(map(tables.heading, columns))
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return _BOM + table.getvalue()


def _cell(value: Any) -> Any:
    """A value for a spreadsheet: text of a report must never be taken for a formula."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
