"""``fazhi score FILE...``."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

import click

from engine.model import Scorecard, Severity
from fazhi import messages
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import STDIN, check_profile, read_input, scoring_options
from fazhi.commands.outputs import output_option, plan, plan_one, put
from fazhi.commands.values import OneOf, Template
from fazhi.console import Exit, on_terminal, screen
from fazhi.pipeline import Options, score_source
from fazhi.publish import BINARY, COLLECTIONS, SUFFIXES, Collection, Format, collect, render
from fazhi.publish.style import PLAIN, Style

_FAILING: Mapping[str, tuple[Severity, ...]] = {
    "must": ("must",),
    "should": ("must", "should"),
    "may": ("must", "should", "may"),
    "never": (),
}


@click.command("score", cls=Command, help=messages.SCORE)
@click.argument("files", nargs=-1, required=True, metavar=messages.FILES_META)
@click.option("--format", "form", type=OneOf(tuple(SUFFIXES)), help=messages.FORMAT_OPTION)
@output_option(messages.OUTPUT_OPTION)
@click.option("--template", type=Template(), metavar=messages.TEMPLATE_META, help=messages.TEMPLATE_OPTION)
@scoring_options
@click.option("--fail-on", type=OneOf(tuple(_FAILING)), default="never", help=messages.FAIL_ON_OPTION)
def command(  # noqa: PLR0913, PLR0917 - one argument for each option
    files: tuple[str, ...],
    form: str | None,
    output: Path | None,
    template: str | None,
    asked: Options,
    fail_on: str,
) -> Exit:
    """Score every file, the others also where one fails; the highest code wins."""
    chosen = form or _by_suffix(output)
    to_file = output if str(output) != STDIN else None
    if template and chosen != "pdf":
        raise click.UsageError(messages.TEMPLATE_FOR_PDF.format(form=chosen))
    if to_file is None:
        _refuse_binary(chosen, len(files))
    if chosen in COLLECTIONS:
        publisher: _Publisher = _Together(cast("Collection", chosen), files, to_file)
    else:
        style = PLAIN if to_file else screen()
        style = replace(style, template=template) if template else style
        publisher = _EachAlone(cast("Format", chosen), style, files, to_file)

    def score_one(file: str) -> Exit:
        card = score_source(read_input(file), asked)
        publisher.take(file, card)
        return Exit.GAP if _fails(card, fail_on) else Exit.DONE

    def score_all() -> Exit:
        check_profile(asked)
        if asked.previous and len(files) > 1:
            raise click.UsageError(messages.ONE_PREVIOUS.format(count=len(files)))
        code = max(guarded(partial(score_one, file), file) for file in files)
        publisher.end()
        return code

    return guarded(score_all, "")


class _EachAlone:
    """A document for each card, published as soon as it is there."""

    def __init__(self, form: Format, style: Style, files: Sequence[str], output: Path | None) -> None:
        self._form, self._style = form, style
        self._targets = plan(files, output, SUFFIXES[form]) if output else {}

    def take(self, file: str, card: Scorecard) -> None:
        put(render(card, self._form, self._style), self._targets.get(file))

    def end(self) -> None:
        pass


class _Together:
    """One document of all cards, published when the last is there."""

    def __init__(self, form: Collection, files: Sequence[str], output: Path | None) -> None:
        self._form = form
        self._target = plan_one(files, output, SUFFIXES[form]) if output else None
        self._cards: list[Scorecard] = []

    def take(self, _file: str, card: Scorecard) -> None:
        self._cards.append(card)

    def end(self) -> None:
        if self._cards:
            put(collect(self._cards, self._form), self._target)


_Publisher = _EachAlone | _Together


def _by_suffix(output: Path | None) -> str:
    suffix = output.suffix.lower() if output else ""
    return next((form for form, known in SUFFIXES.items() if known == suffix), "text")


def _refuse_binary(form: str, count: int) -> None:
    """A file of bytes goes to stdout alone, and to no terminal."""
    several = count > 1 and form not in COLLECTIONS
    if form in BINARY and (several or on_terminal()):
        raise click.UsageError(messages.BINARY_TO_STDOUT.format(form=form))


def _fails(card: Scorecard, fail_on: str) -> bool:
    return any(f.status == "gap" and f.severity in _FAILING[fail_on] for f in card.findings)
