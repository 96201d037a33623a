"""From the characters of a page to its lines, in reading order. Lengths are PDF points, y grows upwards."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from engine.reading.breaking import NUMBERED, unbroken
from engine.reading.glyphs import glue, is_cjk
from engine.reading.grids import Grid

SAME_LINE = 0.35  # of the height of a character
NARROW_GAP = 0.2  # of the size, between letters: a space
WIDE_GAP = (
    0.6  # of the size, beside an ideograph: a space; justification opens gaps of up to half a character
)
CELL_GAP = 1.5  # of the size: perhaps the next cell of a table
COLUMN_JUMP = 5  # line heights
COLUMN_LINES = 5
FEWEST_CELLS = 3  # with something in them, in a table
LARGEST_CELL = 400  # characters: else the lines frame or lay out the page


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and its place; ``base`` is the height of its base line."""

    char: str
    left: float
    right: float
    base: float
    height: float
    font: str  # its name; empty where it has none
    mapped: bool = True  # to Unicode by the file itself
    spaced: bool = False  # the file has a space before it


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. ``cells`` has more than one part where wide gaps divide it."""

    cells: tuple[str, ...]
    left: float
    right: float
    base: float
    size: float  # of its characters
    head: float  # width of what it begins with that no line break may divide
    first_font: str  # of its first and last ideograph; empty where it has none
    last_font: str
    room: float = 0.0  # width of the column of the page that it stands in
    column: int = 0
    is_row: bool = False  # of a table with ruled lines

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(self.cells)


def set_lines(glyphs: list[Glyph], width: float, tables: Iterable[Grid] = ()) -> list[Line]:
    """The lines of one page, ``width`` points wide, column by column, from top to bottom.

    A row of a table is one line, however many its cells have.
    """
    rows: list[Line] = []
    for table in tables:
        inside = list(_inside(glyphs, table))
        found = _rows(inside, table)
        if found:
            rows += found
            taken = {id(glyph) for glyph, _ in inside}
            glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
    columns = _columns(_runs(glyphs))
    room = width / len(columns)
    lines = [
        replace(line, room=room, column=index)
        for index, column in enumerate(columns)
        for line in _lines(column)
    ]
    return sorted(
        [*lines, *(replace(row, room=room) for row in rows)], key=lambda line: (line.column, -line.base)
    )


def _inside(glyphs: Iterable[Glyph], table: Grid) -> Iterator[tuple[Glyph, tuple[int, int]]]:
    """The characters that stand in the table, each with its row and cell."""
    heights = [(min(c.bottom for c in row if c), max(c.top for c in row if c)) for row in table.rows]
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base + glyph.height / 3
        near = (number for number, (bottom, top) in enumerate(heights) if bottom <= y <= top)
        place = next((found for number in near if (found := _place(table, number, x, y))), None)
        if place:
            yield glyph, place


def _place(table: Grid, number: int, x: float, y: float) -> tuple[int, int] | None:
    """The cell of this row that holds the point."""
    for place, cell in enumerate(table.rows[number]):
        if cell and cell.left <= x <= cell.right and cell.bottom <= y <= cell.top:
            return number, place
    return None


def _rows(inside: list[tuple[Glyph, tuple[int, int]]], table: Grid) -> list[Line]:
    """The rows of the table, none where it only lays out or frames the page."""
    cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph, place in inside:
        cells[place].append(glyph)
    texts = {place: _cell_text(held) for place, held in cells.items()}
    if len(texts) < FEWEST_CELLS or max(map(len, texts.values())) > LARGEST_CELL:
        return []
    rows = []
    for number, row in enumerate(table.rows):
        held = [glyph for place in range(len(row)) for glyph in cells.get((number, place), ())]
        if held:
            told = tuple(texts.get((number, place), "") for place in range(len(row)))
            left, right = min(glyph.left for glyph in held), max(glyph.right for glyph in held)
            base = max(glyph.base for glyph in held)
            rows.append(Line(told, left, right, base, _size(held), 0.0, "", "", is_row=True))
    return rows


def _cell_text(glyphs: list[Glyph]) -> str:
    text = ""
    for line in _lines(_runs(glyphs)):
        text = glue(text, line.text)
    return text


def _runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters that follow one another in the file on one base line."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _level(runs[-1][-1], glyph):
            if not _printed_twice(runs[-1][-1], glyph):
                runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _level(one: Glyph, other: Glyph) -> bool:
    return abs(one.base - other.base) <= SAME_LINE * max(one.height, other.height, 1)


def _printed_twice(one: Glyph, other: Glyph) -> bool:
    """Bold type is sometimes made by printing again, a little shifted."""
    return one.char == other.char and abs(one.left - other.left) < 0.3 * max(one.right - one.left, 1)


def _columns(runs: list[list[Glyph]]) -> list[list[list[Glyph]]]:
    """A new column begins where the file jumps up the page to the right of all before."""
    columns: list[list[list[Glyph]]] = [[]]
    for run in runs:
        column = columns[-1]
        if len(column) >= COLUMN_LINES and _jumps(column, run):
            columns.append([])
        columns[-1].append(run)
    *whole, last = columns
    if all(len(column) >= COLUMN_LINES for column in whole) and (
        len(last) >= COLUMN_LINES or _is_rest(whole, last)
    ):
        return columns
    return [runs]


def _is_rest(whole: list[list[list[Glyph]]], last: list[list[Glyph]]) -> bool:
    """Whether a short last column is what was left of the text: only what stands above it reaches over it."""
    if not whole:
        return False
    edge, top = last[0][0].left, last[0][0].base
    return all(run[-1].right <= edge for column in whole for run in column if run[0].base <= top)


def _jumps(column: list[list[Glyph]], run: list[Glyph]) -> bool:
    last = column[-1][-1]
    higher = run[0].base > last.base + COLUMN_JUMP * max(last.height, 1)
    return higher and run[0].left >= max(glyph.right for before in column[-COLUMN_LINES:] for glyph in before)


def _lines(runs: list[list[Glyph]]) -> Iterator[Line]:
    """Runs on one base line are one line, whatever their order in the file."""
    rows: list[list[Glyph]] = []
    for run in sorted(runs, key=lambda run: (-run[0].base, run[0].left)):
        if rows and _level(rows[-1][0], run[0]):
            rows[-1].extend(run)
        else:
            rows.append(list(run))
    return (_line(sorted(row, key=lambda glyph: glyph.left)) for row in rows)


def _line(glyphs: list[Glyph]) -> Line:
    size = _size(glyphs)
    cells = [glyphs[0].char]
    for before, glyph in pairwise(glyphs):
        gap = glyph.left - before.right
        if gap > CELL_GAP * size:
            cells.append("")
        elif _is_spaced(before, glyph, gap / size):
            cells[-1] += " "
        if not _printed_twice(before, glyph):
            cells[-1] += glyph.char
    cells = _labelled(cells)
    fonts = [glyph.font for glyph in glyphs if is_cjk(glyph.char) and glyph.char.isalpha()] or [""]
    right = max(glyph.right for glyph in glyphs)
    head = glyphs[min(len(unbroken(cells[0])), len(glyphs)) - 1].right - glyphs[0].left
    return Line(tuple(cells), glyphs[0].left, right, glyphs[0].base, size, head, fonts[0], fonts[-1])


def _labelled(cells: list[str]) -> list[str]:
    """``cells`` with the number of a heading joined to it, however wide the gap; it makes no table."""
    number = NUMBERED.match(cells[0])
    if not number:
        return cells
    rest = cells[0][number.end() :].lstrip()
    if not rest and len(cells) > 1:
        rest, cells = cells[1], cells[1:]
    apart = number[0].isascii() and rest[:1].isascii() and rest[:1].isalnum()  # 1. 2024
    return [f"{number[0]} {rest}" if apart else number[0] + rest, *cells[1:]]


def _is_spaced(before: Glyph, glyph: Glyph, gap: float) -> bool:
    """Whether a space stands between two neighbours ``gap`` characters apart."""
    ideographs = is_cjk(before.char) + is_cjk(glyph.char)
    if ideographs == 2:
        return gap > WIDE_GAP
    return (glyph.spaced and gap > 0) or gap > (WIDE_GAP if ideographs else NARROW_GAP)


def _size(glyphs: list[Glyph]) -> float:
    """An ideograph is as wide as the type is large; letters tell it by their height."""
    widths = [glyph.right - glyph.left for glyph in glyphs if is_cjk(glyph.char)]
    return max(median(widths) if widths else median(glyph.height for glyph in glyphs) * 0.8, 1.0)
