"""Phrases of the lexicon as patterns. The notation is explained in engine/rulebook/lexicon_outline.py."""

import re
from functools import cache

from engine.outline.clean import normalise

_GAP = r"[^\n。]{0,40}?"
_YEAR = r"(?:(?:19|20)[0-9]{2}|二[〇○O零一二三四五六七八九]{3})"
_NEVER = re.compile(r"(?!)")


@cache
def pattern(phrases: tuple[str, ...], next_year: int | None = None) -> re.Pattern[str]:
    """One pattern that finds any of ``phrases`` in clean text, longer phrases first.

    ``{next_year}`` stands for that year; phrases with it are left out when the year is not known.
    """
    usable = [p for p in phrases if next_year is not None or "{next_year}" not in p]
    ordered = sorted(usable, key=len, reverse=True)
    return re.compile("|".join(_source(p, next_year) for p in ordered), re.MULTILINE) if ordered else _NEVER


def _source(phrase: str, next_year: int | None) -> str:
    text = phrase.replace("{next_year}", str(next_year))
    anchored = text.startswith("^"), text.endswith("$")
    body = text.removeprefix("^").removesuffix("$")
    parts = re.split(r"(…|\{year\})", body)
    middle = "".join({"…": _GAP, "{year}": _YEAR + " ?"}.get(p, re.escape(normalise(p))) for p in parts)
    return f"{'^' if anchored[0] else ''}{middle}{'$' if anchored[1] else ''}"
