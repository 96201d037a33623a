"""The summary for people: a page in Markdown with everything, and what of it a terminal shows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fazhi.batch import messages, tables
from fazhi.batch.values import Form
from fazhi.publish.markdown import escaped

FILE = "summary.md"
_PARTS: Mapping[str, Sequence[str]] = {  # field of the summary → its columns on the page
    "grades": ("grade", "reports"),
    "gaps": ("title", "severity", "gaps", "partial", "judged", "percent", "rule"),
    "ranking": ("year", "level", "rank", "unit", "score", "grade", "must_gaps", "report"),
    "unread": ("input", "outcome", "reason", "remedy"),
    "not_reports": ("input", "kind", "title"),
    "duplicates": ("input", "same_as"),
    "repeated": ("year", "unit", "reports", "inputs"),
    "skipped": ("input", "reason"),
}
_SHORT: Mapping[str, Sequence[str]] = {
    "grades": ("grade", "reports"),
    "gaps": ("severity", "gaps", "judged", "percent", "title"),
    "ranking": ("year", "level", "rank", "score", "grade", "unit"),
    "unread": ("input", "reason"),
}
_ROWS = 10  # of each part in a terminal


def page(form: Form) -> str:
    """The whole summary as a page in Markdown."""
    blocks = [f"# {messages.SUMMARY}", *_head(form)]
    for field, columns in _PARTS.items():
        if form[field]:
            blocks += [f"## {messages.PARTS[field]}", tables.markdown(columns, form[field])]
    rulebook = form["rulebook"]
    told = {
        "engine": form["engine"]["version"],
        "rules": rulebook["version"],
        "digest": rulebook["digest"][:12],
    }
    blocks.append(escaped(messages.MADE_BY.format(**told)))
    return "\n\n".join(blocks) + "\n"


def short(form: Form, folder: str, *, colour: bool) -> str:
    """What one wants to see at the end of a run, the longest parts by their beginning."""
    return "\n".join(_short(form, folder, colour=colour))


def _short(form: Form, folder: str, *, colour: bool) -> Iterator[str]:
    yield from _head(form)
    for field, columns in _SHORT.items():
        rows, left = tables.first(form[field], _ROWS)
        if rows:
            yield ""
            yield messages.TITLED.format(title=messages.PARTS[field])
            yield tables.text(columns, rows, colour=colour).rstrip("\n")
        if left:
            yield messages.LEFT_OUT.format(count=left)
    yield ""
    yield messages.WHERE.format(folder=folder)
    yield ""


def _head(form: Form) -> list[str]:
    counts: Mapping[str, Any] = form["counts"]
    said = [messages.COUNTS.format(**counts)]
    if form["scores"]["mean"] is not None:
        scores = {name: tables.shown(name, value) for name, value in form["scores"].items()}
        said.append(messages.SCORES.format(**scores))
    return said
