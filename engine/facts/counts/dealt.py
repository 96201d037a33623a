"""分别…22件、11件: which number of the list counts what."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine.facts.counts.counts import Count
from engine.facts.counts.listed import Listed, named_before
from engine.facts.counts.matters import carried_matters
from engine.facts.numbers.quantities import Quantity
from engine.facts.patterns import YEAR
from engine.facts.phrases import Hit
from engine.facts.text import has_any
from engine.facts.view import Sentence, View


def dealt(
    view: View, sentence: Sentence, dealing: Listed, counts: Sequence[Count]
) -> Iterator[tuple[Quantity, Hit]]:
    """Each number of a 分别 with its act: named in the list before, or one act for the counts before."""
    _, listed = dealing
    if years := _years_before(view, sentence, dealing):
        yield from _of_year(view, sentence, dealing, years)
        return
    acts = _acts_before(view, sentence, dealing)
    one = acts if len(acts) == 1 and _is_of_one(view, sentence, dealing) else []
    if len(acts) != len(listed):
        acts = _acts_after(view, dealing, counts) or one * len(listed)
    for quantity, named in zip(listed, acts, strict=False):
        fitting = [act for act in named if quantity.unit in view.indicators[act.name].units]
        if fitting:
            yield quantity, fitting[0]


def _acts_before(view: View, sentence: Sentence, dealing: Listed) -> list[list[Hit]]:
    """一审、二审案件分别: the acts of each place in the list before the word."""
    word, listed = dealing
    low = view.clause_start(word.start, sentence)
    listed_matters = (hit.name for hit in view.found("matter", low, word.start))
    meant = {None, *carried_matters(view, sentence, word.start), *listed_matters}
    names = {item.id for item in view.indicators.values() if item.matter in meant}
    places: dict[int, list[Hit]] = defaultdict(list)
    for act in named_before(view, sentence, word, len(listed), names):
        places[act.start].append(act)
    return _of_instances(view, list(places.values()))


def _of_instances(view: View, acts: list[list[Hit]]) -> list[list[Hit]]:
    """一审、二审败诉案件分别: what is said of the last instance is said of all."""
    instances = view.lexicon.indicators.instances
    last = acts[-1] if acts else []
    plain = {item.id for item in view.indicators.values() if not {*instances}.isdisjoint(item.acts)}
    shared = any(act.name not in plain and act.phrase.startswith(instances) for act in last)
    bare = all(act.phrase in instances for named in acts[:-1] for act in named)
    return [last] * len(acts) if shared and bare else acts


def _years_before(view: View, sentence: Sentence, dealing: Listed) -> list[int]:
    """2023年、2024年分别: the years of the numbers, where as many are listed right before the word."""
    word, listed = dealing
    low = view.clause_start(word.start, sentence)
    years = [int(match[0]) for match in YEAR.finditer(view.text, low, word.start)]
    return years if len(years) == len(listed) else []


def _of_year(
    view: View, sentence: Sentence, dealing: Listed, years: Sequence[int]
) -> Iterator[tuple[Quantity, Hit]]:
    """The number of the reported year, with the act nearest to the list."""
    word, listed = dealing
    year = view.report.identity.year
    if year not in years:
        return
    quantity = listed[years.index(year)]
    low = view.clause_start(word.start, sentence)
    named = {hit.name for hit in view.found("matter", low, listed[0].start)}
    meant = {None, *(named or carried_matters(view, sentence, word.start))}
    acts = [
        act
        for act in view.found("act", low, listed[0].start)
        if view.indicators[act.name].matter in meant and quantity.unit in view.indicators[act.name].units
    ]
    if acts:
        yield quantity, max(acts, key=lambda act: (act.end, act.end - act.start))


def _is_of_one(view: View, sentence: Sentence, dealing: Listed) -> bool:
    """组织两次评查,案卷分别为60卷、75卷: whether there were as many of one thing as there are numbers."""
    word, listed = dealing
    low = view.clause_start(word.start, sentence)
    if has_any(view.text[low : word.start], view.lexicon.indicators.joiners):
        return False
    return any(told.value == len(listed) for told in view.counted(sentence.start, word.start))


def _acts_after(view: View, dealing: Listed, counts: Sequence[Count]) -> list[list[Hit]]:
    """一审3件、二审2件,分别败诉: the acts after the word, with the matter of each count before it."""
    word, listed = dealing
    earlier = [count for count in counts if count.quantity.end <= word.start]
    targets = list({count.quantity.start: count for count in earlier}.values())[-len(listed) :]
    if len(targets) != len(listed):
        return []
    acts = sorted(view.found("act", word.end, listed[0].start), key=lambda a: (a.start - a.end, a.name))
    matters = [target.indicator.matter for target in targets]
    return [[a for a in acts if view.indicators[a.name].matter == matter] for matter in matters]
