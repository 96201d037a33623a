"""Tables of a Word document: rows that stay whole, the head again on every page."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

TABLE_TEXT = "Table Text"  # the paragraph style of every cell
_TWIPS = 567  # a centimetre
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Line(NamedTuple):
    """A paragraph of a cell: a label in heading type, and what it is about."""

    label: str
    said: str = ""


Cell = Sequence[Line] | str


def legal(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def add_table(
    document: Document, widths: Sequence[float], heads: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """Append a table; ``widths`` in centimetres.

    It is written as XML: python-docx looks through the whole table for every cell that it is asked for.
    """
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    head = _row(widths, [(Line(one),) for one in heads], "<w:cantSplit/><w:tblHeader/>") if heads else ""
    body = "".join(_row(widths, row, "<w:cantSplit/>") for row in rows)
    table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(map(_twips, widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )
    end = document.add_paragraph(style=TABLE_TEXT)  # Word joins tables that touch
    end._p.addprevious(parse_xml(table))  # noqa: SLF001 - python-docx has no public way to insert XML


def _twips(width: float) -> int:
    return round(width * _TWIPS)


def _row(widths: Sequence[float], cells: Sequence[Cell], properties: str) -> str:
    told = "".join(_cell(width, cell) for width, cell in zip(widths, cells, strict=True))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{told}</w:tr>"


def _cell(width: float, cell: Cell) -> str:
    lines = (Line("", cell),) if isinstance(cell, str) else cell
    told = "".join(map(_paragraph, lines))
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>{told}</w:tc>'


def _paragraph(line: Line) -> str:
    runs = [_run(line.label, "<w:b/>")] if line.label else []
    if line.said:
        runs.append(_run(f"　{line.said}" if line.label else line.said, ""))
    return f'<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>{"".join(runs)}</w:p>'


def _run(text: str, properties: str) -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(legal(text))}</w:t></w:r>'
