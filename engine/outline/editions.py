"""Which editions of the outline for building a law-based government a text cites."""

import re
from functools import cache

from engine.model import Span
from engine.outline.phrases import pattern
from engine.rulebook.lexicon_outline import Edition, Outline

_DASH = r"[-—–―~·.至到\s]{0,6}"


def cited_editions(clean: str, start: int, outline: Outline) -> tuple[tuple[str, ...], Span | None]:
    """The ids of the editions cited from ``start`` on, ascending, and the place of the first citation."""
    named = pattern(outline.names).search(clean, start) is not None
    names = outline.names + (outline.short_names if named else ())
    hits = sorted(
        (hit.start(), hit.end(), edition.id)
        for edition in outline.editions
        for hit in _cited(names, edition).finditer(clean, start)
    )
    if not hits:
        return (), None
    return tuple(sorted({edition for _, _, edition in hits})), Span(hits[0][0], hits[0][1])


@cache
def _cited(names: tuple[str, ...], edition: Edition) -> re.Pattern[str]:
    """The outline's name with the edition's years behind or before it, or a nickname."""
    first, last = edition.id.split("-")
    years = rf"{first}\s*年?{_DASH}{last}"
    name = pattern(names).pattern
    behind = rf"《?(?:{name})[》”\"\s]{{0,3}}[(\[〔]?\s*{years}(?:\s*年)?[)\]〕]?》?"
    before = rf"{years}\s*年?[)\s]{{0,2}}(?:{name})"
    nicknames = [pattern(edition.nicknames).pattern] if edition.nicknames else []
    return re.compile("|".join([behind, before, *nicknames]))
