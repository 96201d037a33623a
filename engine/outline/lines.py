"""Lines of the clean text, trimmed, with their offsets."""

from collections.abc import Iterator
from typing import NamedTuple

from engine.model import Span

_MARGIN = " |"


class Line(NamedTuple):
    """A stretch of one line of the clean text. ``text == clean[start:end]``."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def squeezed(self) -> str:
        """The text without spaces, for comparison only."""
        return self.text.replace(" ", "")


def lines(clean: str) -> Iterator[Line]:
    """The lines of ``clean`` that hold more than blanks and cell borders, without these at their ends."""
    start = 0
    for raw in clean.split("\n"):
        text = raw.lstrip(_MARGIN)
        if text:
            yield Line(start + len(raw) - len(text), text.rstrip(_MARGIN))
        start += len(raw) + 1


def part(line: Line, start: int, end: int) -> Line:
    """The stretch ``start:end`` (offsets in the line's text) of ``line``, trimmed."""
    text = line.text[start:end]
    left = len(text) - len(text.lstrip(_MARGIN))
    return Line(line.start + start + left, text.strip(_MARGIN))
