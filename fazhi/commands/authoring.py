"""``fazhi rules init|new|schema``: making rule files."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from engine.rulebook import schema as schemas
from engine.rulebook.rule_files import ID
from engine.rulebook.schema import Offered
from fazhi import checking, examples, messages
from fazhi.authoring import starting, writing
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import RULES_VARIABLE, folder_argument
from fazhi.commands.values import LEVELS, Folder
from fazhi.console import Exit, OutputError, emit, say
from fazhi.files import write
from fazhi.paths import rules_folder
from fazhi.pipeline import load_rules, this_day
from fazhi.publish import rules_text
from fazhi.publish.plain import SEVERITY_ORDER

_FEW = 8  # choices that are listed in the question
_COMMAS = re.compile("[,，、;；]")


@click.command("init", cls=Command, help=messages.RULES_INIT, short_help=messages.RULES_INIT_SHORT)
@click.argument("folder", type=click.Path(path_type=Path), metavar=messages.NEW_FOLDER_META)
def init(folder: Path) -> Exit:
    """Make an overlay folder with commented examples."""

    def make() -> Exit:
        try:
            names = starting.start(folder, schemas.of_folder(rules_folder()))
        except starting.NotEmptyError:
            raise click.UsageError(messages.NOT_EMPTY.format(path=folder)) from None
        except OSError as error:
            raise OutputError(str(folder), error) from error
        emit("".join(f"{folder / name}\n" for name in names))
        say(messages.STARTED.format(folder=folder))
        return Exit.DONE

    return guarded(make, "")


@click.command("schema", cls=Command, help=messages.RULES_SCHEMA, short_help=messages.RULES_SCHEMA_SHORT)
@folder_argument
def schema(folder: Path | None) -> Exit:
    """Print the JSON Schema of rule files, with the names of the overlay."""

    def show() -> Exit:
        emit(starting.as_text(schemas.of_folder(rules_folder(), folder)))
        return Exit.DONE

    return guarded(show, "")


@click.command("new", cls=Command, help=messages.RULES_NEW, short_help=messages.RULES_NEW_SHORT)
@click.argument("folder", type=Folder(), envvar=RULES_VARIABLE, metavar=messages.FOLDER_VALUE_META)
@click.option("--id", "name", metavar=messages.RULE_META, help=messages.NEW_ID)
@click.option("--title", metavar=messages.TEXT_META, help=messages.NEW_TITLE)
@click.option("--dimension", metavar=messages.NAME_META, help=messages.NEW_DIMENSION)
@click.option("--severity", metavar=messages.NAME_META, help=messages.NEW_SEVERITY)
@click.option("--basis", metavar=messages.NAME_META, help=messages.NEW_BASIS)
@click.option("--levels", metavar=messages.NAME_META, help=messages.NEW_LEVELS)
@click.option("--terms", metavar=messages.TEXT_META, help=messages.NEW_TERMS)
@click.option("--depth", metavar=messages.NAME_META, help=messages.NEW_DEPTH)
@click.option("--message", metavar=messages.TEXT_META, help=messages.NEW_MESSAGE)
@click.option("--advice", metavar=messages.TEXT_META, help=messages.NEW_ADVICE)
@click.option("--met", metavar=messages.TEXT_META, help=messages.NEW_MET_EXAMPLE)
@click.option("--gap", metavar=messages.TEXT_META, help=messages.NEW_GAP_EXAMPLE)
def new(folder: Path, **given: str | None) -> Exit:
    """Ask for what a rule needs, write it with the words that it looks for, check and test it."""

    def make() -> Exit:
        asked = _ask(given, schemas.offered(rules_folder(), folder))
        topics = folder / writing.TOPICS
        known = topics.read_text("utf-8") if topics.exists() else ""
        try:
            words = writing.with_mention(known, asked)
        except writing.ListError:
            raise click.UsageError(messages.NEW_LIST.format(path=topics)) from None
        write(topics, words)
        target = writing.place(folder, asked.id)
        write(target, writing.rule(asked))
        emit(f"{target}\n{topics}\n")
        return _tried(folder, asked.id)

    return guarded(make, "")


def _tried(folder: Path, name: str) -> Exit:
    """Check the folder and run the examples of the new rule; the files stay, for the author to go on with."""
    problems = checking.check(folder, this_day()).problems
    if problems:
        emit("".join(f"{problem}\n" for problem in problems))
        say(messages.PROBLEMS.format(count=len(problems)))
        return Exit.BAD_RULES
    load_rules.cache_clear()
    loaded = load_rules(folder)
    outcomes = list(examples.run(loaded, [rule for rule in loaded.rulebook.rules if rule.id == name]))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    emit("".join(map(rules_text.failed, failed)))
    say(messages.NEW_FAILED if failed else messages.NEW_DONE.format(folder=folder, rule=name))
    return Exit.BAD_RULES if failed else Exit.DONE


def _ask(given: Mapping[str, str | None], offered: Offered) -> writing.Answers:
    """The answers: those given as options, the others asked for, each until it can be used."""
    ask = _Asker(given, offered.rules)
    name = ask.one("name", messages.NEW_ID)
    title = ask.one("title", messages.NEW_TITLE)
    message, advice = (text.format(title=title) for text in (messages.NEW_LACK, messages.NEW_REQUEST))
    return writing.Answers(
        id=name,
        title=title,
        dimension=ask.one("dimension", messages.NEW_DIMENSION, offered.dimensions, usual="topics"),
        severity=ask.one("severity", messages.NEW_SEVERITY, SEVERITY_ORDER, usual="should"),
        instruments=ask.several("basis", messages.NEW_BASIS, offered.instruments),
        levels=ask.several("levels", messages.NEW_LEVELS, LEVELS),
        terms=ask.several("terms", messages.NEW_TERMS),
        depth=ask.one("depth", messages.NEW_DEPTH, tuple(writing.DEPTHS), usual="counted"),
        message=ask.one("message", messages.NEW_MESSAGE, usual=message),
        advice=ask.one("advice", messages.NEW_ADVICE, usual=advice),
        met=ask.one("met", messages.NEW_MET_EXAMPLE),
        gap=ask.one("gap", messages.NEW_GAP_EXAMPLE),
    )


class _Asker:
    """Puts questions on stderr; an answer given as an option is not asked for, and must be right."""

    def __init__(self, given: Mapping[str, str | None], taken: frozenset[str]) -> None:
        self._given, self._taken = given, taken

    def one(self, key: str, question: str, choices: Sequence[str] = (), usual: str | None = None) -> str:
        """One answer."""
        said = self._given[key]
        while True:
            answer = self._prompt(question, choices, usual) if said is None else said
            reason = self._refused(key, answer, choices)
            if reason is None:
                return answer
            if said is not None:
                raise click.UsageError(reason)
            say(reason)

    def several(self, key: str, question: str, choices: Sequence[str] = ()) -> list[str]:
        """Any number of answers, between commas of any kind."""
        said = self._given[key]
        answer = self._prompt(question, choices, "") if said is None else said
        names = [name.strip() for name in _COMMAS.split(answer) if name.strip()]
        for name in names:
            reason = self._refused(key, name, choices)
            if reason:
                raise click.UsageError(reason)
        return names

    def _refused(self, key: str, answer: str, choices: Sequence[str]) -> str | None:
        if key == "name" and not ID.fullmatch(answer):
            return messages.BAD_ID.format(value=answer)
        if key == "name" and answer in self._taken:
            return messages.TAKEN.format(value=answer)
        if choices and answer not in choices:
            return messages.NOT_ONE_OF.format(value=answer, choices="、".join(choices))
        return None

    def _prompt(self, question: str, choices: Sequence[str], usual: str | None) -> str:
        few = "、".join(choices) if len(choices) <= _FEW else ""
        text = messages.WITH_CHOICES.format(question=question, choices=few) if few else question
        answer: str = click.prompt(text, default=usual, show_default=bool(usual), err=True)
        return answer
