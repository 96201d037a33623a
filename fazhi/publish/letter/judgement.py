"""The overall judgement in words, each sentence from the figures of the scorecard."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from engine.model import DimensionScore, Finding, Scorecard, Status
from fazhi.cells import visible
from fazhi.publish import messages as common
from fazhi.publish import plain
from fazhi.publish.letter import messages
from fazhi.publish.letter.model import Bar, Judgement
from fazhi.publish.letter.numbers import differences, outcome

_COUNTED: tuple[Status, ...] = ("met", "partial", "gap", "needs_review", "not_applicable", "waived")
_COLUMNS: tuple[Status, ...] = ("gap", "partial", "needs_review", "met")
_COSTLIEST = 3  # gaps named in the judgement


def judgement(card: Scorecard, title: str) -> Judgement:
    """What the report is worth, where it is strong and weak, and the dimensions one by one."""
    bars = tuple(map(_bar, card.dimensions))
    said = (messages.CHART_SCORE.format(dimension=bar.title, score=bar.shown) for bar in bars)
    paragraphs = ("".join(sentences) for sentences in (_result(card), _findings(card), _figures(card)))
    return Judgement(
        title=title,
        paragraphs=tuple(filter(None, paragraphs)),
        caption=messages.CHART,
        description=messages.CHART_ALT.format(scores=common.ENUMERATION.join(said)),
        counted=tuple(common.STATUSES[status] for status in _COLUMNS),
        bars=bars,
    )


def _bar(dimension: DimensionScore) -> Bar:
    return Bar(
        title=visible(dimension.title),
        score=dimension.score,
        shown=messages.NOT_COUNTED if dimension.score is None else plain.tenth(dimension.score),
        weight=plain.number(dimension.weight),
        counts=tuple(str(getattr(dimension, status)) for status in _COLUMNS),
    )


def _result(card: Scorecard) -> Iterator[str]:
    if card.score is None:
        yield messages.NOT_SCORED
        return
    yield messages.SCORED.format(score=plain.tenth(card.score), grade=visible(card.grade or ""))
    for cap in card.caps:
        yield messages.CAPPED.format(reason=visible(cap.reason), grade=visible(cap.grade))
    yield from _extremes(card)


def _extremes(card: Scorecard) -> Iterator[str]:
    scored = sorted((d.score, -n, d.title) for n, d in enumerate(card.dimensions) if d.score is not None)
    if len(scored) < 2 or scored[0][0] == scored[-1][0]:
        return
    (low, _, worst), (high, _, best) = scored[0], scored[-1]
    yield messages.EXTREMES.format(
        best=visible(best), best_score=plain.tenth(high), worst=visible(worst), worst_score=plain.tenth(low)
    )


def _findings(card: Scorecard) -> Iterator[str]:
    statuses: Mapping[Status, int] = Counter(finding.status for finding in card.findings)
    told = [
        messages.COUNT.format(name=common.STATUSES[s], count=statuses[s]) for s in _COUNTED if statuses[s]
    ]
    yield messages.COUNTED.format(total=len(card.findings), counts=common.LIST.join(told))
    gaps = [finding for finding in card.findings if finding.status == "gap"]
    if not gaps:
        yield messages.NO_GAPS
    else:
        yield from _gaps(card, gaps)
    if any(
        finding.severity == "may" and finding.status in messages.OPTIONAL_GROUPS for finding in card.findings
    ):
        yield messages.OPTIONAL_ELSEWHERE


def _gaps(card: Scorecard, gaps: Sequence[Finding]) -> Iterator[str]:
    severities = Counter(finding.severity for finding in gaps)
    told = [
        messages.GAP_COUNT.format(severity=said, count=severities[severity])
        for severity, said in messages.SEVERITIES.items()
        if severities[severity]
    ]
    yield messages.GAP_COUNTS.format(counts=common.LIST.join(told))
    yield from _costliest(card)


def _costliest(card: Scorecard) -> Iterator[str]:
    """The gaps that cost most, in the order of the scorecard where they cost the same."""
    lost = {
        finding.rule: card.points[finding.rule].most - card.points[finding.rule].got
        for finding in card.findings
        if finding.status == "gap" and finding.rule in card.points
    }
    titles = {finding.rule: visible(finding.title) for finding in card.findings}
    worst = sorted((rule for rule in lost if lost[rule]), key=lambda rule: -lost[rule])[:_COSTLIEST]
    said = [messages.COST.format(title=titles[rule], points=plain.hundredths(lost[rule])) for rule in worst]
    if said:
        yield messages.COSTLIEST.format(items=common.ENUMERATION.join(said))


def _figures(card: Scorecard) -> Iterator[str]:
    stated, verdicts = outcome(card)
    if stated:
        told = [messages.RATES_COUNT.format(verdict=said, count=n) for said, n in verdicts.items()]
        message = messages.RATES if told else messages.RATES_ALONE
        checked = sum(verdicts.values())
        yield message.format(stated=stated, checked=checked, counts=common.LIST.join(told))
    wrong = differences(card)
    if wrong:
        yield messages.DIFFERENCES.format(count=wrong)
