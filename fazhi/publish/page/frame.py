"""One page, complete in itself: style and script stand in it, and it may load nothing else."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from engine.model import Fact
from fazhi.cells import visible
from fazhi.paths import version
from fazhi.publish import messages, plain
from fazhi.publish.tables.table import Amount, Cell, told


def page(template: str, scripts: Iterable[str] = (), /, **values: Any) -> str:
    """The page that ``template`` makes of ``values``, with its style and its scripts (names of files)."""
    style, script = _file("style.css"), "".join(map(_file, scripts))
    return (
        _environment()
        .get_template(template)
        .render(style=Markup(style), script=Markup(script), policy=_policy(style, script), **values)  # noqa: S704
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, ""),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"shown": _shown, "told": _told, "basis": plain.basis, "cell": _cell}
    environment.globals |= {"say": messages, "plain": plain, "version": version()}
    return environment


def _harmless(value: Any) -> Any:
    """What any expression of a template shows: text of reports without controls and direction marks."""
    return visible(value) if type(value) is str else value


def _shown(number: float | None, unit: str = "") -> str:
    return plain.number(number) + unit if number is not None else "—"


def _cell(cell: Cell) -> Markup | str:
    """A cell of a table; a figure that only follows from others is set apart as in the workbook."""
    if isinstance(cell, Amount):
        return Markup("<i>{}</i>").format(str(cell)) if cell.derived else str(cell)
    return plain.number(cell) if isinstance(cell, int | float) else cell or ""


def _told(fact: Fact) -> str:
    return str(told(fact))


def _policy(style: str, script: str) -> str:
    """Nothing from elsewhere, no other script and no other style than these."""
    allowed = f"script-src {_digest(script)}; " if script else ""
    return f"default-src 'none'; {allowed}style-src {_digest(style)}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _file(name: str) -> str:
    return (resources.files(__package__) / name).read_text("utf-8")
