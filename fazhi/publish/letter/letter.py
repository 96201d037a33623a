"""From a scorecard to what the letter says."""

from engine.model import Scorecard
from fazhi.cells import visible
from fazhi.publish import messages as common
from fazhi.publish.letter import messages
from fazhi.publish.letter.annex import annex, provenance
from fazhi.publish.letter.items import gaps, items, optional, ordered
from fazhi.publish.letter.judgement import judgement
from fazhi.publish.letter.model import Letter, Numbers, Strengths
from fazhi.publish.letter.numbering import Headed, numbered
from fazhi.publish.letter.numbers import checks, rates, rest
from fazhi.publish.letter.opening import identity, opening


def letter(card: Scorecard) -> Letter:
    """The letter on a report. What is no annual report gets a short one that says so."""
    judged, headed, extra = card.identity.is_report, numbered(), optional(card)
    return Letter(
        title=messages.TITLE,
        identity=tuple(identity(card)),
        addressee=messages.ADDRESSEE.format(unit=visible(card.identity.unit or messages.NO_UNIT)),
        opening=opening(card),
        judgement=judgement(card, headed(messages.JUDGEMENT)) if judged else None,
        gaps=gaps(card, headed),
        partial=items(card, "partial", messages.PARTIAL, messages.PARTIAL_NOTE, headed),
        numbers=_numbers(card, headed) if judged else None,
        strengths=_strengths(card, headed),
        review=items(card, "needs_review", messages.REVIEW, messages.REVIEW_NOTE, headed),
        waived=items(card, "waived", messages.WAIVED, messages.WAIVED_NOTE, headed),
        signature=messages.SIGNATURE,
        optional=extra,
        annex=annex(card, messages.ANNEX_SECOND if extra else messages.ANNEX_ALONE),
        provenance_title=messages.PROVENANCE,
        provenance=tuple(provenance(card)),
        footer=messages.FOOTER.format(
            source=card.source.sha256[:12],
            version=card.rulebook_version,
            digest=card.rulebook_digest[:12],
            program=card.engine_version,
        ),
    )


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
    met = ordered(card, "met")
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
