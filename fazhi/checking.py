"""All that is wrong with rule files in one list: as written, as reviewed, too large, past their day."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from engine.inference import check_limits
from engine.inference.waiving import WANTING, concerns
from engine.model import Finding, Identity
from engine.rulebook import Problem, Rulebook
from engine.rulebook.expiry import expired
from engine.rulebook.inspection import inspect
from engine.rulebook.rules import Decision, Grant
from fazhi import messages
from fazhi.paths import rules_folder


class Checked(NamedTuple):
    """What a check found. ``rulebook`` is None where the files could not be read that far."""

    rulebook: Rulebook | None
    problems: list[Problem]


class Judged(NamedTuple):
    """A report of which unit, and what was found in it, to hold waivers against."""

    identity: Identity
    findings: Sequence[Finding]


def check(overlay: Path | None, today: date) -> Checked:
    """Every problem of the program's rules with ``overlay`` on top, in order of place."""
    read = inspect(rules_folder(), overlay)
    problems = list(read.problems)
    if read.rulebook:
        decisions: tuple[Decision, ...] = (*read.rulebook.rules, *read.rulebook.conclusions)
        for decision in decisions:
            place = read.places[decision.id]["id"]
            reasons = check_limits(decision)
            if reasons:
                problems.append(Problem(place.file, place.line, place.column, "；".join(reasons)))
        problems += expired(read.rulebook.grants, today)
    return Checked(read.rulebook, sorted(problems))


def unused(grants: Iterable[Grant], judged: Sequence[Judged]) -> list[Problem]:
    """The waivers that none of the reports needs, each with the reason."""
    reasons = ((grant, _why_unused(grant, judged)) for grant in grants)
    return [Problem(grant.file, grant.line, grant.column, reason) for grant, reason in reasons if reason]


def _why_unused(grant: Grant, judged: Sequence[Judged]) -> str | None:
    mine = [one for one in judged if concerns(grant, one.identity)]
    if not mine:
        units = [one.identity.unit for one in judged if one.identity.unit]
        near = get_close_matches(grant.unit, units, n=1)
        hint = messages.HINT.format(names=near[0]) if near else ""
        return messages.WAIVER_NO_UNIT.format(unit=grant.unit, hint=hint)
    found = [finding for one in mine for finding in one.findings if finding.rule == grant.rule]
    if any(finding.waiver or finding.status in WANTING for finding in found):
        return None
    return messages.WAIVER_NOT_NEEDED.format(unit=grant.unit, rule=grant.rule)
