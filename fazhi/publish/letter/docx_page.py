"""A Word document before anything is written into it, and as a file: paper, faces, page numbers, dates."""

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from fazhi.publish.letter.docx_table import TABLE_TEXT, legal

_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 - python-docx takes naive UTC
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold
# Style → face and size. The faces are those of every Chinese Word, so none is embedded.
_FACES = (
    ("Normal", "宋体", 12.0),
    ("Body Text", "仿宋", 14.0),
    ("Title", "黑体", 22.0),
    ("Heading 1", "黑体", 15.0),
    ("Heading 2", "楷体", 14.0),
    ("Footer", "宋体", 9.0),
    (TABLE_TEXT, "宋体", 9.0),
)
_PAGE_NUMBER = (
    '<w:fldSimple {} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'  # counted by Word when it opens
)


def blank(title: str, footer: str) -> DocxDocument:
    """An empty A4 document called ``title``, the page number and ``footer`` below every page."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = legal(title), "", ""
    properties.language = "zh-CN"
    properties.created = properties.modified = _DATE
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.6)
    _set_styles(document)
    _set_footer(section.footer.paragraphs[0], footer)
    return document


def packed(document: DocxDocument) -> bytes:
    """The document as a file, one fixed date for all the members of the zip file."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _ZIP_DATE), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _set_styles(document: DocxDocument) -> None:
    document.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    for name, face, size in _FACES:
        style = _style(document, name)
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.font.bold = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(qn(f"w:{script}"), face)
        for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
            border.getparent().remove(border)  # the blank document draws a blue line under its title
    _style(document, "Title").paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    body = _style(document, "Body Text").paragraph_format
    body.first_line_indent, body.line_spacing, body.space_after = Pt(28), 1.5, Pt(0)
    cell = _style(document, TABLE_TEXT).paragraph_format
    cell.space_before, cell.space_after = Pt(1), Pt(1)


def _style(document: DocxDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - for mypy: styles hold more than these
    return style


def _set_footer(paragraph: Paragraph, footer: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    paragraph._p.append(parse_xml(_PAGE_NUMBER.format(nsdecls("w"))))  # noqa: SLF001 - there is no public way
    run = paragraph.add_run(" —")
    run.add_break()
    paragraph.add_run(legal(footer)).font.size = Pt(7)
