"""Where in the text a fact's number stands, and the clause and sentence around a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.model import Fact, Span
from tests.mutations.reports import Outcome

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBER_AND_UNIT = re.compile(r"[0-9]+(?:\.[0-9]+)?[余多]?[\u4e00-\u9fff%％]")
CLAUSE_ENDS = ",，。;；:：!！?？\n"
SENTENCE_ENDS = "。;；!！?？\n"


@dataclass(frozen=True)
class Printed:
    """A fact with the digits that print its value."""

    fact: Fact
    start: int
    end: int
    text: str

    @property
    def value(self) -> int:
        """The number as an integer."""
        return int(self.text)


def facts_by_id(base: Outcome) -> dict[str, Fact]:
    return {fact.id: fact for fact in base.facts}


def printed(base: Outcome, fact: Fact, value: object) -> Printed | None:
    """The digits of ``value`` in the fact's own words, if they stand there once and alone."""
    if fact.at is None or not isinstance(value, int | float):
        return None
    numbers = [m for m in _NUMBER.finditer(base.text, fact.at.start, fact.at.end) if float(m[0]) == value]
    if len(numbers) != 1:
        return None
    match = numbers[0]
    around = base.text[match.start() - 1 : match.start()] + base.text[match.end() : match.end() + 1]
    if not _NUMBER_AND_UNIT.match(base.text, match.start()) or re.search("[0-9,.．，–-][^,，]", around):
        return None
    return Printed(fact, *match.span(), match[0])


def counts(base: Outcome) -> Iterator[Printed]:
    """Every whole number that has a name, once, exact and in digits."""
    taken = set()
    for fact in base.facts:
        if fact.kind == "indicator" and not fact.attributes.get("qualifier"):
            number = printed(base, fact, fact.attributes["value"])
            if number and "." not in number.text and number.start not in taken:
                taken.add(number.start)
                yield number


def told_by(base: Outcome, number: Printed) -> list[Fact]:
    """The counts that only this number tells: an equal one in its sentence may take its name."""
    span = sentence(base.text, number.start, number.end)
    return names_at(base, number) if numbers_in(base.text, span).count(number.value) == 1 else []


def names_at(base: Outcome, number: Printed) -> list[Fact]:
    """All named counts that this number is."""
    value = number.fact.attributes["value"]
    return [
        fact
        for fact in base.facts
        if fact.kind == "indicator"
        and fact.at
        and fact.at.start <= number.start < fact.at.end
        and fact.attributes["value"] == value
    ]


def clause(text: str, start: int, end: int) -> Span:
    """The stretch between marks of any kind, without them."""
    return _between(text, start, end, CLAUSE_ENDS)


def sentence(text: str, start: int, end: int) -> Span:
    """The stretch between full stops and semicolons, without them."""
    return _between(text, start, end, SENTENCE_ENDS)


def paragraph(text: str, start: int, end: int) -> Span:
    """The stretch between line ends."""
    return _between(text, start, end, "\n")


def paragraph_from(text: str, place: int) -> Span:
    """The sentence of a place and what follows it in its paragraph: a subject may be inherited."""
    return Span(sentence(text, place, place).start, paragraph(text, place, place).end)


def _between(text: str, start: int, end: int, marks: str) -> Span:
    while start > 0 and text[start - 1] not in marks:
        start -= 1
    while end < len(text) and text[end] not in marks:
        end += 1
    return Span(start, end)


def numbers_in(text: str, span: Span) -> list[int | float]:
    """The numbers printed there."""
    return [float(match[0]) for match in _NUMBER.finditer(text, span.start, span.end)]
