"""An act (收到, 审结 …) and a number: how far they are from one another, and what keeps them apart."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from engine.facts.counts.counts import Spot
from engine.facts.counts.meaning import unbracketed
from engine.facts.numbers.quantities import Quantity
from engine.facts.patterns import one_of
from engine.facts.phrases import GAP, Hit
from engine.facts.text import has_any
from engine.facts.view import View
from engine.model import Span

AFTER = 3  # what standing after the number adds
COMMA = 15  # what a comma between them adds


def outside(acts: Iterable[Hit], wordings: Iterable[Hit]) -> list[Hit]:
    """The acts, or other hits, that are no piece of one of the wordings: 合格 of 合格率, 败诉 of 无败诉."""
    ordered = sorted(wordings)
    starts = [wording.start for wording in ordered]
    ends = [0, *accumulate((wording.end for wording in ordered), max)]
    return [act for act in acts if ends[bisect_left(starts, act.end)] < act.end]


def widest(hits: Iterable[Hit]) -> list[Hit]:
    """Without the hits that lie in one before them: 审结案件中 of 在已审结案件中."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def of_all(view: View, quantity: Quantity, act: Hit) -> bool:
    """Whether the act is said of all that was counted: 7件…均报备."""
    return has_any(view.text[quantity.end : act.end], view.lexicon.indicators.all_words)


def in_title(view: View, act: Hit, between: Span) -> bool:
    """Whether the act is a piece of the title of a document that was named in an earlier clause."""
    closing = view.text.find("》", between.start, between.end)
    if closing < 0 or "《" in view.text[between.start : closing]:
        return False
    return view.text.rfind("《", 0, act.start) > view.text.rfind("》", 0, act.start)


def is_of_field(view: View, spot: Spot, act: Hit) -> bool:
    """Whether the number is told of one field only: 受理治安管理类案件13件."""
    words = view.lexicon.indicators
    low, high = view.clause(min(act.start, spot.quantity.start), spot.quantity.end, spot.sentence)
    text = view.text[low : min(high, spot.ceiling)]
    return any(
        not (text.endswith(words.field_not, 0, match.end()) or text.startswith(words.field_ends, match.end()))
        for match in re.finditer(one_of(words.fields), text)
    )


def is_general(view: View, spot: Spot, act: Hit) -> bool:
    """Whether the clause of the act tells of work in general: 审查27份合同,加强合同签订和履行监管."""
    low = view.clause_start(act.start, spot.sentence)
    return view.text.startswith(view.lexicon.indicators.general, low)


def is_aside(view: View, end: int, start: int) -> bool:
    """Whether what ends at ``end`` stands in brackets closed before ``start``: 审结(含往年结转)87件."""
    opened, closed = view.text.find("(", end, start), view.text.find(")", end, start)
    return closed >= 0 and not 0 <= opened < closed


def counts_bearers(view: View, act: Hit, quantity: Quantity) -> bool:
    """Whether the number counts those who act or where it is done: 22个派出所实现…, 反映窗口108个."""
    words = view.lexicon.indicators
    if quantity.unit not in words.bearer_units:
        return False
    if act.start >= quantity.end:
        return has_any(view.text[quantity.end : act.start], words.bearers)
    if view.text.startswith(words.bearers, quantity.end):
        return True  # 开展合法性审查,14个乡镇
    return view.text.endswith(words.bearers, act.end, quantity.start)


def is_joint(view: View, spot: Spot, act: Hit) -> bool:
    """Whether the noun is joined to another and the number is of both: 法律顾问、公职律师96名."""
    joiners = view.lexicon.indicators.joiners
    low = view.clause_start(act.start, spot.sentence)
    before = view.text[max(low, spot.floor) : act.start]
    other = before.removesuffix(next((one for one in joiners if before.endswith(one)), ""))
    return (other not in ("", before)) or view.text.startswith(joiners, act.end, spot.quantity.start)


def said(act: Hit) -> int:
    """How much of the act is wording and not a gap."""
    return len(act.phrase.replace(GAP, ""))


def stretch_between(act: Hit, quantity: Quantity) -> Span:
    """What stands between an act and its number."""
    if act.end <= quantity.start:
        return Span(act.end, quantity.start)
    return Span(quantity.end, act.start)


def distance(view: View, act: Hit, between: Span) -> float:
    """How far the act is from its number; the wording before a number is preferred to that after it.

    An act that began in an earlier clause is farther than one within the clause.
    """
    after = AFTER if act.start >= between.end else 0
    told = unbracketed(view.text[between.start : between.end])
    commas = told.count(",") + ("," in view.text[act.start : act.end])
    return len("".join(told.split())) + COMMA * commas + after
