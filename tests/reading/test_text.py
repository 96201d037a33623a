"""Plain text: the encoding is established and the text is left as it is."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.reading import ReadError, read_bytes

REPORT = "甲区2024年度法治政府建设年度报告\n\n　　一、主要举措和成效\n全年受理行政复议案件58件，办结51件。\n"
EVERYDAY = [chr(c) for c in range(0x4E00, 0x9FA6) if len(chr(c).encode("gb2312", "ignore")) == 2] + list(
    "，。、：（）0123456789\n"
)
BY_ENCODING = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", BY_ENCODING)
def test_a_report_is_read_in_every_encoding_offices_use(encoding: str) -> None:
    assert read_bytes(REPORT.encode(encoding), "a.txt").text == REPORT


def test_a_traditional_report_in_gbk_is_read() -> None:
    text = "白鷺鄉2024年法治政府建設情況報告\n現將我鄉情況匯報如下：推進執法規範化。"
    assert read_bytes(text.encode("gbk"), "a.txt").text == text
    assert read_bytes(text.encode("big5"), "a.txt").text == text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("一 、 2 0 2 4 年 主 要 举 措", "一、2024年主要举措"),
        ("　　二　、　存　在　的　不　足", "二、存在的不足"),
        ("县 公 安 局 1 2 3 4", "县 公 安 局 1 2 3 4"),
        ("联系人 张 三 电话 李 四", "联系人 张 三 电话 李 四"),
    ],
    ids=["a heading", "full-width blanks", "cells of a table", "words"],
)
def test_a_line_with_a_blank_behind_each_character_is_closed_up(typed: str, read: str) -> None:
    assert read_bytes(typed.encode(), "a.txt").text == read


def test_line_ends_become_newlines_and_nothing_else_changes() -> None:
    text = "\ta\u00a0 一、\u3000x \r\n\r\n*b*\r二\u200b\n"
    assert read_bytes(text.encode(), "a").text == "\ta\u00a0 一、\u3000x \n\n*b*\n二\u200b\n"


def test_text_that_speaks_of_markup_is_text() -> None:
    for text in (
        "# 一、标题\n\n- 要点 <br> **重点**\n",
        "用 <html> 标签书写网页。\n",
        "a < b，c > d，<p 未闭合",
    ):
        source = read_bytes(text.encode(), "a.html")
        assert (source.media_type, source.text) == ("text/plain", text)


def test_bytes_with_two_readings_are_refused() -> None:
    with pytest.raises(ReadError, match="编码"):
        read_bytes("caf\u00e9".encode(), "a")


def test_a_broken_byte_order_mark_is_refused() -> None:
    with pytest.raises(ReadError, match="编码"):
        read_bytes(b"\xff\xfeabc", "a")


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_ideographs_survive_what_marks_itself(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), "a").text == text


@given(st.text(EVERYDAY, min_size=20).filter(lambda text: text.strip()), st.sampled_from(["gb18030", "gbk"]))
def test_everyday_chinese_survives_gbk(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), "a").text == text


@given(
    st.text(EVERYDAY, min_size=20).filter(lambda text: text.strip()),
    st.sampled_from(["utf-16-le", "utf-16-be"]),
)
def test_everyday_chinese_survives_unmarked_utf16_or_is_refused(text: str, encoding: str) -> None:
    with contextlib.suppress(ReadError):
        assert read_bytes(text.encode(encoding), "a").text == text
