"""``fazhi facts FILE``."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from fazhi import messages
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import STDIN, file_argument, previous_option, read_input, rules_option
from fazhi.commands.outputs import output_option, plan_one, put
from fazhi.commands.values import OneOf
from fazhi.console import Exit
from fazhi.pipeline import Options, Reading, examine, load_rules
from fazhi.publish import SUFFIXES, csvform, facts_text, jsonform, tables
from fazhi.publish.names import Names

_FORMS: Mapping[str, Callable[[Reading, Names], str]] = {
    "text": lambda read, names: facts_text.facts(read.report, read.facts, names),
    "json": lambda read, _names: jsonform.facts(read.report, read.facts),
    "csv": lambda read, names: csvform.table(tables.facts(read.report, read.facts, names)),
}
_SUFFIXES: Mapping[str, str] = {form: suffix for form, suffix in SUFFIXES.items() if form in _FORMS}


@click.command("facts", cls=Command, help=messages.FACTS)
@file_argument
@click.option("--format", "form", type=OneOf(tuple(_FORMS)), help=messages.FORMAT_OPTION)
@output_option(messages.ONE_OUTPUT_OPTION)
@rules_option
@previous_option
def command(
    file: str, form: str | None, output: Path | None, rules: Path | None, previous: Path | None
) -> Exit:
    """Print what was read."""
    to_file = output if output and str(output) != STDIN else None
    chosen = form or next(
        (f for f, s in _SUFFIXES.items() if to_file and to_file.suffix.lower() == s), "text"
    )
    target = plan_one([file], to_file, _SUFFIXES[chosen]) if to_file else None

    def show() -> Exit:
        read = examine(read_input(file), Options(rules=rules, previous=previous))
        put(_FORMS[chosen](read, load_rules(rules).names), target)
        return Exit.DONE

    return guarded(show, file)
