"""Behind the letter: every verdict, and from what it was made."""

from collections.abc import Iterator
from itertools import count

from engine.model import Finding, Points, Scorecard
from fazhi.cells import visible
from fazhi.publish import messages as common
from fazhi.publish import plain
from fazhi.publish.letter import messages
from fazhi.publish.letter.model import Annex, Verdict, Verdicts


def annex(card: Scorecard, called: str) -> Annex | None:
    """The verdicts by dimension, in the order of the rules; ``called`` is what this annex is called."""
    titles, numbers, groups = {one.id: visible(one.title) for one in card.dimensions}, count(1), []
    for name in dict.fromkeys((*titles, *(finding.dimension for finding in card.findings))):
        chosen = [finding for finding in card.findings if finding.dimension == name]
        if chosen:
            title = messages.ANNEX_GROUP.format(dimension=titles.get(name, name), count=len(chosen))
            groups.append(Verdicts(title, tuple(_verdict(card, one, next(numbers)) for one in chosen)))
    title = messages.ANNEX.format(annex=called, count=len(card.findings))
    return Annex(title, messages.ANNEX_NOTE, tuple(groups)) if groups else None


def provenance(card: Scorecard) -> Iterator[str]:
    """The files and rules with their whole digests, a line each."""
    source, previous = card.source, card.previous
    yield messages.SOURCE.format(name=visible(source.name), sha256=source.sha256)
    if previous:
        yield messages.PREVIOUS.format(name=visible(previous.name), sha256=previous.sha256)
    yield messages.RULEBOOK.format(
        version=card.rulebook_version,
        digest=card.rulebook_digest,
        profile=card.profile,
        scheme=card.scheme,
    )
    yield messages.PROGRAM.format(version=card.engine_version)
    yield common.PLACES_NOTE


def _verdict(card: Scorecard, finding: Finding, number: int) -> Verdict:
    points = card.points.get(finding.rule)
    return Verdict(
        number=number,
        title=visible(finding.title),
        severity=common.SEVERITIES[finding.severity],
        status=common.STATUSES[finding.status],
        points=_got(points) if points else messages.NO_VALUE,
        place=_place(finding),
        rule=finding.rule,
    )


def _place(finding: Finding) -> str:
    if not finding.evidence:
        return messages.NO_VALUE
    return common.PLACE_ONLY.format(start=finding.evidence[0].start)


def _got(points: Points) -> str:
    return messages.GOT_OF.format(got=plain.hundredths(points.got), most=plain.hundredths(points.most))
