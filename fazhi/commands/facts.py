"""``fazhi facts FILE``."""

from pathlib import Path

import click

from fazhi import messages
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import file_argument, previous_option, read_input, rules_option
from fazhi.commands.values import OneOf
from fazhi.console import Exit, emit
from fazhi.pipeline import Options, examine, load_rules
from fazhi.publish import facts_text, jsonform


@click.command("facts", cls=Command, help=messages.FACTS)
@file_argument
@click.option(
    "--format", "form", type=OneOf(("text", "json")), default="text", help=messages.FACTS_FORMAT_OPTION
)
@rules_option
@previous_option
def command(file: str, form: str, rules: Path | None, previous: Path | None) -> Exit:
    """Print what was read."""

    def show() -> Exit:
        read = examine(read_input(file), Options(rules=rules, previous=previous))
        if form == "json":
            emit(jsonform.facts(read.report, read.facts))
        else:
            emit(facts_text.facts(read.report, read.facts, load_rules(rules).names))
        return Exit.DONE

    return guarded(show, file)
