"""The chapters of a letter that list requirements: gaps, partial findings, what to review, what is waived."""

from itertools import count

from engine.model import Finding, Scorecard, Status
from fazhi.cells import visible
from fazhi.publish import messages as common
from fazhi.publish import plain
from fazhi.publish.letter import messages
from fazhi.publish.letter.model import Group, Item, Items
from fazhi.publish.letter.numbering import Headed
from fazhi.publish.letter.opening import day
from fazhi.publish.letter.passages import passage


def gaps(card: Scorecard, headed: Headed) -> Items | None:
    """The gaps by severity, counted on through the groups."""
    found, numbers, numerals = ordered(card, "gap"), count(1), iter(messages.NUMERALS)
    groups = []
    for severity, said in messages.SEVERITIES.items():
        chosen = [finding for finding in found if finding.severity == severity]
        if chosen:
            title = messages.SEVERITY_GROUP.format(severity=said, count=len(chosen))
            title = messages.GROUP.format(numeral=next(numerals), title=title)
            groups.append(Group(title, tuple(_item(card, finding, next(numbers)) for finding in chosen)))
    title = messages.GAPS.format(count=len(found))
    return Items(headed(title), messages.GAPS_NOTE, tuple(groups)) if groups else None


def items(card: Scorecard, status: Status, title: str, note: str, headed: Headed) -> Items | None:
    """The findings of one status in a single group."""
    listed = tuple(_item(card, finding, n) for n, finding in enumerate(ordered(card, status), 1))
    return Items(headed(title.format(count=len(listed))), note, (Group("", listed),)) if listed else None


def ordered(card: Scorecard, status: Status) -> list[Finding]:
    """The findings of one status: the most severe first, then by dimension as in the scorecard."""
    order = {dimension.id: n for n, dimension in enumerate(card.dimensions)}
    return sorted(
        plain.by_status(card.findings, status),
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
