"""Words, not substrings: short terms that also occur inside other words."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from engine.facts.phrases import SENTENCE_ENDS, Hit
from engine.rulebook.lexicon_facts import NeighboursLexicon, WordsLexicon

if TYPE_CHECKING:
    import jieba

_FIRST = b"\n\xe4"  # in its file, before the first of the ideographs
_span = itemgetter(0, 1)  # of a hit: where it starts and ends

LONGEST = 12  # code points of the longest wording that can vouch for a term beside it
LONGEST_WORD = 16  # of the dictionary
ALL_COUNTED = 60_101_967  # the occurrences that jieba's dictionary counted, all words together
FEW = 256  # so many questions are looked up in its file; for more it is worth while to read it in
REACH = 60  # code points on each side of a term that jieba looks at


class WordFilter:
    """Drops hits of ambiguous terms that are only a piece of another word; made once from the lexicon.

    A word of ``inside`` around the hit drops it; an unambiguous wording of the lexicon around it keeps
    it, and so do neighbours on both sides of which no word of the dictionary reaches into it; what is left
    is decided by jieba on that sentence.
    """

    def __init__(
        self, lexicon: WordsLexicon, neighbours: NeighboursLexicon, entries: Iterable[tuple[str, str, str]]
    ) -> None:
        self._ambiguous = frozenset(lexicon.ambiguous)
        self._families = {family for family, _, phrase in entries if phrase in self._ambiguous}
        self._inside = lexicon.inside
        self._beside = {
            term: (tuple(near.before.split()), tuple(near.after.split()))
            for term, near in neighbours.neighbours.items()
        }

    def kept(self, hits: Mapping[str, Sequence[Hit]], text: str) -> Mapping[str, Sequence[Hit]]:
        """The hits without those that are no words of their own."""
        certain = set[tuple[int, int]]()
        for family, found in hits.items():
            doubtful = family in self._families
            sure = [hit for hit in found if hit.phrase not in self._ambiguous] if doubtful else found
            certain.update(map(_span, sure))
        starts = {start for start, _ in certain}
        verdicts: dict[tuple[int, int], bool] = {}

        def is_word(hit: Hit) -> bool:
            if hit.family.endswith("unless"):
                return True
            place = _span(hit)
            if place not in verdicts:
                verdicts[place] = self._is_word(hit, text, certain, starts)
            return verdicts[place]

        ambiguous = self._ambiguous
        return {
            family: [hit for hit in found if hit.phrase not in ambiguous or is_word(hit)]
            if family in self._families
            else found
            for family, found in hits.items()
        }

    def _is_word(self, hit: Hit, text: str, certain: set[tuple[int, int]], starts: set[int]) -> bool:
        for word in self._inside:
            if hit.phrase in word and _around(text, word, hit):
                return False
        return _covered(hit, certain, starts) or self._bounded(text, hit, certain) or _segmented(text, hit)

    def _bounded(self, text: str, hit: Hit, certain: set[tuple[int, int]]) -> bool:
        """Whether on each side stands what shares no word with the term, or a certain wording."""
        if hit.phrase not in self._beside:
            return False
        before, after = self._beside[hit.phrase]
        left = not text.endswith(before, max(0, hit.start - LONGEST), hit.start)
        right = not text.startswith(after, hit.end)
        lengths = range(1, LONGEST + 1)
        return (left or any((hit.start - length, hit.start) in certain for length in lengths)) and (
            right or any((hit.end, hit.end + length) in certain for length in lengths)
        )


def _around(text: str, word: str, hit: Hit) -> bool:
    low = text.find(word, max(0, hit.end - len(word)), hit.start + len(word))
    return low >= 0 and low <= hit.start and hit.end <= low + len(word)


def _covered(hit: Hit, certain: set[tuple[int, int]], starts: set[int]) -> bool:
    """Whether a certain wording holds the hit; ``starts`` are where certain ones begin."""
    return any(
        (low, high) in certain
        for low in range(max(0, hit.start - LONGEST), hit.start + 1)
        if low in starts
        for high in range(hit.end, hit.end + LONGEST + 1)
    )


def _segmented(text: str, hit: Hit) -> bool:
    """Whether jieba cuts the sentence at both ends of the hit."""
    start, end = hit.start, hit.end
    while start > 0 and text[start - 1] not in SENTENCE_ENDS and hit.start - start < REACH:
        start -= 1
    while end < len(text) and text[end] not in SENTENCE_ENDS and end - hit.end < REACH:
        end += 1
    at, cuts = start, {start}
    for word in tokenizer().cut(text[start:end], HMM=False):
        at += len(word)
        cuts.add(at)
    return hit.start in cuts and hit.end in cuts


def counts_of(chars: frozenset[str]) -> Mapping[str, int]:
    """How often jieba's dictionary counted each word that is made of ``chars``; of other words, perhaps."""
    if _asked.cache_info().currsize >= FEW:
        counts: Mapping[str, int] = tokenizer().FREQ
        return counts
    return _asked(chars)


@lru_cache(FEW)
def _asked(chars: frozenset[str]) -> Mapping[str, int]:
    made = "".join(map(re.escape, sorted(chars)))
    line = re.compile(rf"^([{made}]+) ([0-9]+)", re.MULTILINE)
    return {one[1]: int(one[2]) for lines in _stretches(chars) for one in line.finditer(lines)}


def _stretches(chars: Iterable[str]) -> Iterator[str]:
    """The lines of jieba's dictionary that may begin with one of ``chars``.

    They stand in order but for a few at its head, most of them with Latin letters.
    """
    data, ordered = _dictionary(), _ordered_from()
    yield data[:ordered].decode()
    yield from (data[_place(char) : _place(char, behind=True)].decode() for char in chars)


@cache
def _place(char: str, *, behind: bool = False) -> int:
    """Where the lines are, or would be, that begin with ``char``, or those behind them."""
    data, wanted = _dictionary(), char.encode()

    def is_reached(before: int) -> bool:
        start = data.find(b"\n", before) + 1
        begins = data[start : start + len(wanted)]
        return not start or begins > wanted or (begins == wanted and not behind)

    before = bisect_left(range(len(data)), True, _ordered_from() - 1, key=is_reached)
    return data.find(b"\n", before) + 1 or len(data)


@cache
def _ordered_from() -> int:
    return _dictionary().index(_FIRST) + 1


@cache
def _dictionary() -> bytes:
    """The file of jieba's dictionary, without importing jieba, which takes longer than to read it."""
    found = find_spec("jieba")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise ModuleNotFoundError(name="jieba")
    return (Path(folders[0]) / "dict.txt").read_bytes()


@cache
def tokenizer() -> "jieba.Tokenizer":
    """Jieba with its own dictionary, read four times as fast and without the cache file it leaves behind.

    jieba walks from prefix to prefix and so adds every prefix of every word; here the lengths are tried.
    """
    import jieba  # noqa: PLC0415 - a fifth of a second: only for a text that needs it

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
        def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802 - jieba's name
            ends = {}
            for start in range(len(sentence)):
                reach = range(start, min(len(sentence), start + LONGEST_WORD))
                ends[start] = [end for end in reach if sentence[start : end + 1] in self.FREQ] or [start]
            return ends

    made = Tokenizer()
    fields = _dictionary().decode().split()
    counts = list(map(int, fields[1::3]))
    made.FREQ = dict(zip(fields[0::3], counts, strict=True))
    made.total = sum(counts)
    made.initialized = True
    return made
