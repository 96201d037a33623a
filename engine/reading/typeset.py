"""From the characters of a page to its lines, in reading order. Lengths are PDF points, y grows upwards."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from engine.reading.glyphs import is_cjk

SAME_LINE = 0.35  # of the height of a character
NARROW_GAP = 0.2  # of the size, between letters: a space
WIDE_GAP = (
    0.6  # of the size, beside an ideograph: a space; justification opens gaps of up to half a character
)
CELL_GAP = 1.5  # of the size: perhaps the next cell of a table
COLUMN_JUMP = 5  # line heights
COLUMN_LINES = 5


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and its place; ``base`` is the height of its base line."""

    char: str
    left: float
    right: float
    base: float
    height: float
    font: int
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
    first_font: int  # of its first and last ideograph; 0 where it has none
    last_font: int
    room: float = 0.0  # width of the column of the page that it stands in
    column: int = 0

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(self.cells)


def set_lines(glyphs: list[Glyph], width: float) -> list[Line]:
    """The lines of one page, ``width`` points wide, column by column, from top to bottom."""
    columns = _columns(_runs(glyphs))
    room = width / len(columns)
    return [
        replace(line, room=room, column=index)
        for index, column in enumerate(columns)
        for line in _lines(column)
    ]


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
    return columns if all(len(column) >= COLUMN_LINES for column in columns) else [runs]


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
    fonts = [glyph.font for glyph in glyphs if is_cjk(glyph.char) and glyph.char.isalpha()] or [0]
    right = max(glyph.right for glyph in glyphs)
    return Line(tuple(cells), glyphs[0].left, right, glyphs[0].base, size, fonts[0], fonts[-1])


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
