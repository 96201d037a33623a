"""What the web page put around the report: set aside, after its metadata has been read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from engine.model import Span
from engine.outline.dates import dates, only_date
from engine.outline.lines import Line
from engine.outline.phrases import pattern
from engine.outline.title import reads_as_title
from engine.rulebook.lexicon_outline import DocumentLexicon, Furniture, Metadata

SHORT = 40  # a line of prose is longer
_LINE_LIMIT = 200  # furniture is never longer
_HEAD = 60  # lines at the top among which a page's head stands
_TAIL = 12  # lines at the end among which its footer stands
_OPENING = 400  # characters of a line that may hold page head and body at once
_SEPARATORS = re.compile(r"[\s\d|/\[\]【】()<>:;,.、《》+×xX_-]")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as ISO text and where it is printed."""

    iso: str
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """The metadata of a page and the stretches that are not the report's own text."""

    published: Dated | None
    written: Dated | None
    publisher: Span | None
    chrome: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """One labelled value: ``text`` begins at ``start``; the label begins at ``label_start``."""

    label: str
    label_start: int
    start: int
    text: str


def read_page(lines: list[Line], lexicon: DocumentLexicon) -> Page:
    """The metadata and furniture among ``lines`` of a text."""
    body = _body_start(lines, lexicon)
    head, tail = lines[:body], lines[max(body + 1, len(lines) - _TAIL) :]
    fields = [
        f for line in (*head, *tail) if _labelled(line, lexicon) for f in _fields(line, lexicon.metadata)
    ]
    fields = _with_next_lines(fields, head, lexicon)
    opening = _opening_fields(lines[body], lexicon) if body < len(lines) else []
    chrome = [
        line.span
        for line in (*head, *tail)
        if _labelled(line, lexicon) or _is_furniture(line, lexicon.furniture)
    ]
    chrome += [line.span for line in head if _is_banner(line, lexicon.furniture)]
    chrome += [line.span for line in head if any(f.start == line.start for f in fields)]
    chrome = _without(chrome, _only_title(fields, [*head, *lines[body : body + 1]], lexicon))
    chrome += [Span(f.label_start, f.start + len(f.text)) for f in opening]
    chrome += [Span(x.start + len(t), x.end) for x in head if (t := _title_with_labels(x, lexicon))]
    chrome += _bullets(lines[: body + 1], lexicon.furniture)
    fields += opening
    published = _first_date(fields, lexicon.metadata.published)
    written = _first_date(fields, lexicon.metadata.written)
    bare = _bare_date(head, chrome, lexicon)
    if published is None and bare is not None:
        published, chrome = bare, [*chrome, bare.span]
    return Page(published or written, written, _publisher(fields, lexicon.metadata), _merged(chrome))


def _body_start(lines: list[Line], lexicon: DocumentLexicon) -> int:
    """Index of the first line of prose or the first numbered heading, at most ``_HEAD``."""
    for index, line in enumerate(lines[:_HEAD]):
        if _labelled(line, lexicon) or _is_furniture(line, lexicon.furniture):
            continue
        if _title_with_labels(line, lexicon):
            continue
        sentence = _PROSE.search(line.text) and (len(line.text) > SHORT or line.text[-1] in "。:;")
        if sentence or _FIRST.match(line.text):
            return index
    return min(len(lines), _HEAD)


_PROSE = re.compile(r"[。:;,]")
_FIRST = re.compile(r"(?:一\s*、|\(一\)|1\s*[.、])")


def _labelled(line: Line, lexicon: DocumentLexicon) -> bool:
    """Whether the line is metadata: a label first, perhaps behind a date, or several behind a value."""
    if len(line.text) > 2 * _LINE_LIMIT or "。" in line.text:
        return False
    text = line.text.lstrip(lexicon.furniture.bullets + " [【(")
    date = next(dates(text[:SHORT]), None)
    if date and date[1].start == 0:
        text = text[date[1].end :].lstrip(" |")
    if _is_row(text, lexicon.metadata):
        return True
    found = list(_labels(_all_labels(lexicon.metadata)).finditer(text))
    if len(found) < 2 or found[0].start() > SHORT:
        return bool(found) and found[0].start() == 0
    return not reads_as_title(_before_labels(text, lexicon), lexicon.title)


def _is_row(text: str, metadata: Metadata) -> bool:
    """Whether ``text`` is the row of a table without borders: several labels, each between blanks."""
    found = list(_bare_labels(_all_labels(metadata)).finditer(text))
    return len(found) > 1 and found[0].start() == 0 and _PROSE.search(text) is None


@cache
def _bare_labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    names = _any(x for x in labels if len(x) > 1)
    return re.compile(rf"(?<!\S)({names})()(?!\S)")


@cache
def _labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    names = _any(labels)
    return re.compile(rf"(?<![\u4e00-\u9fff])({names})\s*(?:[:|】\]]|(?=\s[0-9]{{4}})|$)")


def _any(labels: Iterable[str]) -> str:
    """Any of ``labels``, with or without blanks between its characters, longest first."""
    plain = {label.replace(" ", "") for label in labels}
    return "|".join(" {0,2}".join(map(re.escape, x)) for x in sorted(plain, key=lambda x: (-len(x), x)))


def _all_labels(metadata: Metadata) -> tuple[str, ...]:
    return metadata.published + metadata.written + metadata.publisher + metadata.other


@cache
def _glued_labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Labels of two characters and more followed by a colon, also right behind another value."""
    names = _any(x for x in labels if len(x) > 2)
    short = _any(x for x in labels if len(x) <= 2)
    return re.compile(rf"(?:({names})|(?<![\u4e00-\u9fff])({short}))\s*(?:[:|】\]]|(?=\s[0-9]{{4}})|$)")


def _fields(line: Line, metadata: Metadata) -> list[_Field]:
    labels = _bare_labels if _is_row(line.text, metadata) else _glued_labels
    hits = list(labels(_all_labels(metadata)).finditer(line.text))
    ends = [*(h.start() for h in hits[1:]), len(line.text)] if hits else []
    return [
        _field(h[1] or h[2], line.start + h.start(), line.start + h.end(), line.text[h.end() : end])
        for h, end in zip(hits, ends, strict=True)
    ]


def _field(label: str, label_start: int, start: int, raw: str) -> _Field:
    text = raw.lstrip(" |[【")
    return _Field(label.replace(" ", ""), label_start, start + len(raw) - len(text), text.rstrip(" |[【(]】"))


def _with_next_lines(fields: list[_Field], head: list[Line], lexicon: DocumentLexicon) -> list[_Field]:
    """``fields`` where an empty value is taken from the next line, as pages print label above value."""
    found = []
    for field in fields:
        after = next((x for x in head if x.start > field.label_start + len(field.label)), None)
        taken = any(after is not None and after.start <= f.label_start < after.end for f in fields)
        value = _before_labels(after.text, lexicon) if after is not None else ""
        if (
            field.text
            or after is None
            or (taken and not value)
            or len(value) > SHORT
            or after.start - field.start > SHORT
            or _is_title(value, field, lexicon)
        ):
            found.append(field)
        elif only_date(value) or not any(c in value for c in "。,《"):
            found.append(_Field(field.label, field.label_start, after.start, value))
    return [f for f in found if f.text]


def _before_labels(text: str, lexicon: DocumentLexicon) -> str:
    """``text`` down to the first label in it."""
    label = _labels(_all_labels(lexicon.metadata)).search(text)
    return (text[: label.start()] if label else text).rstrip(lexicon.furniture.bullets + " |[【")


def _title_with_labels(line: Line, lexicon: DocumentLexicon) -> str:
    """The title in ``line`` where labels without a value stand behind it, else nothing."""
    title = _before_labels(line.text, lexicon)
    last = next(reversed(_fields(line, lexicon.metadata)), None)
    empty = last is not None and not last.text
    return title if empty and len(line.text) <= _LINE_LIMIT and reads_as_title(title, lexicon.title) else ""


def _is_title(text: str, empty: _Field, lexicon: DocumentLexicon) -> bool:
    """Whether the line below an ``empty`` value is no value: the title, or the unit in its first line."""
    unit = text.endswith(lexicon.units.governments + lexicon.units.departments)
    return reads_as_title(text, lexicon.title) or (unit and empty.label in lexicon.metadata.other)


def _only_title(fields: list[_Field], head: list[Line], lexicon: DocumentLexicon) -> Span | None:
    """The title where it is printed as a labelled value only."""
    if any(reads_as_title(x.text, lexicon.title) for x in head if not _labelled(x, lexicon)):
        return None
    found = (f for f in fields if f.label in lexicon.metadata.other and reads_as_title(f.text, lexicon.title))
    return next((Span(f.start, f.start + len(f.text)) for f in found), None)


def _without(spans: list[Span], kept: Span | None) -> list[Span]:
    """``spans`` with the stretch ``kept`` cut out of them."""
    if kept is None:
        return spans
    cut = [(Span(s.start, min(s.end, kept.start)), Span(max(s.start, kept.end), s.end)) for s in spans]
    return [piece for pair in cut for piece in pair if piece.start < piece.end]


def _opening_fields(line: Line, lexicon: DocumentLexicon) -> list[_Field]:
    """Labelled values in front of the first sentence of a line that holds page head and body at once."""
    text = line.text[:_OPENING]
    first = _PROSE_END.search(text)
    opening = Line(line.start, text[: first.start()] if first else text)
    return [_cut(f) for f in _fields(opening, lexicon.metadata) if f.text]


_PROSE_END = re.compile(r"[。,;]")


def _cut(field: _Field) -> _Field:
    found = next(dates(field.text), None)
    end = found[1].end if found and found[1].start < 2 else len(field.text.split(" ")[0])
    return _Field(field.label, field.label_start, field.start, field.text[:end])


def _first_date(fields: list[_Field], labels: tuple[str, ...]) -> Dated | None:
    """The date under the label that comes first in the lexicon."""
    for field in sorted((f for f in fields if f.label in labels), key=lambda f: labels.index(f.label)):
        compact = _COMPACT.match(field.text)
        for iso, span, _ in dates("-".join(compact.groups()) if compact else field.text, field.start):
            return Dated(iso, Span(field.start, field.start + compact.end()) if compact else span)
    return None


_COMPACT = re.compile(r"^(20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")  # 20240205, only behind a label


def _publisher(fields: list[_Field], metadata: Metadata) -> Span | None:
    labels = metadata.publisher
    for field in sorted((f for f in fields if f.label in labels), key=lambda f: labels.index(f.label)):
        name = re.split(r"[\s|\[【]", field.text)[0]
        if len(name) > 1 and not only_date(name):
            return Span(field.start, field.start + len(name))
    return None


def _bare_date(head: list[Line], chrome: list[Span], lexicon: DocumentLexicon) -> Dated | None:
    """A date that stands in the head without a label: it dates the page when it has a clock time."""
    for line in head:
        found = next(dates(line.text, line.start), None)
        first = _labels(_all_labels(lexicon.metadata)).search(line.text)
        unlabelled = line.text[: first.start()] if first else line.text
        alone = only_date(unlabelled.strip(lexicon.furniture.bullets + " "))
        if found and alone and "(" not in unlabelled and (found[2] or line.span in chrome):
            return Dated(found[0], found[1])
        if found and found[2] and _stamped(line, found[1]):
            return Dated(found[0], line.span)
    return None


def _stamped(line: Line, date: Span) -> bool:
    """Whether a line that begins or ends with a clock time holds but names and counters beside it."""
    at_an_end = date.start == line.start or date.end == line.end
    return at_an_end and len(line.text) <= 2 * SHORT and not _PROSE_END.search(line.text)


def _is_furniture(line: Line, words: Furniture) -> bool:
    text = line.text.lstrip(words.bullets + " [【")
    if len(text) > _LINE_LIMIT:
        return False
    sentence = "。" in text
    if not sentence and len(text) <= 2 * SHORT and pattern(words.starts).match(text):
        return True
    if not sentence and pattern(words.contains).search(text):
        return True
    marks = sum(text.count(mark) for mark in words.breadcrumb_marks)
    if marks and not sentence and (marks > 1 or pattern(words.words).match(text)):
        return True
    return len(text) <= 2 * SHORT and not _SEPARATORS.sub("", pattern(words.words).sub("", line.text)).strip(
        words.bullets
    )


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
