"""What the counts around a count make of it: a share of it, its total, the head's own, last year's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby, pairwise

from engine.facts.counts.counts import Count, before, family
from engine.facts.counts.grown import grown
from engine.facts.counts.scopes import opens_last_year, quotes_area
from engine.facts.counts.whose import renamed, whose
from engine.facts.numbers.quantities import sum_of
from engine.facts.text import has_any
from engine.facts.told.duties import PERSONS
from engine.facts.told.others import by_others
from engine.facts.view import View
from engine.model import FIRST_PERSON

LISTING = "、,"
CASES = "litigation"  # the matter of the cases that courts decide


def recounted(view: View, counts: Iterable[Count]) -> Iterator[Count]:
    """The counts of the report, in order of place, each under the name that its neighbours leave it."""
    own = [_remarked(view, _personal(view, count)) for count in _told_again(view, counts)]
    past = _of_last_year(view, own)
    told = {count.indicator.id for count in own}
    kept = (_without(view, count, told) for count in own if id(count) not in past)
    named = whose(view, tuple(kept))
    for _, sentence in groupby(named, key=lambda count: count.sentence.start):
        new = _with_carried(view, _outcomes(view, list(sentence)))
        yield from _totalled(view, list(grown(view, _shared(view, new))))


def of_the_government(view: View, counts: Sequence[Count]) -> Iterator[Count]:
    """The counts without what others did; what courts did with the government's own cases is its own.

    So is what they took in and finished where the same run of sentences tells how the government fared:
    法院新收768件;审结702件,败诉113件.
    """
    told = {view.run_start(count.sentence) for count in counts if count.indicator.by_courts}
    quoted = view.lexicon.indicators.quoted.families
    for count in counts:
        if family(count.indicator) in quoted and quotes_area(view, count.sentence, count.quantity.start):
            continue
        own = count.indicator.matter == CASES and (
            view.run_start(count.sentence) in told or _is_ours(view, count)  # 法院受理以我镇为被告的案件3件
        )
        if own or count.indicator.by_courts or not by_others(view, count.sentence, count.quantity.start):
            yield count


def _is_ours(view: View, count: Count) -> bool:
    """Whether the clause of the count, up to its number, names the reporting organ or who was sued."""
    low = view.clause_start(count.quantity.start, count.sentence)
    ours = bool(view.found("ours", low, count.quantity.start))
    return ours or has_any(before(view, count), view.lexicon.indicators.respondent.defendant)


def _told_again(view: View, counts: Iterable[Count]) -> Iterator[Count]:
    """一审1026件,二审358件;审结一审案件921件: what is told again of those that came in was finished."""
    words = view.lexicon.indicators
    told: set[tuple[int, str]] = set()
    for count in counts:
        place, at = (count.sentence.passage, count.indicator.id), count.draft.at
        other = words.again.get(count.indicator.id) if place in told else None
        told.add(place)
        finished = other and at and view.text.startswith(words.again_acts, at.start)
        yield renamed(count, view.indicators[other]) if other and finished else count


def _personal(view: View, count: Count) -> Count:
    """In the part on the first responsible person, 出庭应诉2件 is his own number and not that of all.

    So it is elsewhere in a sentence that opens with the head: 区长主持会议17次,出庭应诉1次.
    """
    words = view.lexicon.indicators
    other = words.personal.get(count.indicator.id)
    at = count.draft.at
    if not other or at is None:
        return count
    low = view.clause_start(at.start, count.sentence)
    if count.sentence.section != FIRST_PERSON and not (low == at.start and _opens_with_head(view, count)):
        return count
    as_head = view.text.startswith(words.personal_as, low)
    if not as_head and not view.text.startswith(words.personal_acts, at.start):
        return count
    return renamed(count, view.indicators[other], scope=words.person, whole=False)


def _opens_with_head(view: View, count: Count) -> bool:
    """Whether the sentence of the count opens with the head of the organ."""
    start = count.sentence.start
    return any(
        hit.start == start and hit.name in PERSONS for hit in view.found("actor", start, count.sentence.end)
    )


def _remarked(view: View, count: Count) -> Count:
    """终止9件(均为调解、和解): all that were terminated were mediated."""
    words, start = view.lexicon.indicators, count.quantity.end
    other = words.remarked.get(count.indicator.id)
    if not other or not view.text.startswith(("(", ","), start):
        return count
    _, end = view.clause(start + 1, start + 1, count.sentence)
    said = view.text[start + 1 : end].partition(")")[0]
    if not said.startswith(words.all_words) or not has_any(said, words.remarked_as):
        return count
    return renamed(count, view.indicators[other])


def _without(view: View, count: Count, told: AbstractSet[str]) -> Count:
    """The website's count of published items is that of all where the report tells no other."""
    for lone in view.lexicon.indicators.without:
        if count.indicator.id != lone.told or lone.becomes in told:
            continue
        said = view.said_at(count.draft.at)
        if not lone.units or (count.quantity.unit in lone.units and has_any(said, lone.acts)):
            return renamed(count, view.indicators[lone.becomes])._replace(assumed=True)
    return count


def _of_last_year(view: View, counts: Sequence[Count]) -> AbstractSet[int]:
    """The identities of the counts whose clause opens with 去年, where this year's number is told, too.

    A report that is written in the new year may mean the reported one by 去年.
    """
    named: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        named[count.indicator.id].append(count)
    past: set[int] = set()
    for same in named.values():
        opening = [
            count
            for count in same
            if len(same) > 1 and opens_last_year(view, count.sentence, count.quantity.start)
        ]
        if len(opening) < len(same):
            past.update(map(id, opening))
    return past


def _outcomes(view: View, counts: Sequence[Count]) -> list[Count]:
    """184人参加资格考试,154人取得执法资格: those passed, and not all who hold it."""
    told = list(counts)
    for outcome in view.lexicon.indicators.outcomes:
        before: Count | None = None
        for index, count in enumerate(counts):
            if count.indicator.id == outcome.told:
                before = count
            came = count.indicator.id == outcome.counted and before and _fits(before, count)
            if came and has_any(view.said_at(count.draft.at), outcome.acts):
                told[index] = renamed(count, view.indicators[outcome.becomes])
    return told


def _with_carried(view: View, counts: Sequence[Count]) -> list[Count]:
    """受理10件,其中上年结转4件: what takes in those carried over are all cases, not the new ones."""
    words = view.lexicon.indicators
    carried = {flow.received: flow.carried for flow in words.flows}
    told = list(counts)
    for index, (first, second) in enumerate(pairwise(counts)):
        other = words.with_carried.get(first.indicator.id)
        lead = view.text[first.quantity.end : second.quantity.start]
        taken_in = has_any(lead, words.taken_in) and not view.counted(
            first.quantity.end, second.quantity.start
        )
        if other and second.indicator.id == carried[first.indicator.id] and taken_in:
            told[index] = renamed(first, view.indicators[other])
    return told


def _shared(view: View, counts: Sequence[Count]) -> list[Count]:
    """执法人员23人,持证21人; 持证21人,占执法人员23人的: the greater counts the staff."""
    told = list(counts)
    for index, (first, second) in enumerate(pairwise(counts)):
        indicator = first.indicator
        if second.indicator is not indicator or not indicator.share or not indicator.of_all:
            continue
        lead = view.text[first.quantity.end : second.quantity.start]
        start = first.draft.at.start if first.draft.at else first.quantity.start
        own = view.text[start : first.quantity.end]
        held = lead + view.said_at(second.draft.at)  # 人员34人,31人持有执法证
        shared = has_any(held, indicator.share) and not has_any(own, indicator.share)
        if shared and _fits(first, second):
            told[index] = renamed(first, view.indicators[indicator.of_all])
        elif _is_base(view, lead) and _fits(second, first):
            told[index + 1] = renamed(second, view.indicators[indicator.of_all])
    return told


def _is_base(view: View, lead: str) -> bool:
    """Whether the wording makes the number behind it that of which the one before is a portion: 占…."""
    return lead.lstrip(",").startswith(view.lexicon.relations.rate_names.portion)


def _fits(whole: Count, part: Count) -> bool:
    return part.quantity.value <= whole.quantity.value


def _totalled(view: View, counts: Sequence[Count]) -> Iterator[Count]:
    """处罚案卷360宗、许可案卷240宗,共600宗: the total has the name, its parts lose it."""
    rest = _without_parts(view, counts)
    for quantity in view.counted(counts[0].sentence.start, counts[0].sentence.end) if counts else ():
        if not view.text.endswith(view.lexicon.indicators.totals, 0, quantity.start):
            continue
        listed = _last_list(view, [count for count in rest if count.quantity.end <= quantity.start])
        if len(listed) > 1 and sum_of(c.quantity for c in listed) == quantity.value:
            first = listed[0]
            at = view.quote(quantity.start, quantity.end)
            attributes = {**first.draft.attributes, "value": int(quantity.value), "unit": quantity.unit}
            draft = replace(first.draft, at=at, attributes=attributes)
            rest = [count for count in rest if count not in listed]
            rest.append(first._replace(draft=draft, quantity=quantity))
    yield from sorted(rest, key=lambda count: count.quantity.start)


def _without_parts(view: View, counts: Sequence[Count]) -> list[Count]:
    """上半年评查60卷,下半年评查75卷,全年共评查135卷: without the parts of a total that has the name, too."""
    parts: list[Count] = []
    for place, count in enumerate(counts):
        if place > 1 and has_any(before(view, count), view.lexicon.indicators.totals):
            listed = _last_list(view, counts[:place])
            same = len(listed) > 1 and listed[0].indicator is count.indicator
            if same and sum_of(c.quantity for c in listed) == count.quantity.value:
                parts += listed
    return [count for count in counts if count not in parts]


def _last_list(view: View, counts: Sequence[Count]) -> list[Count]:
    """The last counts of one indicator and unit that stand in one list."""
    listed: list[Count] = list(counts[-1:])
    for count in reversed(counts[:-1]):
        last = listed[0]
        same = count.indicator is last.indicator and count.quantity.unit == last.quantity.unit
        if not same or view.text[count.quantity.end] not in LISTING:
            break
        listed.insert(0, count)
    return listed
