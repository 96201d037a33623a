"""Pieces of patterns that several modules of this room are made of."""

import re
from collections.abc import Iterable
from functools import cache

# A year in the text, not that of a document number such as 〔2023〕15号.
YEAR = re.compile(r"(?<![0-9〔\[])(?:19|20)[0-9]{2}(?![0-9])")


def one_of(words: Iterable[str]) -> str:
    """An alternation of literal words, longest first; matches nothing when there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or r"(?!)"


@cache
def not_before(words: tuple[str, ...], unless: tuple[str, ...]) -> str:
    """One of ``words`` where none of ``unless`` follows."""
    return rf"(?:{one_of(words)})(?!{one_of(unless)})"
