"""Official expressions that are printed with one character wrong, left out, doubled or changed over.

An expression with one such slip still holds one of its halves whole. So the halves are looked for, and the
rest is compared around each. The shorter the expression, the fewer slips are believed: in a short one only a
character taken for another that sounds or looks like it, or two that changed places.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from engine.facts.phrases import Hit

SURE = 2  # code points on each side of the slip that must be right, lest another word be taken for it
LONG = 6  # code points from which any other character inside an expression is a slip
HALVES = ("first", "second")
CUT = 4  # code points of an expression that is cut off before a stop
_STOPS = frozenset("。,;:、!?")


class Near(NamedTuple):
    """``start:end`` is nearly ``term``; ``slip`` are the places that would not be so."""

    start: int
    end: int
    term: str
    slip: tuple[int, ...]


class Expressions:
    """The expressions to look for, and the characters that are taken for one another."""

    def __init__(self, terms: Iterable[str], alike: Mapping[str, str]) -> None:
        self._alike = alike
        # half → a character beside it → the expressions
        self._beside: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for term in terms:
            middle = len(term) // 2
            for char in term[middle : middle + 2]:
                self._beside[HALVES[0], term[:middle]][char].add(term)
            for char in term[middle - 2 : middle]:
                self._beside[HALVES[1], term[middle:]][char].add(term)

    def entries(self) -> set[tuple[str, str, str]]:
        """The entries (family, name, phrase) to look for: family and name one of ``HALVES``."""
        return {(family, family, half) for family, half in self._beside}

    def near(self, text: str, hits: Iterable[Hit]) -> tuple[set[Near], set[int]]:
        """What is nearly an expression around these halves, and the places that whole ones cover."""
        found: set[Near] = set()
        right: set[int] = set()
        for hit in hits:
            for term in self._candidates(text, hit):
                start = hit.start if hit.family == HALVES[0] else hit.start - len(term) // 2
                if text.startswith(term, max(0, start)):
                    right.update(range(start, start + len(term)))
                else:
                    found.update(self._slipped(text, hit, start, term))
        return found, right

    def _candidates(self, text: str, hit: Hit) -> set[str]:
        """The expressions of which one of the two characters beside the half is right, or nearly in place."""
        first = hit.family == HALVES[0]
        beside = text[hit.end : hit.end + 2] if first else text[max(0, hit.start - 2) : hit.start]
        known = self._beside[hit.family, hit.phrase]
        return {term for char in beside if char in known for term in known[char]}

    def _slipped(self, text: str, hit: Hit, start: int, term: str) -> Iterator[Near]:
        """``term`` with one slip at ``start``, or a place beside where its second half was found."""
        places = (start,) if hit.family == HALVES[0] else (start, start + 1, start - 1)
        tries = (_slipped(text, at, term, self._alike) for at in places if at >= 0)
        yield from islice(filter(None, tries), 1)


def _slipped(text: str, start: int, term: str, alike: Mapping[str, str]) -> Near | None:
    """``term`` at ``start`` with exactly one slip."""
    printed = text[start : start + len(term) + 1]
    wrong = next((i for i, (a, b) in enumerate(zip(printed, term, strict=False)) if a != b), len(term))
    if wrong >= min(len(term), len(printed)):
        return None
    end, slip = start + len(term), (start + wrong,)
    if _other(term, wrong, printed, alike) or _crossed(term, wrong, printed):
        return Near(start, end, term, slip)
    if wrong == len(term) - 1 >= CUT and printed[wrong] in _STOPS:
        return Near(start, end - 1, term, (slip[0] - 1,))
    if not SURE <= wrong <= len(term) - SURE:
        return None
    if printed[wrong] == term[wrong - 1] and printed[wrong + 1 :] == term[wrong:]:
        return Near(start, end + 1, term, slip)
    beyond = len(term) - wrong > SURE  # of what is left out, two characters more must follow
    left_out = len(term) >= LONG and beyond and printed[wrong:].startswith(term[wrong + 1 :])
    gap = (start + wrong - 1, start + wrong)
    return Near(start, end - 1, term, gap) if left_out and _is_ideograph(term[wrong]) else None


def _other(term: str, wrong: int, printed: str, alike: Mapping[str, str]) -> bool:
    """Whether one character stands for another, and no other word begins or ends there."""
    char = printed[wrong]
    inside = len(term) >= LONG and SURE <= wrong < len(term) - SURE
    taken = inside and _is_ideograph(char) and _is_ideograph(term[wrong])
    return (taken or char in alike.get(term[wrong], "")) and printed.startswith(term[wrong + 1 :], wrong + 1)


def _crossed(term: str, wrong: int, printed: str) -> bool:
    """Whether two characters changed places."""
    crossed = term[wrong : wrong + 2] == printed[wrong : wrong + 2][::-1]
    return crossed and printed.startswith(term[wrong + 2 :], wrong + 2)


def _is_ideograph(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
