"""What a change of rules does to reports: verdicts that flip, scores and ranks that move."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.model import Finding, Scorecard, Status


class Flip(NamedTuple):
    """A rule that says something else of a report; a side is None where the rule is not among those rules."""

    rule: str
    title: str
    before: Finding | None
    after: Finding | None


class Moved(NamedTuple):
    """One report under both sets of rules. Ranks count from 1, equal scores share one; None without score."""

    before: Scorecard
    after: Scorecard
    ranks: tuple[int | None, int | None]
    flips: tuple[Flip, ...]

    @property
    def change(self) -> float | None:
        """By how many points the score moves."""
        if self.before.score is None or self.after.score is None:
            return None
        return round(self.after.score - self.before.score, 1)


class Difference(NamedTuple):
    """All reports under both sets of rules, in the order given, and how often each rule flips which way."""

    reports: tuple[Moved, ...]
    rules: Mapping[str, Mapping[tuple[Status | None, Status | None], int]]

    @property
    def flips(self) -> int:
        """How many verdicts there are that flip."""
        return sum(len(one.flips) for one in self.reports)


def difference(before: Sequence[Scorecard], after: Sequence[Scorecard]) -> Difference:
    """The cards of the same reports compared, pair by pair."""
    ranks = tuple(zip(_ranks(before), _ranks(after), strict=True))
    reports = tuple(
        Moved(old, new, rank, _flips(old, new)) for old, new, rank in zip(before, after, ranks, strict=True)
    )
    rules: dict[str, dict[tuple[Status | None, Status | None], int]] = {}
    for flip in (flip for one in reports for flip in one.flips):
        key = (_status(flip.before), _status(flip.after))
        counts = rules.setdefault(flip.rule, {})
        counts[key] = counts.get(key, 0) + 1
    return Difference(reports, dict(sorted(rules.items())))


def _ranks(cards: Sequence[Scorecard]) -> list[int | None]:
    scores = [card.score for card in cards]
    return [
        None if score is None else 1 + sum(other is not None and other > score for other in scores)
        for score in scores
    ]


def _flips(before: Scorecard, after: Scorecard) -> tuple[Flip, ...]:
    """In the order of the new rules, those that are gone last."""
    old, new = ({finding.rule: finding for finding in card.findings} for card in (before, after))
    names = dict.fromkeys((*new, *old))
    return tuple(
        Flip(name, (new.get(name) or old[name]).title, old.get(name), new.get(name))
        for name in names
        if _status(old.get(name)) != _status(new.get(name))
    )


def _status(finding: Finding | None) -> Status | None:
    return finding.status if finding else None
