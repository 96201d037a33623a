"""Scorecards side by side, as documents: one module a format, each with ``comparison(compared, style)``."""

from collections.abc import Mapping
from importlib import import_module
from typing import Literal, Protocol, cast

from fazhi.publish.style import PLAIN, Style
from scorers import Comparison

Form = Literal["text", "json", "html", "xlsx", "pdf"]

_MODULES: Mapping[Form, str] = {
    "text": "text",
    "json": "jsonform",
    "html": "page",
    "xlsx": "workbook",
    "pdf": "pdf",
}
FORMS: tuple[str, ...] = tuple(_MODULES)


class Renderer(Protocol):
    """What the module of a format offers."""

    def comparison(self, compared: Comparison, style: Style, /) -> str | bytes:
        """The whole document: text with a newline at its end, or the bytes of a file."""


def render(compared: Comparison, form: Form, style: Style = PLAIN) -> str | bytes:
    """``compared`` in that format. The same comparison and style give the same bytes."""
    module = cast("Renderer", import_module(f"{__name__}.{_MODULES[form]}"))
    return module.comparison(compared, style)
