"""The letter as pdf: set by typst on a template, tagged (PDF/UA-1) and for the archive (PDF/A-2a)."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from engine.model import Scorecard
from fazhi.publish.letter import fonts, messages
from fazhi.publish.letter.letter import letter
from fazhi.publish.letter.model import Letter
from fazhi.publish.letter.templates import NAMES, TemplateError, template_path
from fazhi.publish.style import Style

_DATE = 315_532_800  # 1980-01-01: PDF/A wants a date, and that of the clock would change the bytes
_LONG_WORD, _BREAK = re.compile("[!-~]{24,}"), "\u200b"
_KEPT = 10  # documents for which typst keeps what it has set
_SELECTORS = range(0xFE00, 0xFE10)  # choose among forms of the character before them, show nothing


def scorecard(card: Scorecard, style: Style, /) -> bytes:
    """The letter on ``card``, on the template that ``style`` names.

    Raises:
        TemplateError: the template cannot be used.
    """
    try:
        return typeset(template_path(style.template), form(letter(card)))
    except typst.TypstError as error:
        if style.template in NAMES:
            raise  # our own fault, not that of an office
        raise TemplateError(style.template, error.message) from error


def typeset(template: Path, given: str) -> bytes:
    """The pdf that the file ``template`` makes of ``given``, which it reads from ``sys.inputs.letter``.

    Raises:
        TypstError: it cannot be made.
    """
    fonts_here = _fonts(template.parent / "fonts")
    compiler = typst.Compiler(
        template,
        root=template.parent,  # a template reads nothing outside its folder
        font_paths=fonts_here,
        sys_inputs={"letter": given},
    )
    made = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=_DATE)
    _forget(fonts_here)
    return cast("bytes", made)


def form(said: Letter) -> str:
    """What a template of the letter is given: the letter, and in ``labels`` the words for heads of tables."""
    return encoded({**asdict(said), "labels": dict(messages.LABELS)}, "provenance")


def encoded(given: Mapping[str, Any], notes: str) -> str:
    """``given`` as JSON for a template.

    A character that no font here has is given by its code, so that nothing is lost in silence; the list under
    ``notes`` then says so. A long word of Latin letters or digits may be parted at zero-width blanks:
    better than a line that runs over.
    """
    codes = _codes(json.dumps(given, ensure_ascii=False))
    if any(codes.values()):
        given = {**given, notes: (*given[notes], messages.UNPRINTABLE_NOTE)}
    return json.dumps(_settable(given, codes), ensure_ascii=False)


def _settable(said: Any, codes: Mapping[int, str]) -> Any:
    if isinstance(said, str):
        coded = said.translate(codes) if codes else said
        return _LONG_WORD.sub(lambda found: _BREAK.join(found[0]), coded)
    if isinstance(said, Mapping):
        return {key: _settable(one, codes) for key, one in said.items()}
    if isinstance(said, list | tuple):
        return [_settable(one, codes) for one in said]
    return said


def _codes(text: str) -> dict[int, str]:
    missing = map(ord, sorted(set(text) - fonts.characters()))
    return {code: "" if code in _SELECTORS else messages.UNPRINTABLE.format(code=code) for code in missing}


def _forget(fonts_here: typst.Fonts) -> None:
    """Let the typesetter drop what it keeps of the letter, tens of megabytes that no other letter could use.

    It drops what the last ten documents did not need, so ten empty ones do it, in milliseconds.
    """
    for _ in range(_KEPT):
        typst.compile(b"", font_paths=fonts_here)


@cache
def _fonts(own: Path) -> typst.Fonts:
    """Ours, and those in the folder ``own`` of the template; never those of the machine."""
    folders = [fonts.folder(), *([own] if own.is_dir() else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
