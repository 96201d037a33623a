"""``fazhi score FILE...``."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import cast

import click

from engine.model import Scorecard, Severity
from fazhi import messages
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import STDIN, check_profile, read_input, scoring_options
from fazhi.commands.outputs import plan, write
from fazhi.commands.values import OneOf
from fazhi.console import Exit, emit, on_terminal, screen
from fazhi.pipeline import Options, score_source
from fazhi.publish import BINARY, SUFFIXES, Format, render

_FAILING: Mapping[str, tuple[Severity, ...]] = {
    "must": ("must",),
    "should": ("must", "should"),
    "may": ("must", "should", "may"),
    "never": (),
}


@click.command("score", cls=Command, help=messages.SCORE)
@click.argument("files", nargs=-1, required=True, metavar=messages.FILES_META)
@click.option("--format", "form", type=OneOf(tuple(SUFFIXES)), help=messages.FORMAT_OPTION)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=messages.PATH_META,
    help=messages.OUTPUT_OPTION,
)
@scoring_options
@click.option("--fail-on", type=OneOf(tuple(_FAILING)), default="never", help=messages.FAIL_ON_OPTION)
def command(
    files: tuple[str, ...], form: str | None, output: Path | None, asked: Options, fail_on: str
) -> Exit:
    """Score every file, the others also where one fails; the highest code wins."""
    chosen = cast("Format", form) if form else _by_suffix(output)
    to_file = output if str(output) != STDIN else None
    if to_file is None:
        _refuse_binary(chosen, len(files))
    targets = plan(files, to_file, SUFFIXES[chosen]) if to_file else {}

    def score_one(file: str) -> Exit:
        card = score_source(read_input(file), asked)
        _publish(card, chosen, targets.get(file))
        return Exit.GAP if _fails(card, fail_on) else Exit.DONE

    def score_all() -> Exit:
        check_profile(asked)
        if asked.previous and len(files) > 1:
            raise click.UsageError(messages.ONE_PREVIOUS.format(count=len(files)))
        return max(guarded(partial(score_one, file), file) for file in files)

    return guarded(score_all, "")


def _by_suffix(output: Path | None) -> Format:
    suffix = output.suffix.lower() if output else ""
    return next((form for form, known in SUFFIXES.items() if known == suffix), "text")


def _refuse_binary(form: Format, count: int) -> None:
    """A file of bytes goes to stdout alone, and to no terminal."""
    if form in BINARY and (count > 1 or on_terminal()):
        raise click.UsageError(messages.BINARY_TO_STDOUT.format(form=form))


def _publish(card: Scorecard, form: Format, target: Path | None) -> None:
    if target is None:
        emit(render(card, form, screen()))
    else:
        write(target, render(card, form))


def _fails(card: Scorecard, fail_on: str) -> bool:
    return any(f.status == "gap" and f.severity in _FAILING[fail_on] for f in card.findings)
