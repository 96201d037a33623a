"""Waivers: a state put on verdicts after they are made."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.model import Finding, Identity, Status, Waiver
from engine.rulebook import Grant

WANTING: frozenset[Status] = frozenset({"gap", "partial", "needs_review"})  # what a waiver can stand on
_PLACE_IS_NOT_THE_UNIT = "department"  # the place that it names is governed by another


def waive(findings: Sequence[Finding], granted: Iterable[Grant], identity: Identity) -> tuple[Finding, ...]:
    """The findings, those waived that want something of this unit and are covered by a waiver.

    A rule that is met stays met: a waiver that nobody needs has no effect.
    """
    mine = {grant.rule: grant for grant in granted if concerns(grant, identity)}
    return tuple(
        _waived(finding, mine[finding.rule])
        if finding.rule in mine and finding.status in WANTING
        else finding
        for finding in findings
    )


def concerns(grant: Grant, identity: Identity) -> bool:
    """Whether the waiver is granted to the unit that reports: by its name, or by the place it governs."""
    names = [identity.unit]
    if identity.level != _PLACE_IS_NOT_THE_UNIT:
        names.append(identity.region)
    return grant.unit in names


def _waived(finding: Finding, grant: Grant) -> Finding:
    waiver = Waiver(grant.reason, grant.until, finding.status)
    return replace(finding, status="waived", waiver=waiver)
