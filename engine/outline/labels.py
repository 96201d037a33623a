"""The labels of a page's metadata (发布时间:, 来源:): which a line holds, and the values behind them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from engine.outline.dates import dates
from engine.outline.lines import Line
from engine.outline.title import reads_as_title
from engine.rulebook.lexicon_outline import DocumentLexicon, Metadata

SHORT = 40  # a line of prose is longer
LINE_LIMIT = 200  # furniture is never longer
PROSE = re.compile(r"[。:;,]")


class Field(NamedTuple):
    """One labelled value: ``text`` begins at ``start``; the label begins at ``label_start``."""

    label: str
    label_start: int
    start: int
    text: str


def labelled(line: Line, lexicon: DocumentLexicon) -> bool:
    """Whether the line is metadata: a label first, perhaps behind a date, or several behind a value."""
    if len(line.text) > 2 * LINE_LIMIT or "。" in line.text:
        return False
    text = line.text.lstrip(lexicon.furniture.bullets + " [【(")
    date = next(dates(text[:SHORT]), None)
    if date and date[1].start == 0:
        text = text[date[1].end :].lstrip(" |")
    if _is_row(text, lexicon.metadata):
        return True
    found = list(_single(lexicon.metadata).finditer(text))
    if len(found) < 2 or found[0].start() > SHORT:
        return bool(found) and found[0].start() == 0
    return not reads_as_title(before_labels(text, lexicon), lexicon.title)


def _is_row(text: str, metadata: Metadata) -> bool:
    """Whether ``text`` is the row of a table without borders: several labels, each between blanks."""
    if len(text.split()) < 2 or PROSE.search(text):
        return False
    found = list(_bare(metadata).finditer(text))
    return len(found) > 1 and found[0].start() == 0


_FIRST = r"(?<![\u4e00-\u9fff])"
_ENDS = r"\s*(?:[:|】\]]|(?=\s[0-9]{4})|$)"


@cache
def _single(metadata: Metadata) -> re.Pattern[str]:
    """A label behind no other word, with a mark or a year behind it."""
    return re.compile(rf"{_FIRST}({_any(_labels(metadata))}){_ENDS}")


@cache
def _glued(metadata: Metadata) -> re.Pattern[str]:
    """The same, of three characters and more also right behind another value."""
    labels = _labels(metadata)
    long, short = _any(x for x in labels if len(x) > 2), _any(x for x in labels if len(x) <= 2)
    return re.compile(rf"(?:({long})|{_FIRST}({short})){_ENDS}")


@cache
def _bare(metadata: Metadata) -> re.Pattern[str]:
    """A label between blanks."""
    return re.compile(rf"(?<!\S)({_any(x for x in _labels(metadata) if len(x) > 1)})()(?!\S)")


def _labels(metadata: Metadata) -> tuple[str, ...]:
    return metadata.published + metadata.written + metadata.publisher + metadata.other


def _any(labels: Iterable[str]) -> str:
    """Any of ``labels``, with or without blanks between its characters, longest first."""
    plain = {label.replace(" ", "") for label in labels}
    return "|".join(" {0,2}".join(map(re.escape, x)) for x in sorted(plain, key=lambda x: (-len(x), x)))


def fields_of(line: Line, metadata: Metadata) -> list[Field]:
    """The labelled values of the line, in order."""
    labels = _bare if _is_row(line.text, metadata) else _glued
    hits = list(labels(metadata).finditer(line.text))
    ends = [*(h.start() for h in hits[1:]), len(line.text)] if hits else []
    return [
        _field(h[1] or h[2], line.start + h.start(), line.start + h.end(), line.text[h.end() : end])
        for h, end in zip(hits, ends, strict=True)
    ]


def _field(label: str, label_start: int, start: int, raw: str) -> Field:
    text = raw.lstrip(" |[【")
    return Field(label.replace(" ", ""), label_start, start + len(raw) - len(text), text.rstrip(" |[【(]】"))


def unlabelled(text: str, metadata: Metadata) -> str:
    """``text`` down to the first label in it."""
    label = _single(metadata).search(text)
    return text[: label.start()] if label else text


def before_labels(text: str, lexicon: DocumentLexicon) -> str:
    """The same, without the marks that a page prints before a label."""
    return unlabelled(text, lexicon.metadata).rstrip(lexicon.furniture.bullets + " |[【")


def title_with_labels(line: Line, lexicon: DocumentLexicon) -> str:
    """The title in ``line`` where labels without a value stand behind it, else nothing."""
    title = before_labels(line.text, lexicon)
    last = next(reversed(fields_of(line, lexicon.metadata)), None)
    empty = last is not None and not last.text
    return title if empty and len(line.text) <= LINE_LIMIT and reads_as_title(title, lexicon.title) else ""
