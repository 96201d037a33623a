"""Small questions to a stretch of text."""

from collections.abc import Iterable

from engine.model import Span


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text."""
    for word in words:  # noqa: SIM110  # asked for every number: a generator takes twice as long
        if word in text:
            return True
    return False


def opened(text: str, low: int, place: int) -> int:
    """Where the brackets begin that open from ``low`` on and hold ``place``; 0 where there are none."""
    start = text.rfind("(", low, place) + 1
    return start if start and ")" not in text[start:place] else 0


def leaves_brackets(text: str, start: int, end: int) -> bool:
    """Whether the brackets in which ``start`` stands close before ``end``: (其中县政府13件),一审."""
    closed = text.find(")", start, end)
    return closed >= 0 and "(" not in text[start:closed]


def titled(text: str, low: int, place: int) -> bool:
    """Whether ``place`` stands in the title of a document that opens from ``low`` on: 《…》."""
    start = text.rfind("《", low, place)
    return start >= 0 and text.find("》", start, place) < 0


def trimmed(text: str, start: int, end: int) -> Span:
    """``start:end`` without blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
