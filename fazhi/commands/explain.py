"""``fazhi explain FILE RULE``."""

import click

from engine.model import Source
from fazhi import messages
from fazhi.authoring.counterfactual import remedy
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import check_profile, file_argument, known_rule, read_input, scoring_options
from fazhi.console import Exit, emit
from fazhi.pipeline import Answer, Options, explain_source, load_rules, score_source
from fazhi.publish.explain_text import explanation
from fazhi.publish.remedy_text import not_needed, remedy_text


@click.command("explain", cls=Command, help=messages.EXPLAIN)
@file_argument
@click.argument("rule", metavar=messages.RULE_META)
@click.option("--all", "whole", is_flag=True, help=messages.ALL_OPTION)
@click.option("--counterfactual", is_flag=True, help=messages.COUNTERFACTUAL_OPTION)
@scoring_options
def command(file: str, rule: str, asked: Options, *, whole: bool, counterfactual: bool) -> Exit:
    """Print the rule's conditions with the facts behind each."""

    def show() -> Exit:
        check_profile(asked)
        source = read_input(file)
        answer = explain_source(source, known_rule(rule, asked.rules), asked)
        names = load_rules(asked.rules).names
        said = explanation(answer.explanation, answer.finding, names, whole=whole)
        if counterfactual and answer.finding:
            said += "\n" + _remedy(source, answer, asked)
        emit(said)
        return Exit.DONE

    return guarded(show, file)


def _remedy(source: Source, answer: Answer, asked: Options) -> str:
    rule, finding = answer.explanation.rule, answer.finding
    if finding is None or finding.status in ("met", "not_applicable"):
        return not_needed()
    return remedy_text(remedy(source, rule, score_source(source, asked), asked), rule)
