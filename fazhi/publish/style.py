"""How a document looks: the width and colours of a terminal, the template of a pdf."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """``width`` in terminal cells; ``template`` is the name of one of ours, or the path of a file."""

    width: int = 100
    colour: bool = False
    template: str = "letter"


PLAIN = Style()
