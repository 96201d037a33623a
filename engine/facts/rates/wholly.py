"""Acts that are said of all that was counted: 规范性文件5件,均经合法性审查 makes a rate of 5/5."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from engine.facts.counts.counts import Count
from engine.facts.numbers.quantities import sum_of
from engine.facts.phrases import Hit
from engine.facts.text import has_any
from engine.facts.view import Sentence, View
from engine.model import PLAN
from engine.rulebook.lexicon_facts import Rate

LEAD = 8  # code points between the comma and 均 in which the subject is named again: 执法人员全部持证


class Wholly(NamedTuple):
    """A rate of 100 % and the counts of which its act is said."""

    rate: Rate
    sentence: Sentence
    counts: tuple[Count, ...]
    end: int  # of the clause that says so


def wholly(view: View, rates: Iterable[Rate], counts: Sequence[Count]) -> Iterator[Wholly]:
    """Each rate that follows from an act said of all, in order of place."""
    known = tuple(rates)
    by_sentence: dict[int, list[Count]] = {}
    for count in counts:
        by_sentence.setdefault(count.sentence.start, []).append(count)
    for sentence in view.sentences:
        if sentence.section != PLAN and sentence.start in by_sentence:
            yield from in_sentence(view, known, sentence, by_sentence[sentence.start])


def in_sentence(
    view: View, rates: Iterable[Rate], sentence: Sentence, counts: Sequence[Count]
) -> Iterator[Wholly]:
    """Each rate that follows in a sentence with these counts."""
    for word in view.found("all", sentence.start, sentence.end):
        if not view.found("all-unless", max(sentence.start, word.start - 1), word.end + 2):
            yield from _said(view, rates, sentence, word, counts)
    for count in counts:
        words = view.lexicon.relations.of_one if count.quantity.value == 1 else view.lexicon.relations.of_them
        yield from _of_next(view, rates, sentence, count, words)


def _of_next(
    view: View, rates: Iterable[Rate], sentence: Sentence, count: Count, words: Sequence[str]
) -> Iterator[Wholly]:
    """制定规范性文件6件,经合法性审查后印发: the next clause, if it opens with these words, is said of all."""
    _, low = view.clause(count.quantity.start, count.quantity.end, sentence)
    if low >= sentence.end:
        return
    _, end = view.clause(low + 1, low + 1, sentence)
    said = view.text[low + 1 : end].lstrip()
    if not said.startswith(tuple(words)) or view.counted(low, end):
        return
    for rate in rates:
        if count.indicator.id in rate.denominator and has_any(said, rate.of_all):
            yield Wholly(rate, sentence, (count,), end)


def _said(
    view: View, rates: Iterable[Rate], sentence: Sentence, word: Hit, counts: Sequence[Count]
) -> Iterator[Wholly]:
    """What is said of the counts right before 均, up to the end of its clause."""
    low, end = view.clause(word.start, word.end, sentence)
    own = [count for count in counts if low <= count.quantity.start < word.start]
    subject = word.start - low
    while not own and subject <= LEAD and low > sentence.start:  # 均经审查,并全部报备
        high = low - 1
        low = view.clause_start(high, sentence)
        own = [count for count in counts if low <= count.quantity.start < word.start]
        earlier = view.found("all", low, high) or view.found("whole", low, high)  # …34件,其中…,均已办复
        goes_on = _is_rated(view, low, high) or not view.text[low:high].strip()  # 9件,,均按期答复
        subject = 0 if goes_on else earlier[0].start - low if earlier else LEAD + 1
    end = _with_what_follows(view, sentence, end)
    act = view.text[word.end : end]
    for rate in rates:
        if has_any(act, rate.of_all):
            meant = [count for count in own if _is_base(view, rate, count)]
            first = [count for count in meant if count.indicator.id in rate.denominator[:1]]
            if meant:
                yield Wholly(rate, sentence, _with_whole(first or meant, counts), end)


def _with_whole(meant: Sequence[Count], counts: Sequence[Count]) -> tuple[Count, ...]:
    """The whole of which the parts were told last: 制定14件,其中政府5件,部门9件,均报备 is said of 14."""
    alike = [count for count in counts if count.indicator is meant[-1].indicator]
    parts = [count for count in alike if count.draft.name != count.indicator.id]
    if meant[-1] not in parts or len(parts) == 1:
        return tuple(meant)
    total = sum_of(part.quantity for part in parts)
    whole = next((count for count in alike if count.quantity.value == total), None)
    return (whole,) if whole else tuple(meant)


def _is_rated(view: View, low: int, high: int) -> bool:
    """Whether the clause only tells more of the same: 满意率100%,均按期办复; 增加5件,全部办结."""
    told = view.counted(low, high)
    return bool(told) and all(quantity.percent or quantity.change for quantity in told)


def _with_what_follows(view: View, sentence: Sentence, end: int) -> int:
    """The end of the clauses that go on with the same subject: 均经审查,并按期报备."""
    while end < sentence.end:
        _, high = view.clause(end + 1, end + 1, sentence)
        said = view.text[end + 1 : high]
        if not said.lstrip().startswith(tuple(view.lexicon.relations.furthermore)) or view.counted(end, high):
            return end
        end = high
    return end


def _is_base(view: View, rate: Rate, count: Count) -> bool:
    """Whether the count is a base of the rate and was not itself counted by the act: 报备5件,均报备."""
    if not count.quantity.value or count.indicator.id not in (*rate.denominator, *rate.numerator):
        return False
    told = view.said_at(count.draft.at)
    return count.indicator.id in rate.denominator or not has_any(told, rate.of_all)
