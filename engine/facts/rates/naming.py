"""Which rates a percentage belongs to: named before it, in a list or a table, or right after it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from engine.facts.counts.counts import Count
from engine.facts.counts.listed import joined, list_after
from engine.facts.counts.matters import carried_matters
from engine.facts.counts.meaning import turns
from engine.facts.counts.tabled import naming
from engine.facts.numbers.quantities import Quantity
from engine.facts.numbers.tables import Cell
from engine.facts.patterns import any_of
from engine.facts.phrases import Hit
from engine.facts.rates.calibers import caliber_at, is_other_year, told_apart
from engine.facts.text import has_any
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.rulebook.lexicon_facts import Rate

FAR = 200  # code points before a name in which its sentence tells the matter
TOLD_AFTER = 16  # code points after a percentage in which what is said of it names the rate

Name = tuple[Hit, str | None]  # the name of a rate, with its caliber


class RateNames:
    """Reads the names of known rates."""

    def __init__(self, rates: Mapping[str, Rate]) -> None:
        self._rates = rates

    def of(
        self, view: View, sentence: Sentence, percents: Sequence[Quantity], index: int, floor: int
    ) -> list[Name]:
        """The rates that the percentage belongs to, each with its caliber."""
        quantity = percents[index]
        if cell := view.cells.get(quantity.start):
            return self._tabled(view, sentence, cell)
        low = _naming(view, sentence, quantity)
        floor = low if index and _says_whose(view, sentence, quantity) else floor
        hits = self.resolved(view, sentence, view.found("rate", max(floor, low), quantity.start))
        shared = self._shared(view, sentence, quantity, max(floor, low))
        hits = hits or shared
        if not hits:
            behind = self.resolved(view, sentence, _told_after(view, quantity))
            if behind:
                return [(hit, None) for hit in behind]
            in_list = self._from_list(view, sentence, percents, index)
            return in_list or self._from_mixed(view, sentence, quantity)
        listed = list_after(view, percents, quantity.start)
        if len(listed) > 1 and len(hits) == len(listed):  # A率、B率分别为 …、…
            own = caliber_at(view, self._rates[hits[0].name], max(floor, low), hits[0].end)
            return [(hits[0], own)]
        if len(listed) > 1 and len(hits) == 1:
            span = (_listed_from(view, sentence, hits[0], low), quantity.start)
            if matters := _matters(view, *span, len(listed)):
                return self._of_matter(view, hits[0], span, matters[0])
            return self._told_apart(view, hits[0], span, len(listed), 0) or [(hits[0], None)]
        named = [*(hit for hit in shared if hit not in hits), *hits]
        return [(h, caliber_at(view, self._rates[h.name], max(floor, low), quantity.start)) for h in named]

    def _shared(self, view: View, sentence: Sentence, quantity: Quantity, low: int) -> list[Hit]:
        """合法性审核、备案率均为100%: the rates of a list whose last name alone is printed in full."""
        relations, together = view.lexicon.relations, view.lexicon.rates.together
        ends = [
            (at + len(end), end)
            for end in relations.rate_names.ends
            for word in together
            if (at := view.text.rfind(end + word, low, quantity.start)) >= 0
        ]
        if not ends:
            return []
        high, end = max(ends)
        full = view.found("rate", low, high)  # 报备及时率 is no 报备 and 时率
        found = (
            Hit(*piece, "rate", rate.id, name)
            for piece in _pieces(view, low, high)[:-1]
            for rate in self._rates.values()
            if (name := view.text[slice(*piece)] + end) in rate.terms
            and not any(hit.start <= piece[0] < hit.end for hit in full)
        )
        return self.resolved(view, sentence, list(found))

    def of_counted(
        self, view: View, sentence: Sentence, quantity: Quantity, counts: Sequence[Count]
    ) -> list[Name]:
        """The rate of what was counted last in the sentence, where the sentence names no matter itself."""
        matter = counts[-1].indicator.matter if counts else None
        hits = view.found("rate", _naming(view, sentence, quantity), quantity.start) if matter else []
        own = [hit for hit in hits if self._rates[hit.name].matter == matter]
        longest = max(own, key=lambda hit: hit.end - hit.start, default=None)
        if longest is None:
            return []
        return [(longest, caliber_at(view, self._rates[longest.name], longest.start, quantity.start))]

    def _tabled(self, view: View, sentence: Sentence, cell: Cell) -> list[Name]:
        """The rates in the cells that name a percentage of a table, or in a remark behind it."""
        for span in (*naming(view, cell), *cell.remarks):
            hits = self.resolved(view, sentence, view.found("rate", span.start, span.end))
            if hits:
                return [(h, caliber_at(view, self._rates[h.name], span.start, span.end)) for h in hits]
        return []

    def resolved(self, view: View, sentence: Sentence, hits: Sequence[Hit]) -> list[Hit]:
        """Longest names only, and of names that several rates share the one whose matter is meant."""
        places: dict[tuple[int, int], list[Hit]] = {}
        widest = (0, 0)
        for hit in hits:  # what a hit lies in has come before it
            if hit.end > widest[1]:
                widest = (hit.start, hit.end)
            if (hit.start, hit.end) == widest:
                places.setdefault(widest, []).append(hit)
        return [chosen for same in places.values() if (chosen := self._meant(view, sentence, same))]

    def _told_apart(self, view: View, hit: Hit, span: tuple[int, int], number: int, place: int) -> list[Name]:
        """一审、二审败诉率分别为…: the one name for the percentage at this place, with its caliber."""
        marks = told_apart(view, self._rates[hit.name], *span, number)
        if not marks or is_other_year(view, marks[place]):
            return []
        return [(hit, marks[place] if marks[place] in self._rates[hit.name].calibers else None)]

    def _of_matter(self, view: View, hit: Hit, span: tuple[int, int], matter: str | None) -> list[Name]:
        """行政调解、人民调解成功率分别为…: the rate of this matter that has the name or its end."""
        alike = (one for one in view.found("rate", *span) if one.end == hit.end)
        own = next((one for one in alike if matter and self._rates[one.name].matter == matter), None)
        return [(own, None)] if own else []

    def _from_list(
        self, view: View, sentence: Sentence, percents: Sequence[Quantity], index: int
    ) -> list[Name]:
        """For a later percentage of a list: the name in the same place of the list of names."""
        first = index
        while first > 0 and joined(view, percents[first - 1], percents[first]):
            first -= 1
        if first == index:
            return []
        opening = percents[first].start
        low = _naming(view, sentence, percents[first])
        hits = self.resolved(view, sentence, view.found("rate", low, opening))
        place = index - first
        if len(hits) == 1:
            number = len(list_after(view, percents, opening))
            span = (_listed_from(view, sentence, hits[0], low), opening)
            if matters := _matters(view, *span, number):
                return self._of_matter(view, hits[0], span, matters[place])
            return self._told_apart(view, hits[0], span, number, place)
        if len(hits) <= place:
            return []
        hit = hits[place]
        return [(hit, caliber_at(view, self._rates[hit.name], hit.start, hit.end))]

    def _from_mixed(self, view: View, sentence: Sentence, quantity: Quantity) -> list[Name]:
        """案件数、败诉数、败诉率分别为67件、3件、4.5%: the name in the same place of a mixed list."""
        runs: list[list[Quantity]] = []
        for one in view.counted(sentence.start, sentence.end):
            if runs and joined(view, runs[-1][-1], one):
                runs[-1].append(one)
            else:
                runs.append([one])
        run, place = next((run, run.index(quantity)) for run in runs if quantity in run)
        low = view.clause_start(run[0].start, sentence)
        pieces = _pieces(view, low, run[0].start)
        if all(one.percent for one in run) or len(pieces) != len(run):
            return []
        return [(hit, None) for hit in self.resolved(view, sentence, view.found("rate", *pieces[place]))]

    def _meant(self, view: View, sentence: Sentence, same: Sequence[Hit]) -> Hit | None:
        low, high = view.clause(same[0].start, same[0].end, sentence)
        if has_any(view.text[low : same[0].start], view.lexicon.rates.some):
            return None  # 个别部门败诉率15%以上: a rate of those only
        before = view.found("matter", max(sentence.start, same[0].start - FAR), same[0].start)
        counted = [hit for hit in before if view.counted(*view.clause(hit.start, hit.end, sentence))]
        for matters in (
            {hit.name for hit in view.found("matter", low, same[0].end)[-1:]},
            {hit.name for hit in view.found("matter", low, high)},
            _turned_to(view, sentence, low, before),
            _last(view, sentence, counted),
            _unyielding(view, counted),
            _unyielding(view, before),
            frozenset()
            if turns(view, sentence, same[0].start)
            else carried_matters(view, sentence, same[0].start),
        ):
            for hit in same:
                if self._rates[hit.name].matter in matters and self._rates[hit.name].matter:
                    return hit
        return next((hit for hit in same if self._rates[hit.name].matter is None), None)


def _turned_to(view: View, sentence: Sentence, low: int, matters: Sequence[Hit]) -> AbstractSet[str]:
    """What the clause right before ``low`` is about, where it tells no number: 热线受理诉求,办结率…."""
    if low == sentence.start:
        return frozenset()
    start = view.clause_start(low - 1, sentence)
    return frozenset() if view.counted(start, low) else {hit.name for hit in matters if hit.start >= start}


def _last(view: View, sentence: Sentence, matters: Sequence[Hit]) -> AbstractSet[str]:
    """The matters of the last clause that names some, unless it tells a part of an earlier: 其中行政调解…."""
    if not matters or view.found("whole", matters[0].end, matters[-1].start):
        return frozenset()
    low = view.clause_start(matters[-1].start, sentence)
    return {hit.name for hit in matters if hit.start >= low}


def _unyielding(view: View, matters: Sequence[Hit]) -> AbstractSet[str]:
    """Without the matters that go on when another is named after them: 矛盾纠纷…,行政调解…,成功率….

    What is named behind 其中 is a part of what was named before it, and the rate that of all.
    """
    names = {hit.name for hit in matters}
    if matters and view.found("whole", matters[0].end, matters[-1].start):
        return names
    others = {matter.id: matter.yields_to for matter in view.lexicon.indicators.matters}
    return {name for name in names if names.isdisjoint(others[name])}


def _naming(view: View, sentence: Sentence, quantity: Quantity) -> int:
    """Where the clause that names a percentage begins.

    A colon does not part the name from its number, nor does a clause that only says what was reached:
    出庭应诉率提高2个百分点,达到98.7%.
    """
    low = view.clause_start(quantity.start, sentence)
    while low > sentence.start:
        behind = _behind_whose(view, low, quantity.start)
        between = view.text[behind : quantity.start].strip()
        bare = not between and (behind > low or view.text[low - 1] == ":")
        if not bare and between not in view.lexicon.rates.reached:
            break
        low = view.clause_start(low - 1, sentence)
    return low


def _behind_whose(view: View, low: int, place: int) -> int:
    """Where a clause goes on behind what says whose or when it is (我局, 今年), else its start."""
    year = next((w for w in view.lexicon.indicators.of_year if view.text.startswith(w, low)), "")
    if year:
        return low + len(year)
    parts = (hit for hit in view.found("whole", low, place) if hit.start == low)
    start = next((hit.end for hit in parts), low)
    found = (hit for family in ("scope", "ours") for hit in view.found(family, start, place))
    return max((hit.end for hit in found if hit.start == start), default=low)


def _says_whose(view: View, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the clause of a percentage says only whose it is, of the rate named before: 我局达100%."""
    low = view.clause_start(quantity.start, sentence)
    behind = _behind_whose(view, low, quantity.start)
    return behind > low and view.text[behind : quantity.start].strip() in ("", *view.lexicon.rates.reached)


def _listed_from(view: View, sentence: Sentence, hit: Hit, low: int) -> int:
    """Where the list begins that a name ends, in the clause before where the name opens its own.

    行政调解618件、人民调解3394件,成功率分别为…; 一审、二审败诉68件、12件,败诉率分别为….
    """
    return view.clause_start(low - 1, sentence) if hit.start == low > sentence.start else low


def _pieces(view: View, low: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a list there that 、 and 和 set apart."""
    joiners = any_of(view.lexicon.indicators.joiners).finditer(view.text, low, end)
    edges = [low, *(edge for joiner in joiners for edge in joiner.span()), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _matters(view: View, low: int, end: int, number: int) -> list[str | None]:
    """The matters listed there, where there are several and as many as percentages; else nothing."""
    pieces = _pieces(view, low, end)
    named = [next((hit.name for hit in view.found("matter", *piece)), None) for piece in pieces]
    return named if len(named) == number and len({*named} - {None}) > 1 else []


def _told_after(view: View, percent: Quantity) -> list[Hit]:
    """The names of rates told by what is said right after a percentage: 100%经合法性审查."""
    found = view.found("rate-after", percent.end, percent.end + TOLD_AFTER)
    near = (hit for hit in found if hit.start <= percent.end + 1)
    return [hit for hit in near if not has_any(view.text[percent.end : hit.start], CLAUSE_ENDS)]
