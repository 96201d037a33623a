"""Pieces of patterns that several modules of this room are made of."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from engine.model import Span

# A year in the text, not that of a document number such as 〔2023〕15号.
YEAR = re.compile(r"(?<![0-9〔\[])(?:19|20)[0-9]{2}(?![0-9])")
# A year that opens a sentence, with the mark behind it where it stands alone there.
OPENING_YEAR = re.compile(r"(?P<year>20[0-9]{2})年度?(?P<mark>[,，]?)")
IDEOGRAPH = "[\u4e00-\u9fff]"
THIN_SPACE = "\u2009"  # what clean-up leaves between the thousands of a number


class Keyed(NamedTuple):
    """A pattern with literal words of which every match holds one: where none stands, it is not tried.

    Most such patterns find something in few reports, so that they are not compiled before they are tried.
    """

    keys: tuple[str, ...]
    source: str
    flags: int

    def found(self, text: str, spans: Iterable[Span]) -> Iterator[re.Match[str]]:
        """The matches inside the spans, in order."""
        keys = [key for key in self.keys if key in text]
        if not keys:
            return
        for start, end in spans:
            for key in keys:
                if text.find(key, start, end) >= 0:
                    yield from _compiled(self.source, self.flags).finditer(text, start, end)
                    break


def keyed(keys: Iterable[str], pattern: str, flags: int = 0) -> Keyed:
    """The pattern with the words of which every match holds one."""
    return Keyed(tuple(keys), pattern, flags)


@cache
def _compiled(source: str, flags: int) -> re.Pattern[str]:
    return re.compile(source, flags)


def one_of(words: Iterable[str]) -> str:
    """An alternation of literal words, longest first; matches nothing when there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or r"(?!)"


@cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of ``one_of`` these words."""
    return re.compile(one_of(words))


def is_ideograph(char: str) -> bool:
    """Whether this one character is an ideograph; no character is none."""
    return "\u4e00" <= char <= "\u9fff"


def ideographs(text: str) -> int:
    """How many there are in the text."""
    return len([char for char in text if "\u4e00" <= char <= "\u9fff"])


@cache
def not_before(words: tuple[str, ...], unless: tuple[str, ...]) -> str:
    """One of ``words`` where none of ``unless`` follows."""
    return rf"(?:{one_of(words)})(?!{one_of(unless)})"
