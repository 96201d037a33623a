"""Numbers with the wording that tells what they are, for checks of numbers that have no name.

One sentence is read once; the checks look into the wording around each number only.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from engine.facts.numbers.quantities import Quantity
from engine.facts.text import has_any, opened
from engine.facts.view import Sentence, View

_SEMICOLONS = ";；"
TAIL = 12  # code points after a number in which its noun stands
_STOP = re.compile(r"[,，。;；:：、|\n]|\((?![^()0-9\n]{1,8}\))")


class Level(NamedTuple):
    """A number with the wording before it (``low`` is where that begins) and the noun behind it."""

    quantity: Quantity
    low: int
    lead: str
    tail: str
    kind: str  # its unit, as that of all units that count the same: 宗 as 件
    depth: int  # in how many brackets of its sentence it stands

    @property
    def wording(self) -> str:
        """The wording around the number."""
        return self.lead + self.tail


Sentences = Sequence[tuple[Sentence, Sequence[Level]]]


def levels_of(view: View) -> Sentences:
    """The sentences of the report that tell numbers, each with its levels in order of place."""
    return [(sentence, _levels(view, sentence, numbers)) for sentence, numbers in view.numbered]


def passages(view: View, sentences: Sentences) -> Sentences:
    """The sentences of one passage that ; joins to one list, or the rows of a table, each run as one."""
    runs: list[list[tuple[Sentence, Sequence[Level]]]] = []
    for sentence, levels in sentences:
        last = runs[-1][-1][0] if runs else None
        goes = last and (
            goes_on(view, last, sentence.start) or (_is_row(view, last) and _is_row(view, sentence))
        )
        if last and last.passage == sentence.passage and goes:
            runs[-1].append((sentence, levels))
        else:
            runs.append([(sentence, levels)])
    return [(run[0][0], [one for _, levels in run for one in levels]) for run in runs if len(run) > 1]


def _is_row(view: View, sentence: Sentence) -> bool:
    return view.text.find("|", sentence.start, sentence.end) >= 0


def goes_on(view: View, sentence: Sentence, start: int) -> bool:
    """Whether only ; stands between the end of the sentence and ``start``."""
    return view.text[sentence.end - 1] in _SEMICOLONS and not view.text[sentence.end : start].strip()


def kind(view: View, unit: str) -> str:
    """The unit that stands for all which count the same, be it by times: 家 for 户次."""
    return same_unit(view, once(view, unit))


def same_unit(view: View, unit: str) -> str:
    """The unit that stands for all which count the same: 件 for 宗."""
    return view.lexicon.relations.same_units.get(unit, unit)


def once(view: View, unit: str) -> str:
    """The unit of what is counted by times: 家 for 家次."""
    return view.lexicon.relations.repeated_units.get(unit, unit)


def grams(text: str) -> frozenset[str]:
    """The pairs of neighbouring code points, by which two wordings are compared."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def has_caveat(view: View, sentence: Sentence) -> bool:
    """Whether the sentence says that its numbers are to be read in a way of their own."""
    return has_any(view.text[sentence.start : sentence.end], view.lexicon.relations.caveats)


def _levels(view: View, sentence: Sentence, numbers: Sequence[Quantity]) -> Sequence[Level]:
    levels, floor, depth = [], sentence.start, 0
    for index, number in enumerate(numbers):
        depth += view.text.count("(", floor, number.start) - view.text.count(")", floor, number.start)
        if number.is_level:
            low = max(floor, view.clause_start(number.start, sentence))
            low = opened(view.text, low, number.start) or low
            limit = numbers[index + 1].start if index + 1 < len(numbers) else sentence.end
            limit = min(limit, number.end + TAIL)
            stop = _STOP.search(view.text, number.end, limit)
            tail = view.text[number.end : stop.start() if stop else limit]
            lead = view.text[low : number.start].lstrip("、 ")
            levels.append(Level(number, low, lead, tail, kind(view, number.unit), max(depth, 0)))
        floor = number.end
    return levels
