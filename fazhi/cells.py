"""Text for terminals: made harmless, and measured in cells, of which an ideograph takes two."""

import re
import unicodedata

_UNIT = re.compile(r"[!-~]+|.", re.DOTALL)  # a Latin word stays whole, everything else may be parted
_NOT_FIRST = "，。；：、！？）》」』】”’"


def cells(text: str) -> int:
    """How many terminal cells ``text`` takes."""
    return sum(_width(character) for character in text)


def pad(text: str, width: int) -> str:
    """``text`` with spaces up to ``width`` cells; longer text stays as it is."""
    return text + " " * (width - cells(text))


def wrap(text: str, width: int) -> list[str]:
    """The lines of ``text``, each at most ``width`` cells where its words allow; line breaks are kept."""
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width)]


def visible(text: str) -> str:
    """One line of ``text`` without anything a terminal would obey: controls, escapes, direction marks.

    White space becomes a space, format characters without width go, controls are shown as U+FFFD.
    """
    return "".join(map(_visible, text))


def _wrap_paragraph(text: str, width: int) -> list[str]:
    lines = [""]
    for unit in _UNIT.findall(text):
        fits = cells(lines[-1] + unit) <= width or unit in _NOT_FIRST
        if fits:
            lines[-1] += unit
        else:
            lines.append(unit.lstrip(" "))
    return [line.rstrip(" ") for line in lines]


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return "\N{REPLACEMENT CHARACTER}" if category in ("Cc", "Cs") else character
