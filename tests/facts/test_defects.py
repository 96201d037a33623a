"""What a proof-reader marks in a whole text: its title, its style, its page; and how grave each mark is."""

import re
from collections.abc import Callable

import pytest

from engine.facts import FactReader
from engine.model import Fact, Source
from engine.outline import outline
from engine.rulebook.load import load
from fazhi.paths import rules_folder

Marks = Callable[..., list[tuple[str, str]]]

HEAD = "青岭县2024年法治政府建设年度报告"
OPENING = "2024年，青岭县坚持以习近平法治思想为指导，扎实推进依法行政，现将有关情况报告如下。"
BODY = f"""{OPENING}
一、主要举措和成效
全年制定行政规范性文件6件，均已报备。
二、存在的不足和原因
一是执法力量不足。"""
ASCII_MARKS = str.maketrans("，：（）", ",:()")


@pytest.fixture(scope="module")
def defects() -> Callable[..., list[Fact]]:
    """The defects of a whole text, which was of the given kind."""
    lexicon = load(rules_folder()).lexicon
    reader = FactReader(lexicon)

    def read(text: str, media_type: str = "text/plain") -> list[Fact]:
        source = Source("report", media_type, "0" * 64, text)
        return [fact for fact in reader.read(outline(source, lexicon.outline)) if fact.kind == "defect"]

    return read


@pytest.fixture(scope="module")
def marks(defects: Callable[..., list[Fact]]) -> Marks:
    """What kind of slip each defect is, and its wording."""

    def read(text: str, media_type: str = "text/plain") -> list[tuple[str, str]]:
        return [(str(f.attributes["fault"]), f.at.quote if f.at else "") for f in defects(text, media_type)]

    return read


def test_a_clean_report_has_no_mark(marks: Marks) -> None:
    assert marks(f"{HEAD}\n{BODY}\n") == []


@pytest.mark.parametrize(
    "title",
    [
        "青岭县人民政府\n2024年法治政府建设年度报告",
        "青岭县人民政府\n关于2024年法治政府建设情况的报告",
        "中共青岭县委 青岭县人民政府\n关于2024年度法治政府建设情况的报告",
        "青岭县司法局2024年度法治政府建设情况报告",
        "青岭县人民政府关于2024年度法治政府建设情况的报告",
    ],
)
def test_a_title_in_one_of_the_usual_forms_is_right(marks: Marks, title: str) -> None:
    assert marks(f"{title}\n{BODY}\n") == []


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ("青岭县2024年法治政府\n建设年度报告", "title-broken"),
        ("青岭县2024年法治政府建设\n工作情况报告", "title-broken"),
        ("青岭县人民政府关于青岭县2024年法治政府建设情况的报告", "title-wording"),
        ("青岭县柳坪镇人民政府关于2024年度柳坪镇法治政府建设情况的报告", "title-wording"),
        ("青岭县人民政府关于2024年法治政府建设年度报告", "title-wording"),
    ],
)
def test_a_title_that_is_broken_or_clumsy_is_marked(marks: Marks, title: str, fault: str) -> None:
    assert marks(f"{title}\n{BODY}\n") == [(fault, title)]


def test_lines_of_a_title_on_a_typeset_page_are_layout(marks: Marks) -> None:
    broken = f"青岭县2024年法治政府建设\n工作情况报告\n{BODY}\n"
    assert marks(broken, "application/pdf") == []


def test_a_report_without_title_is_marked_at_its_first_words(marks: Marks) -> None:
    opening = "2024年，青岭县扎实推进法治政府建设。现将2024年度法治政府建设情况报告如下："
    text = f"{opening}\n一、主要举措和成效\n全年制定行政规范性文件6件。\n"
    assert marks(text) == [("title-missing", "2024年，青岭县扎实推进法治政府建设。")]


def test_half_width_marks_throughout_are_one_slip_where_they_begin(marks: Marks) -> None:
    text = "\n".join([HEAD, *[OPENING.replace("青岭县", f"青岭县第{n}组") for n in "甲乙丙丁戊己庚辛"]])
    assert marks(text.translate(ASCII_MARKS)) == [
        ("half-width", "2024年,青岭县第甲组坚持以习近平法治思想为指导")
    ]


def test_full_width_marks_throughout_are_none(marks: Marks) -> None:
    assert (
        marks("\n".join([HEAD, *[OPENING.replace("青岭县", f"青岭县第{n}组") for n in "甲乙丙丁戊己"]])) == []
    )


def test_blanks_at_many_numbers_are_one_slip(marks: Marks) -> None:
    line = "全年排查矛盾纠纷 {} 件，化解 {} 件，化解及时有效，人民群众的获得感、幸福感、安全感不断增强。"
    text = "\n".join([HEAD, *[line.format(100 + n, 90 + n) for n in range(8)]])
    assert [fault for fault, _ in marks(text)] == ["blank-at-number"]


@pytest.mark.parametrize(("media_type", "expected"), [("text/html", 1), ("application/pdf", 0)])
def test_blanks_of_a_pdf_may_be_ours(marks: Marks, media_type: str, expected: int) -> None:
    line = (
        "深化基层便民服务中心建设，推动事项就近办，办理事项涵盖就业、社保、医保等多领域共 375 项，群众满意。"
    )
    assert len(marks(f"{HEAD}\n{BODY}\n{line}\n", media_type)) == expected


def test_lines_of_a_page_that_follow_one_another_are_one_mark(defects: Callable[..., list[Fact]]) -> None:
    page = (
        "索引号：QL2025-001 | 主题分类：法治\n"
        f"来源：县司法局　发布时间：2025-03-01　浏览次数：12\n{HEAD}\n{BODY}\n"
        "【打印本页】【关闭窗口】\n"
    )
    assert [(f.at.quote, f.attributes["weight"]) for f in defects(page) if f.at] == [
        (
            "索引号：QL2025-001 | 主题分类：法治\n来源：县司法局　发布时间：2025-03-01　浏览次数：12",
            "serious",
        ),
        ("【打印本页】【关闭窗口】", "serious"),
    ]


def test_the_line_of_source_and_date_alone_is_slight(defects: Callable[..., list[Fact]]) -> None:
    found = defects(f"{HEAD}\n来源：县司法局　发布时间：2025-03-01\n{BODY}\n")
    assert [fact.attributes["weight"] for fact in found] == ["slight"]


def test_a_slip_says_what_should_stand_there(defects: Callable[..., list[Fact]]) -> None:
    found = defects(f"{HEAD}\n{BODY}\n落实重大执法决定法治审核制度。废止修改文件3件。\n")
    assert [fact.attributes["instead"] for fact in found] == ["重大执法决定法制审核", "废止、修改"]


def test_quotation_marks_closed_in_the_next_line_are_a_line_cut_in_two(marks: Marks) -> None:
    assert marks(f"{HEAD}\n{BODY}\n落实“谁执法\n谁普法”责任制。\n") == []


@pytest.mark.parametrize(("numbers", "expected"), [("（一）（二）三）", ["三）"]), ("一）二）三）", [])])
def test_half_a_bracket_at_a_number_is_a_slip_where_others_are_whole(
    marks: Marks, numbers: str, expected: list[str]
) -> None:
    heads = re.findall("（?[一二三]）", numbers)
    lines = [f"{n}加强制度建设。全年制定行政规范性文件6件，均已报备。" for n in heads]
    assert [quote for _, quote in marks("\n".join([HEAD, OPENING, "一、主要举措", *lines]))] == expected


def test_a_heading_printed_twice_in_a_row_is_a_slip(marks: Marks) -> None:
    text = f"{HEAD}\n{OPENING}\n一、强化党的领导\n一、强化党的领导\n全年召开专题会议6次，研究年度重点任务。"
    assert marks(text) == [("said-twice", "一、强化党的领导")]


def test_the_reading_behind_characters_is_marked_where_it_begins(marks: Marks) -> None:
    read = BODY.replace("扎实推进", "扎實(shí)推進(jìn)")
    assert marks(f"{HEAD}\n{read}\n") == [("reading", "實(shí)")]


def test_letters_in_brackets_are_no_reading(marks: Marks) -> None:
    read = BODY.replace("扎实推进", "通过系统（OA）和平台（app）扎实推进")
    assert marks(f"{HEAD}\n{read}\n") == []


def test_a_single_half_width_comma_is_a_slip_in_a_short_text(marks: Marks) -> None:
    line = "二是少数单位普法方式较为单一,群众参与面不广，培训时间偏短，宣传效果不够好，仍须改进。"
    assert marks(f"{HEAD}\n{BODY}\n{line}\n") == [("half-width", "较为单一,群众参与")]


def test_a_single_sentence_without_its_stop_is_a_slip_among_short_paragraphs(marks: Marks) -> None:
    line = "县司法局组织业务培训两期，邀请专家授课，对执法人员集中轮训，执法规范化水平得到进一步提升"
    assert marks(f"{HEAD}\n{BODY}\n{line}\n下一年度将加强执法人员培训和普法宣传。\n") == [
        ("stop-missing", "到进一步提升")
    ]


def test_several_lines_without_a_stop_are_a_list(marks: Marks) -> None:
    items = "".join(f"第{n}组推进规范化建设，完善工作制度，组织业务培训，开展督导检查\n" for n in "甲乙丙")
    assert marks(f"{HEAD}\n{BODY}\n{items}") == []


def test_a_broken_document_number_is_one_mark(marks: Marks) -> None:
    text = (
        f"{HEAD}\n{OPENING}\n一、主要举措\n按照《工作要点》（青政办发〔202526号）要求，分解落实年度任务58项。"
    )
    assert [fault for fault, _ in marks(text)] == ["docnumber"]


@pytest.mark.parametrize(
    ("heading", "slip"),
    [
        ("一、2023年法治政府建设主要举措和成效", "2023年法治政府建设主要举措和成效"),
        ("三、2024年工作打算", "2024年工作打算"),
        ("一、2024年法治政府建设主要举措和成效", None),
        ("三、2025年工作打算", None),
        ("四、2025年主要工作", None),
        ("三、2023年存在问题整改情况和2025年打算", None),
    ],
)
def test_a_heading_that_tells_or_plans_another_year_is_marked(
    marks: Marks, heading: str, slip: str | None
) -> None:
    found = [
        quote
        for fault, quote in marks(f"{HEAD}\n{OPENING}\n{heading}\n扎实推进各项工作。\n")
        if fault == "year"
    ]
    assert found == ([slip] if slip else [])


@pytest.mark.parametrize(
    "line", ["—5—", "- 12 -", "第 3 页", "第 3 页 共 9 页", "（此件公开发布）[下载word版]"]
)
def test_the_number_of_a_page_and_its_buttons_are_residue(marks: Marks, line: str) -> None:
    assert [fault for fault, _ in marks(f"{HEAD}\n{BODY}\n{line}\n")] == ["residue"]


def test_a_document_number_in_square_brackets_may_have_blanks(marks: Marks) -> None:
    assert marks(f"{HEAD}\n{BODY}\n落实《案卷评查办法》（青司发 [2024] 7号）要求。\n") == [
        ("docnumber-brackets", "[2024] 7号")
    ]


@pytest.mark.parametrize(
    ("behind", "faults"),
    [
        ("青岭县司法局\n2025年1月20日", ["semicolon-last"]),
        ("二、存在的不足和原因\n一是执法力量不足。", ["semicolon-last"]),
        ("（三）强化行政执法监督；\n（四）健全工作机制。", []),
    ],
)
def test_a_list_ends_with_a_stop(marks: Marks, behind: str, faults: list[str]) -> None:
    items = "（一）深入学习贯彻习近平法治思想；\n（二）扎实推进依法行政各项工作；"
    assert [fault for fault, _ in marks(f"{HEAD}\n{OPENING}\n{items}\n{behind}\n")] == faults


def test_items_with_another_word_than_the_first_count_on_too(marks: Marks) -> None:
    items = "一要强化统筹协调；二要深化体制改革；四要加强法治宣传；五要夯实法治基层基础，三要素齐抓共管。"
    assert marks(f"{HEAD}\n{BODY}\n{items}\n") == [("numbering", "四要加强法治宣传；五要夯")]
