"""The letter as pdf: set by typst on a template, tagged (PDF/UA-1) and for the archive (PDF/A-2a)."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import cast

import typst

from engine.model import Scorecard
from fazhi.publish.letter import fonts, messages
from fazhi.publish.letter.letter import letter
from fazhi.publish.letter.model import Letter
from fazhi.publish.letter.templates import NAMES, TemplateError, template_path
from fazhi.publish.style import Style

_DATE = 315_532_800  # 1980-01-01: PDF/A wants a date, and that of the clock would change the bytes
_SELECTORS = range(0xFE00, 0xFE10)  # choose among forms of the character before them, show nothing


def scorecard(card: Scorecard, style: Style, /) -> bytes:
    """The letter on ``card``, on the template that ``style`` names.

    Raises:
        TemplateError: the template cannot be used.
    """
    path = template_path(style.template)
    compiler = typst.Compiler(
        path,
        root=path.parent,  # a template reads nothing outside its folder
        font_paths=_fonts(path.parent / "fonts"),
        sys_inputs={"letter": form(letter(card))},
    )
    try:
        made = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=_DATE)
    except typst.TypstError as error:
        if style.template in NAMES:
            raise  # our own fault, not that of an office
        raise TemplateError(style.template, error.message) from error
    return cast("bytes", made)


def form(said: Letter) -> str:
    """What a template is given, as JSON: the letter, and in ``labels`` the words for heads of tables.

    A character that no font here has is given by its code, so that nothing is lost in silence.
    """
    given = {**asdict(said), "labels": dict(messages.LABELS)}
    codes = _codes(json.dumps(given, ensure_ascii=False))
    if any(codes.values()):
        given["provenance"] = (*said.provenance, messages.UNPRINTABLE_NOTE)
    return json.dumps(given, ensure_ascii=False).translate(codes)


def _codes(text: str) -> dict[int, str]:
    missing = map(ord, sorted(set(text) - fonts.characters()))
    return {code: "" if code in _SELECTORS else messages.UNPRINTABLE.format(code=code) for code in missing}


@cache
def _fonts(own: Path) -> typst.Fonts:
    """Ours, and those in the folder ``own`` of the template; never those of the machine."""
    folders = [fonts.folder(), *([own] if own.is_dir() else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
