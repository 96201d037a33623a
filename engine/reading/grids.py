"""Tables with ruled lines on a page: the cells between the lines. Lengths are PDF points, y grows upwards."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

SLACK = 2.0  # between lines that meet: borders are drawn cell by cell, some as thin boxes
SHORTEST = 4.0


class Rule(NamedTuple):
    """A line straight across or straight down, ``at`` its height or its distance from the left."""

    at: float
    low: float
    high: float


class Cell(NamedTuple):
    """The room between four lines."""

    left: float
    right: float
    bottom: float
    top: float


class Grid(NamedTuple):
    """A table: its rows from top to bottom, of each the cells by columns from left to right.

    A cell of several rows or columns stands in the first of them with all its room, elsewhere is None.
    """

    rows: tuple[tuple[Cell | None, ...], ...]


def rule(one: tuple[float, float], other: tuple[float, float]) -> tuple[bool, Rule] | None:
    """The line between two points and whether it runs across; None for a slanted or a very short one."""
    (x0, y0), (x1, y1) = one, other
    if abs(y0 - y1) < SLACK / 2 and abs(x0 - x1) >= SHORTEST:
        return True, Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if abs(x0 - x1) < SLACK / 2 and abs(y0 - y1) >= SHORTEST:
        return False, Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1))
    return None


def grids(across: Iterable[Rule], down: Iterable[Rule]) -> Iterator[Grid]:
    """The tables that the lines of a page make: two rows and two columns at least."""
    for rows, columns in _crossing(_merged(across), _merged(down)):
        grid = _grid(rows, columns)
        if len(grid.rows) > 1 and max(map(len, grid.rows)) > 1:
            yield grid


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """The lines that were drawn in pieces, or twice, made one each."""
    levels: list[list[Rule]] = []
    for one in sorted(rules):
        if levels and one.at - levels[-1][0].at <= SLACK:
            levels[-1].append(one)
        else:
            levels.append([one])
    merged: list[Rule] = []
    for level in levels:
        at = level[0].at
        low, high = min((one.low, one.high) for one in level)
        for one in sorted(level, key=lambda one: one.low):
            if one.low > high + SLACK:
                merged.append(Rule(at, low, high))
                low, high = one.low, one.high
            high = max(high, one.high)
        merged.append(Rule(at, low, high))
    return merged


def _crossing(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together, those across and those down."""
    left_over = set(range(len(down)))
    unseen = set(range(len(across)))
    while unseen:
        rows, columns, fresh = set[int](), set[int](), [unseen.pop()]
        while fresh:
            row = fresh.pop()
            rows.add(row)
            for column in [c for c in left_over if _meet(across[row], down[c])]:
                left_over.discard(column)
                columns.add(column)
                found = [r for r in unseen if _meet(across[r], down[column])]
                unseen.difference_update(found)
                fresh += found
        yield [across[r] for r in sorted(rows)], [down[c] for c in sorted(columns)]


def _meet(across: Rule, down: Rule) -> bool:
    return _holds(across, down.at) and _holds(down, across.at)


def _holds(line: Rule, at: float) -> bool:
    return line.low - SLACK <= at <= line.high + SLACK


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid:
    """The table between these lines, each of both kinds in order of its place."""
    levels = [(at, list(lines)) for at, lines in groupby(reversed(across), key=lambda one: one.at)]
    rows: list[list[Cell | None]] = []
    above: list[tuple[int, int]] = []  # where the cell stands that each room of the row above belongs to
    for (top, lines), (bottom, _) in pairwise(levels):
        middle = (top + bottom) / 2
        sides = [one.at for one in down if one.low < middle < one.high]
        row: list[Cell | None] = []
        owners: list[tuple[int, int]] = []
        ahead = deque(above)
        for left, right in pairwise(sides):
            center = (left + right) / 2
            owner = None if any(_holds(one, center) for one in lines) else _above(rows, ahead, center)
            if owner:
                at, place = owner
                cell = rows[at][place]
                if cell:
                    rows[at][place] = cell._replace(bottom=bottom)
                row.append(None)
                owners.append(owner)
            else:
                owners.append((len(rows), len(row)))
                row.append(Cell(left, right, bottom, top))
        rows.append(row)
        above = owners
    lefts = sorted({cell.left for row in rows for cell in row if cell})
    return Grid(tuple(_by_columns(row, lefts) for row in rows if any(row)))


def _by_columns(row: Iterable[Cell | None], lefts: Sequence[float]) -> tuple[Cell | None, ...]:
    begun = {cell.left: cell for cell in row if cell}
    return tuple(begun.get(left) for left in lefts)


def _above(
    rows: Sequence[Sequence[Cell | None]], ahead: deque[tuple[int, int]], center: float
) -> tuple[int, int] | None:
    """Where the cell stands that ends right above ``center``; drops those to its left from ``ahead``."""
    while ahead and _ends_before(rows, ahead[0], center):
        ahead.popleft()
    for at, place in ahead:
        cell = rows[at][place]
        if cell and cell.left < center < cell.right:
            return at, place
    return None


def _ends_before(rows: Sequence[Sequence[Cell | None]], owner: tuple[int, int], center: float) -> bool:
    cell = rows[owner[0]][owner[1]]
    return cell is None or cell.right <= center
