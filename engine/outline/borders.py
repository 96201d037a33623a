"""Tables that lost their borders: cells parted by tabs or blanks, one a line, or all in one line.

What parts the cells becomes ``|``, what parts the rows a line end, character by character. Only where the
numbers show how many columns there are; else the text stays as it is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

_STOPS = re.compile("[。，；！？;]")
_DIGITS = "[0-9０-９][0-9０-９,.．]*"
_FIGURE = re.compile(rf"[-+]?{_DIGITS}(?:[%％]|[^\s0-9０-９,;()（）]{{1,3}})?")
_LOOSE = re.compile(rf"(?:^|[ \u3000\n|])[-+]?{_DIGITS}[^\s0-9０-９|]{{0,3}}(?=[ \u3000\n|]|\Z)")
_YEAR = re.compile("20[0-9]{2}(年?)度?")
_DASHES = re.compile("[-—–/]*")
_GAP = re.compile("[ \u3000]+")
_WIDE_GAP = re.compile("[ \u3000]{2,}")
_SET_WIDE = re.compile(r"[^\s|](?:[ \u3000]+[^\s|]){1,3}")  # one cell: 项　目
_BORDER = re.compile(r"[|]")
_TAB = re.compile(r"\t(?=[^\n]*\S)")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_NUMBERED = re.compile(
    "[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[、．]|[①-⑳]"
)
_NAME, _NUMBER, _EITHER = "n", "d", "?"  # what a cell may be; a year or an empty cell may be either
_BLANKS = " \u3000\t|"

FEWEST_CELLS = 6
LONGEST_CELL = 30  # characters
WIDEST = 12  # columns
# A line above and one below the cells, such as a caption: much longer than any cell, else it may be one.
_SPARE = ((0, 0), (1, 0), (0, 1), (1, 1))
LONGER = 4  # characters


class _Piece(NamedTuple):
    """A stretch of the text that may be a cell."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)


def bordered(text: str) -> str:
    """``text`` with the borders of its tables; same length."""
    if "\t" in text:
        text = _tabbed(text)
    if len(_LOOSE.findall(text)) < 2:
        return text
    signs = list(text)
    for rows in _tables(text):
        for row, below in zip(rows, [*rows[1:], []], strict=True):
            for cell, after in pairwise(row):
                _part(signs, cell.end, after.start, "|")
            if below:
                _part(signs, row[-1].end, below[0].start, "\n")
    return "".join(signs)


def _part(signs: list[str], start: int, end: int, sign: str) -> None:
    signs[start:end] = [sign, *" " * (end - start - 1)]


def _tabbed(text: str) -> str:
    """Tabs as ``|`` where neighbouring lines have them: a table copied from a page or a spreadsheet."""
    lines = text.split("\n")
    cells = [_is_tabbed(line) for line in lines]
    neighbours = zip([False, *cells], [*cells[1:], False], strict=False)
    rows = [own and (above or below) for own, (above, below) in zip(cells, neighbours, strict=True)]
    return "\n".join(line.replace("\t", "|") if row else line for line, row in zip(lines, rows, strict=True))


def _is_tabbed(line: str) -> bool:
    """Whether tabs part cells; behind the number of a heading one only sets the heading apart."""
    if "\t" not in line or "。" in line:
        return False
    told = line.strip()
    number = _NUMBERED.match(told)
    return _TAB.search(told, number.end() + 1 if number else 0) is not None


def _tables(text: str) -> Iterator[Sequence[Sequence[_Piece]]]:
    """The rows of cells of each table that lost its borders."""
    lines = (_piece(text, *match.span()) for match in _LINE.finditer(text))
    for kind, run in groupby(lines, key=_kind):
        block = list(run)
        if kind == _GAP:
            yield from _gapped(text, block)
        elif kind == _BORDER and len(block) == 1:
            yield from _stacked(_cells(text, block[0], _BORDER))
        elif kind == _LINE:
            yield from _stacked(block)


def _kind(line: _Piece) -> re.Pattern[str] | None:
    """What parts the cells of a line that may hold some."""
    if _STOPS.search(line.text) or _NUMBERED.match(line.text):
        return None
    found = next((gap for gap in (_BORDER, _GAP) if gap.search(line.text)), _LINE)
    if found is _GAP and _SET_WIDE.fullmatch(line.text):
        found = _LINE
    longest = max(map(len, found.split(line.text))) if found is not _LINE else len(line.text)
    return found if longest <= LONGEST_CELL else None


def _piece(text: str, start: int, end: int) -> _Piece:
    told = text[start:end].lstrip(_BLANKS)
    return _Piece(end - len(told), told.rstrip(_BLANKS))


def _cells(text: str, line: _Piece, gap: re.Pattern[str]) -> list[_Piece]:
    ends = [match.span() for match in gap.finditer(text, line.start, line.end)]
    starts, stops = [line.start, *(end for _, end in ends)], [*(start for start, _ in ends), line.end]
    return [_piece(text, *span) for span in zip(starts, stops, strict=True)]


def _gapped(text: str, block: Sequence[_Piece]) -> Iterator[Sequence[Sequence[_Piece]]]:
    """Lines with blanks between their cells: as many in each row that tells numbers, or all in one line."""
    if len(block) == 1:
        yield from _stacked(_cells(text, block[0], _GAP))
        return
    wide = all(_WIDE_GAP.search(line.text) for line in block)
    rows = [_cells(text, line, _WIDE_GAP if wide else _GAP) for line in block]
    kinds = [_kinds(row) for row in rows]
    told = {len(row) for row in kinds if _NUMBER in row}
    heads = [len(row) for row in kinds if _NUMBER not in row]
    if len(told) == 1 and (wide or told <= {*heads}):
        yield rows


def _stacked(cells: Sequence[_Piece]) -> Iterator[Sequence[Sequence[_Piece]]]:
    """Cells that follow one another, cut into rows where all rows with numbers hold the same kinds."""
    kinds = _kinds(cells)
    for above, below in _SPARE:
        end = len(kinds) - below
        width = _width(kinds[above:end]) if end - above >= FEWEST_CELLS else None
        spare = [*cells[:above], *cells[end:]]
        if width and all(len(one.text) >= _longest(cells[above:end]) + LONGER for one in spare):
            rows = [cells[at : at + width] for at in range(above, end, width)]
            yield [*([cell] for cell in cells[:above]), *rows, *([cell] for cell in cells[end:])]
            return


def _longest(cells: Sequence[_Piece]) -> int:
    return max(len(cell.text) for cell in cells)


def _kinds(cells: Sequence[_Piece]) -> str:
    return "".join(map(_kind_of, cells))


def _kind_of(cell: _Piece) -> str:
    year = _YEAR.fullmatch(cell.text)
    if year:
        return _NAME if year[1] else _EITHER
    if _DASHES.fullmatch(cell.text):
        return _EITHER
    return _NUMBER if _FIGURE.fullmatch(cell.text) else _NAME


def _width(kinds: str) -> int | None:
    """How many columns there are, where only one number of them fits: a heading, and rows of one kind."""
    fitting = [width for width in range(2, WIDEST + 1) if len(kinds) % width == 0 and _fits(kinds, width)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(kinds: str, width: int) -> bool:
    head, *rows = [kinds[at : at + width] for at in range(0, len(kinds), width)]
    headed = _NUMBER not in head
    if not rows or (not headed and len(rows) < 2) or (len(rows) == 1 and _NAME in rows[0][1:]):
        return False
    rows = rows if headed else [head, *rows]
    columns = [{*column} - {_EITHER} for column in zip(*rows, strict=True)]
    if any(len(column) > 1 for column in columns) or {_NUMBER} not in columns:
        return False
    return headed or (columns[0] == {_NAME} and width == 2)
