"""Plain text that was copied from a page comes in lines of one width: they are paragraphs all the same."""

import re

import pytest

from engine.reading import read_bytes

PARAGRAPHS = (
    "溪州县2023年法治政府建设年度报告",
    "一、主要举措和成效",
    (
        "（一）健全依法决策机制。全年将2.5万亩水库灌区改造等7项纳入年度重大行政决策目录，7项均经公众参与、"
        "专家论证和合法性审查，合法性审查率100%。法律顾问参与论证46次，提出意见138条。"
    ),
    (
        "1.规范性文件。县政府制定行政规范性文件9件，均经合法性审核并报市政府备案，报备率100%；清理存量文件"
        "212件，废止31件，宣布失效12件，目录于2023年11月20日公布。"
    ),
    (
        "2.行政复议。收到行政复议申请164件，受理151件，审结139件，直接纠错17件，纠错率12.23%，调解和解"
        "52件。全县应出庭案件88件，负责人出庭86件，出庭应诉率97.73%。"
    ),
    "二、存在的不足",
    (
        "一是乡镇综合执法队人员不足，执法记录仪配备率仅为61.5%，主要由于编制和经费受限；二是部分部门"
        "对行政应诉重视不够，答辩材料逾期提交3次，反映出案件办理责任没有压实到人。"
    ),
    "三、2024年工作安排",
    "6月底前完成21个乡镇执法人员轮训，参训不少于400人次；9月底前建成行政应诉通报机制，按季通报。",
)
REPORT = "\n".join(PARAGRAPHS)


def by_characters(text: str, width: int) -> str:
    return "\n".join(
        "\n".join(line[start : start + width] for start in range(0, len(line), width))
        for line in text.split("\n")
    )


def by_columns(text: str, width: int, *, hanging: str = "") -> str:
    lines = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for char in paragraph:
            needs = 1 if char.isascii() else 2
            if used + needs > width and char not in hanging:
                lines.append(line)
                line, used = "", 0
            line, used = line + char, used + needs
        lines.append(line)
    return "\n".join(lines)


def read(text: str) -> str:
    return read_bytes(text.encode(), "report.txt").text


@pytest.mark.parametrize("width", [25, 32, 40])
def test_lines_cut_after_so_many_characters_are_joined(width: int) -> None:
    assert read(by_characters(REPORT, width)) == REPORT


@pytest.mark.parametrize("width", [50, 64, 78])
def test_lines_cut_at_a_margin_are_joined(width: int) -> None:
    assert read(by_columns(REPORT, width)) == REPORT


@pytest.mark.parametrize("width", [58, 64, 76])
def test_marks_that_hang_out_at_a_margin_make_it_no_wider(width: int) -> None:
    assert read(by_columns(REPORT, width, hanging="，。、；：）”》%")) == REPORT


@pytest.mark.parametrize("width", [20, 30, 38])
def test_marks_may_hang_out_of_so_many_characters(width: int) -> None:
    lines = by_characters(REPORT, width).split("\n")
    hung = re.sub(r"\n([，。、；：）”》%]+)", r"\1\n", "\n".join(lines)).replace("\n\n", "\n")
    assert read(hung) == REPORT


def test_the_number_of_a_page_parts_no_paragraph() -> None:
    lines = by_characters(REPORT, 32).split("\n")
    paged = "\n".join([*lines[:5], "", "— 1 —", "", *lines[5:9], "第 2 页 共 3 页", *lines[9:]])
    assert read(paged) == REPORT


def test_a_blank_before_a_number_is_no_indent() -> None:
    spaced = re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9])", " ", REPORT)
    joined = read(by_columns(spaced, 64, hanging="，。、；：）”》%"))
    assert "".join(joined.split(" ")) == REPORT


def test_indented_paragraphs_begin_anew() -> None:
    indented = "\n".join("　　" + paragraph for paragraph in PARAGRAPHS)
    assert read(by_characters(indented, 30)) == indented


def test_whole_paragraphs_are_left_alone() -> None:
    assert read(REPORT) == REPORT


def test_lists_and_tables_are_left_alone() -> None:
    table = (
        "\n".join(f"| 行政处罚案件数量和罚没金额第{number}季度 | {number}00件 |" for number in range(1, 10))
        * 2
    )
    items = "\n".join("全年组织开展行政执法人员法律知识轮训和考试；" for _ in range(12))
    assert read(table) == table
    assert read(items) == items
