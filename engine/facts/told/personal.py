"""Numbers that belong to a person: identity cards and mobile telephones."""

import re
from collections.abc import Iterator

from engine.facts.draft import Draft
from engine.facts.view import View

_LONG = re.compile(r"[0-9]{11,17}[0-9Xx]?")
_CARD = re.compile(r"[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_BESIDE = "0123456789.-"  # what makes a number a piece of another one
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECKS = "10X98765432"
_LEAD = 16  # code points before a number in which it is called a telephone


def personal(view: View) -> Iterator[Draft]:
    """One ``personal`` fact per number; anything else with as many digits is none."""
    for match in _LONG.finditer(view.text):
        if _is_part(view.text, match):
            continue
        if _CARD.fullmatch(match[0]) and _is_card(match[0]):
            yield _found(view, match, "identity-card")
        elif _MOBILE.fullmatch(match[0]) and _is_called(view, match):
            yield _found(view, match, "mobile")


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether figures or letters stand right beside the number."""
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return any(char in _BESIDE or (char.isascii() and char.isalpha()) for char in around)


def _is_called(view: View, match: re.Match[str]) -> bool:
    """Whether it is called a telephone in its sentence, not far before it."""
    low = max(view.sentence_at(match.start()).start, match.start() - _LEAD) if view.sentences else 0
    return bool(view.found("contact", low, match.start()))


def _is_card(number: str) -> bool:
    """Whether the last digit is the check of the others."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


def _found(view: View, match: re.Match[str], what: str) -> Draft:
    return Draft("personal", None, view.report.quote(*match.span()), {"what": what})
