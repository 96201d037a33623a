"""Scorecards as documents: one module a format, each with ``scorecard(card, style) -> str``."""

from collections.abc import Mapping
from importlib import import_module
from typing import Literal, Protocol, cast

from engine.model import Scorecard
from fazhi.publish.style import PLAIN, Style

Format = Literal["text", "json", "md"]

# Named, not imported: rich is loaded only by who wants the terminal card.
_MODULES: Mapping[Format, str] = {"text": "text", "json": "jsonform", "md": "markdown"}
SUFFIXES: Mapping[Format, str] = {"text": ".txt", "json": ".json", "md": ".md"}


class Renderer(Protocol):
    """What a format module offers."""

    def scorecard(self, card: Scorecard, style: Style, /) -> str:
        """The whole document, with a newline at its end."""


def render(card: Scorecard, form: Format, style: Style = PLAIN) -> str:
    """``card`` in that format. The same card and style give the same text."""
    module = cast("Renderer", import_module(f"{__name__}.{_MODULES[form]}"))
    return module.scorecard(card, style)
