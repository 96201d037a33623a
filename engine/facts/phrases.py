"""All wordings of the lexicon in one automaton, run once over the text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import ahocorasick

GAP = "…"
MAX_GAP = 24  # code points between two parts of a phrase
SENTENCE_ENDS = "。;!?；！？\n"
_STOP = re.compile(f"[{SENTENCE_ENDS}]")


class Hit(NamedTuple):  # of these there are thousands in a report, and a tuple is made twice as fast
    """A wording found at ``start:end`` of the cleaned text. ``core`` is its longest literal part."""

    start: int
    end: int
    family: str
    name: str
    phrase: str


class _Phrase(NamedTuple):  # made by the thousand at every start, too
    family: str
    name: str
    text: str
    parts: tuple[str, ...]
    key: int  # index of the part that the automaton looks for


class Phrasebook:
    """Finds every phrase it was made from. ``entries`` are (family, name, phrase)."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        by_key: dict[str, list[_Phrase]] = defaultdict(list)
        for family, name, text in entries:
            parts = tuple(text.split(GAP))
            key = max(range(len(parts)), key=lambda index: len(parts[index]))
            by_key[parts[key]].append(_Phrase(family, name, text, parts, key))
        self._automaton = ahocorasick.Automaton()
        for literal, phrases in by_key.items():
            self._automaton.add_word(literal, (len(literal), tuple(phrases)))
        self._automaton.make_automaton()

    def scan(self, text: str) -> Mapping[str, Sequence[Hit]]:
        """Hits by family, each in order of place, longer first at the same start."""
        found: dict[str, list[Hit]] = defaultdict(list)
        stops = [mark.start() for mark in _STOP.finditer(text)]
        for last, (length, phrases) in self._automaton.iter(text):
            start = last + 1 - length
            for phrase in phrases:
                span = (start, last + 1) if len(phrase.parts) == 1 else _stretch(text, phrase, start, stops)
                if span is not None:
                    hit = Hit(span[0], span[1], phrase.family, phrase.name, phrase.text)
                    found[phrase.family].append(hit)
        for hits in found.values():
            hits.sort(key=lambda hit: (hit.start, -hit.end, hit.name))
        return found


def _stretch(text: str, phrase: _Phrase, start: int, stops: Sequence[int]) -> tuple[int, int] | None:
    """The span of a phrase with gaps around its key part at ``start``, None if a part is missing.

    ``stops`` are the places where sentences end; no gap reaches over one.
    """
    end = start + len(phrase.parts[phrase.key])
    for part in reversed(phrase.parts[: phrase.key]):
        at = text.rfind(part, max(0, start - MAX_GAP - len(part)), start)
        if at < 0 or _crosses(stops, at, start):
            return None
        start = at
    for part in phrase.parts[phrase.key + 1 :]:
        at = text.find(part, end, end + MAX_GAP + len(part))
        if at < 0 or _crosses(stops, end, at):
            return None
        end = at + len(part)
    return start, end


def _crosses(stops: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(stops, start) != bisect_left(stops, end)
