"""How wide and how colourful a terminal document is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """``width`` in terminal cells."""

    width: int = 100
    colour: bool = False


PLAIN = Style()
