"""Clauses and things in a list without the right mark between them, and clauses without their end."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity
from engine.facts.patterns import IDEOGRAPH, keyed, one_of
from engine.facts.phrases import Hit
from engine.facts.proof.marks import around, mark, missing, prose_of
from engine.facts.text import has_any
from engine.facts.view import CLAUSE_ENDS, View
from engine.model import Span
from engine.rulebook.lexicon_defects import RunOn, RunOns

REACH = 14  # code points after a verb within which the next number stands
LEAST = 2  # code points before the count that make a clause of their own
ITEM = 14  # code points that a list of short items does not reach
NOUN = 2  # code points of a noun that is counted twice
LISTED = 10  # code points at most from one such count to the other
CLAUSE = 6  # code points behind the words that begin a clause

LED, RULED = 8, 24  # code points before a verb in its clause, and between it and the end of its object

_STOPS = ",;。、"
_TABLE = "|"
_PAUSE = "、"
_OPEN = "“《"


class RunOnReader:
    """Finds marks lost or wrong between clauses; made once from the lexicon and the nouns it counts."""

    def __init__(self, lexicon: RunOns, counted: tuple[str, ...]) -> None:
        self._lexicon = lexicon
        self._counted = tuple(noun for noun in counted if noun not in lexicon.goes_on)
        self._next = {unit: (_opening(kind), kind.after) for kind in lexicon.kinds for unit in kind.units}
        ends = re.escape(CLAUSE_ENDS)
        han = f"[^{ends}{_PAUSE}{_TABLE} ]"
        self._items = keyed(
            lexicon.items[1:],
            rf"(?<={han})(?<![{re.escape(lexicon.not_items)}])(?:{one_of(lexicon.items[1:])})",
        )
        self._before = {item: before for before, item in pairwise(lexicon.items)}
        item = f"[^{ends}{_PAUSE}{_TABLE}{_OPEN}]"
        self._clauses = keyed(  # from where the item begins, lest a long one be gone through again and again
            _PAUSE,
            rf"(?<!{item}){item}{{{ITEM},}}+"
            rf"(?P<clause>{_PAUSE}(?P<opener>{one_of(lexicon.clauses)}){han}{{{CLAUSE},}})",
        )
        listed = rf"(?:(?![{re.escape(lexicon.joining)}])[\u4e00-\u9fff])"
        self._same = re.compile(rf"{listed}{{{NOUN},{LISTED}}}")
        openers = one_of(opener for kind in lexicon.kinds for opener in kind.openers)
        ruled = (f"{verb}{han}{{0,{RULED}}}?(?:{one_of(last)})" for verb, last in lexicon.objects.items())
        begins = one_of(lexicon.begins)
        unless = one_of((*lexicon.unless, *lexicon.unless_first, *lexicon.ruled_unless))
        self._finished = keyed(
            lexicon.begins,
            rf"(?:^|(?<=[{ends}]))(?!{unless})"
            rf"{han}{{0,{LED}}}?(?:{'|'.join(ruled)})(?P<next>{begins})",
            re.MULTILINE,
        )
        cut = one_of(lexicon.unfinished)
        self._cut = keyed(lexicon.unfinished, rf"(?<={IDEOGRAPH})(?:{cut})(?=[,;。{_PAUSE}])")
        self._done = keyed(lexicon.done, rf"(?:{one_of(lexicon.done)})(?:{openers})")

    @property
    def entries(self) -> Iterator[tuple[str, str, str]]:
        """Things listed together of which two stand in a row, as (family, name of the list, phrase)."""
        for name, things in enumerate(self._lexicon.siblings):
            yield from (("row", str(name), one + other) for one in things for other in things)

    def read(self, view: View, rows: Sequence[Hit]) -> Iterator[Draft]:
        """Each count that runs on into the next clause, and each other mark lost or wrong outside tables.

        ``rows`` are the places where two things stand in a row that are usually listed.
        """
        for quantity in view.quantities:
            opening, after = self._next.get(quantity.unit, (None, ""))
            found = opening.match(view.text, quantity.end) if opening else None
            if found and self._is_clause(view, quantity, after):
                yield missing(view, quantity.start, found.end(), "comma-lost")
        for one, other in pairwise(view.quantities):
            if self._is_listed(view, one, other) or self._is_told(view, one, other):
                yield missing(view, one.start - NOUN, other.end, "comma-lost")
        prose = prose_of(view)
        yield from self._between(view, prose)
        for name in sorted({row.name for row in rows}):
            for paragraph in prose:
                for match in _in_a_row(self._lexicon.siblings[int(name)]).finditer(view.text, *paragraph):
                    yield missing(view, *match.span(), "mark-missing")

    def _between(self, view: View, prose: Sequence[Span]) -> Iterator[Draft]:
        """Items without a stop before them, and clauses in a list of things."""
        text = view.text
        for match in self._items.found(text, prose):
            if self._counts_on(text, match):
                yield missing(view, match.start() - LEAST, match.end(), "stop-lost")
        for match in self._clauses.found(text, prose):
            if match["opener"] not in text[match.start() : match.start("clause")]:
                yield missing(view, match.start("clause") - LEAST, match.end(), "mark-wrong")
        for match in self._finished.found(text, prose):
            yield missing(view, match.start("next") - LEAST, match.end(), "clause-lost")
        for match in self._done.found(text, prose):
            yield missing(view, *match.span(), "comma-lost")
        for match in self._cut.found(text, prose):
            if not text.endswith(self._lexicon.ends, 0, match.end()):
                low, high = around(view, *match.span())
                yield mark(view, low, high, name="other", fault="unfinished", weight="serious")

    def _is_listed(self, view: View, one: Quantity, other: Quantity) -> bool:
        """Whether two counts stand in a row: 食品案件187件药品案件46件, or 裁定31件裁决9件 and a stop."""
        text = view.text
        between = self._same.fullmatch(text, one.end, other.start)
        if not between or one.unit != other.unit:
            return False
        noun = text[one.start - NOUN : one.start]
        ended = text[other.end : other.end + 1] in _STOPS and one.unit in self._next
        return text.endswith(noun, one.end, other.start) or (ended and self._is_clause(view, one, ""))

    def _is_told(self, view: View, one: Quantity, other: Quantity) -> bool:
        """Whether the first count, behind what is counted, ends a clause: 资料400份法律顾问宣讲2次."""
        low = view.clause_start(one.start, view.sentence_at(one.start))
        said = view.text[low : one.start].strip()
        opens = said.startswith(self._lexicon.unless_first) or has_any(said, self._lexicon.unless)
        between = self._same.fullmatch(view.text, one.end, other.start)
        return said.endswith(self._counted) and bool(between) and not opens and one.unit in self._next

    def _counts_on(self, text: str, item: re.Match[str]) -> bool:
        """Whether the item before this one stands well before it in its paragraph, with marks of its own."""
        low = text.rfind(self._before[item[0]], item.pos, item.start())
        between = text[low : item.start()]
        return low >= 0 and len(between) >= ITEM and has_any(between, CLAUSE_ENDS)

    def _is_clause(self, view: View, quantity: Quantity, after: str) -> bool:
        """Whether what stands before the count could be a clause of its own."""
        sentence = view.sentence_at(quantity.start)
        low = view.clause_start(quantity.start, sentence)
        said = view.text[low : quantity.start].strip()
        if len(said) < LEAST or after not in said or sentence.is_heading or _TABLE in said:
            return False
        return not has_any(said, self._lexicon.unless) and not said.startswith(self._lexicon.unless_first)


def _opening(kind: RunOn) -> re.Pattern[str]:
    openers = one_of(kind.openers)
    verbs = one_of(kind.verbs)
    return re.compile(rf"\s?(?:{openers}|(?:{verbs})[\u4e00-\u9fff ]{{0,{REACH}}}[0-9])")


@cache
def _in_a_row(things: tuple[str, ...]) -> re.Pattern[str]:
    """Two of ``things`` without a mark between them, at the beginning or the end of a list of them."""
    one = one_of(things)
    return re.compile(rf"(?<={_PAUSE})(?:{one})(?:{one})|(?:{one})(?:{one})(?={_PAUSE}(?:{one}))")
