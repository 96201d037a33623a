"""Which indicators the wording around a number names.

The act (收到, 审结 …) must stand there, and its matter (行政复议 …) there or named last before.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import NamedTuple

from engine.facts.counts.acts import (
    counts_bearers,
    distance,
    in_title,
    is_aside,
    is_general,
    is_joint,
    is_of_field,
    of_all,
    said,
    stretch_between,
)
from engine.facts.counts.counts import Spot, topic
from engine.facts.counts.meaning import MARKS, Meant, attribute, is_neutral, own_end, remark_end
from engine.facts.counts.mixed import is_mixed
from engine.facts.counts.tabled import tabled
from engine.facts.phrases import GAP, Hit
from engine.facts.text import has_any
from engine.facts.view import View
from engine.model import Span
from engine.rulebook.lexicon_facts import Indicator

LISTING = "、"
REACH = 60  # how far an act may be from its number, in code points and penalties
FOLLOWS = 16  # code points after an act in which a wording right behind it changes its meaning
PARTS = 2  # names of parts that tell of what whole their total is
NAMED = 8  # code points between act and matter that add one
CARRIED = 6  # what a matter carried over from earlier adds
WEAK = 20  # what an act adds that says only that there were some


class Candidate(NamedTuple):
    """An indicator that a number may state, with its act and how far that is."""

    cost: float
    indicator: Indicator
    act: Hit
    far: bool = False  # a comma stands between act and number
    beyond: bool = False  # the same, with the act before the number
    silent: bool = False

    @property
    def length(self) -> int:
        """The code points of the act, those of its gap included."""
        return self.act.end - self.act.start


class Namer:
    """Names quantities; made once from the lexicon."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        counted: dict[str, set[str]] = defaultdict(set)
        for item in indicators:
            for unit in item.units:
                counted[unit].add(item.id)
        self._counted: Mapping[str, AbstractSet[str]] = dict(counted)
        self._mixtures = {kind: item for item in reversed(indicators) for kind in item.mixed}

    @property
    def units(self) -> AbstractSet[str]:
        """The units in which anything with a name is counted."""
        return self._counted.keys()

    def named(self, view: View, spot: Spot) -> list[Candidate]:
        """The indicators that the wording around the quantity names, best first."""
        quantity = spot.quantity
        if cell := view.cells.get(quantity.start):
            told = tabled(view, spot, cell)
            return [Candidate(0, *told)] if told else []
        end = remark_end(view, quantity, spot.sentence.end)
        before_noun = end < spot.ceiling and (view.text[end] not in MARKS or _listed_on(view, spot))
        found = self._around(view, spot, end if before_noun else None)
        kept = sorted(
            _outermost(view, found), key=lambda c: (c.cost, -c.length, -said(c.act), c.indicator.id)
        )
        best = next((c for c in kept if c.act.start < quantity.start or not c.far), None)
        if best is None:
            return []
        if mixed := self._mixed(view, spot, best):
            return [best._replace(indicator=mixed)]
        if not before_noun:
            return [best]
        # a number before its noun may be said to be issued, reviewed and filed at once
        also = [
            c._replace(silent=c is not best and of_all(view, quantity, c.act))
            for c in kept
            if topic(c.indicator) == topic(best.indicator) and not c.beyond
        ]
        named = {c.indicator.id: c for c in (*also, best)}
        return [c for c in named.values() if not named.keys() & set(c.indicator.not_with)]

    def _around(self, view: View, spot: Spot, noun: int | None) -> list[Candidate]:
        """All that may be meant, by the surest wording; ``noun``: where the noun behind begins."""
        quantity = spot.quantity
        found = self._candidates(view, spot, Span(spot.floor, quantity.start))
        if noun is not None and spot.floor > spot.sentence.start:
            own = view.text.rfind(LISTING, spot.floor, quantity.start)  # 42件继续有效、6件修改
            found = [c for c in found if c.act.end > own or c.act.start >= quantity.start]
        if not found and spot.opening < spot.floor:
            found = self._shared(view, spot)
        if not found and (start := attribute(view, spot)) < spot.floor:
            found = self._candidates(view, spot, Span(start, quantity.start))
        if noun is not None:
            found += self._candidates(view, spot, Span(noun, own_end(view, spot, noun)))
        return found or self._of_list(view, spot)

    def _mixed(self, view: View, spot: Spot, best: Candidate) -> Indicator | None:
        """What several kinds of text are together that are told as one number: 文件、合同、协议216件."""
        whole = self._mixtures.get(best.indicator.id)
        if whole is None or spot.quantity.unit not in whole.units:
            return None
        return whole if is_mixed(view, spot, best.act, whole) else None

    def _shared(self, view: View, spot: Spot) -> list[Candidate]:
        """For a later member of a list (审查A 3件、B 2件) or a part (审查5件,其中A 3件): the earlier act."""
        own = {hit.name for hit in view.found("matter", spot.floor, spot.quantity.start)}
        changed = {hit.name for hit in view.found("unless", spot.floor, spot.quantity.start)}
        first = min((q.start for q in view.counted(spot.opening, spot.floor)), default=spot.opening)
        acts = view.found("act", spot.opening, first)
        parts = view.found("whole", spot.opening, spot.quantity.start)
        whole = {topic(count.indicator) for count in spot.told} if parts else set()
        return [
            Candidate(first - act.end, indicator, act)
            for act in acts
            if GAP not in act.phrase
            and act.name not in changed
            and (indicator := view.indicators[act.name]).matter in own - whole
            and spot.quantity.unit in indicator.units
            and not self._is_behind_another(view, act, spot)
        ]

    def _of_list(self, view: View, spot: Spot) -> list[Candidate]:
        """For the total of unnamed parts (公告执法主体,机关36家、组织7家,共计43家): the act before them."""
        if not view.text.endswith(view.lexicon.indicators.totals, 0, spot.quantity.start):
            return []
        first = _first_of_sum(view, spot)
        if first is None:
            return _of_parts(view, spot)
        low = view.clause_start(first, spot.sentence)
        if low > spot.sentence.start:
            low = view.clause_start(low - 1, spot.sentence)
        matters = {hit.name for hit in view.found("matter", low, first)}
        return [
            Candidate(first - act.end, indicator, act)
            for act in view.found("act", low, first)
            if (indicator := view.indicators[act.name]).matter in matters
            and spot.quantity.unit in indicator.units
            and not self._is_something_else(view, act, spot)
        ]

    def _candidates(self, view: View, spot: Spot, window: Span) -> list[Candidate]:
        """The indicators whose act stands in the window and whose matter is meant."""
        counted = self._counted[spot.quantity.unit]
        acts = [act for act in view.found("act", window.start, window.end) if act.name in counted]
        if not acts:
            return []
        meant = Meant(view, spot, window)
        parts = _last_turn(view, window.start, spot.quantity.start)
        near = (a for a in acts if a.start >= parts and not is_aside(view, a.end, spot.quantity.start))
        return [found for act in near if (found := self._candidate(view, spot, act, meant))]

    def _candidate(self, view: View, spot: Spot, act: Hit, meant: Meant) -> Candidate | None:
        """The indicator of the act with what it costs; None where the act is of something else."""
        if GAP in act.phrase and ":" in view.text[act.start : act.end]:
            return None  # 审核、备案并举:指导起草规范性文件11件
        indicator, between = view.indicators[act.name], stretch_between(act, spot.quantity)
        if not indicator.of_bearers and counts_bearers(view, act, spot.quantity):
            return None
        matter = None if meant.is_joint else self._matter_cost(view, spot, act, meant)
        if matter is None or self._is_something_else(view, act, spot):
            return None
        weak = WEAK if act.phrase in view.lexicon.indicators.weak else 0
        cost = matter + distance(view, act, between) + weak
        if cost > REACH or _is_elsewhere(view, spot, act, indicator.matter):
            return None
        far = "," in view.text[between.start : between.end]
        return Candidate(cost, indicator, act, far, far and act.end <= spot.quantity.start)

    def turns(self, view: View, spot: Spot) -> bool:
        """Whether an act before the number takes another object than the matter carried on."""
        acts = view.found("act", spot.floor, spot.quantity.start)
        return any(
            act.name in self._counted.get(spot.quantity.unit, ())
            and view.indicators[act.name].matter is not None
            and not is_neutral(view, act.end, spot.quantity.start)
            and not counts_bearers(view, act, spot.quantity)
            for act in acts
        )

    def _is_something_else(self, view: View, act: Hit, spot: Spot) -> bool:
        """Whether the wording around the act, up to a number after it, changes its meaning."""
        quantity = spot.quantity
        before = act.end <= quantity.start
        if view.text.endswith(view.lexicon.indicators.others, 0, act.start):
            return True
        if self._is_behind_another(view, act, spot) or self._reaches_over(view, act):
            return True
        if view.indicators[act.name].total and is_of_field(view, spot, act):
            return True
        if view.indicators[act.name].apart and before and is_joint(view, spot, act):
            return True
        end = quantity.start if before else act.end + FOLLOWS
        if not before and any(rate.start == act.end for rate in view.found("rate", act.end, end)):
            return False  # 1219项政务服务事项网上可办率100%
        return any(
            hit.name == act.name and (before or hit.start == act.end)
            for hit in view.found("unless", act.end, end)
        )

    def _reaches_over(self, view: View, act: Hit) -> bool:
        """Whether the gap of the act goes on to a clause on another matter: 调解…合一,行政裁决案件56件."""
        matter = view.indicators[act.name].matter
        comma = view.text.rfind(",", act.start, act.end) if GAP in act.phrase else -1
        if comma < 0 or matter is None:
            return False
        inside = view.found("matter", comma, act.end)
        return bool(inside) and all(hit.name != matter for hit in inside if hit.end == inside[-1].end)

    def _is_behind_another(self, view: View, act: Hit, spot: Spot) -> bool:
        """Whether the wording before the act, or in its gap, makes it that of another indicator."""
        not_after = view.indicators[act.name].not_after
        if not not_after:
            return False
        low = view.clause_start(act.start, spot.sentence)
        high = act.end if GAP in act.phrase else act.start
        return has_any(view.text[low:high], not_after)

    def _matter_cost(self, view: View, spot: Spot, act: Hit, meant: Meant) -> float | None:
        """Little when the matter is named beside the act, more when carried over, None when another."""
        wanted = view.indicators[act.name].matter
        if wanted is None:
            return 0
        near = meant.named.get(wanted, [])
        if not near and act.end <= spot.quantity.start:
            near = meant.noun.get(wanted, [])
        if near:
            return min(max(hit.start - act.end, act.start - hit.end, 0) for hit in near) / NAMED
        if wanted == meant.subject:
            return CARRIED - 1
        if _names_another(view, spot, act, wanted):
            return None
        carried = meant.carried or meant.ahead
        if GAP in act.phrase and view.found("matter", act.start, act.end):
            return None  # 收到…行政复议案件 is none of what is carried over
        if spot.turned or not is_neutral(view, act.end, spot.quantity.start):
            return None
        if wanted in carried:
            return CARRIED
        opens = is_neutral(view, spot.sentence.start, act.start)
        return CARRIED if wanted == meant.resumed and (spot.told or opens) else None


def _names_another(view: View, spot: Spot, act: Hit, wanted: str) -> bool:
    """Whether the clause of an act before its number opens with another matter: 仲裁委员会受理案件413件."""
    if act.end > spot.quantity.start:
        return False
    low = max(spot.floor, view.clause_start(act.start, spot.sentence))
    return any(hit.start == low and hit.name != wanted for hit in view.found("matter", low, act.start))


def _is_elsewhere(view: View, spot: Spot, act: Hit, matter: str | None) -> bool:
    """Whether a comma or a colon parts the act from the number, and one of them is told of something else."""
    between, before = stretch_between(act, spot.quantity), act.end <= spot.quantity.start
    far = "," in view.text[between.start : between.end]
    parted = (far and before) or ":" in view.text[act.end : spot.quantity.start]
    if parted and not _stands_bare(view, spot, matter):
        return True
    general = far and not before and is_general(view, spot, act)
    return general or (far and in_title(view, act, between))


def _listed_on(view: View, spot: Spot) -> bool:
    """Whether the number shares what follows with the next of its list: 许可案卷6件、处罚案卷9件进行评查."""
    on = view.text.startswith(LISTING, spot.quantity.end)
    return on and bool(view.counted(spot.quantity.end, spot.ceiling))


def _last_turn(view: View, start: int, end: int) -> int:
    """Where the text last turns from a whole to its parts (其中) in the stretch, else -1."""
    found = view.found("whole", start, end)
    return found[-1].start if found else -1


def _of_parts(view: View, spot: Spot) -> list[Candidate]:
    """For the total of parts with names (一审52件、二审17件、再审4件,合计73件): their whole."""
    named, total = set[str](), Decimal(0)
    for count in reversed(spot.told):
        named.add(count.indicator.id)
        total += count.quantity.value
        if total >= spot.quantity.value:
            break
    wholes = [one.whole for one in view.lexicon.indicators.partitions if named <= set(one.parts)]
    if total != spot.quantity.value or len(named) < PARTS or not wholes:
        return []
    whole, low = view.indicators[wholes[-1]], spot.floor  # of several the widest, which stands last
    act = Hit(low, spot.quantity.start, "act", whole.id, view.text[low : spot.quantity.start])
    return [Candidate(0, whole, act)] if spot.quantity.unit in whole.units else []


def _first_of_sum(view: View, spot: Spot) -> int | None:
    """Where the list begins whose unnamed numbers are together the quantity, which is told as a total."""
    quantity = spot.quantity
    named, total = {count.quantity.start for count in spot.told}, Decimal(0)
    for part in reversed(view.counted(spot.sentence.start, quantity.start)):
        if part.unit != quantity.unit or part.change or part.percent or part.start in named:
            return None
        total += part.value
        if total >= quantity.value:
            return part.start if total == quantity.value and part.value < total else None
    return None


def _outermost(view: View, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without the candidates whose act is only a piece of another candidate's act in the same clause."""
    return [
        c
        for c in candidates
        if not any(
            o.act.start <= c.act.start
            and c.act.end <= o.act.end
            and (o.length, said(o.act)) > (c.length, said(c.act))
            and "," not in view.text[o.act.start : c.act.start]
            for o in candidates
        )
    ]


def _stands_bare(view: View, spot: Spot, matter: str | None) -> bool:
    """Whether its own clause says nothing of the number, so that it is of what was told before the comma.

    Naming another matter is saying something: 未发生行政诉讼案件,行政复议案件1件.
    """
    low = view.clause_start(spot.quantity.start, spot.sentence)
    low = max(low, spot.floor)
    named = {hit.name for hit in view.found("matter", low, spot.quantity.start)}
    return is_neutral(view, low, spot.quantity.start) and (not named or matter in named)
