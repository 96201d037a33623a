"""Scorecards as documents: one module a format.

Most make a document of one card, with ``scorecard(card, style)``; collections make one of many cards, with
``scorecards(cards)``.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Literal, Protocol, cast, get_args, overload

from engine.model import Scorecard
from fazhi.publish.style import PLAIN, Style

TextFormat = Literal["text", "json", "md", "html"]
BinaryFormat = Literal["docx", "pdf"]
Format = TextFormat | BinaryFormat
Collection = Literal["xlsx", "csv", "sarif", "junit"]

# Named, not imported: rich is loaded only by who wants the terminal card, typst only by who wants a pdf.
_MODULES: Mapping[Format | Collection, str] = {
    "text": "text",
    "json": "jsonform",
    "md": "markdown",
    "html": "page",
    "pdf": "letter.pdf",
    "docx": "letter.docx",
    "xlsx": "workbook",
    "csv": "csvform",
    "sarif": "sarif",
    "junit": "junit",
}
SUFFIXES: Mapping[Format | Collection, str] = {
    "text": ".txt",
    "json": ".json",
    "md": ".md",
    "html": ".html",
    "pdf": ".pdf",
    "docx": ".docx",
    "xlsx": ".xlsx",
    "csv": ".csv",
    "sarif": ".sarif",
    "junit": ".xml",
}
COLLECTIONS: frozenset[str] = frozenset(get_args(Collection))
BINARY: frozenset[str] = frozenset({*get_args(BinaryFormat), "xlsx"})  # what no terminal can show


class Renderer(Protocol):
    """What the module of a format offers."""

    def scorecard(self, card: Scorecard, style: Style, /) -> str | bytes:
        """The whole document: text with a newline at its end, or the bytes of a file."""


class Collector(Protocol):
    """What the module of a collection offers."""

    def scorecards(self, cards: Sequence[Scorecard], /) -> str | bytes:
        """The whole document, the cards in the order given."""


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


def collect(cards: Sequence[Scorecard], form: Collection) -> str | bytes:
    """All ``cards`` in one document of that format. The same cards give the same bytes."""
    module = cast("Collector", import_module(f"{__name__}.{_MODULES[form]}"))
    return module.scorecards(cards)
