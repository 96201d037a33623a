"""One fact in one line: what it is, what is worth knowing of it, its words and its place."""

from collections.abc import Iterable, Sequence

from engine.model import Fact, Quote
from fazhi.cells import visible
from fazhi.publish import messages, plain, words
from fazhi.publish.conditions import value
from fazhi.publish.names import Names

_QUOTE = 80  # characters of a quote that is shown


def fact_line(fact: Fact, names: Names, asked: Iterable[str] = ()) -> str:
    """「行政诉讼败诉率 5.2%（写明，7／46） 「败诉率为5.2%」 主要举措和成效，第 1703 字起」.

    Of the report itself only the attributes ``asked`` for are told.
    """
    if fact.kind == "report":
        return visible(messages.LIST.join(_answer(fact, attribute, names) for attribute in asked))
    return visible(" ".join(part for part in (said(fact, names), _places(fact)) if part))


def without_place(fact: Fact, names: Names) -> str:
    """「行政诉讼败诉率 5.2%（写明，7／46） 「败诉率为5.2%」」: what it is and its words."""
    quotes = fact.evidence if fact.kind == "check" and fact.evidence else [fact.at] if fact.at else []
    quoted = "".join(f"「{plain.clipped(quote.quote, _QUOTE)}」" for quote in quotes)
    return visible(" ".join(part for part in (said(fact, names), quoted) if part))


def said(fact: Fact, names: Names) -> str:
    """What a fact tells, without its words and its place."""
    match fact.kind:
        case "indicator" | "quantity":
            return _count(fact, names)
        case "rate":
            return _rate(fact, names)
        case "check":
            return _check(fact)
    told = messages.LIST.join(_told(fact, names))
    title = _title(fact, names)
    return messages.TOLD.format(title=title, told=told) if title and told else title or told


def _count(fact: Fact, names: Names) -> str:
    said = _amount(fact, "value", str(fact.attributes.get("unit") or ""))
    change = fact.attributes.get("change")
    said = messages.CHANGES[str(change)].format(amount=said) if change else said
    return f"{_title(fact, names)} {said}".strip()


def _rate(fact: Fact, names: Names) -> str:
    told = [_word(fact, "basis")]
    if fact.attributes.get("numerator") is not None and fact.attributes.get("denominator") is not None:
        told.append(messages.FRACTION.format(**{k: _number(fact, k) for k in ("numerator", "denominator")}))
    head = f"{_title(fact, names)} {_amount(fact, 'percent', '%')}".strip()
    return messages.TOLD.format(title=head, told=messages.LIST.join(told))


def check_relation(fact: Fact) -> str:
    """What a check held against one another: 「比率与件数」."""
    return _word(fact, _said_by(fact))


def check_figures(fact: Fact) -> str:
    """The numbers of a check: 「报告写 95.1%，算得 95.122%」, or nothing where they do not say it."""
    numbers = messages.CHECK_NUMBERS.get(str(fact.attributes[_said_by(fact)]), "")
    given = {key: _number(fact, key) for key in ("stated", "computed")}
    return numbers.format(**given) if all(given.values()) else ""


def _said_by(fact: Fact) -> str:
    return "of" if fact.attributes.get("of") in messages.CHECKS_SAID_BY_OBJECT else "type"


def _check(fact: Fact) -> str:
    figures = check_figures(fact)
    told = [figures] if figures else []
    told.append(messages.CONCLUSION.format(verdict=_word(fact, "verdict")))
    return messages.CHECK.format(type=check_relation(fact), told=messages.LIST.join(told))


def _told(fact: Fact, names: Names) -> Iterable[str]:
    known = words.ATTRIBUTES.get(fact.kind, {})
    return (_answer(fact, item, names) for item in known if fact.attributes.get(item) is not None)


def _answer(fact: Fact, attribute: str, names: Names) -> str:
    word, given = words.ATTRIBUTES[fact.kind][attribute], fact.attributes.get(attribute)
    if given is None:
        return messages.ABSENT.format(attribute=word)
    said = value(fact.kind, attribute, given, names.title)
    return said if attribute in words.VALUES.get(fact.kind, {}) else f"{word} {said}"


def _title(fact: Fact, names: Names) -> str:
    return names.title(fact.kind, fact.name) if fact.name else ""


def _word(fact: Fact, attribute: str) -> str:
    given = fact.attributes.get(attribute)
    return words.VALUES[fact.kind][attribute].get(given, str(given))


def _amount(fact: Fact, attribute: str, unit: str) -> str:
    number = _number(fact, attribute)
    qualifier = _word(fact, "qualifier") if fact.attributes.get("qualifier") else ""
    return f"{qualifier}{number}{unit}" if number else ""


def _number(fact: Fact, attribute: str) -> str:
    given = fact.attributes.get(attribute)
    return plain.number(given) if isinstance(given, int | float) else ""


def _places(fact: Fact) -> str:
    """A check shows every number that was held against another, any other fact its main place."""
    if fact.kind == "check" and fact.evidence:
        return messages.AND.join(_several(fact.evidence))
    return _quoted(fact.at, plain.place(fact.at)) if fact.at else ""


def _several(quotes: Sequence[Quote]) -> Iterable[str]:
    section = ""
    for quote in quotes:
        same, section = quote.section == section, quote.section or ""
        yield _quoted(quote, messages.PLACE_ONLY.format(start=quote.start) if same else plain.place(quote))


def _quoted(quote: Quote, place: str) -> str:
    return f"「{plain.clipped(quote.quote, _QUOTE)}」 {place}"
