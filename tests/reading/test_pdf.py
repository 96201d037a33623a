"""PDF with a text layer: paragraphs as printed, page furniture set aside."""

from collections.abc import Callable

import pytest

from engine.reading import ReadError, read_bytes

PdfOf = Callable[..., bytes]
Word = tuple[float, float, str]

LEFT, RIGHT, SIZE, PITCH, TOP = 90, 490, 16, 28, 740
FULL = (RIGHT - LEFT) // SIZE  # characters of a full line
TEXT = (
    "全年受理行政复议案件五十八件，办结五十一件，依法维护群众合法权益，推动依法行政水平不断提升，" * 2
    + "成效明显。"
)


def lines(data: bytes) -> list[str]:
    return read_bytes(data, "a.pdf").text.split("\n")


def typeset(paragraphs: list[str], indent: int = 2) -> list[Word]:
    """Paragraphs broken into full lines, the first one indented."""
    words: list[Word] = []
    for text in paragraphs:
        start, rest = indent, text
        while rest:
            words.append((LEFT + start * SIZE, TOP - PITCH * len(words), rest[: FULL - start]))
            rest, start = rest[FULL - start :], 0
    return words


def test_broken_lines_become_paragraphs_again(pdf_of: PdfOf) -> None:
    paragraphs = ["一、主要举措", TEXT, "（一）规范执法", TEXT, TEXT]
    assert lines(pdf_of([typeset(paragraphs)])) == paragraphs


def test_numbers_end_a_paragraph_where_nothing_is_indented(pdf_of: PdfOf) -> None:
    full = "法" * FULL
    paragraphs = [full, "一、" + "主" * (FULL - 2), "（二）" + "要" * (FULL - 3), "3．" + "举" * (FULL - 2)]
    assert lines(pdf_of([typeset(paragraphs, indent=0)])) == paragraphs


def test_a_decimal_at_the_start_of_a_line_is_no_number_of_a_heading(pdf_of: PdfOf) -> None:
    assert lines(pdf_of([typeset(["法" * FULL + "3.5万件"], indent=0)])) == ["法" * FULL + "3.5万件"]


def test_a_paragraph_runs_on_over_the_page(pdf_of: PdfOf) -> None:
    words = typeset([TEXT, TEXT])
    pages = [
        [*words[:6], (280, 40, "— 1 —")],
        [(x, y + 6 * PITCH, t) for x, y, t in words[6:]] + [(280, 40, "— 2 —")],
    ]
    assert lines(pdf_of(pages)) == [TEXT, TEXT]


@pytest.mark.parametrize("number", ["- {} -", "— {} —", "第{}页", "第{}页 共3页", "{}", "{}/3"])
def test_running_headers_and_page_numbers_are_set_aside(pdf_of: PdfOf, number: str) -> None:
    pages = [
        [(200, 800, "甲区年度报告"), *typeset([f"第{sign}部分。"]), (280, 40, number.format(i))]
        for i, sign in enumerate("一二三", 1)
    ]
    assert lines(pdf_of(pages)) == ["第一部分。", "第二部分。", "第三部分。"]


def test_a_number_in_the_text_is_no_page_number(pdf_of: PdfOf) -> None:
    assert lines(pdf_of([[(90, 740, "法治政府"), (90, 700, "2024")]])) == ["法治政府", "2024"]


def test_latin_words_are_joined_with_a_space(pdf_of: PdfOf) -> None:
    words = [(90, 740, "开放数据平台"), (90 + 8 * 16, 740, "a" * 34), (90, 712, "open data")]
    assert lines(pdf_of([words]))[-1].endswith("a open data")


def test_words_are_read_by_their_place_not_their_order(pdf_of: PdfOf) -> None:
    assert lines(pdf_of([[(90, 700, "第二行。"), (154, 740, "年受理"), (90, 740, "二〇二四")]])) == [
        "二〇二四年受理",
        "第二行。",
    ]


def test_table_rows_are_lines(pdf_of: PdfOf) -> None:
    rows = [("项目", "件数"), ("受理", "58"), ("办结", "51")]
    words = [(90 + 200 * i, 740 - 30 * j, cell) for j, row in enumerate(rows) for i, cell in enumerate(row)]
    assert lines(pdf_of([words])) == ["项目 | 件数", "受理 | 58", "办结 | 51"]


def test_two_columns_are_read_one_after_the_other(pdf_of: PdfOf) -> None:
    text = TEXT[:70]
    column = [(740 - 28 * i, text[14 * i : 14 * i + 14]) for i in range(5)]
    words = [(left, base, line) for left in (60, 320) for base, line in column]
    words[4] = (60, 740 - 28 * 4, "完。")
    assert lines(pdf_of([words])) == [text[:56] + "完。", text]


@pytest.mark.parametrize(("turn", "sign"), [("0 1 -1 0", 1), ("0 -1 1 0", -1)])
def test_a_page_set_sideways_is_read_along_its_writing(pdf_of: PdfOf, turn: str, sign: int) -> None:
    upright = [(0, 30, "Item."), (0, 0, "Count.")]
    words = [(300 - sign * base, 400 + sign * left, text) for left, base, text in upright]
    assert lines(pdf_of([words], turn=turn)) == ["Item.", "Count."]


def test_a_number_too_long_for_its_line_does_not_end_the_paragraph(pdf_of: PdfOf) -> None:
    words = [(90, 740, "法" * FULL), (90, 712, "治" * (FULL - 4)), (90, 684, "123456.78万元。")]
    assert lines(pdf_of([words])) == ["法" * FULL + "治" * (FULL - 4) + "123456.78万元。"]


@pytest.mark.parametrize(
    ("fonts", "read"),
    [("001", ["法" * FULL + "治" * FULL + "政府"]), ("02", ["法" * FULL, "治" * FULL, "政府"])],
)
def test_another_font_begins_a_paragraph_another_piece_of_it_does_not(
    pdf_of: PdfOf, fonts: str, read: list[str]
) -> None:
    words = [(90, 740, "法" * FULL), (90, 712, "治" * FULL), (90, 684, "政府")]
    assert lines(pdf_of([words], fonts=fonts)) == read


def test_lookalike_characters_become_real_ones(pdf_of: PdfOf) -> None:
    assert lines(pdf_of([[(90, 740, "⼈民⾏政⻓")]])) == ["人民行政长"]


def test_a_scan_is_refused(pdf_of: PdfOf) -> None:
    for words in ([], [(280.0, 40.0, "- 1 -")]):
        with pytest.raises(ReadError, match="扫描件"):
            read_bytes(pdf_of([words], picture="yes"), "a.pdf")


def test_a_page_with_a_picture_and_text_is_no_scan(pdf_of: PdfOf) -> None:
    assert lines(pdf_of([typeset([TEXT])], picture="yes")) == [TEXT]


def test_an_empty_pdf_has_no_text(pdf_of: PdfOf) -> None:
    with pytest.raises(ReadError, match="没有任何文字"):
        read_bytes(pdf_of([[]]), "a.pdf")


def test_a_locked_pdf_is_refused(pdf_of: PdfOf) -> None:
    lock = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">>>/ID[<00><00>]"
    with pytest.raises(ReadError, match="打开密码"):
        read_bytes(pdf_of([[(90, 740, "法")]], trailer=lock), "a.pdf")


def test_too_many_pages_are_refused(pdf_of: PdfOf) -> None:
    with pytest.raises(ReadError, match="2000 页"):
        read_bytes(pdf_of([[] for _ in range(2001)]), "a.pdf")
