"""The metadata of a page: when and by whom the report was published."""

import re
from typing import NamedTuple

from engine.model import Span
from engine.outline.dates import dates, only_date
from engine.outline.labels import SHORT, Field, before_labels, fields_of, unlabelled
from engine.outline.lines import Line
from engine.outline.title import reads_as_title
from engine.rulebook.lexicon_outline import DocumentLexicon, Metadata

_OPENING = 400  # characters of a line that may hold page head and body at once
_PROSE_END = re.compile(r"[。,;]")
_COMPACT = re.compile(r"^(20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")  # 20240205, only behind a label


class Dated(NamedTuple):
    """A date as ISO text and where it is printed."""

    iso: str
    span: Span


def with_next_lines(fields: list[Field], head: list[Line], lexicon: DocumentLexicon) -> list[Field]:
    """``fields`` where an empty value is taken from the next line, as pages print label above value."""
    found = []
    for field in fields:
        after = next((x for x in head if x.start > field.label_start + len(field.label)), None)
        taken = any(after is not None and after.start <= f.label_start < after.end for f in fields)
        value = before_labels(after.text, lexicon) if after is not None else ""
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
            found.append(Field(field.label, field.label_start, after.start, value))
    return [f for f in found if f.text]


def _is_title(text: str, empty: Field, lexicon: DocumentLexicon) -> bool:
    """Whether the line below an ``empty`` value is no value: the title, or the unit in its first line."""
    unit = text.endswith(lexicon.units.governments + lexicon.units.departments)
    return reads_as_title(text, lexicon.title) or (unit and empty.label in lexicon.metadata.other)


def opening_fields(line: Line, lexicon: DocumentLexicon) -> list[Field]:
    """Labelled values in front of the first sentence of a line that holds page head and body at once."""
    text = line.text[:_OPENING]
    first = _PROSE_END.search(text)
    opening = Line(line.start, text[: first.start()] if first else text)
    return [_cut(f) for f in fields_of(opening, lexicon.metadata) if f.text]


def _cut(field: Field) -> Field:
    found = next(dates(field.text), None)
    end = found[1].end if found and found[1].start < 2 else len(field.text.split(" ")[0])
    return Field(field.label, field.label_start, field.start, field.text[:end])


def first_date(fields: list[Field], labels: tuple[str, ...]) -> Dated | None:
    """The date under the label that comes first in the lexicon."""
    for field in sorted((f for f in fields if f.label in labels), key=lambda f: labels.index(f.label)):
        compact = _COMPACT.match(field.text)
        for iso, span, _ in dates("-".join(compact.groups()) if compact else field.text, field.start):
            return Dated(iso, Span(field.start, field.start + compact.end()) if compact else span)
    return None


def publisher(fields: list[Field], metadata: Metadata) -> Span | None:
    """The value under the label of a publisher that comes first in the lexicon."""
    labels = metadata.publisher
    for field in sorted((f for f in fields if f.label in labels), key=lambda f: labels.index(f.label)):
        name = re.split(r"[\s|\[【]", field.text)[0]
        if len(name) > 1 and not only_date(name):
            return Span(field.start, field.start + len(name))
    return None


def bare_date(head: list[Line], chrome: list[Span], lexicon: DocumentLexicon) -> Dated | None:
    """A date that stands in the head without a label: it dates the page when it has a clock time.

    So it does in the way that pages write it, 2025-02-26: reports are dated 2025年2月26日.
    """
    for line in head:
        found = next(dates(line.text, line.start), None)
        if found is None:
            continue
        text = unlabelled(line.text, lexicon.metadata)
        alone = only_date(text.strip(lexicon.furniture.bullets + " "))
        of_page = found[2] or line.span in chrome or "-" in text
        if alone and "(" not in text and of_page:
            return Dated(found[0], found[1])
        if found[2] and _stamped(line, found[1]):
            return Dated(found[0], line.span)
    return None


def _stamped(line: Line, date: Span) -> bool:
    """Whether a line that begins or ends with a clock time holds but names and counters beside it."""
    at_an_end = date.start == line.start or date.end == line.end
    return at_an_end and len(line.text) <= 2 * SHORT and not _PROSE_END.search(line.text)
