"""Which editions of the outline for building a law-based government a text cites."""

import re
from functools import cache

from engine.model import Span
from engine.outline.phrases import pattern
from engine.rulebook.lexicon_outline import Edition, Outline

_DASH = r"[-—–―~·.至到\s]{0,6}"


def cited_editions(clean: str, start: int, outline: Outline) -> dict[str, Span]:
    """The ids of the editions cited from ``start`` on, ascending, each with its first place."""
    named = pattern(outline.names).search(clean, start) is not None
    names = outline.names + (outline.short_names if named else ())
    first = {edition.id: _cited(names, edition).search(clean, start) for edition in outline.editions}
    return {name: Span(*hit.span()) for name, hit in sorted(first.items()) if hit is not None}


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
