"""A table, and how the cards in it are called."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from engine.model import Fact, Scorecard
from fazhi.cells import visible
from fazhi.publish import messages, plain, words
from scorers.figures import amount


class Amount(NamedTuple):
    """A number that stays a number, with what is told around it: 约 95.1 %."""

    number: float
    before: str = ""
    after: str = ""
    derived: bool = False  # not printed in the report, but following from its counts

    def __str__(self) -> str:
        return f"{self.before}{plain.number(self.number)}{self.after}"


Cell = str | float | Amount | None


class Column(NamedTuple):
    """The head of a column; ``width`` in characters of a spreadsheet."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. Text in it is one line without controls."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    @property
    def counted(self) -> frozenset[int]:
        """The places of the columns in which numbers stand."""
        places = range(len(self.columns))
        return frozenset(p for p in places if any(isinstance(r[p], int | float | Amount) for r in self.rows))


def unit(card: Scorecard) -> str:
    """Who reports, by the report's own words, or else the name of the file."""
    return visible(card.identity.unit or card.identity.region or card.source.name)


def labels(cards: Sequence[Scorecard], *, years: bool = False) -> list[str]:
    """How each card is called among the others: by its year, by its unit, by both, or by its file as well.

    The years of units stand beside them where they differ.
    """
    dated = [messages.YEAR.format(year=c.identity.year) if c.identity.year else "" for c in cards]
    units = [unit(card) for card in cards]
    both = [f"{name} {year}".strip() for name, year in zip(units, dated, strict=True)]
    files = [f"{name}（{visible(c.source.name)}）" for name, c in zip(both, cards, strict=True)]
    names = dated if years else units if len(set(dated)) < 2 else both
    for longer in (both, files):
        seen = Counter(names)
        names = [n if seen[n] == 1 else more for n, more in zip(names, longer, strict=True)]
    return names


def told(fact: Fact | None) -> Cell:
    """The figure of a rate or an indicator; where it has none, that only words tell it."""
    if fact is None:
        return None
    number = amount(fact)
    if number is None:
        return messages.RATE_VERDICTS["vague"]
    qualifier = fact.attributes.get("qualifier")
    before = words.VALUES[fact.kind]["qualifier"].get(qualifier, "") if qualifier else ""
    after = "%" if fact.kind == "rate" else ""
    return Amount(number, before, after, fact.attributes.get("basis") == "derived")


def told_in_words(cell: Cell) -> str:
    """A cell for a reader who sees no italics."""
    if isinstance(cell, Amount) and cell.derived:
        return messages.TOLD.format(title=cell, told=words.VALUES["rate"]["basis"]["derived"])
    if isinstance(cell, int | float):
        return plain.number(cell)
    return "" if cell is None else str(cell)


def signed(change: float) -> Amount:
    """A difference with its sign."""
    return Amount(change, "+" if change > 0 else "")


def first_columns() -> list[Column]:
    """The columns that say of which report a row is."""
    return [Column(messages.IDENTITY["unit"], 28), Column(messages.IDENTITY["year"], 10)]


def first_cells(card: Scorecard) -> list[Cell]:
    """What stands in ``first_columns``."""
    return [unit(card), card.identity.year]


def counted(card: Scorecard, keep: Callable[..., bool]) -> int:
    """How many findings of the card ``keep`` holds true of."""
    return sum(map(keep, card.findings))
