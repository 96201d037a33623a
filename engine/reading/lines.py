"""A page as lines: blocks make lines, inline markup never does, a table row is one line.

A cell of several columns or rows stands in the first of them; the others are empty, so that columns agree.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from engine.reading.glyphs import is_cjk, real_characters
from engine.reading.limits import CELL_IS_LAYOUT

INVISIBLE = frozenset(
    ("script style noscript template head title iframe object svg select button textarea").split()
)
BLOCK = frozenset(
    (
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section "
        "summary table tbody tfoot thead tr ul caption td th"
    ).split()
)
KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
LINE_END = re.compile("\r\n?|\n")
SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
BREAK = "\x1e"  # a line break, kept apart from the white space of the markup
CELL = "\x1f"
WIDEST = 60  # columns of a table; more are no table of numbers
LONGEST_SPAN = 4  # digits
HIGHEST = 1000  # rows that a cell may take


class Place(NamedTuple):
    """How many columns that other cells reach into stand before a cell, and how many more it takes itself."""

    before: int = 0
    more: int = 0


def to_lines(root: HtmlElement) -> list[str]:
    """The lines of ``root`` without empty ones, white space as a browser would show it."""
    raw = "".join(_pieces(root))
    return [line for line in map(_tidy, raw.split(BREAK)) if line]


def _pieces(root: HtmlElement) -> Iterator[str]:
    rows = _data_rows(root)
    places = _places(rows)
    depth = 0  # of data rows around the place: inside one, blocks make no lines
    preformatted = 0  # elements around the place that keep the line breaks of the markup
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = str(element.tag).lower() if isinstance(element.tag, str) else ""
        if event == "start":
            if not name or name in INVISIBLE:
                walker.skip_subtree()
                continue
            depth += element in rows
            preformatted += _keeps_lines(element, name)
            place = places.get(element, Place())
            yield CELL * place.before + _edge(name, depth, is_row=element in rows, opening=True)
            yield _text(element.text, preformatted and not depth)
        else:
            if name and name not in INVISIBLE:
                more = places.get(element, Place()).more
                yield CELL * more + _edge(name, depth, is_row=element in rows, opening=False)
                depth -= element in rows
                preformatted -= _keeps_lines(element, name)
            if element is not root:
                yield _text(element.tail, preformatted and not depth)


def _edge(name: str, depth: int, *, is_row: bool, opening: bool) -> str:
    if is_row:
        return BREAK
    if name in ("td", "th") and depth:
        return "" if opening else CELL
    if name == "br":
        return ("" if opening else BREAK) if not depth else " "
    if name in BLOCK:
        return " " if depth else BREAK
    return ""


def _keeps_lines(element: HtmlElement, name: str) -> bool:
    return name == "pre" or KEEPS_LINES.search(element.get("style") or "") is not None


def _text(text: str | None, preformatted: object) -> str:
    clean = (text or "").replace(BREAK, "").replace(CELL, "")
    return LINE_END.sub(BREAK, clean) if preformatted else clean


def _data_rows(root: HtmlElement) -> frozenset[HtmlElement]:
    """Rows of tables that tabulate: with cells side by side, no table inside, no cell that is an article."""
    layout = {outer for table in root.iter("table") for outer in table.iterancestors("table")}
    tables = [table for table in root.iter("table") if table not in layout and _tabulates(table)]
    return frozenset(row for table in tables for row in table.iter("tr"))


def _places(rows: frozenset[HtmlElement]) -> Mapping[HtmlElement, Place]:
    """Where the cells of these rows stand that do not simply follow one another."""
    places: dict[HtmlElement, Place] = {}
    for table in {next(row.iterancestors("table")) for row in rows}:
        reached = Counter[int]()  # of each column that cells above reach into, in how many rows more
        for row in table.iter("tr"):
            column, below = 0, reached - Counter(reached.keys())
            for cell in row.iterchildren("td", "th"):
                start = column
                while reached[column] > 0:
                    column += 1
                width = min(_span(cell, "colspan"), max(WIDEST - column, 1))
                height = min(_span(cell, "rowspan"), HIGHEST)
                places[cell] = Place(column - start, width - 1)
                below.update(dict.fromkeys(range(column, column + width), height - 1))
                column += width
            places[row] = Place(0, max([at + 1 - column for at in reached if at >= column], default=0))
            reached = +below
    return places


def _span(cell: HtmlElement, name: str) -> int:
    told = str(cell.get(name, "")).strip()
    return max(int(told), 1) if told.isascii() and told.isdigit() and len(told) <= LONGEST_SPAN else 1


def _tabulates(table: HtmlElement) -> bool:
    sizes = [
        [len(cell.text_content().strip()) for cell in row.iterchildren("td", "th")]
        for row in table.iter("tr")
    ]
    return any(len(row) > 1 for row in sizes) and all(size <= CELL_IS_LAYOUT for row in sizes for size in row)


def _tidy(line: str) -> str:
    cells = [_one_line(cell) for cell in line.split(CELL)]
    if len(cells) > 1 and not cells[-1]:
        cells.pop()  # every cell ends with the mark, so the last piece is what follows the row
    told = [cell for cell in cells if cell]
    return " | ".join(cells).strip() if len(told) > 1 else "".join(told)


def _one_line(text: str) -> str:
    return SPACE.sub(_space, real_characters(text)).strip(" \u3000")


def _space(match: re.Match[str]) -> str:
    """Markup is wrapped anywhere: a wrapped line between ideographs stands for no space."""
    run, whole = match[0], match.string
    before, after = whole[match.start() - 1 : match.start()], whole[match.end() : match.end() + 1]
    wrapped = "\n" in run or "\r" in run
    return (
        ""
        if wrapped and before and after and is_cjk(before) and is_cjk(after) and "\u00a0" not in run
        else " "
    )
