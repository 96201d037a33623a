"""``fazhi facts FILE``."""

from pathlib import Path

import click

from fazhi import messages
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import file_argument, read_input, rules_option
from fazhi.commands.values import OneOf
from fazhi.console import Exit, emit
from fazhi.pipeline import Options, examine
from fazhi.publish import facts_text, jsonform


@click.command("facts", cls=Command, help=messages.FACTS)
@file_argument
@click.option(
    "--format", "form", type=OneOf(("text", "json")), default="text", help=messages.FACTS_FORMAT_OPTION
)
@rules_option
def command(file: str, form: str, rules: Path | None) -> Exit:
    """Print what was read."""

    def show() -> Exit:
        read = examine(read_input(file), Options(rules=rules))
        publish = jsonform.facts if form == "json" else facts_text.facts
        emit(publish(read.report, read.facts))
        return Exit.DONE

    return guarded(show, file)
