"""Waivers whose last day is past."""

from collections.abc import Iterable
from datetime import date

from engine.rulebook import messages
from engine.rulebook.errors import Problem
from engine.rulebook.rules import Grant


def expired(granted: Iterable[Grant], today: date) -> list[Problem]:
    """One problem for each waiver whose last day is before ``today``."""
    ended = [grant for grant in granted if date.fromisoformat(grant.until) < today]
    return [
        Problem(
            grant.file,
            grant.line,
            grant.column,
            messages.WAIVER_EXPIRED.format(
                unit=grant.unit, rule=grant.rule, until=grant.until, today=today.isoformat()
            ),
        )
        for grant in ended
    ]
