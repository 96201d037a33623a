"""Write the sample reports that are not kept as text. Run as ``python tools/make_samples.py``.

A master is a text file: the title, the lines of origin and date, an empty line, then one paragraph a
line. Rows of a table are written |a|b|. What follows a later empty line is the signature. The same
masters give the same bytes on every run.
"""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as DocxParagraph

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
MASTERS = SAMPLES / "masters"
SAME = ROOT / "tests" / "data" / "same"

NUMBER = re.compile(r"([一二三四五六七八九十]+、)|(（[一二三四五六七八九十]+）)|(\d+\.)(?!\d)")
NUMBER_FORMATS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
NUMBERING = "90"  # an id that the blank document of python-docx does not use
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold
DOCX_DATE = datetime(2025, 1, 1)  # noqa: DTZ001 - python-docx takes naive UTC

FACES = (
    ("Normal", "宋体", 14),
    ("Title", "黑体", 18),
    ("Heading 1", "黑体", 16),
    ("Heading 2", "黑体", 14),
    ("Heading 3", "黑体", 14),
)
INDENT = Pt(28)  # two characters of the body type

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}_政务公开</title>
<meta name="ColumnName" content="法治政府建设年度报告">
<style>.content p{{text-indent:2em;line-height:2}}</style>
<script>window.siteId = 1;</script>
</head>
<body>
<div class="top"><a href="/">首页</a> | <a href="/zwgk">政务公开</a> | <a href="/zwfw">政务服务</a></div>
<div class="crumb">当前位置：
<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 法治政府建设年度报告</div>
<h1>{title}</h1>
{meta}
<div class="content">
{body}
</div>
<div class="tools"><a href="#">【打印本页】</a>
<a href="#">【返回顶部】</a> <a href="#">【关闭窗口】</a></div>
<div class="footer"><p>网站地图 | 联系我们 | 网站标识码：0000000002</p></div>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a master. ``level`` is that of its number, from 0, or None without a number."""

    text: str  # as written, number included
    number: str
    level: int | None
    signature: bool

    @property
    def heading(self) -> bool:
        """Whether the paragraph is a heading by itself: numbered, and not a sentence."""
        return self.level is not None and "。" not in self.text

    @property
    def cells(self) -> list[str]:
        """The cells of a table row; empty for any other paragraph."""
        return self.text.strip("|").split("|") if self.text.startswith("|") else []


@dataclass(frozen=True, slots=True)
class Master:
    """A report as written."""

    title: str
    meta: tuple[str, ...]
    body: tuple[Line, ...]


def parse_line(text: str, *, signature: bool) -> Line:
    """One line of a master, with the level of its number."""
    match = NUMBER.match(text)
    if match is None or match.lastindex is None:
        return Line(text, "", None, signature)
    return Line(text, match.group(), match.lastindex - 1, signature)


def parse(text: str) -> Master:
    """The report written in ``text``; the form is that of the module's docstring."""
    head, *blocks = text.rstrip("\n").split("\n\n")
    title, *meta = head.split("\n")
    body = (
        parse_line(line, signature=bool(i)) for i, block in enumerate(blocks) for line in block.split("\n")
    )
    return Master(title, tuple(meta), tuple(body))


def to_html(master: Master) -> bytes:
    """The report as a page of a government site, navigation and footer around it."""

    def element(tag: str, lines: Iterable[str]) -> str:
        return "\n".join(f"<{tag}>{html.escape(line)}</{tag}>" for line in lines)

    page = PAGE.format(
        title=html.escape(master.title),
        meta=element("div", master.meta),
        body=element("p", (line.text for line in master.body)),
    )
    return page.encode()


def to_pdf(master: Master) -> bytes:
    """The report as a printed document with running header and page numbers."""
    body = [{"text": line.text, "heading": line.level == 0} for line in master.body]
    report = {"title": master.title, "meta": master.meta, "body": body}
    pdf: bytes = typst.compile(
        MASTERS / "report.typ",
        format="pdf",
        sys_inputs={"report": json.dumps(report, ensure_ascii=False)},
        font_paths=[pylopdf_fonts_zh_cn.serif_path().parent],
        ignore_system_fonts=True,
        pdf_tags=False,  # office software prints them without
    )
    return pdf


def to_docx(master: Master, *, automatic: bool) -> bytes:
    """The report as a Word document, its numbers automatic or typed."""
    document = Document()
    set_styles(document)
    set_properties(document, master.title)
    if automatic:
        add_numbering(document)
    document.add_paragraph(master.title, style="Title")
    for text in master.meta:
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for is_table, lines in groupby(master.body, key=lambda line: bool(line.cells)):
        if is_table:
            add_table(document, [line.cells for line in lines])
        else:
            add_paragraphs(document, lines, automatic=automatic)
    packed = io.BytesIO()
    document.save(packed)
    return without_clock(packed.getvalue())


def add_paragraphs(document: DocxDocument, lines: Iterable[Line], *, automatic: bool) -> None:
    """Append ``lines``; with ``automatic`` their numbers come from the numbering, not from the text."""
    for line in lines:
        level = line.level if automatic else None
        style = "Normal" if level is None or not line.heading else f"Heading {level + 1}"
        text = line.text if level is None else line.text.removeprefix(line.number)
        paragraph = document.add_paragraph(text, style)
        if level is not None:
            set_number(paragraph, level)
        elif line.level == 0:
            paragraph.runs[0].bold = True
        if line.signature:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        else:
            paragraph.paragraph_format.first_line_indent = INDENT


def add_table(document: DocxDocument, rows: list[list[str]]) -> None:
    """Append a table of ``rows``, all of one length."""
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def add_numbering(document: DocxDocument) -> None:
    """Define the three levels of numbers as Word counts them: chineseCounting, then decimal."""
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{name}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for i, (name, text) in enumerate(NUMBER_FORMATS)
    )
    numbering = document.part.numbering_part.element
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERING}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    instance = f'<w:num {nsdecls("w")} w:numId="{NUMBERING}"><w:abstractNumId w:val="{NUMBERING}"/></w:num>'
    numbering.find(qn("w:num")).addprevious(parse_xml(abstract))  # the schema wants them before any w:num
    numbering.append(parse_xml(instance))


def set_number(paragraph: DocxParagraph, level: int) -> None:
    """Number ``paragraph`` automatically on ``level``."""
    number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{NUMBERING}"/></w:numPr>'
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no public way to number
    properties.insert_element_before(parse_xml(number), "w:ind", "w:jc")


def set_styles(document: DocxDocument) -> None:
    """Black type in the faces and sizes of official documents."""
    for name, face, size in FACES:
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - for mypy: styles hold more than these
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(qn(f"w:{script}"), face)
        for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
            border.getparent().remove(border)  # the blank document draws a blue line under its title
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def set_properties(document: DocxDocument, title: str) -> None:
    """Properties that say nothing of the clock or of the program."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = DOCX_DATE


def without_clock(packed: bytes) -> bytes:
    """The zip file ``packed`` with one fixed date for all its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, ZIP_DATE), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main() -> None:
    """Write every generated sample beside its kin and say where."""

    def read(path: Path) -> Master:
        return parse(path.read_text("utf-8"))

    same = SAMPLES / "county-good.txt"
    files = {
        SAMPLES / "city.docx": to_docx(read(MASTERS / "city.txt"), automatic=True),
        SAMPLES / "province.pdf": to_pdf(read(MASTERS / "province.txt")),
        SAMPLES / "department.txt": (MASTERS / "department.txt").read_text("utf-8").encode("gb18030"),
        SAMPLES / "township.docx": to_docx(read(MASTERS / "township.txt"), automatic=False),
        SAME / "report.txt": same.read_bytes(),
        SAME / "report.html": to_html(read(same)),
        SAME / "report.docx": to_docx(read(same), automatic=True),
        SAME / "report.pdf": to_pdf(read(same)),
    }
    for path, content in files.items():
        path.write_bytes(content)
        print(f"{len(content):>9,}  {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
