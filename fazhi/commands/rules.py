"""``fazhi rules check|test|coverage|list|show``, and those of ``authoring`` and ``studying``."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click

from engine.rulebook import Rule, Rulebook
from fazhi import checking, examples, messages
from fazhi.commands import authoring, studying
from fazhi.commands.chinese import Command, Group
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import folder_argument, known_rule, read_input, rules_option
from fazhi.commands.values import LEVELS, Day, OneOf
from fazhi.console import Exit, emit, say
from fazhi.pipeline import Options, find_rule, load_rules, score_source, this_day
from fazhi.publish import rules_text
from fazhi.publish.names import names_of
from fazhi.publish.plain import SEVERITY_ORDER


@click.group("rules", cls=Group, help=messages.RULES)
def command() -> None:
    """The rule files."""


for _one in (authoring.init, authoring.new, authoring.schema, studying.diff, studying.watch):
    command.add_command(_one)


@command.command("check", cls=Command, help=messages.RULES_CHECK, short_help=messages.RULES_CHECK_SHORT)
@folder_argument
@click.option("--on", "reports", multiple=True, metavar=messages.FILE_META, help=messages.ON_OPTION)
@click.option("--today", type=Day(), metavar=messages.DATE_META, help=messages.TODAY_OPTION)
def check(folder: Path | None, reports: tuple[str, ...], today: date | None) -> Exit:
    """Print every problem of the rule files, one a line."""

    def show() -> Exit:
        day = today or this_day()
        found = checking.check(folder, day)
        problems = found.problems
        if found.rulebook and not problems and reports:
            options = Options(rules=folder, today=day)
            cards = [score_source(read_input(report), options) for report in reports]
            judged = [checking.Judged(card.identity, card.findings) for card in cards]
            problems = checking.unused(found.rulebook.grants, judged)
        if problems or found.rulebook is None:
            emit("".join(f"{problem}\n" for problem in problems))
            say(messages.PROBLEMS.format(count=len(problems)))
            return Exit.BAD_RULES
        rulebook = found.rulebook
        counts = {"count": len(rulebook.rules), "schemes": len(rulebook.schemes)}
        emit(messages.CHECKED.format(**counts, profiles=len(rulebook.profiles)) + "\n")
        return Exit.DONE

    return guarded(show, "")


@command.command("test", cls=Command, help=messages.RULES_TEST, short_help=messages.RULES_TEST_SHORT)
@folder_argument
@click.option("--rule", metavar=messages.RULE_META, help=messages.ONLY_RULE_OPTION)
def test_rules(folder: Path | None, rule: str | None) -> Exit:
    """Print every example on which its rule gives another verdict."""

    def show() -> Exit:
        loaded = load_rules(folder)
        known = loaded.rulebook.rules
        chosen = [find_rule(loaded.rulebook, known_rule(rule, folder))] if rule else known
        outcomes = list(examples.run(loaded, chosen))
        failed = [outcome for outcome in outcomes if not outcome.passed]
        emit("".join(map(rules_text.failed, failed)))
        counts = {"rules": len(chosen), "examples": len(outcomes), "failed": len(failed)}
        say((messages.EXAMPLES_FAILED if failed else messages.EXAMPLES_PASSED).format(**counts))
        return Exit.BAD_RULES if failed else Exit.DONE

    return guarded(show, "")


@command.command(
    "coverage", cls=Command, help=messages.RULES_COVERAGE, short_help=messages.RULES_COVERAGE_SHORT
)
@folder_argument
def coverage(folder: Path | None) -> Exit:
    """Print the steps and conditions that no example shows."""

    def show() -> Exit:
        loaded = load_rules(folder)
        rules = loaded.rulebook.rules
        found = list(examples.uncovered(examples.run(loaded, rules), rules))
        emit("".join(rules_text.uncovered(one, names_of(loaded.rulebook)) for one in found))
        steps, atoms = sum(len(one.steps) for one in found), sum(len(one.atoms) for one in found)
        covered = len(rules) - len(found)
        say(messages.COVERED.format(covered=covered, left=len(found), steps=steps, atoms=atoms))
        return Exit.DONE

    return guarded(show, "")


@command.command("list", cls=Command, help=messages.RULES_LIST, short_help=messages.RULES_LIST_SHORT)
@click.option("--dimension", metavar=messages.NAME_META, help=messages.DIMENSION_OPTION)
@click.option("--severity", type=OneOf(SEVERITY_ORDER), help=messages.SEVERITY_OPTION)
@click.option("--level", type=OneOf(LEVELS), help=messages.LEVEL_OPTION)
@click.option("--year", type=int, metavar=messages.YEAR_META, help=messages.YEAR_OPTION)
@click.option("--province", metavar=messages.NAME_META, help=messages.PROVINCE_OPTION)
@click.option("--instrument", metavar=messages.NAME_META, help=messages.INSTRUMENT_OPTION)
@click.option("--text", metavar=messages.TEXT_META, help=messages.TEXT_OPTION)
@rules_option
def list_rules(dimension: str | None, rules: Path | None, **wanted: Any) -> Exit:
    """Print the rules, one a line."""

    def show() -> Exit:
        rulebook = load_rules(rules).rulebook
        _refuse_unknown(dimension, rulebook)
        filters = Wanted(dimension, **wanted)
        emit(rules_text.table([r for r in rulebook.rules if filters.fits(r)], names_of(rulebook)))
        return Exit.DONE

    return guarded(show, "")


@command.command("show", cls=Command, help=messages.RULES_SHOW, short_help=messages.RULES_SHOW_SHORT)
@click.argument("rule", metavar=messages.RULE_META)
@rules_option
def show_rule(rule: str, rules: Path | None) -> Exit:
    """Print one rule in full."""

    def show() -> Exit:
        rulebook = load_rules(rules).rulebook
        found = find_rule(rulebook, known_rule(rule, rules))
        weight = found.weight if found.weight is not None else rulebook.weights[found.severity]
        emit(rules_text.rule(found, weight, names_of(rulebook)))
        return Exit.DONE

    return guarded(show, "")


class Wanted(NamedTuple):
    """Which rules to list; what is None does not matter."""

    dimension: str | None
    severity: str | None
    level: str | None
    year: int | None
    province: str | None
    instrument: str | None
    text: str | None

    def fits(self, rule: Rule) -> bool:
        """Whether the rule is one of them."""
        scope = rule.applies
        first, last = scope.years.first, scope.years.last
        said = f"{rule.id}\n{rule.title}\n{rule.message}\n{rule.advice}"
        return (
            self.dimension in (None, rule.dimension)
            and self.severity in (None, rule.severity)
            and (self.level is None or not scope.levels or self.level in scope.levels)
            and (self.year is None or (first or self.year) <= self.year <= (last or self.year))
            and (self.province is None or not scope.provinces or self.province in scope.provinces)
            and (self.instrument is None or self.instrument in {basis.instrument for basis in rule.basis})
            and (self.text is None or self.text in said)
        )


def _refuse_unknown(dimension: str | None, rulebook: Rulebook) -> None:
    known = {d.id for scheme in rulebook.schemes.values() for d in scheme.dimensions}
    if dimension is not None and dimension not in known:
        text = messages.NO_DIMENSION.format(name=dimension, choices="、".join(sorted(known)))
        raise click.UsageError(text)
