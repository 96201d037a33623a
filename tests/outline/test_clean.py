"""Clean-up keeps every offset and sets aside what is not the report's own text."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.model import Report
from engine.outline import residue
from engine.outline.clean import is_traditional, normalise, simplified
from engine.rulebook.lexicon_outline import OutlineLexicon

Read = Callable[[str], Report]

HEAD = "云岭县2023年法治政府建设年度报告\n"
MARKS = [
    "一、",
    "（一）",
    "1.",
    "\n",
    "。",
    "，",
    "|",
    "〔2020〕",
    "《",
    "》",
    "[bookmark: ",
    "]",
    "\u200b",
    "\u3000",
]
NAMES = [
    "主要举措",
    "存在的问题",
    "下一步",
    "2023年",
    "法治政府建设",
    "报告",
    "发布时间：",
    "2024-02-30",
    "來源：",
    "云岭县",
    "我局",
]
WORDS = st.sampled_from(MARKS + NAMES)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=60).map("".join))


@given(TEXTS)
@example("龍龜" * 50)
@example("㊣ﷺ\ufdfa\u2028")
def test_clean_text_has_the_length_of_the_source(text: str) -> None:
    assert len(simplified(normalise(text))) == len(text)


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("（一）２０２３年：９５％，！？；", "(一)2023年:95%,!?;"),
        ("保留。、《》“”【】〔〕—", "保留。、《》“”【】〔〕—"),
        ("全\u3000角\u00a0空\u200b格\t", "全 角 空 格 "),
        ("\u2f42\u2f1f", "文土"),
        (
            "1，064件、12,345,678元、2023,100件、3,41",
            "1\u2009064件、12\u2009345\u2009678元、2023,100件、3,41",
        ),
    ],
)
def test_one_normal_form(printed: str, clean: str) -> None:
    assert normalise(printed) == clean


def test_straight_and_corner_quotation_marks_are_read_as_curved_ones(read: Read) -> None:
    report = read(HEAD + '一、主要举措\n推行"一网通办"，建成「法治超市」3家，缺一半的"不动。')
    assert report.clean.endswith('推行“一网通办”,建成“法治超市”3家,缺一半的"不动。')


def test_traditional_text_is_read_as_simplified_even_with_simplified_characters_in_it() -> None:
    assert simplified("白鹭鄉規範執法，舉辦講座") == "白鹭乡规范执法，举办讲座"


def test_simplified_text_with_a_rare_character_stays_as_it_is() -> None:
    text = "陶喆的名字里有一个字不在常用字集，但全文仍是简体字，不应当转换成别的字。" + "依法行政。" * 20
    assert not is_traditional(text)
    assert simplified(text) == text


def test_a_report_can_be_made_of_any_text(read: Read) -> None:
    @given(TEXTS)
    def holds(text: str) -> None:
        report = read(text)
        size = len(text)
        assert len(report.clean) == size
        spans = [*report.paragraphs, *report.chrome, *(h.span for h in report.headings)]
        spans += report.identity.evidence.values()
        assert all(0 <= s.start < s.end <= size for s in spans)
        assert list(report.paragraphs) == sorted(report.paragraphs)
        for part in report.sections.values():
            assert (part.start is None) == (part.end is None) == (part.status == "missing")
            assert part.start is None or part.end is None or 0 <= part.start < part.end <= size

    holds()


def test_word_residue_is_blank_in_the_clean_text_and_no_page_furniture(
    read: Read, lexicon: OutlineLexicon
) -> None:
    text = (
        HEAD
        + '一、主要举措\n[bookmark: _GoBack]（一）规范执法。HYPERLINK "a/b"办案4件。PAGE \\* MERGEFORMAT\n'
    )
    report = read(text)
    found = [text[s.start : s.end] for s in residue(text, lexicon.document)]
    assert found == ["[bookmark: _GoBack]", 'HYPERLINK "a/b"', "PAGE \\* MERGEFORMAT"]
    assert not any(word in report.clean for word in ("bookmark", "HYPERLINK", "PAGE"))
    assert report.chrome == ()
    assert [h.title for h in report.headings] == [HEAD.strip(), "主要举措", "规范执法"]


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 法治政府建设",
        "首页 » 信息公开",
        "来源：县司法局 发布时间：2024-03-01 浏览次数：12",
        "索引号 | 0012/2024-01 | 主题分类 | 司法",
        "字体：【大 中 小】 打印 关闭",
        "【打印本页】 【返回顶部】 【关闭窗口】",
        "无障碍 | 长者模式 | 简体 | 繁体",
        "今天是2026年1月5日 星期一 农历冬月十七 多云 气温3度",
        "分享到：微信 微博 QQ空间",
        "主办单位：云岭县人民政府办公室 网站标识码：3300000000",
        "某ICP备12345678号-1 某公网安备 33000002000000号",
    ],
)
def test_page_furniture_is_set_aside(line: str, read: Read) -> None:
    body = "2023年，云岭县扎实推进法治政府建设，取得新的成效。\n"
    for text in (line + "\n" + HEAD + body, HEAD + line + "\n" + body, HEAD + body + line + "\n"):
        report = read(text)
        assert line in "".join(text[s.start : s.end] for s in report.chrome)
        assert [text[p.start : p.end] for p in report.paragraphs] == [body.strip()]
        assert report.identity.title == HEAD.strip()


@pytest.mark.parametrize(
    "line",
    [
        "全县共打印宣传资料500份，关闭违法网站2家。",
        "大力推进政务公开，首页访问量超过10万次。",
        "信息来源进一步拓宽，发布时间更加及时。",
        "2023年12月4日星期一，开展宪法宣传活动。",
        "126 | 93 | 18 | 15",
        "4696",
    ],
)
def test_sentences_and_tables_of_the_report_are_never_furniture(line: str, read: Read) -> None:
    text = f"{HEAD}2023年，云岭县扎实推进法治政府建设，取得新的成效。\n{line}\n"
    assert read(text).chrome == ()


def test_a_very_long_line_is_read_in_one_pass(read: Read) -> None:
    text = (
        HEAD
        + "一、主要举措和成效"
        + "召开会议三次，研究事项十二项。" * 20_000
        + "二、存在的不足"
        + "力量不足。" * 10
    )
    report = read(text)
    assert report.sections["deficiencies"].start == text.index("二、存在的不足")


def test_a_place_belongs_to_the_innermost_part(read: Read) -> None:
    text = HEAD + "一、主要举措和成效\n（一）落实第一责任人职责。县长学法。\n（二）规范执法。办案4件。\n"
    report = read(text)
    assert report.section_at(text.index("县长")) == "first_responsible_person"
    assert report.section_at(text.index("办案")) == "measures"
    assert report.section_at(0) is None


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("采纳51条.贯彻条例,审查64件.", "采纳51条。贯彻条例,审查64件。"),
        ("备案率100%.\n出台《办法》.", "备案率100%。\n出台《办法》。"),
        ("一.主要举措\n(二).成效\n1.标题92.37%", "一.主要举措\n(二).成效\n1.标题92.37%"),
        ("详见www.example.cn和v2.0版", "详见www.example.cn和v2.0版"),
        ("工作方案.docx", "工作方案.docx"),
    ],
)
def test_a_full_stop_typed_as_a_point_is_one(typed: str, clean: str) -> None:
    assert normalise(typed) == clean


def test_entities_tags_and_numbered_bookmarks_are_blank_in_clean_text(read: Read) -> None:
    report = read(HEAD + "一、主要举措\n问题。&nbsp;三是_Toc12345678加强培训。<br>完成。\n")
    assert "nbsp" not in report.clean
    assert "12345678" not in report.clean
    assert "<br>" not in report.clean
    assert len(report.clean) == len(report.source.text)


@pytest.mark.parametrize(
    ("typed", "stop"),
    [("整合力量.6月成立", True), ("达1.5万", False), ("一.主要举措", False), ("见图.com", False)],
)
def test_a_point_behind_a_word_is_a_full_stop_and_that_of_a_number_is_none(typed: str, *, stop: bool) -> None:
    assert ("。" in normalise(typed)) is stop


def test_tabs_part_cells_only_in_neighbouring_lines_and_never_behind_a_number() -> None:
    table = "项目\t去年\t今年\n复议\t\t38"
    assert normalise(table) == "项目|去年|今年\n复议||38"
    for text in ("单位：甲区\t日期：今天", "一、\t举措\n二、\t不足", "\t全年\n\t本年", "甲\t乙。\n丙\t丁。"):
        assert "|" not in normalise(text)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("单位 受理 审结\n甲局 12 9\n合计 30 25", "单位|受理|审结\n甲局|12|9\n合计|30|25"),
        ("单位    受理\n甲局    12\n合计    30", "单位|   受理\n甲局|   12\n合计|   30"),
        ("单位\n受理\n甲局\n12\n合计\n30", "单位|受理\n甲局|12\n合计|30"),
        ("单位\n\n受理\n\n甲局\n\n12\n\n合计\n\n30", "单位| 受理\n 甲局| 12\n 合计| 30"),
        ("单位 受理 甲局 12 合计 30", "单位|受理\n甲局|12\n合计|30"),
        ("复议情况一览表\n单位\n受理\n甲局\n12\n合计\n30", "复议情况一览表\n单位|受理\n甲局|12\n合计|30"),
    ],
    ids=["blanks", "wide blanks", "a cell a line", "empty lines between", "in one line", "under a caption"],
)
def test_a_table_without_borders_gets_them_where_its_numbers_show_the_columns(typed: str, clean: str) -> None:
    assert normalise(typed) == clean


@pytest.mark.parametrize(
    "text",
    [
        "全年受理 12 件\n审结 9 件，维持 7 件。",
        "被申请人\n受理\n维持\n甲局\n12\n合计\n30",
        "单位\n受理结果\n维持\n撤销\n甲局\n12\n9\n合计\n30\n25\n4",
        "一、举措 12\n二、不足 15\n三、安排 18",
        "索引号\n0143\n主题分类\n法治\n发文机关\n甲局\n浏览\n12",
    ],
    ids=[
        "sentences",
        "a heading too many",
        "columns that do not agree",
        "a table of contents",
        "data of a page",
    ],
)
def test_what_may_be_no_table_stays_as_it_is(text: str) -> None:
    assert "|" not in normalise(text)
