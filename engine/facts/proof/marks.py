"""What a proof-reader's mark on the text looks like as a fact."""

from engine.facts.draft import Draft
from engine.facts.text import has_any, trimmed
from engine.facts.view import View
from engine.model import Span

REACH = 4  # code points on each side that a mark on a single character shows
LEAST = 12  # code points from which a line is no piece of a layout
PROSE = 40  # code points from which a paragraph is prose and not a line of a list or a signature
SENTENCE = 26  # code points from which a line that is no heading is a sentence
PDF = "application/pdf"


def mark(  # noqa: PLR0913 - a mark has these parts, and all but the place are told by name
    view: View,
    start: int,
    end: int,
    *,
    name: str,
    fault: str,
    weight: str,
    origin: str = "document",
    instead: str | None = None,
) -> Draft:
    """A defect at ``start:end``.

    ``serious`` is what an office must put right before it publishes, ``plain`` a slip of wording, ``slight``
    a trace of typing or conversion. ``instead`` is what should stand there, where that is sure.
    """
    attributes = {"origin": origin, "fault": fault, "weight": weight}
    more = {} if instead is None else {"instead": instead}
    return Draft("defect", name, view.report.quote(start, end), {**attributes, **more})


def prose_of(view: View) -> list[Span]:
    """The paragraphs that are no rows of tables."""
    return [p for p in view.report.paragraphs if view.text.find("|", p.start, p.end) < 0]


def lines_of(view: View) -> list[Span]:
    """The paragraphs that are no rows of tables, long enough for a doubled mark to be no layout."""
    text = view.report.source.text
    return [p for p in view.report.paragraphs if p.end - p.start >= LEAST and text.find("|", *p) < 0]


def is_prose(line: Span) -> bool:
    """Whether the line is long enough to be prose."""
    return line.end - line.start >= PROSE


def is_sentence(view: View, line: Span) -> bool:
    """Whether the line is prose, or a shorter one of several clauses."""
    inner = view.text[line.start : line.end - 1]
    return is_prose(line) or (line.end - line.start >= SENTENCE and has_any(inner, ",;。"))


def last(text: str, paragraph: Span) -> int:
    """Where the last character of the paragraph stands that is no blank."""
    return max(trimmed(text, paragraph.start, paragraph.end).end - 1, paragraph.start)


def missing(view: View, start: int, end: int, fault: str) -> Draft:
    """Punctuation that is lost or wrong at ``start:end``."""
    return mark(view, start, end, name="missing-punctuation", fault=fault, weight="serious")


def slight(view: View, start: int, end: int, fault: str) -> Draft:
    """A trace of typing at ``start:end``."""
    return mark(view, start, end, name="other", fault=fault, weight="slight")


def around(view: View, start: int, end: int) -> Span:
    """``start:end`` with a few characters of its line on each side, so that a reader finds the place."""
    text = view.report.source.text
    low, high = start, end
    while low > 0 and start - low < REACH and text[low - 1] != "\n":
        low -= 1
    while high < len(text) and high - end < REACH and text[high] != "\n":
        high += 1
    return trimmed(text, low, high)
