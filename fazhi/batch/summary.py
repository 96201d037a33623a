"""The form ``fazhi/batch/1``: what a run found, in one document. Everything in it comes from the store."""

import json
from collections.abc import Mapping
from typing import Any

from engine.rulebook import Rulebook
from fazhi.batch.questions import Store, ready
from fazhi.batch.values import Form, Setting, What
from fazhi.paths import version

FILE = "summary.json"
_KINDS: tuple[What, ...] = ("scored", "not_report", "unread", "failed", "skipped")
_LISTS: Mapping[str, str] = {  # field → ready question
    "ranking": "ranking",
    "gaps": "gaps",
    "unread": "unread",
    "not_reports": "not-reports",
    "duplicates": "duplicates",
    "repeated": "repeated",
    "skipped": "skipped",
}
_COUNTS = "SELECT outcome, count(*) FROM inputs GROUP BY outcome"
_SCORES = """
SELECT
    min(score) AS lowest,
    round(median(score), 1) AS median,
    round(avg(score), 1) AS mean,
    max(score) AS highest
FROM scored
"""
_GRADES = "SELECT grade, count(*) AS reports FROM scored GROUP BY grade ORDER BY max(score) DESC, grade"


def summary(store: Store, setting: Setting, rulebook: Rulebook) -> Form:
    """The whole summary."""
    counts: dict[str, int] = {row[0]: row[1] for row in store.ask(_COUNTS).rows}
    (scores,) = store.ask(_SCORES).forms()
    return {
        "schema": "fazhi/batch/1",
        "engine": {"version": version()},
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "options": dict(setting.asked()),
        "counts": {"found": sum(counts.values())} | {kind: counts.get(kind, 0) for kind in _KINDS},
        "scores": scores,
        "grades": store.ask(_GRADES).forms(),
    } | {field: store.ask(ready()[question].sql).forms() for field, question in _LISTS.items()}


def dump(form: Mapping[str, Any]) -> str:
    """The summary as JSON text."""
    return json.dumps(form, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
