"""``fazhi explain FILE RULE``."""

import click

from fazhi import messages
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import check_profile, file_argument, known_rule, read_input, scoring_options
from fazhi.console import Exit, emit
from fazhi.pipeline import Options, explain_source, load_rules
from fazhi.publish.explain_text import explanation


@click.command("explain", cls=Command, help=messages.EXPLAIN)
@file_argument
@click.argument("rule", metavar=messages.RULE_META)
@click.option("--all", "whole", is_flag=True, help=messages.ALL_OPTION)
@scoring_options
def command(file: str, rule: str, asked: Options, *, whole: bool) -> Exit:
    """Print the rule's conditions with the facts behind each."""

    def show() -> Exit:
        check_profile(asked)
        answer = explain_source(read_input(file), known_rule(rule, asked.rules), asked)
        names = load_rules(asked.rules).names
        emit(explanation(answer.explanation, answer.finding, names, whole=whole))
        return Exit.DONE

    return guarded(show, file)
