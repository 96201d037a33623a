"""All wordings of the lexicon in one automaton, run once over the text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

import ahocorasick

from engine.facts.patterns import THIN_SPACE

GAP = "…"
MAX_GAP = 24  # code points between two parts of a phrase, blanks not counted
SENTENCE_ENDS = "。;!?；！？\n"
_STOP = re.compile(f"[{SENTENCE_ENDS}]")


class Hit(NamedTuple):  # of these there are thousands in a report, and a tuple is made twice as fast
    """A wording of the lexicon found at ``start:end`` of the cleaned text."""

    start: int
    end: int
    family: str
    name: str
    phrase: str


_hit = tuple.__new__  # half the time of calling the class
_by_start, _by_end, _by_name = itemgetter(0), itemgetter(1), itemgetter(3)  # of a hit


class _Phrase(NamedTuple):
    """A phrase with gaps."""

    family: str
    name: str
    text: str
    parts: tuple[str, ...]
    key: int  # index of the part that the automaton looks for
    before: str  # the part before it, if any
    after: str  # the part after it, if any


class Phrasebook:
    """Finds every phrase it was made from. ``entries`` are (family, name, phrase)."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        whole: dict[str, list[tuple[str, str]]] = defaultdict(list)
        gapped: dict[str, list[_Phrase]] = defaultdict(list)
        for family, name, text in entries:
            if GAP in text:
                phrase = _phrase(family, name, text)
                gapped[phrase.parts[phrase.key]].append(phrase)
            else:
                whole[text].append((family, name))
        beside = (max(len(one.before), len(one.after)) for phrases in gapped.values() for one in phrases)
        self._has_gaps = bool(gapped)
        self._reach = 2 * MAX_GAP + max(beside, default=0)  # one half of it may be blanks
        self._automaton = ahocorasick.Automaton()
        gaps = {
            part: tuple((one.before, one.after, one) for one in phrases) for part, phrases in gapped.items()
        }
        for literal in dict.fromkeys((*whole, *gaps)):
            entry = (literal, len(literal), tuple(whole.get(literal, ())), gaps.get(literal, ()))
            self._automaton.add_word(literal, entry)
        self._automaton.make_automaton()

    def scan(self, text: str) -> Mapping[str, Sequence[Hit]]:
        """Hits by family, each in order of place, longer first at the same start."""
        found: dict[str, list[Hit]] = defaultdict(list)
        stops = [-1, *(mark.start() for mark in _STOP.finditer(text)), len(text)] if self._has_gaps else []
        for last, (literal, length, whole, gapped) in self._automaton.iter(text):
            end = last + 1
            start = end - length
            for family, name in whole:
                found[family].append(_hit(Hit, (start, end, family, name, literal)))
            if not gapped:
                continue
            # most phrases with gaps are none here: a look at both sides is cheaper than a search for each
            before, after = text[max(0, start - self._reach) : start], text[end : end + self._reach]
            for left, right, phrase in gapped:
                if right in after and left in before:
                    span = _stretch(text, phrase, start, *_sentence(stops, start, end))
                    if span is not None:
                        hit = Hit(span[0], span[1], phrase.family, phrase.name, phrase.text)
                        found[phrase.family].append(hit)
        for hits in found.values():
            hits.sort(key=_by_name)  # the last order decides, the earlier ones where it leaves it open
            hits.sort(key=_by_end, reverse=True)
            hits.sort(key=_by_start)
        return found


def _sentence(stops: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The sentence around ``start:end``, with its stop."""
    place = bisect_left(stops, start)
    return stops[place - 1] + 1, stops[bisect_left(stops, end, place)] + 1


def _phrase(family: str, name: str, text: str) -> _Phrase:
    parts = tuple(text.split(GAP))
    lengths = [*map(len, parts)]
    key = lengths.index(max(lengths))
    before, after = parts[key - 1] if key else "", parts[key + 1] if key + 1 < len(parts) else ""
    return _Phrase(family, name, text, parts, key, before, after)


def _stretch(text: str, phrase: _Phrase, start: int, low: int, high: int) -> tuple[int, int] | None:
    """The span of a phrase with gaps around its key part at ``start``, None if a part is missing.

    ``low:high`` is the sentence with its stop: no gap reaches over one.
    """
    end = start + len(phrase.parts[phrase.key])
    for part in reversed(phrase.parts[: phrase.key]):
        at = text.rfind(part, max(low, _back(text, start, MAX_GAP) - len(part)), start)
        if at < 0:
            return None
        start = at
    for part in phrase.parts[phrase.key + 1 :]:
        at = text.find(part, end, min(high, _on(text, end, MAX_GAP) + len(part)))
        if at < 0:
            return None
        end = at + len(part)
    return start, end


def _on(text: str, start: int, far: int) -> int:
    """The place so ``far`` behind ``start``, and farther by the blanks on the way: office texts have many."""
    return start + far + _blanks(text, start, start + far)


def _back(text: str, end: int, far: int) -> int:
    """The same before ``end``."""
    low = max(0, end - far)
    return low - _blanks(text, low, end)


def _blanks(text: str, start: int, end: int) -> int:
    return text.count(" ", start, end) + text.count(THIN_SPACE, start, end)
