"""Where inputs come from and what the commands that take one have in common."""

import sys
from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from engine import reading
from engine.model import Source
from fazhi import messages
from fazhi.commands.chinese import hint
from fazhi.commands.values import Day, Folder
from fazhi.console import Exit
from fazhi.pipeline import Options, find_rule, load_rules

STDIN = "-"
RULES_VARIABLE = "FAZHI_RULES"
_Function = TypeVar("_Function", bound=Callable[..., Exit])


def file_argument(function: _Function) -> _Function:
    """FILE, one."""
    return click.argument("file", metavar=messages.FILE_META)(function)


def folder_argument(function: _Function) -> _Function:
    """[DIR]: an overlay folder of rules."""
    return click.argument(
        "folder", type=Folder(), required=False, envvar=RULES_VARIABLE, metavar=messages.FOLDER_META
    )(function)


def rules_option(function: _Function) -> _Function:
    """--rules DIR."""
    return click.option(
        "--rules",
        type=Folder(),
        envvar=RULES_VARIABLE,
        metavar=messages.FOLDER_VALUE_META,
        help=messages.RULES_OPTION,
    )(function)


def previous_option(function: _Function) -> _Function:
    """--previous FILE."""
    return click.option(
        "--previous",
        type=click.Path(path_type=Path),
        metavar=messages.FILE_META,
        help=messages.PREVIOUS_OPTION,
    )(function)


def scoring_options(function: Callable[..., Exit]) -> Callable[..., Exit]:
    """The options of ``Options``, handed to ``function`` as ``asked``."""
    return previous_option(batch_options(function))


def batch_options(function: Callable[..., Exit]) -> Callable[..., Exit]:
    """The same for many reports: without last year's report, which is one report's."""
    names = [field.name for field in fields(Options)]

    @wraps(function)
    def gathered(**given: Any) -> Exit:
        asked = Options(**{name: given.pop(name) for name in names if name in given})
        return function(asked=asked, **given)

    day = Day()
    for add in (
        click.option("--received", type=day, metavar=messages.DATE_META, help=messages.RECEIVED_OPTION),
        click.option("--today", type=day, metavar=messages.DATE_META, help=messages.TODAY_OPTION),
        rules_option,
        click.option("--scheme", metavar=messages.NAME_META, help=messages.SCHEME_OPTION),
        click.option("--profile", metavar=messages.NAME_META, help=messages.PROFILE_OPTION),
    ):
        gathered = add(gathered)
    return gathered


def check_profile(asked: Options) -> None:
    """Refuse a profile or a scheme that does not exist.

    Raises:
        UsageError: there is no such profile or scheme.
        RulebookError: the rules are invalid.
    """
    rulebook = load_rules(asked.rules).rulebook
    for name, known, message in (
        (asked.profile, rulebook.profiles, messages.NO_PROFILE),
        (asked.scheme, rulebook.schemes, messages.NO_SCHEME),
    ):
        if name is not None and name not in known:
            raise click.UsageError(message.format(name=name, choices="、".join(sorted(known))))


def known_rule(name: str, rules: Path | None) -> str:
    """``name``, which is the id of a rule.

    Raises:
        UsageError: it is not.
        RulebookError: the rules are invalid.
    """
    rulebook = load_rules(rules).rulebook
    try:
        return find_rule(rulebook, name).id
    except KeyError:
        near = hint(name, (rule.id for rule in rulebook.rules))
        raise click.UsageError(messages.NO_RULE.format(name=name, hint=near)) from None


def read_input(name: str) -> Source:
    """The file of that name, or standard input for ``-``.

    Raises:
        ReadError: it cannot be read.
    """
    if name == STDIN:
        return reading.read_bytes(sys.stdin.buffer.read(), STDIN)
    return reading.read(name)
