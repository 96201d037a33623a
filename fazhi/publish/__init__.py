"""Scorecards as documents: one module a format, each with ``scorecard(card, style)``."""

from collections.abc import Mapping
from importlib import import_module
from typing import Literal, Protocol, cast, get_args, overload

from engine.model import Scorecard
from fazhi.publish.style import PLAIN, Style

TextFormat = Literal["text", "json", "md", "html"]
BinaryFormat = Literal["docx", "pdf"]
Format = TextFormat | BinaryFormat

# Named, not imported: rich is loaded only by who wants the terminal card, typst only by who wants a pdf.
_MODULES: Mapping[Format, str] = {"text": "text", "json": "jsonform", "md": "markdown", "html": "page"}
SUFFIXES: Mapping[Format, str] = {"text": ".txt", "json": ".json", "md": ".md", "html": ".html"}
BINARY: frozenset[Format] = frozenset(get_args(BinaryFormat))  # what no terminal can show


class Renderer(Protocol):
    """What a format module offers."""

    def scorecard(self, card: Scorecard, style: Style, /) -> str | bytes:
        """The whole document: text with a newline at its end, or the bytes of a file."""


@overload
def render(card: Scorecard, form: TextFormat, style: Style = PLAIN) -> str: ...
@overload
def render(card: Scorecard, form: BinaryFormat, style: Style = PLAIN) -> bytes: ...
@overload
def render(card: Scorecard, form: Format, style: Style = PLAIN) -> str | bytes: ...
def render(card: Scorecard, form: Format, style: Style = PLAIN) -> str | bytes:
    """``card`` in that format. The same card and style give the same bytes."""
    module = cast("Renderer", import_module(f"{__name__}.{_MODULES[form]}"))
    return module.scorecard(card, style)
