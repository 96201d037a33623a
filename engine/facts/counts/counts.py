"""What a count is, and the wording in which its name is looked for."""

from typing import NamedTuple

from engine.facts.draft import Draft
from engine.facts.numbers.quantities import Quantity
from engine.facts.view import Sentence, View
from engine.rulebook.lexicon_facts import Indicator


class Count(NamedTuple):
    """A quantity with the indicator it states and the sentence it stands in.

    A ``silent`` count is no fact of its own: 7件规范性文件均报备 tells seven documents once, and that all
    of them were filed. It serves the rates that follow from it. An ``assumed`` one has the name of a total
    that the report does not tell: it contradicts nothing.
    """

    draft: Draft
    indicator: Indicator
    quantity: Quantity
    sentence: Sentence
    silent: bool = False
    assumed: bool = False


class Spot(NamedTuple):
    """A quantity with the stretch of its sentence in which its wording is looked for."""

    sentence: Sentence
    quantity: Quantity
    floor: int
    ceiling: int
    opening: int  # where the list that it stands in begins, else its floor
    told: tuple[Count, ...] = ()  # the counts of its sentence before it
    turned: bool = False  # the sentence has turned to what has no name: 受理申报652件,办结640件
    earlier: Count | None = None  # the last count of the sentences before it in its paragraph


def topic(indicator: Indicator) -> str:
    """The matter that an indicator belongs to, by its id where its acts say it all."""
    return indicator.matter or family(indicator)


def family(indicator: Indicator) -> str:
    """The first part of an indicator's id: reconsideration of reconsideration.received."""
    return indicator.id.partition(".")[0]


def before(view: View, count: Count) -> str:
    """The wording of the count's clause before its number."""
    low = view.clause_start(count.quantity.start, count.sentence)
    return view.text[low : count.quantity.start]
