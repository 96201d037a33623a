"""分别: numbers told one after another for what was listed before."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from engine.facts.numbers.quantities import Quantity
from engine.facts.phrases import GAP, Hit
from engine.facts.text import has_any
from engine.facts.view import Sentence, View

Listed = tuple[Hit, list[Quantity]]


def distributions(view: View, sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Listed]:
    """Each 分别 of the sentence with the list of two or more numbers that follows it."""
    for word in view.found("distributive", sentence.start, sentence.end):
        listed = list_after(view, quantities, word.end)
        if len(listed) > 1:
            yield word, listed


def named_before(
    view: View, sentence: Sentence, word: Hit, number: int, names: AbstractSet[str]
) -> list[Hit]:
    """The acts of these names listed in the clause right before 分别, outermost only, in order of place.

    Where they are not as many as the numbers, without those that name several at once (代表建议、政协提案),
    and where they are more, without those that another follows before a joiner.
    """
    low = view.clause_start(word.start, sentence)
    acts = [act for act in view.found("act", low, word.start) if act.name in names and GAP not in act.phrase]
    listed = _outermost(acts)
    if len({act.start for act in listed}) == number:
        return listed
    joiners = view.lexicon.indicators.joiners
    single = _outermost([act for act in acts if not has_any(act.phrase, joiners)])
    if len({act.start for act in single}) <= number:
        return single
    following = [*single[1:], None]  # 依申请公开收件与答复数: of two acts in one piece of the list, the last
    return [act for act, after in zip(single, following, strict=True) if _ends_piece(view, act, after)]


def _ends_piece(view: View, act: Hit, after: Hit | None) -> bool:
    """Whether a joiner stands between the act and the next one of the list, or it is the last."""
    if after is None or after.start == act.start:
        return True
    return has_any(view.text[act.end : after.start], view.lexicon.indicators.joiners)


def _outermost(acts: Sequence[Hit]) -> list[Hit]:
    outermost: list[Hit] = []
    for act in acts:
        if not outermost or act.end > outermost[-1].end or (act.start, act.end) == _span(outermost[-1]):
            outermost.append(act)
    return outermost


def joined(view: View, first: Quantity, second: Quantity) -> bool:
    """Whether nothing but one mark or word such as 、 or 和 stands between two quantities."""
    return len(view.text[first.end : second.start].strip()) <= 1


def list_after(view: View, quantities: Sequence[Quantity], start: int) -> list[Quantity]:
    """The quantities after ``start`` that form one list joined by 、 or 和."""
    first = bisect_left(quantities, start, key=lambda quantity: quantity.start)
    listed = list(quantities[first : first + 1])
    for quantity in islice(quantities, first + 1, None):
        if not joined(view, listed[-1], quantity):
            break
        listed.append(quantity)
    return listed


def _span(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end
