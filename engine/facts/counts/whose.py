"""Whose a count is: the organ's own, what others decided about it, or that of a part of its area."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from engine.facts.counts.counts import Count, before, topic
from engine.facts.numbers.quantities import sum_of
from engine.facts.text import has_any
from engine.facts.view import View
from engine.rulebook.lexicon_facts import Indicator

PART = "part"  # ends the name of a count whose paragraph tells the same of the whole area


def whose(view: View, counts: Sequence[Count]) -> Iterator[Count]:
    """The counts in order of place, each under a name that says whose it is."""
    own = tuple(_decided(view, counts))
    wholes = _wholes(own)
    for count in own:
        own_area = count.draft.attributes["whole"]
        whole = None if own_area else wholes.get(_kind(count))
        within = whole is not None and whole.quantity.value > count.quantity.value
        within = within or (not own_area and (_is_among(view, count) or _is_against(view, count, own)))
        within = within or _is_of_sum(view, count, own)
        yield _portion(count) if within else count


def one_side(view: View, first: Count, second: Count) -> bool:
    """Whether both are what the organ did itself, or both what others decided about it."""
    words = view.lexicon.indicators.respondent
    decided = (words.told, *words.renamed.values())
    return (first.indicator.id in decided) == (second.indicator.id in decided)


def _is_of_sum(view: View, count: Count, counts: Sequence[Count]) -> bool:
    """Whether it is one of several behind 其中 or 分别 that make up one told before.

    印发14件,其中制定5件,部门制定9件; 纠错236件。分别为撤销48件,….
    """
    named = ("whole", "distributive")
    ends = [hit.end for name in named for hit in view.found(name, count.sentence.start, count.quantity.start)]
    if not ends:
        return False
    alike = [
        c for c in counts if c.indicator is count.indicator and c.sentence.passage == count.sentence.passage
    ]
    wholes = [c.quantity.value for c in alike if c.quantity.end <= max(ends)]
    parts = [c.quantity for c in alike if c.sentence is count.sentence and c.quantity.start >= max(ends)]
    return len(parts) > 1 and sum_of(parts) in wholes


def _is_against(view: View, count: Count, counts: Sequence[Count]) -> bool:
    """Whether it counts suits against the government alone, where its paragraph tells those of the area."""
    words = view.lexicon.indicators.respondent
    if not has_any(before(view, count), words.defendant):
        return False
    return any(
        one.draft.attributes["whole"] and one.draft.attributes["scope"]
        for one in counts
        if one.sentence.passage == count.sentence.passage and topic(one.indicator) == topic(count.indicator)
    )


def _is_among(view: View, count: Count) -> bool:
    """Whether it is a part of what was said of all: 应出庭98件,全部出庭,其中市政府负责人出庭11件.

    So it is of a percentage of all (出庭应诉率96.4%,其中市政府负责人出庭19次), and where the same was said of
    all without a number: 案件全部出庭,其中市政府负责人出庭4件.
    """
    low = view.clause_start(count.quantity.start, count.sentence)
    words = view.found("whole", low, count.quantity.start)
    if low == count.sentence.start or not words:
        return False
    start = view.clause_start(low - 1, count.sentence)
    of_part = bool(view.found("scope", words[-1].end, count.quantity.start))
    earlier = view.counted(start, low)
    if earlier and all(quantity.percent and not quantity.change for quantity in earlier):
        return of_part
    told = any(q.unit == count.quantity.unit for q in view.counted(count.sentence.start, low))
    all_words = view.found("all", start, low)
    acts = [act.start for act in view.found("act", start, low) if act.name == count.indicator.id]
    alike = any(word.end in acts for word in all_words)
    return bool(all_words) and (told or (of_part and alike))


def _kind(count: Count) -> tuple[str, str, int]:
    return count.indicator.id, count.quantity.unit, count.sentence.passage


def _wholes(counts: Sequence[Count]) -> Mapping[tuple[str, str, int], Count]:
    """The first count of each kind in a paragraph that has told of the whole area, in so many words."""
    wholes: dict[tuple[str, str, int], Count] = {}
    areas: set[int] = set()
    for count in counts:
        said = count.draft.attributes
        if said["whole"] and said["scope"]:
            areas.add(count.sentence.passage)
        if said["whole"] and count.sentence.passage in areas:
            wholes.setdefault(_kind(count), count)
    return wholes


def renamed(count: Count, indicator: Indicator, **more: str | bool) -> Count:
    """The count as one of another indicator, with ``more`` attributes that this gives it."""
    attributes = {**count.draft.attributes, "title": indicator.title, **more}
    draft = replace(count.draft, name=indicator.id, attributes=attributes)
    return count._replace(indicator=indicator, draft=draft)


def _portion(count: Count) -> Count:
    """全州收到428件,其中州政府本级收到96件: a count of its own name, and still of its indicator."""
    return count._replace(draft=replace(count.draft, name=f"{count.indicator.id}.{PART}"))


def _decided(view: View, counts: Sequence[Count]) -> Iterator[Count]:
    """The counts, the results of reconsideration apart that others decided about the organ."""
    for _, told in groupby(counts, key=lambda count: count.sentence.passage):
        yield from _decided_in(view, told)


def _decided_in(view: View, counts: Iterable[Count]) -> Iterator[Count]:
    """Those of one paragraph, where it shows in order of place whose reconsideration is told."""
    words = view.lexicon.indicators.respondent
    level = view.report.identity.level
    about, ours = level in words.levels, False  # whether the organ is the respondent, or decided
    said = own = -1  # the sentence that says so
    for count in counts:
        name, sentence = count.indicator.id, count.sentence.start
        taken = name == words.told and level not in words.levels and _taken(view, count)
        if taken:
            ours = True
            yield renamed(count, view.indicators[taken])
            continue
        if name == words.told:
            about = about or not ours or level in words.decided_levels
            if own != sentence and not _has_others(view, count):
                said = sentence  # 以县政府为被申请人的案件6件,市政府维持5件
        elif name in words.own and not about:
            ours, own = True, sentence
        if level in words.decided_levels and _by_others(view, count):
            said = sentence  # 复议机关维持4件,驳回1件: it is said of all that follows in the sentence
        other = words.renamed.get(name) if about or said == sentence else None
        yield renamed(count, view.indicators[other]) if other else count


def _taken(view: View, count: Count) -> str | None:
    """What the organ itself took in, where others are the respondents: 收到以各部门为被申请人的…."""
    words = view.lexicon.indicators.respondent
    low = view.clause_start(count.quantity.start, count.sentence)
    acts = [act for act in view.found("act", low, count.quantity.start) if act.name in words.taken]
    first = min(acts, key=lambda act: (act.end, words.taken.index(act.name)), default=None)
    others = first is not None and has_any(view.text[first.end : count.quantity.start], words.others)
    return first.name if first and others else None


def _has_others(view: View, count: Count) -> bool:
    """Whether the clause of the count names others as the respondents: 以县直部门为被申请人的70件."""
    return has_any(before(view, count), view.lexicon.indicators.respondent.others)


def _by_others(view: View, count: Count) -> bool:
    """Whether the clause of the count says who decided: 经复议机关审理,维持4件."""
    told, words = before(view, count), view.lexicon.indicators.respondent
    return has_any(told, words.deciders) and not has_any(told, words.own_role)
