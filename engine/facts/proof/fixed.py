"""Official expressions that are printed with one character wrong, left out, doubled or changed over.

An expression with one such slip still holds one of its halves whole. So the halves are looked for, and the
rest is compared around each. The shorter the expression, the fewer slips are believed: in a short one only a
character taken for another that sounds or looks like it, or two that changed places.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import ahocorasick

from engine.facts.patterns import is_ideograph

SURE = 2  # code points on each side of the slip that must be right, lest another word be taken for it
LONG = 6  # code points from which any other character inside an expression is a slip
SHORT = 5  # code points from which a character left out is one, if what then stands there is no word
CUT = 4  # code points of an expression that is cut off before what is no ideograph


class Near(NamedTuple):
    """``start:end`` is nearly ``term``; ``slip`` are the places that would not be so.

    ``doubtful`` is what is a slip only if no word of the language explains it; ``bold`` is what only three
    characters, or a lost beginning, speak for.
    """

    start: int
    end: int
    term: str
    slip: tuple[int, ...]
    doubtful: bool = False
    bold: bool = False


class _Half(NamedTuple):
    """A half of expressions: the first or the second one, and by a character beside it the expressions."""

    first: bool
    length: int
    beside: Mapping[str, Sequence[str]]


class Expressions:
    """The expressions to look for, the characters taken for one another, and those as right as another.

    ``sounds`` gives characters that sound alike the same character.
    """

    def __init__(
        self,
        terms: Iterable[str],
        alike: Mapping[str, str],
        equal: Mapping[str, str],
        sounds: Mapping[str, str],
    ) -> None:
        self._alike = alike
        self._sounds = sounds
        self._equal = equal
        # (half, whether it is the first) → a character beside it, or how both sound → the expressions
        beside: dict[tuple[str, bool], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._openings: dict[str, str] = {}  # what an expression with one slip may begin with
        for term in dict.fromkeys(terms):
            self._openings[term] = term[:2] + alike.get(term[0], "")
            middle = len(term) // 2
            for half, by, first in (
                (term[:middle], term[middle:][:2], True),
                (term[middle:], term[:middle][-2:], False),
            ):
                one, other = by[0], by[1]
                for char in dict.fromkeys((one, other, sounds.get(one, one) + sounds.get(other, other))):
                    beside[half, first][char].append(term)
        halves: dict[str, list[_Half]] = defaultdict(list)
        for (half, first), known in beside.items():
            halves[half].append(_Half(first, len(half), dict(known)))
        self._automaton = ahocorasick.Automaton()
        for half, roles in halves.items():
            self._automaton.add_word(half, roles)
        self._automaton.make_automaton()

    def near(self, text: str) -> tuple[set[Near], bytearray]:
        """What is nearly an expression, and for each place whether a whole one covers it."""
        found: set[Near] = set()
        right = bytearray(len(text))
        if not len(self._automaton):
            return found, right
        padded = f"\0\0{text}\0\0"
        sounds = self._sounds
        for last, halves in self._automaton.iter(text):
            for first, length, known in halves:
                # of the two characters beside the half one is right, or nearly in place
                at = last + 3 if first else last + 1 - length
                near_one, next_one = padded[at], padded[at + 1]
                if near_one in known or next_one in known:
                    one, other = known.get(near_one, ()), known.get(next_one, ())
                    terms: Iterable[str] = {*one, *other} if one and other else one or other
                else:
                    terms = known.get(sounds.get(near_one, near_one) + sounds.get(next_one, next_one), ())
                for term in terms:
                    whole = len(term)
                    start = last + 1 - (length if first else whole)
                    if start >= 0 and text.startswith(term, start):
                        right[start : start + whole] = b"\1" * whole
                    elif near := self._slipped(text, start, term, first=first):
                        found.add(near)
        return found, right

    def _slipped(self, text: str, start: int, term: str, *, first: bool) -> Near | None:
        """``term`` with one slip at ``start``, or a place beside where its second half was found."""
        begins = self._openings[term]
        for at in (start,) if first else (start, start + 1, start - 1):
            near = _slipped(text, at, term, self._alike) if at >= 0 and text[at] in begins else None
            if near and not self._as_right(text, near):
                return near
        return None

    def _as_right(self, text: str, near: Near) -> bool:
        """Whether the one character that differs may stand for the other."""
        place = near.slip[0]
        return text[place] in self._equal.get(near.term[place - near.start : place - near.start + 1], "")


def _slipped(text: str, start: int, term: str, alike: Mapping[str, str]) -> Near | None:
    """``term`` at ``start`` with exactly one slip."""
    length = len(term)
    printed = text[start : start + length + 1]
    wrong, most = 0, min(length, len(printed))
    while wrong < most and printed[wrong] == term[wrong]:
        wrong += 1
    if wrong == most:
        return None
    if wrong < length - 2 and term[-1] not in printed[length - 2 :]:
        return None  # whatever the slip, what follows it does not
    end, slip = start + length, (start + wrong,)
    like = printed[wrong] in alike.get(term[wrong], "")
    if printed.startswith(term[wrong + 1 :], wrong + 1) and (like or _is_inside(term, wrong, printed)):
        return Near(start, end, term, slip)
    if printed.startswith(term[wrong + 2 :], wrong + 2):
        pair, meant = printed[wrong : wrong + 2], term[wrong : wrong + 2]
        if pair[::-1] == meant:  # two characters changed places
            return Near(start, end, term, slip)
        # a whole word for one that sounds like it: 规范性稳健
        if like and len(pair) == len(meant) > 1 and pair[1] in alike.get(meant[1], ""):
            return Near(start, end, term, (*slip, start + wrong + 1))
    goes_on = is_ideograph(printed[wrong])
    if wrong == length - 1 and length >= (LONG if goes_on else CUT):
        return Near(start, end - 1, term, (slip[0] - 1,), doubtful=goes_on)
    inside = SURE <= wrong <= length - SURE
    if inside and printed[wrong] == term[wrong - 1] and printed[wrong + 1 :] == term[wrong:]:
        return Near(start, end + 1, term, slip)
    left_out = printed[wrong:].startswith(term[wrong + 1 :])
    gap = (start + wrong - 1, start + wrong)
    # sure only where two characters more follow what is left out of a long one
    doubtful = length < LONG or not inside or length - wrong <= SURE
    bold = length < SHORT or not inside
    return Near(start, end - 1, term, gap, doubtful, bold) if left_out and is_ideograph(term[wrong]) else None


def _is_inside(term: str, wrong: int, printed: str) -> bool:
    """Whether one character stands for any other where no word begins or ends."""
    inside = len(term) >= LONG and SURE <= wrong < len(term) - SURE
    return inside and is_ideograph(printed[wrong]) and is_ideograph(term[wrong])
