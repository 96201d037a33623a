"""What the wording around a number is about: the matters named, carried on or told last."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from engine.facts.counts.counts import Spot, topic
from engine.facts.counts.matters import carried_matters
from engine.facts.numbers.quantities import Quantity
from engine.facts.patterns import any_of, ideographs
from engine.facts.phrases import Hit
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.model import Span

NOUN = 16  # code points of a noun after its number
VERB = 4  # code points of the act before a number that is only an attribute
OBJECT = 3  # ideographs before a number that name an object of their own
TWO = 2  # matters that may be told as one
FOREIGN = 2  # ideographs between act and number that name another object
MARKS = CLAUSE_ENDS + "、()"
_REMARK = re.compile(r"\([^()0-9\n]*\)")


class Meant:
    """What a window is about, found once for all acts in it and only where they ask."""

    def __init__(self, view: View, spot: Spot, window: Span) -> None:
        self._view, self._spot, self._window = view, spot, window
        self._hits = view.found("matter", window.start, window.end)
        self.named = _by_name(self._hits)

    @cached_property
    def is_joint(self) -> bool:
        """Whether the number is of two kinds of disputes together: 行政复议、行政应诉案件合计137件."""
        if len(self.named) < TWO:
            return False
        told = _told_later(self._view)
        ahead = [hit for hit in self._hits if hit.end <= self._spot.quantity.start]
        hits = [hit for hit in ahead if hit.name in told]
        before = next((hit for hit in reversed(hits) if hit.name != hits[-1].name), None)
        if before is None or ahead[-1].name not in told:
            return False  # 听取行政复议和行政应诉汇报,集体学法6次
        start = min(hit.start for hit in hits if hit.start >= before.end)
        return self._view.text[before.end : start] in self._view.lexicon.indicators.joiners

    @cached_property
    def noun(self) -> Mapping[str, list[Hit]]:
        """The matters that the noun right after the number names (废止2件政府规章)."""
        return _by_name(_in_noun(self._view, self._spot))

    @cached_property
    def subject(self) -> str | None:
        """What the last count told of."""
        return _subject(self._view, self._spot)

    @cached_property
    def carried(self) -> frozenset[str]:
        """The matters named last before the window."""
        return carried_matters(self._view, self._spot.sentence, self._window.start)

    @cached_property
    def resumed(self) -> str | None:
        """The matter of the count told last, after other matters were named without a number of their own.

        受理33件。复议机构邀请法律顾问参与,举行听证会。审结33件,其中维持18件
        """
        spot = self._spot
        last = spot.told[-1] if spot.told else spot.earlier
        if last is None:
            return None
        after = last.quantity.end if spot.told else spot.sentence.start
        named = self._view.found("matter", after, spot.quantity.start)
        resumes = not named and last.indicator.matter in _told_later(self._view)
        return last.indicator.matter if resumes else None

    @cached_property
    def ahead(self) -> frozenset[str]:
        """The matter named first behind the quantity in its sentence."""
        quantity, sentence = self._spot.quantity, self._spot.sentence
        later = self._view.found("matter", quantity.end, sentence.end)
        told = _told_later(self._view)
        return frozenset(hit.name for hit in later if hit.start == later[0].start and hit.name in told)


def attribute(view: View, spot: Spot) -> int:
    """Where the wording begins if the number before is only an attribute: 抽取26个单位的案卷156卷."""
    low = view.clause_start(spot.quantity.start, spot.sentence)
    first = view.counted(low, spot.floor)
    alike = len(first) == 1 and first[0].unit == spot.quantity.unit
    listed = view.text.startswith("、", spot.floor) or view.text.endswith("、", 0, spot.quantity.start)
    if len(first) != 1 or alike or listed:
        return spot.floor
    return max(low, len(view.text[low : first[0].start].rstrip()) + low - VERB)


def remark_end(view: View, quantity: Quantity, limit: int) -> int:
    """The end of the number with a remark in brackets on it before ``limit``: 12件(其中县政府4件)均报备."""
    if not view.text.startswith("(", quantity.end):
        return quantity.end
    closed = view.text.find(")", quantity.end, limit) + 1
    return closed or quantity.end


def own_end(view: View, spot: Spot, start: int) -> int:
    """The end of the wording from ``start`` on, without acts that touch the next number: they are its own."""
    parts = view.found("whole", start, spot.ceiling)
    if parts:
        return parts[0].start
    if spot.ceiling == spot.sentence.end or view.text[spot.ceiling] in MARKS:
        return spot.ceiling
    next_one = start + len(view.text[start : spot.ceiling].rstrip())
    touching = (a.start for a in view.found("act", start, spot.ceiling) if a.end == next_one)
    return min(touching, default=spot.ceiling)


def is_neutral(view: View, start: int, end: int) -> bool:
    """Whether the stretch names nothing else: an act of a matter named before takes no other object.

    There is none after an act that follows its number.
    """
    if end - start < FOREIGN:
        return True
    rest = any_of(view.lexicon.indicators.neutral).sub("", unbracketed(view.text[start:end]))
    return ideographs(rest) < FOREIGN


def turns(view: View, sentence: Sentence, place: int) -> bool:
    """Whether the sentence tells, before ``place``, a number of something unnamed: 办理投诉举报3.6万件."""
    counted = [q for q in view.counted(sentence.start, place) if not (q.percent or q.change)]
    if not counted or view.found("matter", sentence.start, place):
        return False
    low = view.clause_start(counted[0].start, sentence)
    told, end = "", low
    for act in view.found("act", low, counted[0].start):  # one may lie in another: 直接纠正违法行为
        told += view.text[end : act.start]
        end = max(end, act.end)
    told += view.text[end : counted[0].start]
    rest = any_of(view.lexicon.indicators.neutral).sub("", unbracketed(told))
    return ideographs(rest) > OBJECT


def unbracketed(text: str) -> str:
    """The text without remarks in brackets that tell no number: 纠正(含撤销、确认违法)46件."""
    return _REMARK.sub("", text) if "(" in text else text


def _subject(view: View, spot: Spot) -> str | None:
    """What the last count told of, where no matter is named after it: 合法性审查件数 and its 意见.

    Where its parts were told in between (其中…8件、…119份,提出意见96条), it is still the whole's.
    """
    parts = view.found("whole", spot.sentence.start, spot.floor)
    wholes = [count for count in spot.told if not parts or count.quantity.end <= parts[0].start]
    last = wholes[-1] if wholes else None
    if last is None or last.indicator.matter or last.draft.at is None:
        return None
    start = spot.floor if parts else last.draft.at.end
    return None if view.found("matter", start, spot.ceiling) else topic(last.indicator)


def _told_later(view: View) -> AbstractSet[str]:
    """The matters of disputes, to which a report comes back after what was done about them."""
    return {matter.id for matter in view.lexicon.indicators.matters if matter.told_later}


def _by_name(hits: Iterable[Hit]) -> Mapping[str, list[Hit]]:
    named: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        named[hit.name].append(hit)
    return named


def _in_noun(view: View, spot: Spot) -> list[Hit]:
    """The matters that the noun right after the number names."""
    _, end = view.clause(spot.quantity.start, spot.quantity.end, spot.sentence)
    found = view.found(
        "matter",
        spot.quantity.end,
        min(end, own_end(view, spot, spot.quantity.end), spot.quantity.end + NOUN),
    )
    return [hit for hit in found if not _marked(view, spot.quantity.end, hit.start)]


def _marked(view: View, start: int, end: int) -> bool:
    return any(mark in MARKS for mark in view.text[start:end])
