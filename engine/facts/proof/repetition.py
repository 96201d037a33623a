"""Words, things of a list, clauses and sentences that are printed twice."""

import re
from collections.abc import Iterator
from itertools import pairwise

from engine.facts.draft import Draft
from engine.facts.patterns import IDEOGRAPH, keyed
from engine.facts.proof.marks import is_prose, lines_of, mark
from engine.facts.view import CLAUSE_ENDS, Sentence, View

CLAUSE, ITEM = 3, 2  # code points of a clause and of a thing in a list that are not said twice
LONG = 4  # the same of a thing behind others, when the list begins with it
AGAIN = 12  # code points of a clause that no sentence says twice
BEGUN = 8  # code points of a clause with which the next one does not begin
REPEATED = 6  # code points from which a line printed twice in a row is a slip
TELLING = 20  # code points from which a sentence said twice is a slip

_DOUBLED_WORDS = keyed(("",), rf"({IDEOGRAPH}{{4,20}})\1")
_ROUND_YEAR = keyed("年", rf"({IDEOGRAPH}{{2,6}})20[0-9]{{2}}年度?\1")
_CLAUSE = re.compile(f"[^{re.escape(CLAUSE_ENDS)}]+")
_DIGITS = frozenset("0123456789〇一二三四五六七八九十")


def repetition(view: View) -> Iterator[Draft]:
    """What is printed twice in the paragraphs of the body."""
    text = view.report.source.text
    prose = [line for line in lines_of(view) if is_prose(line)]
    for pattern in (_DOUBLED_WORDS, _ROUND_YEAR):
        for match in pattern.found(text, prose):
            yield _double(view, *match.span(), "words-doubled")
    yield from _lines_twice(view)
    yield from _sentences_twice(view)


def _lines_twice(view: View) -> Iterator[Draft]:
    """Short lines and headings that are printed twice in a row."""
    paragraphs = [(p, view.text[p.start : p.end].strip()) for p in view.report.paragraphs]
    for (_, before), (again, said) in pairwise(paragraphs):
        if said != before or len(said) < REPEATED or "|" in said:
            continue
        if len(said) < TELLING or view.sentence_at(again.start).is_heading:
            yield _double(view, *again, "said-twice")


def _sentences_twice(view: View) -> Iterator[Draft]:
    """Sentences that stood before, word for word, and what one of them says twice."""
    seen: set[str] = set()
    last = ""
    for sentence in view.sentences:
        if view.text.find("|", sentence.start, sentence.end) < 0:
            yield from _listed_twice(view, sentence)
        said = view.text[sentence.start : sentence.end].strip("。;；! ?")
        repeated, last = said == last and len(said) >= REPEATED, said
        if sentence.is_heading or "|" in said or not (repeated or len(said) >= TELLING):
            continue
        if repeated or said in seen:
            yield _double(view, sentence.start, sentence.end, "said-twice")
        seen.add(said)


def _listed_twice(view: View, sentence: Sentence) -> Iterator[Draft]:
    """Things named twice in one list, a clause said twice in a row, and a long one said again."""
    text, start = view.text, sentence.start
    before, long = "", set[str]()
    for clause in _CLAUSE.finditer(text, start, sentence.end):
        said = clause[0].strip()
        again = said == before or (len(before) >= BEGUN and said.startswith(before))
        if said in long or (again and sum(char not in _DIGITS for char in before) >= CLAUSE):
            yield _double(view, *clause.span(), "said-twice")
        before = said
        if len(said) >= AGAIN:
            long.add(said)
        yield from _items_twice(view, clause.start(), said)


def _items_twice(view: View, start: int, said: str) -> Iterator[Draft]:
    """Things named twice in the list that ``said`` is, which begins behind ``start``; the last may go on."""
    items = said.split("、")
    for index, item in enumerate(items[1:-1], 1):
        if len(item) < ITEM or not _DIGITS.isdisjoint(item):
            continue
        first = view.text.index(f"、{item}、", start)
        place = first + 1
        if not items[index - 1].endswith(item) and not (len(item) >= LONG and items[0].endswith(item)):
            if item not in items[index + 1 : -1]:
                continue
            place = view.text.index(item, first + len(item) + 1)
        yield mark(view, place, place + len(item), name="duplicate", fault="listed-twice", weight="plain")


def _double(view: View, start: int, end: int, fault: str) -> Draft:
    return mark(view, start, end, name="duplicate", fault=fault, weight="serious")
