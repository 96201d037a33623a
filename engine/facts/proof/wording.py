"""Wrong words: known slips, official expressions with a slip, wrong units, words said twice in a row."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from engine.facts.draft import Draft
from engine.facts.patterns import is_ideograph, one_of
from engine.facts.phrases import Hit
from engine.facts.proof.fixed import LONG, Expressions, Near
from engine.facts.proof.marks import mark
from engine.facts.proof.vocabulary import Vocabulary
from engine.facts.text import has_any
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.facts.words import counts_of
from engine.rulebook import Lexicon
from engine.rulebook.lexicon_defects import Miscount, Misused

PAIR = 2  # code points of words of which any character may be one that is said twice: 案一案一
ECHO = 4  # code points of words that end two clauses of one sentence
COMPANY = 8  # code points on each side in which stands what gives a misused word away
TOUCHING = 6  # code points around a wrong wording in which a right one may hold it

_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,3})\1")
_STUTTER = re.compile(r"(\w)\1")
_CLAUSES = re.compile(f"[{re.escape(CLAUSE_ENDS)}]")
_NUMERAL = "[一二三四五六七八九十]"


class WordingReader:
    """Finds wrong wordings in the cleaned text; made once from the lexicon."""

    def __init__(self, whole: Lexicon) -> None:
        self._lexicon, spelling = whole.defects, whole.spelling
        self._near = spelling.near
        self._slips = {wrong: slip for slip in spelling.slips for wrong in slip.phrases}
        alike = _alike((*spelling.alike, *spelling.homophones))
        terms = (*spelling.fixed, *spelling.collocations)
        sounds = {char: group[0] for group in spelling.homophones for char in group}
        self._fixed = Expressions(terms, alike, _alike(spelling.interchangeable), sounds)
        self._loose = frozenset(spelling.collocations)
        self._vocabulary = Vocabulary(whole.vocabulary, whole.adjacent, alike)
        self._misused = spelling.misused
        self._particles = spelling.particles
        self._adverbs = re.compile(
            rf"(?:{one_of(spelling.particles.adverbs)}){re.escape(spelling.particles.wrong)}"
            rf"(?:{one_of(spelling.particles.verbs)}){re.escape(spelling.particles.after)}"
        )
        numbers = self._lexicon.numbers
        broken = f"{one_of(self._lexicon.broken_units)}|{one_of(self._no_units(alike, whole))}"
        before = re.escape(
            "".join(s for s in (numbers.remainder, *self._lexicon.figures.scales) if len(s) == 1)
        )
        self._units = re.compile(rf"(?<=[0-9{before}])(?:{broken})(?=[^\u4e00-\u9fff]|\Z)")
        levels, no_rate = one_of(numbers.levels), one_of(alike.get(numbers.rate, ""))
        self._rates = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{no_rate})(?=(?:{levels})?[0-9.]+%)")
        repeatable = self._lexicon.repeatable
        self._twice = re.compile(one_of(repeatable))
        longer = one_of([word for word in repeatable if len(word) > 1])
        self._words_twice = re.compile(rf"{self._twice.pattern}|.+?(?:{longer})")
        self._item_twice = re.compile(rf"({_NUMERAL}{re.escape(self._lexicon.item_ends[0])})\1")

    def _no_units(self, alike: Mapping[str, str], whole: Lexicon) -> AbstractSet[str]:
        """Characters taken for a unit, which are none and end no name of a thing that is counted."""
        right = {*chain(*whole.quantities.units), *self._lexicon.no_broken_units}
        wrong = {char for unit in self._lexicon.numbers.units for char in alike.get(unit, "")}
        return wrong - right

    @property
    def entries(self) -> Iterator[tuple[str, str, str]]:
        """The known slips, what is right near one, and words that may be misused: (family, name, phrase)."""
        yield from (("slip", "", wrong) for wrong in self._slips)
        yield from (("right", "", word) for word in self._near)
        yield from (("misused", str(index), use.wrong) for index, use in enumerate(self._misused))

    def read(self, view: View, known: Mapping[str, Sequence[Hit]]) -> Iterator[Draft]:
        """All wrong wordings: by kind, each in order of place; ``known`` are the entries found."""
        marked: list[tuple[int, int]] = []
        right_ones = known.get("right", ())
        yield from self._slipped(view, known.get("slip", ()), marked)
        yield from self._nearly(view, marked, right_ones)
        yield from self._misplaced(view, known.get("misused", ()), marked)
        for start, end, word in self._vocabulary.near(view.text):
            if not _touched(start, end, right_ones) and not _covered(start, end, marked):
                yield _wrong_word(view, start, end, word)
        for match in self._adverbs.finditer(view.text):
            right = match[0].replace(self._particles.wrong, self._particles.right, 1)
            yield mark(view, *match.span(), name="other", fault="particle", weight="plain", instead=right)
        yield from self._misnamed_rates(view)
        yield from self._miscounted(view)
        yield from self._doubled(view, marked)
        for sentence in view.sentences:
            yield from self._echoes(view, sentence)

    def _slipped(self, view: View, hits: Sequence[Hit], marked: list[tuple[int, int]]) -> Iterator[Draft]:
        """The known slips, unless they lie in a right wording or belong to the words on both sides."""
        for hit in hits:
            slip, place = self._slips[hit.phrase], (hit.start, hit.end)
            if not self._vocabulary.parted(view.text, *place) and not _within(view.text, *place, slip.unless):
                marked.append(place)
                right = slip.phrases[hit.phrase]
                yield mark(view, *place, name=slip.name, fault=slip.fault, weight="plain", instead=right)

    def _misplaced(self, view: View, hits: Sequence[Hit], marked: list[tuple[int, int]]) -> Iterator[Draft]:
        """Words that are right in themselves and wrong where they stand, where nothing is marked yet."""
        for hit in hits:
            use = self._misused[int(hit.name)]
            if not _covered(hit.start, hit.end, marked) and _is_misused(view, hit, use):
                marked.append((hit.start, hit.end))
                yield _wrong_word(view, hit.start, hit.end, use.right)

    def _nearly(
        self, view: View, marked: list[tuple[int, int]], right_ones: Sequence[Hit]
    ) -> Iterator[Draft]:
        """Official expressions with a slip, the surest and longest first, where nothing is marked yet."""
        nearly, right = self._fixed.near(view.text)
        for found in sorted(nearly, key=lambda found: (found.bold, found.start - found.end, found)):
            known = all(right[place] for place in found.slip) or _touched(*found[:2], right_ones)
            known = known or self._may_be_meant(view.text, found)
            known = known or (found.doubtful and not self._is_cut(view.text, found))
            if not known and not _covered(found.start, found.end, marked):
                marked.append((found.start, found.end))
                yield _wrong_word(view, found.start, found.end, found.term)

    def _is_cut(self, text: str, found: Near) -> bool:
        """Whether a character is left out of a word, and none of the language stands there instead."""
        at = found.slip[-1] if len(found.slip) > 1 else found.end
        return self._vocabulary.wants(text, at, found.term[at - found.start], bold=found.bold)

    def _may_be_meant(self, text: str, found: Near) -> bool:
        """Whether a word may end where its end is left out, or another stands in a collocation.

        What is taken for a word that sounds like it is a word itself: else two words meet there.
        """
        if found.slip[-1] > found.slip[0] and found.end - found.start == len(found.term):
            pair = text[found.slip[0] : found.slip[-1] + 1]
            return not self._vocabulary.is_taken(pair, sure=len(found.term) >= LONG)
        short = found.end - found.start < len(found.term) and found.slip == (found.end - 1,)
        if short:
            return self._vocabulary.ends(text, found.end)
        return found.term in self._loose and any(
            self._vocabulary.knows(text[at - 1 : at + 1]) or self._vocabulary.knows(text[at : at + 2])
            for at in found.slip
        )

    def _misnamed_rates(self, view: View) -> Iterator[Draft]:
        """Another character for the last one of a rate before its percentage: 采纳律95%."""
        for match in self._rates.finditer(view.text):
            start, end = match.start() - 1, match.end()
            if not counts_of(frozenset(view.text[start:end])).get(view.text[start:end]):
                right = view.text[start : end - 1] + self._lexicon.numbers.rate
                yield _wrong_word(view, start - 1, end, view.text[start - 1] + right)

    def _miscounted(self, view: View) -> Iterator[Draft]:
        for match in self._units.finditer(view.text):
            start = view.clause_start(match.start(), view.sentence_at(match.start()))
            if "“" in view.text[start : match.start()]:
                continue  # a name: “万名干部联万企”
            yield mark(view, start, match.end(), name="other", fault="unit", weight="plain")
        for quantity in view.quantities:
            for miscount in self._lexicon.miscounts:
                if quantity.unit in miscount.units:
                    yield from _miscount(view, quantity.start, quantity.end, miscount)

    def _doubled(self, view: View, marked: list[tuple[int, int]]) -> Iterator[Draft]:
        for paragraph in view.report.paragraphs:
            if view.text.find("|", paragraph.start, paragraph.end) >= 0:
                continue
            for match in _STUTTER.finditer(view.text, paragraph.start, paragraph.end - 1):
                place = match.start(), match.end() + 1
                right = not is_ideograph(match[1]) or self._twice.search(match[0]) or _covered(*place, marked)
                if not right and self._vocabulary.stutters(view.text, match.start()):
                    yield mark(view, *place, name="duplicate", fault="words-doubled", weight="plain")
            for match in _DOUBLED.finditer(view.text, paragraph.start, paragraph.end):
                meant = self._twice.search if len(match[1]) == PAIR else self._words_twice.match
                if self._item_twice.match(match[0]) or not meant(match[0]):
                    yield mark(view, *match.span(), name="duplicate", fault="words-doubled", weight="plain")

    def _echoes(self, view: View, sentence: Sentence) -> Iterator[Draft]:
        """Two clauses of one sentence, and no list, that end with the same words."""
        text = view.text
        if not text.endswith(self._lexicon.echoes, sentence.start, _last(text, sentence)):
            return
        clauses = [c for c in _CLAUSES.split(text[sentence.start : sentence.end]) if c]
        if len(clauses) not in (2, 3):
            return
        words = clauses[-1][-ECHO:]
        if clauses[-2].endswith(words) and len(clauses[-2]) > ECHO:
            start = text.index(clauses[-2], sentence.start)
            end = text.rindex(words, sentence.start, sentence.end) + ECHO
            yield mark(view, start, end, name="duplicate", fault="echo", weight="slight")


def _last(text: str, sentence: Sentence) -> int:
    """The end of the last clause of the sentence, without the marks behind it."""
    end = sentence.end
    while end > sentence.start and text[end - 1] in CLAUSE_ENDS:
        end -= 1
    return end


def _miscount(view: View, start: int, end: int, miscount: Miscount) -> Iterator[Draft]:
    low = view.clause_start(start, view.sentence_at(start))
    said = view.text[low:start]
    if has_any(said, miscount.acts) and not has_any(said, miscount.unless):
        yield mark(view, low, end, name="other", fault="unit", weight="plain", instead=miscount.instead)


def _is_misused(view: View, hit: Hit, use: Misused) -> bool:
    """Whether the word stands in its clause beside one that gives it away."""
    low, high = view.clause(hit.start, hit.end, view.sentence_at(hit.start))
    before = view.text[max(low, hit.start - COMPANY) : hit.start]
    behind = view.text[hit.end : min(high, hit.end + COMPANY)]
    around = f"{before}{hit.phrase}{behind}"
    beside = has_any(before, use.before) or has_any(behind, use.after)
    return beside and not has_any(around, use.unless)


def _wrong_word(view: View, start: int, end: int, right: str) -> Draft:
    return mark(view, start, end, name="other", fault="wrong-word", weight="plain", instead=right)


def _touched(start: int, end: int, right_ones: Iterable[Hit]) -> bool:
    """Whether what is printed at ``start:end`` is right in itself, or a piece of what is."""
    low, high = start - TOUCHING, end + TOUCHING
    return any(low <= hit.start < end and start < hit.end <= high for hit in right_ones)


def _within(text: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    """Whether one of ``words`` stands there and shares a character with ``start:end``."""
    low, high = max(0, start - TOUCHING), end + TOUCHING
    return any(
        text.startswith(word, at, high)
        for word in words
        for at in range(max(low, start - len(word) + 1), end)
    )


def _covered(start: int, end: int, marked: list[tuple[int, int]]) -> bool:
    return any(low < end and high > start for low, high in marked)


def _alike(groups: tuple[str, ...]) -> dict[str, str]:
    """For each character those that are taken for it."""
    others: dict[str, str] = defaultdict(str)
    for group in groups:
        for char in group:
            others[char] += group.replace(char, "")
    return others
