"""Several kinds of text that are told as one number: 审查文件、合同、协议216件."""

from engine.facts.counts.counts import Spot
from engine.facts.phrases import Hit
from engine.facts.text import has_any
from engine.facts.view import View
from engine.rulebook.lexicon_facts import Indicator

LISTING = "、"
TWO = 2  # kinds that make a mixture


def is_mixed(view: View, spot: Spot, act: Hit, whole: Indicator) -> bool:
    """Whether the number of the act is one of several kinds together, which ``whole`` counts.

    Where that tells what was told before, the kinds may stand anywhere before in the sentence, unless the
    clause of the act names just one: 审查各类事项4125件,出具合同审查意见2180条.
    """
    own = view.text[view.clause_start(act.start, spot.sentence) : spot.quantity.start]
    names_one = _kinds(view, own) == 1 and "," not in own
    low = spot.sentence.start if whole.of_told and not names_one else _start(view, spot, act)
    following = view.counted(spot.quantity.end, max(act.end, spot.quantity.end))
    high = following[0].start if following else max(act.end, spot.quantity.end)
    told = view.text[low:high]  # 52件规范性文件、207份合同: each number has its own noun
    return LISTING in told and _kinds(view, told) >= TWO


def _kinds(view: View, told: str) -> int:
    return sum(has_any(told, names) for names in view.lexicon.indicators.kinds)


def _start(view: View, spot: Spot, act: Hit) -> int:
    """Where the wording begins that names the kinds: at the act, or at what it was done with (对…).

    That of an act behind its number begins with their clause: 合同、规范性文件共120件经司法局审查.
    """
    own = max(min(act.start, spot.quantity.start), spot.floor)
    if act.start > spot.quantity.start:
        clause = view.clause_start(spot.quantity.start, spot.sentence)
        return clause if clause >= spot.floor else own
    clause = max(spot.floor, view.clause_start(act.start, spot.sentence))
    found = (view.text.rfind(word, clause, act.start) for word in view.lexicon.indicators.objects)
    return min((place for place in found if place >= 0), default=own)
