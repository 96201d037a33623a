"""The letter as pdf: complete, archivable, accessible, within its pages, harmless, the same every time."""

import io
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pdfua
import pikepdf
import pylopdf_fonts_zh_cn
import pypdfium2
import pypdfium2.raw
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

import fazhi
from engine.model import Finding, Quote, Scorecard, Severity, Source, Waiver
from fazhi.cells import visible
from fazhi.publish import render
from fazhi.publish.letter import fonts, templates
from fazhi.publish.letter.letter import letter
from fazhi.publish.letter.pdf import _fonts, form
from fazhi.publish.style import Style

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "reports"
SAMPLES = [*sorted((ROOT / "samples").glob("county-*")), ROOT / "samples" / "township.docx"]
REAL = sorted(SHARED.glob("*.txt")) or [Path()]
SEVERITIES: tuple[Severity, ...] = ("must", "should", "may")
RUNNING_HEAD = re.compile("^序号((缺口|已写到的内容)和依据整改建议整改期限|内容和依据建议)")
FOOT = re.compile(r"—\d+—报告.{1,80}$")
NO_GLYPH = b"\x00\x00"
POINT = 1.0  # of tolerance at the edges of the text area


def words_of(text: str) -> str:
    """The text without what line breaking adds or takes: blanks, soft marks, private forms of characters."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u200b\ufffe\uffff]", "", plain)


def text_of(pdf: bytes) -> str:
    """The text without page numbers and the head of a table that runs on to the next page."""
    pages = (words_of(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf))
    return "".join(RUNNING_HEAD.sub("", FOOT.sub("", page)) for page in pages)


def stressed(card: Scorecard, count: int = 45) -> Scorecard:
    """A card of many gaps with very long quotes, an address without a break and a title of two lines."""
    long = (
        "本单位深入推进依法行政工作，持续优化法治化营商环境，" * 80 + "https://example.invalid/" + "a1B2" * 60
    )

    def gap(number: int) -> Finding:
        quotes = (Quote(0, len(long), f"第{number}处：{long}", "measures"), Quote(9, 12, "短句。", None))
        return replace(
            card.findings[3],
            rule=f"stress-{number}",
            title=f"第{number}项" + "要求的名称很长" * 8,
            severity=SEVERITIES[number % 3],
            evidence=quotes[: 1 + number % 2] if number % 5 == 0 else quotes[1:],
        )

    return replace(card, findings=tuple(map(gap, range(1, count + 1))), points={})


@pytest.fixture(scope="module")
def made() -> Mapping[str, tuple[Scorecard, bytes]]:
    cards = {path.name: fazhi.score(path) for path in SAMPLES}
    return {name: (card, render(card, "pdf")) for name, card in cards.items()}


@pytest.fixture
def stress(card: Scorecard) -> tuple[Scorecard, bytes]:
    told = stressed(card)
    return told, render(told, "pdf")


def ours() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()])


def complete(card: Scorecard, pdf: bytes, beside: str = "") -> None:
    """Every gap's title and quotes. ``beside`` is the column next to them, read amid a quote of two pages."""
    text = text_of(pdf).replace(words_of(beside), "")
    gaps = [finding for finding in card.findings if finding.status == "gap"]
    titles = [finding.title for finding in gaps]
    quotes = [quote.quote for finding in gaps for quote in (*finding.evidence, *finding.near_misses)]
    assert gaps
    assert [said[:40] for said in (*titles, *quotes) if words_of(visible(said)) not in text] == []


# What it says


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_every_gap_can_be_read_out_again(name: str, made: Mapping[str, tuple[Scorecard, bytes]]) -> None:
    complete(*made[name])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published reports are not part of the project")
@pytest.mark.parametrize("path", REAL)
def test_every_gap_of_a_published_report_can_be_read_out_again(path: Path) -> None:
    card = fazhi.score(path)
    pdf = render(card, "pdf")
    complete(card, pdf)
    conforming(pdf)
    within_its_pages(pdf)


def test_long_quotes_are_not_cut_off(stress: tuple[Scorecard, bytes]) -> None:
    complete(*stress, beside=stress[0].findings[0].advice)


# What an archive and a reading program need


def conforming(pdf: bytes) -> None:
    """Fonts embedded, no character without glyph, tagged, described; by other libraries than made it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        described = bytes(opened.Root.Metadata.read_bytes()).decode()
        assert re.search(
            r"<pdfaid:part>2</.*<pdfaid:conformance>A</.*<pdfuaid:part>1</", described, re.DOTALL
        )
        assert (str(opened.Root.Lang), bool(opened.Root.MarkInfo.Marked)) == ("zh-CN", True)
        embedded = list(fonts_in(opened))
        assert embedded
        assert [font for font, has_file in embedded if not has_file] == []
        assert NO_GLYPH not in {code for page in opened.pages for code in glyphs(page)}


def fonts_in(opened: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    for page in opened.pages:
        for font in page.resources.get("/Font", {}).values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            yield str(font.BaseFont), "/FontFile3" in descriptor or "/FontFile2" in descriptor


def glyphs(page: pikepdf.Page) -> Iterator[bytes]:
    """The numbers of the glyphs that are set on a page, two bytes each."""
    for step in pikepdf.parse_content_stream(page, "Tj TJ"):
        pieces = step.operands[0] if str(step.operator) == "TJ" else step.operands
        for data in (bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)):
            yield from (data[at : at + 2] for at in range(0, len(data), 2))


def test_the_look_for_missing_glyphs_would_see_one() -> None:
    bare = typst.compile("笑 😀".encode(), format="pdf", font_paths=ours())
    with pikepdf.open(io.BytesIO(bare)) as opened:
        assert NO_GLYPH in {code for page in opened.pages for code in glyphs(page)}


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_it_is_fit_for_archives_and_reading_programs(
    name: str, made: Mapping[str, tuple[Scorecard, bytes]]
) -> None:
    conforming(made[name][1])


@pytest.mark.parametrize("name", ["county-gaps.html", "county-good.txt"])
def test_another_library_finds_no_barrier_in_it(
    name: str, made: Mapping[str, tuple[Scorecard, bytes]], tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(made[name][1])
    assert [str(finding) for finding in pdfua.validate(str(path)).findings] == []


def test_the_chart_has_words_for_who_does_not_see_it(made: Mapping[str, tuple[Scorecard, bytes]]) -> None:
    card, pdf = made["county-gaps.html"]
    said = letter(card).judgement
    assert said is not None
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        told = [
            str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    assert told == [said.description]
    assert all(f"{bar.title} {bar.shown} 分" in said.description for bar in said.bars)


def test_bookmarks_lead_to_every_chapter(made: Mapping[str, tuple[Scorecard, bytes]]) -> None:
    card, pdf = made["county-gaps.html"]
    marks = [mark.get_title() for mark in pypdfium2.PdfDocument(pdf).get_toc()]
    said = letter(card)
    assert said.gaps is not None
    assert said.annex is not None
    wanted = [said.gaps.title, *(group.title for group in said.gaps.groups), said.annex.title]
    assert [title for title in wanted if title not in marks] == []


def test_the_same_card_gives_the_same_bytes_in_every_process(
    made: Mapping[str, tuple[Scorecard, bytes]],
) -> None:
    code = (
        "import sys, fazhi; from fazhi.publish import render;"
        f"sys.stdout.buffer.write(render(fazhi.score({str(SAMPLES[0])!r}), 'pdf'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == made[SAMPLES[0].name][1]


# How it looks


def within_its_pages(pdf: bytes) -> None:
    """Every character inside the margins, no heading last on its page."""
    document = pypdfium2.PdfDocument(pdf)
    marks = [(mark.get_dest().get_index(), mark.get_title()) for mark in document.get_toc()]
    for index, page in enumerate(document):
        text = page.get_textpage()
        count = text.count_chars()
        boxes = [text.get_charbox(at) for at in range(count) if not text.get_text_range(at, 1).isspace()]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        assert left > 70 - POINT, f"page {index + 1}"
        assert right < page.get_width() - 70 + POINT, f"page {index + 1}"
        body = FOOT.sub("", words_of(text.get_text_range()))
        assert [title for at, title in marks if at == index and body.endswith(words_of(title))] == []


def test_the_look_at_pages_would_see_a_heading_alone_and_a_line_too_long() -> None:
    foot = "#set page(footer: [— 1 —\n\n报告 abc])\n#show heading: set block(sticky: false)\n"
    for wrong in ("正文\n#v(1fr)\n= 标题\n#pagebreak()\n正文", f"#h(-1cm) {'a' * 300}"):
        with pytest.raises(AssertionError):
            within_its_pages(typst.compile((foot + wrong).encode(), format="pdf", font_paths=ours()))


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_nothing_runs_over_the_edge_and_no_heading_stands_alone(
    name: str, made: Mapping[str, tuple[Scorecard, bytes]]
) -> None:
    within_its_pages(made[name][1])


def test_many_gaps_and_long_quotes_stay_on_their_pages(stress: tuple[Scorecard, bytes]) -> None:
    within_its_pages(stress[1])
    conforming(stress[1])


@pytest.mark.parametrize("name", templates.NAMES)
def test_a_word_without_end_stays_within_the_page(name: str, card: Scorecard) -> None:
    endless = "https://example.invalid/" + "a1B2" * 60
    told = quoting(card, endless)
    told = replace(told, findings=(*told.findings, replace(told.findings[0], status="met", advice=endless)))
    pdf = render(told, "pdf", Style(template=name))
    within_its_pages(pdf)
    complete(told, pdf)


@pytest.mark.parametrize("name", templates.NAMES)
def test_every_template_says_all_of_it(name: str, card: Scorecard) -> None:
    told = stressed(card, 3)
    pdf = render(told, "pdf", Style(template=name))
    complete(told, pdf, told.findings[0].advice)
    conforming(pdf)


@pytest.mark.parametrize("name", templates.NAMES)
def test_every_template_shows_what_was_waived_and_why(name: str, card: Scorecard) -> None:
    waiver = Waiver("机构改革尚未完成", "2026-06-30", "gap")
    waived = tuple(replace(one, status="waived", waiver=waiver) for one in card.findings[2:4])
    text = text_of(render(replace(card, findings=waived), "pdf", Style(template=name)))
    assert "已豁免的事项(2项)" in text
    assert text.count("机构改革尚未完成2026年6月30日") == 2


@pytest.mark.parametrize("name", templates.NAMES)
def test_every_template_tells_of_what_is_no_report(name: str, empty_card: Scorecard) -> None:
    pdf = render(empty_card, "pdf", Style(template=name))
    conforming(pdf)
    assert "不像法治政府建设年度报告,像是工作要点" in text_of(pdf)


# What a report may hold


HOSTILE = '#read("/etc/passwd") $ x $ *a* _b_ `c` @d <e> \\ = f // g /* h */ [i] #{1+1} "j" \u202ek'


def quoting(card: Scorecard, words: str) -> Scorecard:
    gap = replace(card.findings[2], title=words, message=words, evidence=(Quote(0, len(words), words),))
    source = Source(words, "text/plain", "ab" * 32, words)
    return replace(
        card, source=source, findings=(gap,), identity=replace(card.identity, title=words, unit=words)
    )


def test_words_of_a_report_are_text_and_no_orders_to_the_typesetter(card: Scorecard) -> None:
    told = quoting(card, HOSTILE)
    complete(told, render(told, "pdf"))


def test_characters_without_glyph_are_shown_by_their_code_and_that_is_said(card: Scorecard) -> None:
    text = text_of(render(quoting(card, "𠮷野家 😀 \u0e01"), "pdf"))
    assert "「〔U+20BB7〕野家〔U+1F600〕〔U+0E01〕」" in text
    assert "以〔U+编码〕代替" in text


def test_traditional_and_rare_characters_are_shown_as_they_are(card: Scorecard) -> None:
    text = text_of(render(quoting(card, "臺灣龍龘犇喆囍"), "pdf"))
    assert "「臺灣龍龘犇喆囍」" in text
    assert "以〔U+编码〕代替" not in text


@given(st.text(st.characters(codec="utf-8"), max_size=30))
@settings(max_examples=25)
def test_no_text_can_stop_the_typesetter(words: str) -> None:
    identity = CARD.identity
    told = quoting(replace(CARD, identity=identity), words)
    assert set(form(letter(told))) <= fonts.characters() | {"\n", "\u200b"}
    conforming(render(told, "pdf"))


CARD = fazhi.score(SAMPLES[-1])


# Templates of an office


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    for path in Path(templates.__file__).parent.glob("*.typ"):
        (folder / path.name).write_text(path.read_text("utf-8"), encoding="utf-8")
    return folder


def test_an_office_can_change_a_copy_of_a_template(office: Path, card: Scorecard) -> None:
    mine = office / "redhead.typ"
    mine.write_text(
        mine.read_text("utf-8").replace('issuer = "　　　　　　　　　　"', 'issuer = "青禾县委依法治县办"'),
        encoding="utf-8",
    )
    assert "青禾县委依法治县办文件" in text_of(render(card, "pdf", Style(template=str(mine))))


def test_fonts_of_an_office_beside_its_template_can_be_used(office: Path, card: Scorecard) -> None:
    (office / "fonts").mkdir()
    shutil.copy(pylopdf_fonts_zh_cn.sans_path(), office / "fonts" / "own.otf")
    known = [Path(font.path or "").name for font in _fonts(office / "fonts").fonts()]
    assert "own.otf" in known
    conforming(render(card, "pdf", Style(template=str(office / "redhead.typ"))))


@pytest.mark.parametrize("place", ["../secret.txt", "/etc/hostname"])
def test_a_template_reads_nothing_outside_its_folder(place: str, office: Path, card: Scorecard) -> None:
    (office.parent / "secret.txt").write_text("秘密", encoding="utf-8")
    (office / "bad.typ").write_text(f'#read("{place}")', encoding="utf-8")
    with pytest.raises(templates.TemplateError, match="不能使用"):
        render(card, "pdf", Style(template=str(office / "bad.typ")))
