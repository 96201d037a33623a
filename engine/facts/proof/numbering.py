"""Headings and items that are counted wrongly: a number left out or given twice."""

import re
from collections.abc import Iterator, Sequence

from engine.facts.draft import Draft
from engine.facts.numerals import NUMERAL, VALUES, printed
from engine.facts.patterns import keyed, one_of
from engine.facts.proof.marks import mark
from engine.facts.view import View

_STYLES = (rf"({NUMERAL})、", rf"\(({NUMERAL})\)", r"([0-9]{1,2})\.(?![0-9])", r"\(([0-9]{1,2})\)")
_STARTS = tuple(re.compile(rf"[ ]*{style}") for style in _STYLES[:-1])
_INSIDE = re.compile(rf"(?:^|(?<=[。,;:\n ])){_STYLES[-1]}")
_LONGEST = 1500  # a longer paragraph is a text printed without line ends: its numbers stand inside it
_SHOWN = 12  # code points of the heading that the mark shows
_MOST = 3  # marks; more are a way of counting, not slips


def announced(view: View, item_end: str, counted: Sequence[str]) -> Iterator[Draft]:
    """Items such as 一是 that are fewer or more than was said before them: 以下四个方面:."""
    said = keyed(counted, rf"({NUMERAL})(?:{one_of(counted)})[^。;:\n]{{0,6}}:\s*一{re.escape(item_end)}")
    headings = [heading.span.start for heading in view.report.headings]
    for match in said.found(view.text, view.report.paragraphs):
        end = next((start for start in headings if start > match.end()), len(view.text))
        reached, place = 1, match.end()
        while (following := view.text.find(f"{printed(reached + 1)}{item_end}", place, end)) >= 0:
            reached, place = reached + 1, following
        if reached > 1 and reached != VALUES.get(match[1]):
            yield mark(view, *match.span(), name="other", fault="item-count", weight="plain")


def numbering(view: View, item_ends: str, no_items: str) -> tuple[Draft, ...]:
    """Numbers at the start of paragraphs, and items such as 一是, that do not count on.

    ``item_ends`` are what stands behind the number of such an item: 是 and 要 first, then what may stand for
    it; ``no_items`` are what follows where it is a word: 三要素.
    """
    paragraphs = view.report.paragraphs
    if any(p.end - p.start > _LONGEST for p in paragraphs):
        return ()
    lists = [
        [(m[1], m.start(1)) for p in paragraphs if (m := style.match(view.text, p.start, p.end))]
        for style in _STARTS
    ]
    inside = [m for p in paragraphs for m in _INSIDE.finditer(view.text, p.start, p.end)]
    lists.append([(m[1], m.start(1)) for m in inside])
    for end in item_ends[:2]:
        item = re.compile(rf"(?:^|(?<=[。,;:\n ]))({NUMERAL}){re.escape(end)}(?![{re.escape(no_items)}])")
        lists.append(
            [(m[1], m.start(1)) for p in paragraphs for m in item.finditer(view.text, p.start, p.end)]
        )
    marks = [draft for found in lists for draft in _slips(view, found, item_ends)]
    return tuple(marks) if len(marks) <= _MOST else ()


def _slips(view: View, found: Sequence[tuple[str, int]], item_ends: str) -> Iterator[Draft]:
    """Numbers that count on from none of the sequences that are open before them."""
    reached: list[int] = []  # the last number of each open sequence, outermost first
    last = 0
    passed = 0  # a number that is not missed, since the one before it was given twice
    for number, place in found:
        value = VALUES.get(number) or int(number if number.isascii() else 0)
        if value - 1 in reached:
            del reached[len(reached) - 1 - reached[::-1].index(value - 1) :]
        elif reached and value != 1 and value - reached[-1] in (0, 2) and value - 1 != passed:
            before = str(value - 1) if number.isascii() else printed(value - 1)
            if not re.search(rf"{before}[、.){re.escape(item_ends)}]", view.text[last + 1 : place]):
                start = _bare(view, before, last, place)
                end = view.text.find("\n", start, start + _SHOWN)
                end = start + _SHOWN if end < 0 else end
                yield mark(view, start, end, name="other", fault="numbering", weight="plain")
                passed = value + 1 if value == reached[-1] else 0
        reached.append(value)
        last = place


def _bare(view: View, number: str, low: int, high: int) -> int:
    """Where a heading stands that lost the mark behind its number, else ``high``: 二存在的问题."""
    bare = None if number.isascii() else re.compile(rf"\n *({number})(?!、)").search(view.text, low, high)
    return bare.start(1) if bare else high
