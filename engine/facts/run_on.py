"""A count and the next clause without a comma between them."""

import re
from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.marks import mark
from engine.facts.quantities import Quantity
from engine.facts.view import View
from engine.rulebook.lexicon_facts import RunOn, RunOns

REACH = 14  # code points after a verb within which the next number stands
LEAST = 2  # code points before the count that make a clause of their own

_TABLE = "|"


class RunOnReader:
    """Finds lost commas after counts; made once from the lexicon."""

    def __init__(self, lexicon: RunOns) -> None:
        self._lexicon = lexicon
        self._next = {unit: (_opening(kind), kind.after) for kind in lexicon.kinds for unit in kind.units}

    def read(self, view: View) -> Iterator[Draft]:
        """Each count that runs on into the next clause."""
        for quantity in view.quantities:
            opening, after = self._next.get(quantity.unit, (None, ""))
            found = opening.match(view.text, quantity.end) if opening else None
            if found and self._is_clause(view, quantity, after):
                yield mark(
                    view, quantity.start, found.end(),
                    name="missing-punctuation", fault="comma-lost", weight="serious",
                )  # fmt: skip

    def _is_clause(self, view: View, quantity: Quantity, after: str) -> bool:
        """Whether what stands before the count could be a clause of its own."""
        sentence = view.sentence_at(quantity.start)
        low, _ = view.clause(quantity.start, quantity.end, sentence)
        said = view.text[low : quantity.start].strip()
        if len(said) < LEAST or after not in said or sentence.is_heading or _TABLE in said:
            return False
        holds = any(word in said for word in self._lexicon.unless)
        return not holds and not said.startswith(self._lexicon.unless_first)


def _opening(kind: RunOn) -> re.Pattern[str]:
    openers = "|".join(map(re.escape, kind.openers))
    verbs = "|".join(map(re.escape, kind.verbs))
    return re.compile(rf"\s?(?:{openers}|(?:{verbs})[\u4e00-\u9fff ]{{0,{REACH}}}[0-9])")
