"""``fazhi rules diff|watch``: what rules do to reports."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from engine.model import Scorecard, Source
from fazhi import messages
from fazhi.authoring import watching
from fazhi.authoring.difference import difference
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import read_input
from fazhi.commands.outputs import output_option
from fazhi.commands.values import Day, Folder, OneOf
from fazhi.console import Exit, emit
from fazhi.files import write
from fazhi.pipeline import Options, load_rules, refuse_expired, score_source
from fazhi.publish import difference as published

OWN = "builtin"


class Rules(Folder):
    """An overlay folder, or ``builtin`` for none."""

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Its path; that of ``builtin`` is the word."""
        return Path(OWN) if str(value) == OWN else super().convert(value, param, ctx)


@click.command("diff", cls=Command, help=messages.RULES_DIFF, short_help=messages.RULES_DIFF_SHORT)
@click.argument("old", type=Rules(), metavar=messages.OLD_META)
@click.argument("new", type=Rules(), metavar=messages.NEW_META)
@click.argument("more", nargs=-1, metavar=messages.MORE_META)
@click.option(
    "--on", "reports", multiple=True, required=True, metavar=messages.REPORTS_META, help=messages.DIFF_ON
)
@click.option("--today", type=Day(), metavar=messages.DATE_META, help=messages.TODAY_OPTION)
@click.option("--format", "form", type=OneOf(("text", "html")), help=messages.DIFF_FORMAT)
@output_option(messages.OUTPUT_OPTION)
def diff(old: Path, new: Path, more: tuple[str, ...], reports: tuple[str, ...], **asked: Any) -> Exit:
    """Score the reports by both sets of rules and show what changes."""
    output: Path | None = asked["output"]
    as_page = (asked["form"] or (output.suffix if output else "")) in ("html", ".html")

    def show() -> Exit:
        sources = [read_input(name) for name in _files((*reports, *more))]
        before, after = (_scored(sources, folder, asked["today"]) for folder in (old, new))
        found = difference(before, after)
        result = published.html(found) if as_page else published.text(found)
        if output is None:
            emit(result)
        else:
            write(output, result)
        return Exit.DONE

    return guarded(show, "")


def _scored(sources: Sequence[Source], folder: Path, today: date | None) -> list[Scorecard]:
    options = Options(rules=None if str(folder) == OWN else folder, today=today)
    refuse_expired(load_rules(options.rules).rulebook, today)
    return [score_source(source, options) for source in sources]


def _files(names: Sequence[str]) -> list[str]:
    """The files named, those of a folder in order of name."""
    found: list[str] = []
    for name in names:
        path = Path(name)
        inside = sorted(str(one) for one in path.iterdir() if one.is_file()) if path.is_dir() else [name]
        found += [one for one in inside if not Path(one).name.startswith(".")]
    return found


@click.command("watch", cls=Command, help=messages.RULES_WATCH, short_help=messages.RULES_WATCH_SHORT)
@click.argument("folder", type=Folder(), metavar=messages.FOLDER_VALUE_META)
@click.argument("report", metavar=messages.FILE_META)
def watch(folder: Path, report: str) -> Exit:
    """Check, test and score on every save, until interrupted."""

    def go() -> Exit:
        source = read_input(report)
        for said in watching.turns(folder, source):
            emit(said)
        return Exit.DONE

    return guarded(go, report)
