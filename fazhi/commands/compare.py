"""``fazhi compare FILE...``."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import cast

import click

from engine.model import Scorecard
from fazhi import messages
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import STDIN, batch_options, check_profile, read_input
from fazhi.commands.outputs import output_option, plan_one, put
from fazhi.commands.values import OneOf
from fazhi.console import Exit, on_terminal, screen
from fazhi.pipeline import Options, score_source
from fazhi.publish import BINARY, SUFFIXES, compared
from fazhi.publish.style import PLAIN, Style
from scorers import compare

_SUFFIXES: Mapping[str, str] = {form: suffix for form, suffix in SUFFIXES.items() if form in compared.FORMS}


@click.command("compare", cls=Command, help=messages.COMPARE)
@click.argument("files", nargs=-1, required=True, metavar=messages.FILES_META)
@click.option("--format", "form", type=OneOf(compared.FORMS), help=messages.FORMAT_OPTION)
@output_option(messages.ONE_OUTPUT_OPTION)
@batch_options
def command(files: tuple[str, ...], form: str | None, output: Path | None, asked: Options) -> Exit:
    """Set the scorecards of several reports side by side; what cannot be read is told and left out."""
    to_file = output if output and str(output) != STDIN else None
    chosen = form or next(
        (f for f, s in _SUFFIXES.items() if to_file and to_file.suffix.lower() == s), "text"
    )
    if to_file is None and chosen in BINARY and on_terminal():
        raise click.UsageError(messages.BINARY_TO_STDOUT.format(form=chosen))
    target = plan_one(files, to_file, _SUFFIXES[chosen], messages.COMPARISON_STEM) if to_file else None
    cards: list[Scorecard] = []

    def score_one(file: str) -> Exit:
        cards.append(score_source(read_input(file), asked))
        return Exit.DONE

    def score_all() -> Exit:
        check_profile(asked)
        if len(files) < 2:
            raise click.UsageError(messages.ONE_TO_COMPARE)
        code = max(guarded(partial(score_one, file), file) for file in files)
        if len(cards) > 1:
            document = compared.render(compare(cards), cast("compared.Form", chosen), _style(target))
            put(document, target)
        return code

    return guarded(score_all, "")


def _style(target: Path | None) -> Style:
    return PLAIN if target else screen()
