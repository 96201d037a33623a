"""Words of two characters of which one was taken for another that sounds or looks like it.

What such a slip leaves is no word. So two characters that no word has side by side are held against the
vocabulary; and a slip is believed only where the dictionary's counts make the text around it far likelier
with the right word than as printed.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import add

from engine.facts.patterns import is_ideograph
from engine.facts.words import ALL_COUNTED, LONGEST_WORD, counts_of
from engine.rulebook.lexicon_defects import AdjacentLexicon, VocabularyLexicon

LIKELIER = 6.2  # how much likelier, as a natural logarithm: a million characters of news then give sixty
USUAL = 3.0  # of it, for a word of which reports are full
DOUBT, WORD, COINED = 3.0, 4.0, 5.0  # the more for a character of names, a word, in quotations or names
LESS = 7.0  # how much less likely what an official expression speaks for may be
SELDOM = 20  # occurrences of a doubled character in the dictionary that make it a word
BOLD = 2.5  # how much likelier what little speaks for must be
REACH = 8  # code points on each side that are cut into words
QUOTED = 40  # code points before which a quotation may have begun
_UNKNOWN = 0.5  # occurrences of a character that the dictionary does not know
_SIDES = 2  # code points behind the word in which the end of a place's name stands
_ALL = math.log(ALL_COUNTED)
PAIR = 2
_ONE = "一"
_NUMBERED = re.compile(
    "[\u4e00-\u9fff]{0,4} ?[〔\\[(【]20[0-9]{2}"
)  # the short name of an office: 青司发〔2024〕7号
PAIRS = 1 << 14  # pairs of characters that are remembered


class Vocabulary:
    """The words to look for; made once from the lexicon. ``alike``: for a character those taken for it."""

    def __init__(
        self, lexicon: VocabularyLexicon, adjacent: AdjacentLexicon, alike: Mapping[str, str]
    ) -> None:
        self._usual = frozenset(lexicon.usual)
        self._words = self._usual.union(lexicon.other)
        self._jargon = frozenset(lexicon.jargon)
        self._known = self._words | self._jargon
        self._right = self._words.union(
            lexicon.jargon, (first + second for first, all_ in adjacent.adjacent.items() for second in all_)
        )
        self._names = frozenset(lexicon.names)
        self._alone = frozenset(lexicon.alone)
        self._places = frozenset(lexicon.places)
        self._ends = frozenset(lexicon.ends)
        self._alike = alike
        self._seconds: dict[str, str] = defaultdict(str)
        self._firsts: dict[str, str] = defaultdict(str)
        for word in sorted(self._words):
            self._seconds[word[0]] += word[1]
            self._firsts[word[1]] += word[0]
        self._meant = lru_cache(PAIRS)(self._slipped)  # most pairs come again in the next report

    def knows(self, pair: str) -> bool:
        """Whether two characters stand side by side in a word."""
        return pair in self._right

    def is_taken(self, pair: str, *, sure: bool) -> bool:
        """Whether the dictionary has the two characters as a word, so that one may take it for another.

        Unless what stands around it makes it ``sure``, it is no word that reports use.
        """
        return pair not in (self._jargon if sure else self._known) and pair in counts_of(frozenset(pair))

    def parted(self, text: str, start: int, end: int) -> bool:
        """Whether ``start:end`` are two characters that belong to the words on its sides."""
        pair = end - start == PAIR
        return pair and text[start - 1 : start + 1] in self._words and text[end - 1 : end + 1] in self._words

    def ends(self, text: str, at: int) -> bool:
        """Whether a word may end at ``at``: its last two characters belong together, or the last is one."""
        last = text[at - 1]
        return last in self._alone or last in self._ends or text[at - PAIR : at] in self._known

    def wants(self, text: str, at: int, left_out: str, *, bold: bool = False) -> bool:
        """Whether the text is likelier with a character put in where now no word stands.

        Not much less likely is enough where it makes a word of those that reports use; a ``bold`` guess must
        make it much likelier.
        """
        before, behind = text[at - 1], text[at : at + 1]
        if before + behind in self._known:
            return False
        usual = not self._words.isdisjoint((before + left_out, left_out + behind))
        low, high = max(0, at - PAIR), min(len(text), at + PAIR)
        while high < len(text) and high - at < REACH and is_ideograph(text[high]):
            high += 1
        printed = text[low:high]
        whole = text[low:at] + left_out + text[at:high]
        counts = counts_of(frozenset(whole))
        gain = _likelihood(whole, counts) - _likelihood(printed, counts)
        if bold:
            return gain > BOLD and not counts.get(before + behind)
        return gain > (-LESS if usual else 0)

    def stutters(self, text: str, at: int) -> bool:
        """Whether one of two like characters at ``at`` is too many: only one of them belongs to a word.

        Where both do, or none, two words meet there (宪法 法律), or a word is doubled for emphasis (层层).
        """
        char = text[at]
        before, behind = text[max(0, at - PAIR) : at], text[at + PAIR : at + 2 * PAIR]
        if (
            char in self._alone
            or before[-1:] in (_ONE, before[:1])
            or text.startswith(2 * behind[:1], at + PAIR)
        ):
            return False  # 市 市场, 勤勤恳恳, 普普通通
        counts = counts_of(frozenset(before + char + behind))
        if counts.get(2 * char, 0) >= SELDOM:
            return False
        ends, begins = before[-1:] + char, char + behind[:1]
        ended = ends in self._known or any(word in counts for word in (ends, before + char))
        begun = begins in self._known or any(word in counts for word in (begins, char + behind))
        whole = any(word in counts for word in (ends + char, char + begins))
        return ended != begun and not whole and len(ends) == len(begins) == PAIR

    def near(self, text: str) -> list[tuple[int, int, str]]:
        """Each place where a word has a slip, with the word, in order."""
        pairs = set(map(add, text, text[1:])) - self._right
        meant = {pair: words for pair in pairs if (words := self._meant(pair))}
        return sorted(
            (at, at + PAIR, word)
            for pair, words in meant.items()
            for at in _places(text, pair)
            if self._stands_alone(text, at) and (word := self._likeliest(text, at, words))
        )

    def _slipped(self, pair: str) -> Sequence[str]:
        """The words that ``pair`` may stand for."""
        first, second = pair[0], pair[1]
        if not (is_ideograph(first) and is_ideograph(second)):
            return []
        rights = self._seconds.get(first, "")
        meant = [first + right for right in rights if second in self._alike.get(right, "")]
        if second + first in self._words:
            meant.append(second + first)
        rights = self._firsts.get(second, "")
        return meant + [right + second for right in rights if first in self._alike.get(right, "")]

    def _stands_alone(self, text: str, at: int) -> bool:
        """Whether no word reaches into the pair, and it is not coined: paired, of a place or an office."""
        if text[max(0, at - 1) : at + 1] in self._words or text[at + 1 : at + 3] in self._words:
            return False
        known = _is_paired(text, at) or _NUMBERED.match(text, at + PAIR)
        return not known and self._places.isdisjoint(text[at + 1 : at + 2 + _SIDES])

    def _likeliest(self, text: str, at: int, words: Sequence[str]) -> str | None:
        """The word that makes the text around it likeliest, where it is likely enough."""
        low, high = at, at + PAIR
        while low > 0 and at - low < REACH and is_ideograph(text[low - 1]):
            low -= 1
        while high < len(text) and high - at < REACH + PAIR and is_ideograph(text[high]):
            high += 1
        head, tail = text[low:at], text[at + PAIR : high]
        counts = counts_of(frozenset(text[low:high]).union(*words))
        gain, word = max(
            (_likelihood(head + word + tail, counts) + self._trust(text, at, word), word) for word in words
        )
        return word if gain - _likelihood(text[low:high], counts) >= LIKELIER else None

    def _trust(self, text: str, at: int, word: str) -> float:
        """How readily a slip of ``word`` is believed at ``at``, on the scale of ``LIKELIER``."""
        place = at if text[at] != word[0] else at + 1
        wrong, before = text[place], text[max(0, at - 1) : place] or " "
        if wrong in self._names and (not is_ideograph(before[-1]) or not self._names.isdisjoint(before)):
            return -math.inf  # a surname and a name, or one in a list of them
        low = max(0, at - QUOTED)
        quoted = text.rfind("“", low, at) > text.rfind("”", low, at)
        doubt = (
            DOUBT * (wrong in self._names)
            + WORD * (wrong in self._alone)
            + COINED * (quoted or self._ends_name(text, at))
        )
        return USUAL * (word in self._usual) - doubt

    def _ends_name(self, text: str, at: int) -> bool:
        """Whether a surname stands before the two characters and a mark behind them: 石守权、."""
        before, behind = text[max(0, at - 1) : at] or " ", text[at + PAIR : at + PAIR + 1] or " "
        return before in self._names and not is_ideograph(behind)


def _is_paired(text: str, at: int) -> bool:
    """Whether one of the characters comes again two places on, as in 知责明责 and 快查快处."""
    first, second = text[at], text[at + 1]
    return first in (text[at + PAIR : at + PAIR + 1], text[max(0, at - PAIR) : at - 1]) or second in (
        text[at + PAIR + 1 : at + 2 * PAIR],
        text[max(0, at - 1) : at],
    )


def _places(text: str, pair: str) -> Iterator[int]:
    at = text.find(pair)
    while at >= 0:
        yield at
        at = text.find(pair, at + 1)


def _likelihood(said: str, counts: Mapping[str, int]) -> float:
    """The logarithm of how likely the likeliest way is to cut ``said`` into words."""
    best = [0.0]
    for end in range(1, len(said) + 1):
        best.append(
            max(
                best[start] + math.log(counts.get(said[start:end]) or _UNKNOWN) - _ALL
                for start in range(max(0, end - LONGEST_WORD), end)
                if start == end - 1 or said[start:end] in counts
            )
        )
    return best[-1]
