"""Word documents: what a reader of the final version sees, numbers included."""

from collections.abc import Callable

import pytest

from engine.reading import ReadError, read_bytes

DocxOf = Callable[..., bytes]


def lines(data: bytes) -> list[str]:
    return read_bytes(data, "a.docx").text.split("\n")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}</w:p>"


def numbered(text: str, level: int = 0, num: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(index: int, fmt: str, text: str, more: str = "", start: int = 1) -> str:
    shape = f'<w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}">{shape}</w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


OFFICIAL = numbering(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
)


def test_headings_get_the_numbers_that_word_prints(docx_of: DocxOf) -> None:
    body = (
        numbered("主要举措")
        + numbered("规范执法", 1)
        + numbered("三项制度", 2)
        + numbered("2024年以来", 2)
        + numbered("化解纠纷", 1)
        + p("正文。")
        + numbered("存在不足")
        + numbered("队伍薄弱", 1)
    )
    assert lines(docx_of(body, numbering=OFFICIAL)) == [
        "一、主要举措",
        "（一）规范执法",
        "1.三项制度",
        "2. 2024年以来",
        "（二）化解纠纷",
        "正文。",
        "二、存在不足",
        "（一）队伍薄弱",
    ]


@pytest.mark.parametrize(
    ("fmt", "number", "printed"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("japaneseCounting", 11, "十一"),
        ("japaneseCounting", 105, "百五"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 3, "丙"),
        ("chineseLegalSimplified", 23, "贰拾叁"),
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("upperLetter", 3, "C"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("none", 1, ""),
        ("someFutureFormat", 7, "7"),
    ],
)
def test_every_format_prints_as_word_does(docx_of: DocxOf, fmt: str, number: int, printed: str) -> None:
    styles = numbering(level(0, fmt, "%1、", start=number))
    assert lines(docx_of(numbered("标题"), numbering=styles)) == [f"{printed}、标题"]


def test_bullets_and_switched_off_numbers_print_nothing(docx_of: DocxOf) -> None:
    body = numbered("要点") + numbered("无编号", num=0)
    assert lines(docx_of(body, numbering=numbering(level(0, "bullet", "\uf0b7")))) == ["要点", "无编号"]


def test_a_list_may_start_anywhere_and_be_restarted(docx_of: DocxOf) -> None:
    nums = """<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""
    body = numbered("甲") + numbered("乙") + numbered("丙", num=2) + numbered("丁", num=2)
    styles = numbering(level(0, "decimal", "%1．", start=3), nums=nums)
    assert lines(docx_of(body, numbering=styles)) == ["3．甲", "4．乙", "1．丙", "2．丁"]


def test_an_override_may_redefine_a_level(docx_of: DocxOf) -> None:
    nums = f"""<w:num w:numId="1"><w:abstractNumId w:val="0"/>
        <w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride></w:num>"""
    assert lines(docx_of(numbered("甲"), numbering=numbering(level(0, "decimal", "%1."), nums=nums))) == [
        "A)甲"
    ]


def test_restart_rules_of_deeper_levels(docx_of: DocxOf) -> None:
    counted_on = level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = numbered("甲") + numbered("a", 1) + numbered("乙") + numbered("b", 1)
    styles = numbering(level(0, "chineseCounting", "%1、"), counted_on)
    assert lines(docx_of(body, numbering=styles)) == ["一、甲", "1. a", "二、乙", "2. b"]


def test_numbers_of_several_levels_and_legal_numbers(docx_of: DocxOf) -> None:
    styles = numbering(
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    )
    body = numbered("甲") + numbered("乙", 1) + numbered("丙", 2)
    assert lines(docx_of(body, numbering=styles)) == ["一、甲", "一.1乙", "1.1.1丙"]


def test_a_list_that_begins_below_its_first_level(docx_of: DocxOf) -> None:
    styles = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    assert lines(docx_of(numbered("甲", 1), numbering=styles)) == ["1.1甲"]


STYLES = """
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H1b"><w:name w:val="my heading"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>
  <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="off"/><w:basedOn w:val="H1"/>
  <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>
"""


def listed(num: int) -> str:
    return f'<w:pPr><w:numPr><w:numId w:val="{num}"/></w:numPr></w:pPr>'


def styled(text: str, style: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def test_numbers_that_come_from_styles(docx_of: DocxOf) -> None:
    body = (
        styled("甲", "H1")
        + styled("乙", "H1b")
        + styled("丙", "H2")
        + styled("丁", "Off")
        + styled("戊", "Loop")
    )
    assert lines(docx_of(body, numbering=OFFICIAL, styles=STYLES)) == [
        "一、甲",
        "二、乙",
        "（一）丙",
        "丁",
        "戊",
    ]


def test_a_level_linked_to_a_style(docx_of: DocxOf) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="B">{listed(1)}</w:style>'
    linked = level(1, "decimal", "%2)", '<w:pStyle w:val="B"/>')
    assert lines(
        docx_of(styled("甲", "B"), numbering=numbering(level(0, "decimal", "%1."), linked), styles=styles)
    ) == ["1)甲"]


def test_a_list_defined_through_a_numbering_style(docx_of: DocxOf) -> None:
    styles = f'<w:style w:type="numbering" w:styleId="N">{listed(2)}</w:style>'
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="N"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "chineseCounting", "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert lines(docx_of(numbered("甲") + numbered("乙"), numbering=lists, styles=styles)) == [
        "一、甲",
        "二、乙",
    ]


def test_an_empty_numbered_paragraph_counts_and_shows_nothing(docx_of: DocxOf) -> None:
    assert lines(docx_of(numbered("甲") + numbered("") + numbered("乙"), numbering=OFFICIAL)) == [
        "一、甲",
        "三、乙",
    ]


def test_tables_are_a_row_a_line(docx_of: DocxOf) -> None:
    rows = [[p("项目"), p("件") + p("数")], [p("受理"), p("58")]]
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    assert lines(docx_of(p("前") + table + p("后"))) == ["前", "项目 | 件 数", "受理 | 58", "后"]


def test_a_table_that_lays_out_the_page_is_read_paragraph_by_paragraph(docx_of: DocxOf) -> None:
    held = "".join(p(f"第{n}段。" + "推进依法行政。" * 20) for n in "一二三四")
    cells = f"<w:tc>{held}</w:tc><w:tc>{p('旁栏')}</w:tc>"
    found = lines(docx_of(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert [line[:4] for line in found] == ["第一段。", "第二段。", "第三段。", "第四段。", "旁栏"]


def test_a_cell_of_several_columns_leaves_the_others_empty(docx_of: DocxOf) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    head = cell("单位") + cell("审理结果", '<w:gridSpan w:val="2"/>') + cell("合计")
    rows = cell("甲局") + cell("8") + cell("1") + cell("9")
    after = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("8") + cell("1") + cell("9")
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in (head, rows, after))}</w:tbl>"
    assert lines(docx_of(table)) == ["单位 | 审理结果 |  | 合计", "甲局 | 8 | 1 | 9", "| 8 | 1 | 9"]


def test_deletions_are_gone_and_insertions_stay(docx_of: DocxOf) -> None:
    body = (
        f"<w:p>{run('受理')}<w:del><w:r><w:delText>47</w:delText></w:r></w:del><w:ins>{run('58')}</w:ins>{run('件')}"
        f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>"
    )
    assert lines(docx_of(body)) == ["受理58件新"]


def test_a_deleted_paragraph_end_joins_the_paragraphs(docx_of: DocxOf) -> None:
    assert lines(docx_of(p("推进", "<w:rPr><w:del/></w:rPr>") + p("执法") + p("完"))) == ["推进执法", "完"]


def test_fields_show_their_result_and_never_their_code(docx_of: DocxOf) -> None:
    def field(code: str, result: str) -> str:
        char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        shown = f"{char('separate')}{run(result)}{char('end')}"
        return f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{shown}"

    inner = field('HYPERLINK "x"', "官网")
    date = f'<w:fldSimple w:instr=" DATE ">{run("2025年")}</w:fldSimple>'
    simple = f'{date}<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>'
    body = f"<w:p>{run('见')}{inner}{field(' PAGE ', '3')}{field('IF ' + 'x', '是')}{simple}</w:p>"
    assert lines(docx_of(body)) == ["见官网是2025年"]


def test_signs_and_wrappers_inside_a_paragraph(docx_of: DocxOf) -> None:
    link = f"<w:hyperlink>{run('链接')}</w:hyperlink><w:smartTag>{run('标记')}</w:smartTag>"
    link += f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
    signs = (
        "<w:r><w:tab/></w:r>"
        + run("甲")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run("乙")
        + "<w:r><w:br/></w:r>"
        + run("次行")
    )
    hidden = run("隐藏", "<w:vanish/>") + run("可见", '<w:vanish w:val="0"/>')
    assert lines(docx_of(f"<w:p>{link}{signs}{hidden}</w:p>")) == ["链接标记控件\t甲-乙", "次行可见"]


def test_content_controls_around_paragraphs(docx_of: DocxOf) -> None:
    assert lines(docx_of(f"<w:sdt><w:sdtContent>{p('甲')}{p('乙')}</w:sdtContent></w:sdt>")) == ["甲", "乙"]


def test_text_boxes_once_and_after_their_paragraph(docx_of: DocxOf) -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    twice = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    assert lines(docx_of(f"<w:p>{run('前')}<w:r>{twice}</w:r>{run('后')}</w:p>{p('下段')}")) == [
        "前后",
        "框内",
        "下段",
    ]


def test_tables_of_contents_are_set_aside(docx_of: DocxOf) -> None:
    assert lines(docx_of(styled("一、主要举措 3", "T1") + p("一、主要举措"), styles=STYLES)) == [
        "一、主要举措"
    ]


def test_notes_follow_the_text_and_page_headers_are_set_aside(docx_of: DocxOf) -> None:
    notes = f'<w:footnote w:type="separator">{p("——")}</w:footnote>'
    notes += f'<w:footnote w:id="1">{p("数据来自司法局。")}</w:footnote>'
    data = docx_of(p("受理58件。"), footnotes=notes, header=p("页眉"))
    assert lines(data) == ["受理58件。", "数据来自司法局。"]


def test_lookalike_characters_become_real_ones(docx_of: DocxOf) -> None:
    assert lines(docx_of(p("⼈民⾏政\u200bﬁ"))) == ["人民行政fi"]


def test_a_document_in_the_strict_namespace(zip_of: Callable[..., bytes]) -> None:
    xml = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{p("甲")}</w:body></w:document>'
    assert lines(zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})) == ["甲"]


def test_nesting_without_end_is_refused(docx_of: DocxOf) -> None:
    deep = 5000
    with pytest.raises(ReadError, match="已损坏"):
        read_bytes(docx_of("<w:sdt>" * deep + "</w:sdt>" * deep), "a")
