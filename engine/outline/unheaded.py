"""Parts without a heading of their own: sentences and numbered items that open them."""

import re
from collections.abc import Iterator

from engine.outline.lines import Line
from engine.outline.naming import Namer
from engine.outline.numbering import read_number

_OPENING = 40  # characters within which a paragraph says what it is about
_SENTENCE = re.compile(r"[^。!?]+(?:[。!?]|$)")
_FIGURE = re.compile("[0-9]")
_FIRST_CLAUSE = re.compile(r"[^。,:;!?]*")


def first_sentence(key: str, lines: list[Line], namer: Namer, after: int) -> int | None:
    """Where the first sentence from offset ``after`` on stands that opens the part ``key``.

    A sentence that begins a paragraph goes before one inside a paragraph.
    """
    words = namer.words(key)
    inside = None
    for start, text, first in _sentences(lines, after):
        told = namer.find(words.paragraphs, text, never=words.never) is not None
        if told or namer.find(words.sentence_starts, text) == 0:
            if first:
                return start
            inside = start if inside is None else inside
    return inside


def first_paragraph(key: str, lines: list[Line], namer: Namer) -> int | None:
    """Where the first paragraph stands whose first words open the part ``key``."""
    words = namer.words(key)
    for line in lines:
        opening = line.text.lstrip()[:_OPENING]
        at = namer.find(words.paragraphs, opening, never=words.never)
        if at is not None or namer.find(words.sentence_starts, opening) == 0:
            return line.start
    return None


def first_inside(key: str, lines: list[Line], namer: Namer) -> int | None:
    """Where the first sentence stands that shows the part ``key`` in the middle of a paragraph.

    It holds a figure: a sentence that only says so tells of nothing done.
    """
    words = namer.words(key)
    for start, text, _ in _sentences(lines, 0):
        if namer.find(words.inside, text, never=words.inside_never) is not None and _FIGURE.search(text):
            return start
    return None


def item_end(line: Line, start: int, namer: Namer) -> int:
    """Where what begins at ``start`` in ``line`` ends: where the next item (二是) begins if it is in one."""
    marks = namer.lexicon.numbering.item_marks
    items = [at for at, text, _ in _sentences([line], line.start) if text.startswith(marks)]
    if not any(at <= start for at in items):
        return line.end
    return next((at for at in items if at > start), line.end)


def first_item(key: str, lines: list[Line], namer: Namer, *, inside: bool) -> Line | None:
    """The first words of the first numbered item (一是, 1.) that name the part ``key``.

    Those that begin a line first; with ``inside`` also items in the middle of a paragraph.
    """
    numbering = namer.lexicon.numbering
    for line in lines:
        numbered = line.text.startswith(numbering.item_marks) or read_number(line.text, numbering.divisions)
        if numbered and (item := _naming(key, line, namer)):
            return item
    items = (Line(start, text) for start, text, first in _sentences(lines, 0) if inside and not first)
    marked = (_naming(key, item, namer) for item in items if item.text.startswith(numbering.item_marks))
    return next((item for item in marked if item), None)


def counts_on(lines: list[Line], after: int, namer: Namer) -> bool:
    """Whether the first number of an item behind ``after`` counts on (二是, 2.) and begins no list."""
    numbering = namer.lexicon.numbering
    for line in lines:
        text = line.text[max(0, after - line.start) :]
        number = read_number(text, numbering.divisions) if line.start > after else None
        if number:
            return number.value > 1
        marks = [(at, mark) for mark in numbering.item_marks if (at := text.find(mark)) >= 0]
        if marks:
            return min(marks)[1] not in numbering.first_marks
    return False


def _naming(key: str, item: Line, namer: Namer) -> Line | None:
    """The first clause of the item, if it names the part."""
    words = namer.words(key)
    hit = _FIRST_CLAUSE.match(item.text)
    clause = hit[0] if hit else ""
    return (
        Line(item.start, clause) if namer.find(words.strong, clause, never=words.never) is not None else None
    )


def _sentences(lines: list[Line], after: int) -> Iterator[tuple[int, str, bool]]:
    """(offset, text, whether it begins its line) of the sentences that start at ``after`` or later."""
    for line in lines:
        if line.end <= after:
            continue
        for hit in _SENTENCE.finditer(line.text):
            text = hit[0].lstrip(" |")
            start = line.start + hit.end() - len(text)
            if start >= after and text:
                yield start, text, hit.start() == 0
