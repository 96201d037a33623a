"""Official expressions that are printed with one character wrong, left out, doubled or changed over.

An expression with one such slip still holds one of its halves whole. So the halves are looked for, and the
rest is compared around each.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from engine.facts.phrases import Hit

SURE = 2  # code points on each side of the slip that must be right, lest another word be taken for it
HALVES = ("first", "second")
CUT = 4  # code points of an expression that is cut off before a stop
_STOPS = frozenset("。,;:、!?")


class Near(NamedTuple):
    """``start:end`` is nearly ``term``."""

    start: int
    end: int
    term: str


def halves(terms: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The entries (family, name, phrase) to look for: family one of ``HALVES``, name the expression."""
    for term in terms:
        middle = len(term) // 2
        yield HALVES[0], term, term[:middle]
        yield HALVES[1], term, term[middle:]


def near(text: str, hit: Hit, alike: Mapping[str, str]) -> Near | None:
    """The expression of which ``hit`` is a half, if it stands there with one slip, else None."""
    term = hit.name
    if hit.family == HALVES[0]:
        return _slipped(text, hit.start, term, alike)
    start = hit.start - len(term) // 2
    if text.startswith(term, max(0, start)):
        return None
    tries = (_slipped(text, at, term, alike) for at in (start, start + 1, start - 1) if at >= 0)
    return next((found for found in tries if found), None)


def _slipped(text: str, start: int, term: str, alike: Mapping[str, str]) -> Near | None:
    """``term`` at ``start`` with exactly one slip."""
    printed = text[start : start + len(term) + 1]
    wrong = next((i for i, (a, b) in enumerate(zip(printed, term, strict=False)) if a != b), len(term))
    if wrong >= min(len(term), len(printed)):
        return None
    rest, after = term[wrong + 1 :], printed[wrong + 1 :]
    end = start + len(term)
    if after.startswith(rest) and _taken_for(term, wrong, printed[wrong], alike):
        return Near(start, end, term)
    crossed = term[wrong : wrong + 2] == printed[wrong : wrong + 2][::-1]
    if wrong >= SURE and crossed and after[1:].startswith(rest[1:]):
        return Near(start, end, term)
    if wrong == len(term) - 1 >= CUT and printed[wrong] in _STOPS:
        return Near(start, end - 1, term)
    if not SURE <= wrong <= len(term) - SURE:
        return None
    if printed[wrong] == term[wrong - 1] and after == term[wrong:]:
        return Near(start, end + 1, term)
    left_out = printed[wrong:].startswith(rest) and len(rest) >= SURE and _is_ideograph(term[wrong])
    return Near(start, end - 1, term) if left_out else None


def _taken_for(term: str, wrong: int, char: str, alike: Mapping[str, str]) -> bool:
    """Whether ``char`` is a slip for the character of ``term``, and no other word begins or ends there."""
    inside = SURE <= wrong < len(term) - SURE
    return (
        _is_ideograph(char) and _is_ideograph(term[wrong]) and (inside or char in alike.get(term[wrong], ""))
    )


def _is_ideograph(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
