"""The letter as a Word document: it says what the pdf says, in styles and tables that can be edited."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import fazhi
from engine.model import Quote, Scorecard, Source
from fazhi.publish import render
from fazhi.publish.letter.letter import letter
from fazhi.publish.letter.model import Letter

ROOT = Path(__file__).resolve().parents[2]


def opened(data: bytes) -> DocxDocument:
    return Document(io.BytesIO(data))


def lines(document: DocxDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture(scope="module")
def sample() -> tuple[Letter, DocxDocument]:
    card = fazhi.score(ROOT / "samples" / "county-gaps.html")
    return letter(card), opened(render(card, "docx"))


def test_it_says_what_the_letter_says(sample: tuple[Letter, DocxDocument]) -> None:
    said, document = sample
    told = "\n".join([*lines(document), *("\n".join(map("\n".join, cells(one))) for one in document.tables)])
    assert said.judgement is not None
    assert said.gaps is not None
    assert said.strengths is not None
    items = [item for group in said.gaps.groups for item in group.items]
    wanted = [said.opening, *said.judgement.paragraphs, *said.strengths.paragraphs, *said.provenance]
    for item in items:
        wanted += [item.title, item.message, item.advice, *item.basis, *(one.quote for one in item.found)]
    assert len(items) > 40
    assert [line for line in wanted if line not in told] == []


def test_chapters_are_headings_of_word(sample: tuple[Letter, DocxDocument]) -> None:
    said, document = sample
    styles = {p.text: p.style.name for p in document.paragraphs if p.style and p.style.name != "Body Text"}
    assert said.gaps is not None
    assert styles[said.title] == "Title"
    assert styles[said.gaps.title] == "Heading 1"
    assert styles[said.gaps.groups[0].title] == "Heading 2"


def test_the_head_of_every_table_comes_again_and_rows_stay_whole(sample: tuple[Letter, DocxDocument]) -> None:
    _, document = sample
    identity, *tables = document.tables
    assert all(row._tr.find(f".//{qn('w:tblHeader')}") is None for row in identity.rows)
    for table in tables:
        first, *rest = table.rows
        assert first._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in rest)


def test_the_deadline_is_left_to_fill_in(sample: tuple[Letter, DocxDocument]) -> None:
    _, document = sample
    gaps = [cells(table) for table in document.tables if cells(table)[0][-1] == "整改期限"]
    assert gaps
    assert {row[-1] for table in gaps for row in table[1:]} == {""}


def test_every_style_names_a_chinese_face(sample: tuple[Letter, DocxDocument]) -> None:
    _, document = sample
    for name in ("Normal", "Body Text", "Title", "Heading 1", "Heading 2", "Table Text"):
        fonts = document.styles[name].element.find(f".//{qn('w:rFonts')}")
        assert fonts.get(qn("w:eastAsia")) in {"宋体", "仿宋", "黑体", "楷体"}


def test_pages_are_numbered_and_name_where_they_come_from(sample: tuple[Letter, DocxDocument]) -> None:
    said, document = sample
    footer = document.sections[0].footer
    assert said.footer in footer.paragraphs[0].text
    assert footer._element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")) == "PAGE"


def test_the_same_card_gives_the_same_bytes_without_a_clock(card: Scorecard) -> None:
    first, second = render(card, "docx"), render(card, "docx")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(first).core_properties
    assert [one.year for one in (properties.created, properties.modified) if one] == [1980, 1980]
    assert properties.author == ""


def test_what_is_no_report_gets_a_letter_that_says_so(empty_card: Scorecard) -> None:
    document = opened(render(empty_card, "docx"))
    assert any("不像法治政府建设年度报告" in line for line in lines(document))
    assert len(document.tables) == 1


CARD = fazhi.score(ROOT / "samples" / "township.docx")


@given(st.text(st.characters(codec="utf-8"), max_size=30))
@settings(max_examples=15)
def test_no_text_breaks_the_document(words: str) -> None:
    gap = replace(CARD.findings[0], status="gap", title=words, evidence=(Quote(0, len(words), words),))
    identity = replace(CARD.identity, title=words, unit=words)
    card = replace(CARD, source=Source(words, "text/plain", "", words), identity=identity, findings=(gap,))
    with zipfile.ZipFile(io.BytesIO(render(card, "docx"))) as packed:
        for name in packed.namelist():
            if name.endswith(".xml"):
                etree.fromstring(packed.read(name))
