"""The scorecard as one page for a browser, beside the report's own text."""

from collections.abc import Sequence
from typing import NamedTuple

from engine.model import Finding, Points, Scorecard, Status
from fazhi.publish import messages, plain
from fazhi.publish.page.frame import page
from fazhi.publish.page.passages import passages
from fazhi.publish.rates import rates
from fazhi.publish.style import Style

_OPEN = frozenset({"gap", "partial", "needs_review", "waived"})  # what a reader is here for: told in full


class Numbered(NamedTuple):
    """A finding with its number on the page and its points."""

    number: int
    finding: Finding
    points: Points | None


class Group(NamedTuple):
    """The findings of one status, the most severe first."""

    status: Status
    findings: Sequence[Numbered]
    in_full: bool


def scorecard(card: Scorecard, _style: Style, /) -> str:
    """The page. It reads without script too; a script adds filters and the way from words to findings."""
    cut = passages(card.source.text, card.findings)
    return page(
        "card.html",
        ["card.js"],
        card=card,
        groups=list(_groups(card)),
        lines=cut.lines,
        anchors=cut.anchors,
        rates=rates(card),
    )


def _groups(card: Scorecard) -> list[Group]:
    numbers = {finding.rule: number for number, finding in enumerate(card.findings, 1)}
    groups = []
    for status in messages.STATUSES:
        chosen = plain.by_status(card.findings, status)
        numbered = [Numbered(numbers[f.rule], f, card.points.get(f.rule)) for f in chosen]
        groups.append(Group(status, numbered, status in _OPEN))
    return [group for group in groups if group.findings]
