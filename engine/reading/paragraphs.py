"""From printed lines to paragraphs: page headers and numbers set aside, broken lines joined again."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from engine.reading.breaking import DECORATED, HANGING, NUMBERED, PAGE_NUMBER
from engine.reading.glyphs import glue
from engine.reading.typeset import Line

EDGE = 2  # lines at the top and at the bottom of a page that may be furniture
SAME_PLACE = 3.0  # points
SPARE = 0.6  # characters: so much more room than the next line needed at the end of one ends a paragraph
INDENT = 1.2  # characters
SIZE_CHANGE = 0.1
TITLE_SIZE = 0.15  # larger than the text
TITLE_PITCH = 2.2  # characters, between two lines of a title
NARROWEST = 0.5  # of the width of the page or column
ENOUGH_LINES = 5  # on a page, to tell its margins by themselves
WIDE_PITCH = 1.7  # of the usual distance of lines


@dataclass(frozen=True, slots=True)
class Measure:
    """The text area of a page: margins, size of type, distance of lines."""

    left: float
    right: float
    size: float
    pitch: float


def join(pages: list[list[Line]]) -> Iterator[str]:
    """The paragraphs of all pages, a table row a paragraph of its own; some may be empty."""
    columns = [column for page in without_furniture(pages) for column in _columns(page)]
    areas = list(_areas(columns))
    text = ""
    before: Line | None = None  # the line that the next one may continue
    right = 0.0  # margin of the column that it stands in
    for column, area in zip(columns, areas, strict=True):
        rows = _table_rows(column)
        for index, line in enumerate(column):
            is_row = index in rows
            if before and not is_row and not _ends(before, right, line, area, top=index == 0):
                text = glue(text, line.text)
            else:
                yield text
                text = " | ".join(line.cells) if is_row else line.text
            before, right = None if is_row else line, area.right
    yield text


def _columns(page: list[Line]) -> list[list[Line]]:
    return [list(lines) for _, lines in groupby(page, key=lambda line: line.column)]


def _areas(columns: list[list[Line]]) -> Iterator[Measure]:
    """The text area of each column; that of a short one is like those of the others."""
    rooms = Counter(line.room for column in columns for line in column)
    usual = max(rooms, key=lambda room: (rooms[room], room), default=0.0)
    long = [measure(column, usual) for column in columns if len(column) >= ENOUGH_LINES]
    whole = measure([line for column in columns for line in column], usual)
    several = any(line.column for column in columns for line in column)
    narrow = min(long, key=lambda area: area.right - area.left, default=whole)
    for column in columns:
        if len(column) >= ENOUGH_LINES:
            yield measure(column, usual)
        elif several:
            left = min(line.left for line in column)
            yield replace(narrow, left=left, right=left + narrow.right - narrow.left)
        else:
            yield whole


def measure(lines: list[Line], usual: float) -> Measure:
    """Margins and type of ``lines``, by what most of them show. ``usual`` is the room of most columns."""
    lines = [line for line in lines if not line.is_row]  # a table may be wider than the text
    if not lines:
        return Measure(0, 0, 1, 0)
    size = median(line.size for line in lines)
    edges = Counter(round(line.left / size) for line in lines)
    often = [edge for edge, count in edges.items() if count >= max(2, len(lines) // 8)] or list(edges)
    left = min(line.left for line in lines if round(line.left / size) == min(often))
    steps = [one.base - two.base for one, two in pairwise(lines) if one.base > two.base]
    return Measure(left, _right_margin(lines, left, size, usual), size, median(steps) if steps else 0)


def _right_margin(lines: list[Line], left: float, size: float, usual: float) -> float:
    """Where the longest line ends; where there are short ones only, as far as a text area goes at least.

    Punctuation at the end of a line may hang out of the text area, and a title may stand across two columns.
    """
    text = (line for line in lines if line.size <= (1 + TITLE_SIZE) * size)
    ends = (line.right - line.size * (line.text[-1:] in HANGING) for line in text)
    longest = max(ends, default=left)
    room = lines[0].room if longest - left > usual else min(lines[0].room, usual)  # half a page of columns
    return max(left + NARROWEST * room, longest)


def _ends(before: Line, right: float, line: Line, area: Measure, *, top: bool) -> bool:
    """Whether a paragraph ends between the two lines; ``right`` is the margin of the first."""
    if _is_broken_title(before, line, area):
        return False
    if before.right + line.head + SPARE * area.size < right:
        return True
    if line.left > area.left + INDENT * area.size or NUMBERED.match(line.text):
        return True
    if not (before.last_font and line.first_font):
        return _is_far(before, line, area, top=top)
    if abs(before.size - line.size) > SIZE_CHANGE * area.size:
        return True
    if before.last_font == before.first_font != line.first_font:
        return True
    return _is_far(before, line, area, top=top)


def _is_broken_title(before: Line, line: Line, area: Measure) -> bool:
    """Whether both are of one title: in one type, larger than the text, close by, in the middle each."""
    size = before.size
    return (
        size > (1 + TITLE_SIZE) * area.size
        and abs(line.size - size) <= SIZE_CHANGE * size
        and 0 < before.base - line.base <= TITLE_PITCH * size
        and all(abs(one.left + one.right - area.left - area.right) <= 2 * size for one in (before, line))
    )


def _is_far(before: Line, line: Line, area: Measure, *, top: bool) -> bool:
    return not top and area.pitch > 0 and abs(before.base - line.base) > WIDE_PITCH * area.pitch


def _table_rows(page: list[Line]) -> frozenset[int]:
    """Lines in cells: between ruled lines, or where a neighbour is too; alone, wide gaps are only spacing."""
    divided = [len(line.cells) > 1 for line in page]
    return frozenset(
        i
        for i, cells in enumerate(divided)
        if page[i].is_row or (cells and (divided[i - 1 : i] == [True] or divided[i + 1 : i + 2] == [True]))
    )


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without running headers, footers and page numbers."""
    running = _running(pages)
    counted = _counted(pages)
    return [
        [
            line
            for place, line in enumerate(page)
            if not (_at_edge(place, page) and _is_furniture(line, index, running, counted))
        ]
        for index, page in enumerate(pages)
    ]


def _at_edge(place: int, page: list[Line]) -> bool:
    return place < EDGE or place >= len(page) - EDGE


def _is_furniture(line: Line, index: int, running: set[tuple[str, int]], counted: set[int]) -> bool:
    if DECORATED.fullmatch(line.text) or _key(line) in running:
        return True
    number = PAGE_NUMBER.fullmatch(line.text)
    return number is not None and int(number[1]) - index in counted


def _running(pages: list[list[Line]]) -> set[tuple[str, int]]:
    """Lines at the edge that stand on at least two pages, and on a third of all, at one height."""
    keys = Counter(
        key
        for page in pages
        for key in {_key(line) for place, line in enumerate(page) if _at_edge(place, page)}
    )
    return {key for key, count in keys.items() if count >= max(2, len(pages) / 3)}


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.base / SAME_PLACE)


def _counted(pages: list[list[Line]]) -> set[int]:
    """Distances of printed and true page number that hold on two pages or more; on one page, none but 1."""
    found = Counter(
        int(number[1]) - index
        for index, page in enumerate(pages)
        for place, line in enumerate(page)
        if _at_edge(place, page) and (number := PAGE_NUMBER.fullmatch(line.text))
    )
    return {
        distance for distance, count in found.items() if count >= 2 or (len(pages) == 1 and distance == 1)
    }
