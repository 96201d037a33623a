"""A workbook under way: sheets of tables, in which text is never a formula and numbers are numbers."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from fazhi.cells import cells
from fazhi.publish.tables import Amount, Cell, Column, Table

Sheet = Any  # XlsxWriter publishes no types
_LONGEST = 32_767  # characters that a cell may hold
_LINE, _MOST_LINES = 15.0, 12  # points; lines of a row that are shown at most
_PAGE = 300  # characters that can be read beside one another on a page
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the file must say when it was made; this is no date of anything
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True}
_HEAD = {"bold": True, "bg_color": "#E9E4DA", "bottom": 1}
_APART = {"align": "left", "indent": 1}  # from the number to its left
_SCALE = {  # of scores: red, yellow and green so pale that figures on them read in black and white
    "type": "3_color_scale",
    "min_type": "num",
    "mid_type": "num",
    "max_type": "num",
    "min_value": 0,
    "mid_value": 60,
    "max_value": 100,
    "min_color": "#F4B8B2",
    "mid_color": "#FBEECB",
    "max_color": "#BFDDC6",
}
# One grey after another, and a dark red first: bars that can be told apart in print.
_FILLS = ("#8B1A1A", "#C9C4B8", "#5B5B63", "#E9E4DA", "#2A633C", "#94A9BE")


class Book:
    """Sheets are added in the order in which they are shown; ``close`` gives the bytes of the file."""

    def __init__(self) -> None:
        self._output = BytesIO()
        self._file = Workbook(self._output, _OPTIONS)
        self._file.set_properties({"created": _MADE})
        self._text = self._file.add_format(_FONT | _APART)
        self._number = self._file.add_format(_FONT)
        self._head = self._file.add_format(_FONT | _HEAD | _APART)
        self._number_head = self._file.add_format(_FONT | _HEAD | {"align": "right"})
        self._note = self._file.add_format({"font_name": "Microsoft YaHei", "font_size": 9, "italic": True})
        self._amount = cache(self._format_of_amount)

    def sheet(self, table: Table, *, frozen: int = 0, note: str = "") -> Sheet:
        """A sheet of the table below its note: heads and the first columns stay, every column filters."""
        sheet = self._file.add_worksheet(table.title)
        sheet.write_string(0, 0, note or table.title, self._note)
        counted = table.counted
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
            head = self._number_head if place in counted else self._head
            sheet.write_string(1, place, column.title, head)
        for row, given in enumerate(table.rows, 2):
            sheet.set_row(row, _height(given, table.columns))
            for place, cell in enumerate(given):
                self._write(sheet, row, place, cell)
        sheet.freeze_panes(2, frozen)
        sheet.autofilter(1, 0, max(len(table.rows), 1) + 1, len(table.columns) - 1)
        _lay_out(sheet, sum(column.width for column in table.columns))
        return sheet

    def scale(self, sheet: Sheet, rows: int, first: int, last: int) -> None:
        """Colours for the scores in the columns from ``first`` to ``last``."""
        sheet.conditional_format(2, first, max(rows, 1) + 1, last, _SCALE)

    def emphasise(self, sheet: Sheet, rows: int, column: int, word: str) -> None:
        """Bold dark red where a cell of the column reads ``word``."""
        strong = self._file.add_format({"bold": True, "font_color": "#A3201A"})
        told = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": strong}
        sheet.conditional_format(2, column, max(rows, 1) + 1, column, told)

    def bars(self, sheet: Sheet, title: str, names: Sequence[Any], series: Sequence[Sequence[Any]]) -> Any:
        """A bar chart: ``names`` is the range of what stands beside the bars, a series its head and range."""
        chart = self._file.add_chart({"type": "bar"})
        place = sheet.get_name()
        for number, (head, values) in enumerate(series):
            fill = {"color": _FILLS[number % len(_FILLS)]}
            chart.add_series(
                {
                    "name": [place, *head],
                    "categories": [place, *names],
                    "values": [place, *values],
                    "fill": fill,
                    "border": {"color": "#1D1D1F", "width": 0.5},
                    "data_labels": {"value": True},
                }
            )
        chart.set_title({"name": title, "name_font": {"size": 11}, "overlay": False})
        chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": False}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
        return chart

    def close(self) -> bytes:
        """The file. The same sheets give the same bytes."""
        self._file.close()
        return self._output.getvalue()

    def _write(self, sheet: Sheet, row: int, place: int, cell: Cell) -> None:
        match cell:
            case None | "":
                pass
            case str():
                sheet.write_string(row, place, cell[:_LONGEST], self._text)
            case Amount(number, before, after, derived):
                sheet.write_number(row, place, number, self._amount(before, after, derived))
            case _:
                sheet.write_number(row, place, cell, self._number)

    def _format_of_amount(self, before: str, after: str, derived: bool) -> Any:  # noqa: FBT001 - of an Amount
        """What is told around a number belongs to its format, so that the cell holds the number."""
        around = [f'"{part}"' if part else "" for part in (before, after)]
        return self._file.add_format(
            _FONT | {"num_format": f"{around[0]}General{around[1]}", "italic": derived}
        )


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """The height of a row, in points: not every program finds it out for itself."""
    lines = [
        -(-cells(str(cell)) // (column.width - 2)) for cell, column in zip(row, columns, strict=True) if cell
    ]
    return min(max(lines, default=1), _MOST_LINES) * _LINE


def _lay_out(sheet: Sheet, width: int) -> None:
    """A4 across, the heads on every page, on as few pages beside one another as can still be read."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(-(-width // _PAGE), 0)
    sheet.repeat_rows(1)
