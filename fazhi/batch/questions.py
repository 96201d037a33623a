"""Questions to the store: the ready ones, which are SQL files beside this module, and one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

import duckdb

from fazhi.batch import messages
from fazhi.batch.store import STORE, TABLES
from fazhi.batch.values import RunError

_FOLDER = files(__package__) / "questions"
_VIEWS = (
    "CREATE VIEW scored AS SELECT * FROM reports WHERE score IS NOT NULL AND same_as IS NULL",
    """
    CREATE VIEW verdicts AS
    SELECT report, year, rule, rules.title AS title, rules.severity AS severity, status
    FROM findings JOIN scored USING (report) JOIN rules USING (rule)
    WHERE status IN ('met', 'partial', 'gap')
    """,
)


class QuestionError(RunError):
    """The question cannot be answered."""


class NoStoreError(RunError):
    """There is no complete store in that folder."""


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: its name, what it answers, its SQL."""

    name: str
    title: str
    sql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Named columns and their rows."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]

    def forms(self) -> list[dict[str, Any]]:
        """The rows as mappings, dates as text."""
        return [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows]


@cache
def ready() -> Mapping[str, Question]:
    """All ready questions by name. The first line of each file says in a comment what it answers."""
    found = {}
    for file in sorted(_FOLDER.iterdir(), key=lambda one: one.name):
        name, _, suffix = file.name.partition(".")
        if suffix == "sql":
            sql = file.read_text("utf-8")
            found[name] = Question(name, sql.split("\n", 1)[0].removeprefix("-- "), sql)
    return found


class Store:
    """The tables of a results folder as views, and two more: scored reports, and the verdicts that count.

    ``scored`` leaves duplicates out, ``verdicts`` is of the reports in ``scored``: met, partial and gap.
    Nothing but the store can be read, and nothing written. Use it as a context manager.
    """

    def __init__(self, output: Path) -> None:
        folder = output / STORE
        if not all((folder / f"{table}.parquet").is_file() for table in TABLES):
            raise NoStoreError(messages.NO_STORE.format(path=output))
        self._database = duckdb.connect(":memory:", config={"threads": 1})
        for table in TABLES:
            self._database.read_parquet(str(folder.resolve() / f"{table}.parquet")).create_view(table)
        for view in _VIEWS:
            self._database.execute(view)
        self._database.execute("SET allowed_directories = $folders", {"folders": [f"{folder.resolve()}/"]})
        self._database.execute("SET enable_external_access = false")
        self._database.execute("SET lock_configuration = true")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def ask(self, sql: str) -> Answer:
        """The answer to one SELECT.

        Raises:
            QuestionError: it is something else, or cannot be answered.
        """
        try:
            statements = self._database.extract_statements(sql)
            if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
                raise QuestionError(messages.ONE_SELECT)
            result = self._database.execute(statements[0])
            columns = tuple(column[0] for column in result.description or ())
            return Answer(columns, result.fetchall())
        except duckdb.Error as error:
            raise QuestionError(messages.BAD_QUESTION.format(reason=error)) from error


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
