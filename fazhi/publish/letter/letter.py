"""From a scorecard to what the letter says."""

import re
from collections.abc import Callable, Iterator
from itertools import count

from engine.model import Finding, Identity, Points, Scorecard, Status
from fazhi.cells import visible
from fazhi.publish import messages as common
from fazhi.publish import plain
from fazhi.publish.letter import messages
from fazhi.publish.letter.judgement import judgement
from fazhi.publish.letter.model import (
    Annex,
    Group,
    Item,
    Items,
    Letter,
    Numbers,
    Strengths,
    Verdict,
)
from fazhi.publish.letter.numbers import checks, rates, rest
from fazhi.publish.letter.passages import passage

_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$", re.ASCII)

Headed = Callable[[str], str]  # the title of a chapter → the same with its number


def letter(card: Scorecard) -> Letter:
    """The letter on a report. What is no annual report gets a short one that says so."""
    judged, headed = card.identity.is_report, _numbered()
    return Letter(
        title=messages.TITLE,
        identity=tuple(_identity(card)),
        addressee=messages.ADDRESSEE.format(unit=visible(card.identity.unit or messages.NO_UNIT)),
        opening=_opening(card),
        judgement=judgement(card, headed(messages.JUDGEMENT)) if judged else None,
        gaps=_gaps(card, headed),
        partial=_items(card, "partial", messages.PARTIAL, messages.PARTIAL_NOTE, headed),
        numbers=_numbers(card, headed) if judged else None,
        strengths=_strengths(card, headed),
        review=_items(card, "needs_review", messages.REVIEW, messages.REVIEW_NOTE, headed),
        waived=_items(card, "waived", messages.WAIVED, messages.WAIVED_NOTE, headed),
        signature=messages.SIGNATURE,
        annex=_annex(card),
        provenance_title=messages.PROVENANCE,
        provenance=tuple(_provenance(card)),
        footer=messages.FOOTER.format(
            source=card.source.sha256[:12],
            version=card.rulebook_version,
            digest=card.rulebook_digest[:12],
            program=card.engine_version,
        ),
    )


def _numbered() -> Headed:
    numerals = iter(messages.NUMERALS)
    return lambda title: messages.CHAPTER.format(numeral=next(numerals), title=title)


def _opening(card: Scorecard) -> str:
    if card.identity.is_report:
        return messages.OPENING.format(report=_report(card.identity))
    kind = common.DOCUMENT_KINDS.get(card.identity.document_kind)
    known = kind and card.identity.document_kind != "other"
    return messages.NO_REPORT.format(likeness=messages.LIKENESS.format(kind=kind) if known else "")


def _report(said: Identity) -> str:
    """How the letter calls the report: by its title, or by whose it is and of which year."""
    if said.title:
        return messages.TITLED.format(title=visible(said.title).strip("《》"))
    year = common.YEAR.format(year=said.year) if said.year is not None else ""
    return messages.UNTITLED.format(unit=visible(said.unit or ""), year=year)


def _identity(card: Scorecard) -> Iterator[tuple[str, str]]:
    yield common.IDENTITY["title"], plain.heading(card)
    for label, value in plain.identity_line(card):
        yield label, _DAY.sub(_day, value)


def _day(written: re.Match[str]) -> str:
    year, month, day = map(int, written.groups())
    return messages.DAY.format(year=year, month=month, day=day)


def _gaps(card: Scorecard, headed: Headed) -> Items | None:
    """The gaps by severity, counted on through the groups."""
    found, numbers, numerals = _ordered(card, "gap"), count(1), iter(messages.NUMERALS)
    groups = []
    for severity, said in messages.SEVERITIES.items():
        chosen = [finding for finding in found if finding.severity == severity]
        if chosen:
            title = messages.SEVERITY_GROUP.format(severity=said, count=len(chosen))
            title = messages.GROUP.format(numeral=next(numerals), title=title)
            items = tuple(_item(card, finding, next(numbers)) for finding in chosen)
            groups.append(Group(title, items))
    title = messages.GAPS.format(count=len(found))
    return Items(headed(title), messages.GAPS_NOTE, tuple(groups)) if groups else None


def _items(card: Scorecard, status: Status, title: str, note: str, headed: Headed) -> Items | None:
    items = tuple(_item(card, finding, n) for n, finding in enumerate(_ordered(card, status), 1))
    return Items(headed(title.format(count=len(items))), note, (Group("", items),)) if items else None


def _ordered(card: Scorecard, status: Status) -> list[Finding]:
    """The findings of one status: the most severe first, then by dimension as in the scorecard."""
    order = {dimension.id: n for n, dimension in enumerate(card.dimensions)}
    found = plain.by_status(card.findings, status)
    ranked = {
        id(f): (plain.SEVERITY_ORDER.index(f.severity), order.get(f.dimension, len(order))) for f in found
    }
    return sorted(found, key=lambda finding: ranked[id(finding)])


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
        until=_DAY.sub(_day, finding.waiver.until) if finding.waiver else "",
    )


def _searched(finding: Finding) -> str:
    terms = common.ENUMERATION.join(map(visible, finding.searched))
    return messages.SEARCHED.format(terms=terms) if terms else ""


def _dimension(card: Scorecard, name: str) -> str:
    return next((visible(one.title) for one in card.dimensions if one.id == name), name)


def _numbers(card: Scorecard, headed: Headed) -> Numbers:
    told, held = checks(card), rates(card)
    return Numbers(
        title=headed(messages.NUMBERS),
        rates=held,
        no_rates="" if held else messages.NO_RATES,
        note=messages.CHECKS_NOTE if told else "",
        checks=told,
        rest=rest(card),
    )


def _strengths(card: Scorecard, headed: Headed) -> Strengths | None:
    met = _ordered(card, "met")
    if not met:
        return None
    paragraphs = []
    for dimension in card.dimensions:
        titles = [visible(finding.title) for finding in met if finding.dimension == dimension.id]
        if titles:
            said = common.ENUMERATION.join(titles)
            paragraphs.append(
                messages.STRENGTH.format(dimension=visible(dimension.title), count=len(titles), titles=said)
            )
    return Strengths(headed(messages.STRENGTHS.format(count=len(met))), tuple(paragraphs))


def _annex(card: Scorecard) -> Annex | None:
    order = {dimension.id: n for n, dimension in enumerate(card.dimensions)}
    findings = sorted(card.findings, key=lambda finding: order.get(finding.dimension, len(order)))
    verdicts = tuple(_verdict(card, finding, n) for n, finding in enumerate(findings, 1))
    return Annex(messages.ANNEX.format(count=len(verdicts)), verdicts) if verdicts else None


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


def _provenance(card: Scorecard) -> Iterator[str]:
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
