"""The chapters of a letter that list requirements: gaps, partial findings, what to review, what is waived."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count

from engine.model import Finding, Scorecard, Severity, Status
from fazhi.cells import visible
from fazhi.publish import messages as common
from fazhi.publish import plain
from fazhi.publish.letter import messages
from fazhi.publish.letter.model import Group, Item, Items
from fazhi.publish.letter.numbering import Headed
from fazhi.publish.letter.opening import day
from fazhi.publish.letter.passages import passage

REQUIRED: Sequence[Severity] = ("must", "should")
ALL: Sequence[Severity] = (*REQUIRED, "may")


def gaps(card: Scorecard, headed: Headed) -> Items | None:
    """The gaps in what is required, by severity."""
    told = [
        (messages.SEVERITY_GROUPS[one], found) for one in REQUIRED if (found := ordered(card, "gap", {one}))
    ]
    title = messages.GAPS.format(count=sum(len(found) for _, found in told))
    return Items(headed(title), messages.GAPS_NOTE, _groups(card, told)) if told else None


def optional(card: Scorecard) -> Items | None:
    """What may be written beside what is required: a matter for an annex, since nobody has to mend it."""
    told = [
        (said, found)
        for status, said in messages.OPTIONAL_GROUPS.items()
        if (found := ordered(card, status, {"may"}))
    ]
    groups = [
        Group(group.title, tuple(replace(item, searched="") for item in group.items))
        for group in _groups(card, told)
    ]
    title = messages.OPTIONAL.format(count=sum(len(found) for _, found in told))
    return Items(title, messages.OPTIONAL_NOTE, tuple(groups)) if groups else None


def _groups(card: Scorecard, told: Sequence[tuple[str, Sequence[Finding]]]) -> tuple[Group, ...]:
    """The findings under their titles, which say how many they are, counted on through the groups."""
    numbers = count(1)
    return tuple(
        Group(
            messages.GROUP.format(numeral=numeral, title=title.format(count=len(found))),
            tuple(_item(card, finding, next(numbers)) for finding in found),
        )
        for numeral, (title, found) in zip(messages.NUMERALS, told, strict=False)
    )


def items(card: Scorecard, status: Status, title: str, note: str, headed: Headed) -> Items | None:
    """The findings of one status in a single group; of what is only partly told, what is required."""
    found = ordered(card, status, REQUIRED if status == "partial" else ALL)
    listed = tuple(_item(card, finding, n) for n, finding in enumerate(found, 1))
    return Items(headed(title.format(count=len(listed))), note, (Group("", listed),)) if listed else None


def ordered(card: Scorecard, status: Status, severities: Collection[Severity] = ALL) -> list[Finding]:
    """The findings of one status: the most severe first, then by dimension as in the scorecard."""
    order = {dimension.id: n for n, dimension in enumerate(card.dimensions)}
    return sorted(
        (finding for finding in plain.by_status(card.findings, status) if finding.severity in severities),
        key=lambda f: (plain.SEVERITY_ORDER.index(f.severity), order.get(f.dimension, len(order))),
    )


def _item(card: Scorecard, finding: Finding, number: int) -> Item:
    points = card.points.get(finding.rule)
    quoted = finding.evidence or finding.near_misses
    return Item(
        number=number,
        rule=finding.rule,
        title=visible(finding.title),
        dimension=_dimension(card, finding.dimension),
        points=plain.lost(points) if points else "",
        message=visible(finding.message),
        basis=tuple(map(plain.basis, finding.basis)),
        found=tuple(map(passage, finding.evidence)),
        nearest=tuple(map(passage, finding.near_misses)),
        searched="" if quoted else _searched(finding),
        advice=visible(finding.advice),
        reason=visible(finding.waiver.reason) if finding.waiver else "",
        until=day(finding.waiver.until) if finding.waiver else "",
    )


def _searched(finding: Finding) -> str:
    terms = common.ENUMERATION.join(map(visible, finding.searched))
    return messages.SEARCHED.format(terms=terms) if terms else ""


def _dimension(card: Scorecard, name: str) -> str:
    return next((visible(one.title) for one in card.dimensions if one.id == name), name)
