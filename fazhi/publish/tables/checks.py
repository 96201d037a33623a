"""One row a number that was held against others."""

from collections.abc import Iterable, Sequence

from engine.model import Fact, Quote, Scorecard
from fazhi.cells import visible
from fazhi.publish import messages, plain, words
from fazhi.publish.rates import Rate, number_of, rates
from fazhi.publish.tables.table import Cell, Column, Table, first_cells, first_columns, told

_COLUMNS = (
    *first_columns(),
    Column(messages.CHECK_HEAD, 16),
    Column(messages.RATE, 30),
    Column(messages.TOLD_HEAD, 10),
    Column(messages.NUMERATOR, 10),
    Column(messages.DENOMINATOR, 10),
    Column(messages.COMPUTED, 10),
    Column(messages.VERDICT, 22),
    Column(messages.QUOTE, 60),
    Column(messages.PLACE_HEAD, 28),
)


def checks(cards: Iterable[Scorecard]) -> Table:
    """The rates of every card, then its sums and wholes."""
    rows = [row for card in cards for row in (*_rates(card), *_others(card))]
    return Table(messages.NUMBER_CHECKS, _COLUMNS, rows)


def _rates(card: Scorecard) -> Iterable[Sequence[Cell]]:
    return (_rate(card, rate) for rate in rates(card))


def _rate(card: Scorecard, rate: Rate) -> Sequence[Cell]:
    quotes = rate.fact.evidence or ((rate.fact.at,) if rate.fact.at else ())
    return [
        *first_cells(card),
        words.VALUES["check"]["type"]["ratio"],
        rate.title,
        told(rate.fact) if rate.told is not None else None,
        rate.numerator,
        rate.denominator,
        rate.computed,
        messages.RATE_VERDICTS[rate.verdict],
        *_where(quotes),
    ]


def _others(card: Scorecard) -> Iterable[Sequence[Cell]]:
    known = {fact.id for fact in card.facts if fact.kind == "rate"}
    for fact in card.facts:
        of_a_rate = fact.attributes.get("type") == "ratio" and known & set(fact.parts)
        if fact.kind == "check" and not of_a_rate:
            yield [
                *first_cells(card),
                _about(fact),
                None,
                number_of(fact, "stated"),
                None,
                None,
                number_of(fact, "computed"),
                words.VALUES["check"]["verdict"][fact.attributes["verdict"]],
                *_where(fact.evidence or ((fact.at,) if fact.at else ())),
            ]


def _about(fact: Fact) -> str:
    of = fact.attributes.get("of")
    said = "of" if of in messages.CHECKS_SAID_BY_OBJECT else "type"
    return words.VALUES["check"][said][fact.attributes[said]]


def _where(quotes: Iterable[Quote]) -> list[Cell]:
    quotes = list(quotes)
    told = (messages.QUOTED.format(title=visible(quote.quote)) for quote in quotes)
    return [messages.AND.join(told), messages.AND.join(map(plain.place, quotes))]
