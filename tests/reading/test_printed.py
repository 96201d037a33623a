"""Pages as programs set them: lines cut where words allow, fonts in pieces, tables with ruled lines."""

from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
import typst

from engine.reading import read_bytes

FONTS = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=[Path(pylopdf_fonts_zh_cn.__file__).parent],
)
PARAGRAPHS = [
    "一、主要举措和成效",
    "（一）规范行政执法",
    (
        "全县42家执法单位全年办理行政处罚案件3,987件，罚没金额2368.4万元；贯彻《提升行政执法质量三年行动计划"
        "（2023—2025年）》，制定“首违不罚”清单214项，免罚案件438件，涉及金额312.5万元。"
    ),
    (
        "全年收到行政复议申请186件，其中受理168件、不予受理11件、受理前撤回7件；上年结转12件，审结170件，结转"
        "下年10件，直接纠错率为8.82%，调解和解率为34.12%。"
    ),
    "二、存在的不足和原因",
    "一是镇（街道）执法承接能力不足。保留下放的109项处罚事项中，有41项全年未办理案件。",
    "二是公众参与广度不够。8项决策中，有2项收到的公众意见不足10条，原因是征求意见以网站公告为主。",
]
TITLE = "岚山县人民政府关于2024年度法治政府建设情况的报告"


def printed(markup: str) -> list[str]:
    """The lines that are read from a page set by ``markup``."""
    head = '#set text(font: "Noto Serif SC", size: 16pt, lang: "zh")\n'
    return read_bytes(typst.compile((head + markup).encode(), font_paths=FONTS), "a.pdf").text.split("\n")


@pytest.mark.parametrize("justify", ["true", "false"])
@pytest.mark.parametrize("width", range(280, 460, 20))
def test_lines_cut_by_a_typesetter_become_paragraphs_again(width: int, justify: str) -> None:
    settings = (
        f"#set page(width: {width + 100}pt, height: 700pt, margin: 50pt)\n#set par(justify: {justify}, "
        "first-line-indent: (amount: 2em, all: true))\n"
    )
    assert printed(settings + "\n\n".join(PARAGRAPHS)) == PARAGRAPHS


@pytest.mark.parametrize("height", range(200, 400, 40))
@pytest.mark.parametrize("justify", ["true", "false"])
def test_two_columns_under_a_title_are_read_one_after_the_other(height: int, justify: str) -> None:
    settings = (
        f"#set page(width: 560pt, height: {height}pt, margin: 40pt, columns: 2)\n#set text(size: 11pt)\n"
        f"#set par(justify: {justify}, first-line-indent: (amount: 2em, all: true))\n"
        f'#place(top + center, scope: "parent", float: true, text(size: 18pt)[{TITLE}])\n'
    )
    assert printed(settings + "\n\n".join(PARAGRAPHS)) == [TITLE, *PARAGRAPHS]


@pytest.mark.parametrize("width", range(300, 420, 20))
def test_a_title_in_two_lines_is_one(width: int) -> None:
    page = f"#set page(width: {width}pt, height: 800pt, margin: 40pt)\n"
    title = f"#align(center, text(size: 22pt)[{TITLE}])\n"
    assert printed(page + title + "\n\n".join(PARAGRAPHS))[0] == TITLE


def test_the_number_of_a_heading_makes_no_cell_however_wide_the_gap() -> None:
    numbered = [f"{number}、#h(3em){text}" for number, text in zip("一二三", PARAGRAPHS[3:], strict=False)]
    page = "#set page(width: 800pt, height: 600pt)\n"
    found = printed(page + "\n\n".join(numbered))
    assert found == [line.replace("#h(3em)", "") for line in numbered]


TABLE = """#set page(width: 420pt, height: 700pt, margin: 50pt)
全年办理情况如下。

#table(columns: (6em, 1fr, 1fr), align: {align},
  [办理结果], [市本级（件）], [县（市、区）（件）],
  [撤销、变更、确认违法、责令履行], [46], [118],
  [调解和解、撤回终止], [116], [279],
)

其余案件正在办理。
"""


@pytest.mark.parametrize("align", ["left + top", "center + horizon", "right + bottom"])
def test_a_row_with_several_lines_in_its_cells_is_one_line(align: str) -> None:
    assert printed(TABLE.replace("{align}", align)) == [
        "全年办理情况如下。",
        "办理结果 | 市本级（件） | 县（市、区）（件）",
        "撤销、变更、确认违法、责令履行 | 46 | 118",
        "调解和解、撤回终止 | 116 | 279",
        "其余案件正在办理。",
    ]


def test_a_cell_of_several_rows_or_columns_is_told_once() -> None:
    table = """#set page(width: 500pt, height: 700pt, margin: 50pt)
#table(columns: (6em, 1fr, 1fr, 1fr),
  table.cell(rowspan: 2)[项目], table.cell(colspan: 2)[一审], [二审],
  [收案], [败诉], [收案],
  [征收补偿], [12], [3], [4],
)
"""
    assert printed(table) == ["项目 | 一审 |  | 二审", "| 收案 | 败诉 | 收案", "征收补偿 | 12 | 3 | 4"]


def test_lines_that_only_frame_or_underline_make_no_table() -> None:
    framed = f"""#set page(width: 600pt, height: 700pt, margin: 50pt)
#rect(width: 100%)[{PARAGRAPHS[2]}]

#underline[{PARAGRAPHS[3]}]

#line(length: 100%)

{PARAGRAPHS[5]}
"""
    assert printed(framed) == [PARAGRAPHS[2], PARAGRAPHS[3], PARAGRAPHS[5]]
