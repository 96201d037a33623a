"""Where inputs come from and what the commands that take one have in common."""

import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TypeVar

import click

from engine import reading
from engine.model import Source
from fazhi import messages
from fazhi.commands.chinese import hint
from fazhi.commands.values import Day, Folder
from fazhi.console import Exit
from fazhi.pipeline import Options, find_rule, load_rules

STDIN = "-"
_Function = TypeVar("_Function", bound=Callable[..., Exit])


def file_argument(function: _Function) -> _Function:
    """FILE, one."""
    return click.argument("file", metavar=messages.FILE_META)(function)


def rules_option(function: _Function) -> _Function:
    """--rules DIR."""
    return click.option(
        "--rules",
        type=Folder(),
        envvar="FAZHI_RULES",
        metavar=messages.FOLDER_VALUE_META,
        help=messages.RULES_OPTION,
    )(function)


def scoring_options(function: Callable[..., Exit]) -> Callable[..., Exit]:
    """--profile, --rules, --today, --received, handed to ``function`` as one ``asked: Options``."""

    @wraps(function)
    def gathered(
        *,
        profile: str | None,
        rules: Path | None,
        today: date | None,
        received: date | None,
        **others: object,
    ) -> Exit:
        return function(asked=Options(profile, rules, today, received), **others)

    day = Day()
    for add in (
        click.option("--received", type=day, metavar=messages.DATE_META, help=messages.RECEIVED_OPTION),
        click.option("--today", type=day, metavar=messages.DATE_META, help=messages.TODAY_OPTION),
        rules_option,
        click.option("--profile", metavar=messages.NAME_META, help=messages.PROFILE_OPTION),
    ):
        gathered = add(gathered)
    return gathered


def check_profile(asked: Options) -> None:
    """Refuse a profile that does not exist.

    Raises:
        UsageError: there is no such profile.
        RulebookError: the rules are invalid.
    """
    profiles = load_rules(asked.rules).rulebook.profiles
    if asked.profile is not None and asked.profile not in profiles:
        choices = "、".join(sorted(profiles))
        raise click.UsageError(messages.NO_PROFILE.format(name=asked.profile, choices=choices))


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
