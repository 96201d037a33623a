"""What the web page put around the report: set aside, after its metadata has been read."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from engine.model import Span
from engine.outline.dates import dates
from engine.outline.labels import LINE_LIMIT, PROSE, SHORT, Field, fields_of, labelled, title_with_labels
from engine.outline.lines import Line
from engine.outline.metadata import Dated, bare_date, first_date, opening_fields, publisher, with_next_lines
from engine.outline.phrases import pattern
from engine.outline.title import reads_as_title
from engine.rulebook.lexicon_outline import DocumentLexicon, Furniture

_HEAD = 60  # lines at the top among which a page's head stands
_TAIL = 12  # lines at the end among which its footer stands
_SEPARATORS = re.compile(r"[\s\d|/\[\]【】()<>:;,.、《》+×xX_-]")
_DIGIT = re.compile(r"[0-9]")
_FIRST = re.compile(r"(?:一\s*、|\(一\)|1\s*[.、])")


class Page(NamedTuple):
    """The metadata of a page and the stretches that are not the report's own text."""

    published: Dated | None
    written: Dated | None
    publisher: Span | None
    chrome: tuple[Span, ...]


def read_page(lines: list[Line], lexicon: DocumentLexicon) -> Page:
    """The metadata and furniture among ``lines`` of a text."""
    is_labelled = cache(lambda line: labelled(line, lexicon))  # each is asked for several times
    is_aside = cache(lambda line: is_labelled(line) or _is_furniture(line, lexicon.furniture))
    body = _body_start(lines, lexicon, is_aside)
    head, tail = lines[:body], lines[max(body + 1, len(lines) - _TAIL) :]
    fields = [f for x in (*head, *tail) if is_labelled(x) for f in fields_of(x, lexicon.metadata)]
    fields = with_next_lines(fields, head, lexicon)
    opening = opening_fields(lines[body], lexicon) if body < len(lines) else []
    chrome = [line.span for line in (*head, *tail) if is_aside(line)]
    chrome += [line.span for line in head if _is_banner(line, lexicon.furniture)]
    chrome += [line.span for line in head if any(f.start == line.start for f in fields)]
    chrome = _without(
        chrome, _only_title(fields, [x for x in lines[: body + 1] if not is_labelled(x)], lexicon)
    )
    chrome += [Span(f.label_start, f.start + len(f.text)) for f in opening]
    chrome += [Span(x.start + len(t), x.end) for x in head if (t := title_with_labels(x, lexicon))]
    chrome += _bullets(lines[: body + 1], lexicon.furniture)
    fields += opening
    published = first_date(fields, lexicon.metadata.published)
    written = first_date(fields, lexicon.metadata.written)
    bare = bare_date(head, chrome, lexicon)
    if published is None and bare is not None:
        published, chrome = bare, [*chrome, bare.span]
    return Page(published or written, written, publisher(fields, lexicon.metadata), _merged(chrome))


def _body_start(lines: list[Line], lexicon: DocumentLexicon, is_aside: Callable[[Line], bool]) -> int:
    """Index of the first line of prose or the first numbered heading, at most ``_HEAD``."""
    for index, line in enumerate(lines[:_HEAD]):
        banner = _is_banner(line, lexicon.furniture)
        if banner or is_aside(line) or title_with_labels(line, lexicon):
            continue
        sentence = PROSE.search(line.text) and (len(line.text) > SHORT or line.text[-1] in "。:;")
        if sentence or _FIRST.match(line.text):
            return index
    return min(len(lines), _HEAD)


def _only_title(fields: list[Field], unlabelled: list[Line], lexicon: DocumentLexicon) -> Span | None:
    """The title where it is printed as a labelled value only."""
    if any(reads_as_title(line.text, lexicon.title) for line in unlabelled):
        return None
    found = (f for f in fields if f.label in lexicon.metadata.other and reads_as_title(f.text, lexicon.title))
    return next((Span(f.start, f.start + len(f.text)) for f in found), None)


def _without(spans: list[Span], kept: Span | None) -> list[Span]:
    """``spans`` with the stretch ``kept`` cut out of them."""
    if kept is None:
        return spans
    cut = [(Span(s.start, min(s.end, kept.start)), Span(max(s.start, kept.end), s.end)) for s in spans]
    return [piece for pair in cut for piece in pair if piece.start < piece.end]


def _is_furniture(line: Line, words: Furniture) -> bool:
    text = line.text.lstrip(words.bullets + " [【")
    if len(text) > LINE_LIMIT:
        return False
    sentence = "。" in text
    if not sentence and len(text) <= 2 * SHORT and pattern(words.starts).match(text):
        return True
    if not sentence and pattern(words.contains).search(text):
        return True
    marks = sum(text.count(mark) for mark in words.breadcrumb_marks)
    if marks and not sentence and (marks > 1 or pattern(words.words).match(text)):
        return True
    rest = pattern(words.words).sub("", line.text)
    numbers = rest == line.text and _DIGIT.search(rest)  # the row of a table at the end
    return len(text) <= 2 * SHORT and not numbers and not _SEPARATORS.sub("", rest).strip(words.bullets)


def _is_banner(line: Line, words: Furniture) -> bool:
    if len(line.text) > 2 * SHORT or not pattern(words.banners).search(line.text):
        return False
    return next(dates(line.text), None) is not None


def _bullets(lines: list[Line], words: Furniture) -> list[Span]:
    """The list mark that a page printed before a line of its head."""
    return [
        Span(x.start, x.start + 1) for x in lines if x.text[0] in words.bullets and not x.text[0].isascii()
    ]


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
