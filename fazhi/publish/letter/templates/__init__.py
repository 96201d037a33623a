"""The templates of the pdf, and how one is named.

An office that wants its own copies this folder, changes what it likes and names its file: docs/templates.md.
"""

from pathlib import Path

from fazhi.publish.letter import messages

NAMES = ("letter", "redhead")
COMPARISON = "comparison"  # not of a letter, so not to be named


class TemplateError(ValueError):
    """A template does not work. ``str()`` is one Chinese sentence with what typst says of it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(messages.TEMPLATE.format(name=name, reason=reason))


def template_path(name: str) -> Path:
    """The file of a template of ours, or else the file called ``name``."""
    return Path(__file__).parent / f"{name}.typ" if name in (*NAMES, COMPARISON) else Path(name)
