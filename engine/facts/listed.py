"""分别: numbers told one after another for what was listed before."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from engine.facts.phrases import GAP, Hit
from engine.facts.quantities import Quantity
from engine.facts.view import Sentence, View

Listed = tuple[Hit, list[Quantity]]


def distributions(view: View, sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Listed]:
    """Each 分别 of the sentence with the list of two or more numbers that follows it."""
    for word in view.found("distributive", sentence.start, sentence.end):
        listed = list_after(view, quantities, word.end)
        if len(listed) > 1:
            yield word, listed


def named_before(view: View, sentence: Sentence, word: Hit) -> list[Hit]:
    """The acts listed in the clause right before 分别, outermost only, in order of place."""
    low, _ = view.clause(word.start, word.end, sentence)
    outermost: list[Hit] = []
    for act in view.found("act", low, word.start):
        if GAP in act.phrase:
            continue
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
