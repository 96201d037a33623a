"""Pages of government sites: the report whole, the page's furniture set aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.reading import ReadError, read_bytes

BODY = "全年受理行政复议案件58件，办结51件，依法维护群众合法权益，推动依法行政水平不断提升。"
ARTICLE = "".join(f"<p>{BODY}第{i}段。</p>" for i in range(6))
TITLE = "甲区2024年度法治政府建设年度报告"


def lines(page: str, encoding: str = "utf-8") -> list[str]:
    return read_bytes(page.encode(encoding), "a.html").text.split("\n")


def page(content: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{content}</body></html>"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb2312"),
        ("gbk", ""),
        ("utf-16", ""),
        ("utf-8-sig", "gb2312"),
        ("utf-8", "gbk"),
        ("big5", "big5"),
    ],
)
def test_pages_in_every_encoding(encoding: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert lines(page("<p>全年受理案件五十八件。</p>" * 2, meta), encoding) == ["全年受理案件五十八件。"] * 2


def test_one_broken_byte_does_not_lose_the_page() -> None:
    data = page(f"<meta charset=gb2312>{ARTICLE}").encode("gb18030") + b"\xff<p>x"
    assert read_bytes(data, "a").text.count(BODY) == 6


def test_blocks_make_lines_and_inline_markup_never_does() -> None:
    content = "<div>一、主要<b>举</b>措<font color=red>和</font>成\n  效<br>次行<o:p></o:p>续</div>"
    content += "末行&nbsp;甲&amp;乙 A\nB"
    assert lines(page(content)) == ["一、主要举措和成效", "次行续", "末行 甲&乙 A B"]


def test_word_paste_survives() -> None:
    content = (
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
        '<p class=MsoNormal style="mso-list:l0"><![if !supportLists]><span>一、</span><![endif]>'
        "<span lang=EN-US>2024</span>年<o:p>&nbsp;</o:p></p>"
        '<v:shape id="s"><v:textbox><p>框内</p></v:textbox></v:shape><p style="display:none">隐藏</p>'
    )
    assert lines(page(content)) == ["一、2024年", "框内"]


def test_tables_are_a_row_a_line_and_layout_tables_are_not() -> None:
    data = "<table><tr><th>项目<th>件数<tr><td><p>受\n理</p><td>58</table>"
    assert lines(page(data)) == ["项目 | 件数", "受理 | 58"]
    assert lines(page(f"<table><tr><td><p>甲</p><p>乙</p>{data}</td></tr></table>")) == [
        "甲",
        "乙",
        "项目 | 件数",
        "受理 | 58",
    ]
    long = f"<table><tr><td>{ARTICLE * 3}</td><td>旁栏</td></tr></table>"
    assert len(lines(page(long))) == 19


def test_headlines_with_their_dates_are_furniture() -> None:
    news = "".join(
        f'<li><a href="/{i}">县里召开第{i}次会议</a> <span>2025-03-1{i}</span></li>' for i in range(9)
    )
    found = lines(page(f"<div><h2>{TITLE}</h2>{ARTICLE}</div><div><h3>热点</h3><ul>{news}</ul></div>"))
    assert not [line for line in found if "会议" in line]


def test_a_cell_of_several_columns_or_rows_leaves_the_others_empty() -> None:
    head = "<tr><td rowspan=2>单位<td colspan=2>审理结果<td rowspan=2>合计<tr><td>维持<td>撤销"
    rows = "<tr><td>甲局<td>8<td>1<td>9<tr><td colspan=4>注：截至年底"
    assert lines(page(f"<table>{head}{rows}</table>")) == [
        "单位 | 审理结果 |  | 合计",
        "| 维持 | 撤销 |",
        "甲局 | 8 | 1 | 9",
        "注：截至年底",
    ]


SITE = f"""
<div class="header"><a href="/">首页</a><a href="/gk">政务公开</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/gk">公开</a></div>
<table class="xxgk"><tr><td>索引号</td><td>001-2025-00031</td>
<td>成文日期</td><td>2025-03-01</td></tr></table>
<h1>{TITLE}</h1>
<div class="info">来源：甲区司法局　发布时间：2025-03-02 10:20
<a href="javascript:window.print()">打印</a></div>
<div class="TRS_Editor" id="zoom">{ARTICLE}
<div class="bdsharebuttonbox">分享到<a href="#">微信</a></div></div>
<p>甲区人民政府<br>2025年3月1日</p>
<ul class="xgwz"><li><a href="/1.html">乙区2024年度法治政府建设年度报告</a></li>
<li><a href="/2.html">通知</a></li></ul>
<div class="footer">版权所有：甲区人民政府 备案号00000000</div><script>var x = "脚本";</script>
"""


def test_a_page_keeps_title_metadata_body_and_signature_and_nothing_else() -> None:
    shown = lines(
        page(SITE, f"<title>{TITLE}_法治建设_甲区政府</title><meta name=PubDate content=2025-03-02>")
    )
    assert shown == [
        "索引号 | 001-2025-00031 | 成文日期 | 2025-03-01",
        TITLE,
        "来源：甲区司法局　发布时间：2025-03-02 10:20",
        *(f"{BODY}第{i}段。" for i in range(6)),
        "甲区人民政府",
        "2025年3月1日",
    ]


def test_facts_in_the_head_are_given_when_the_page_does_not_show_them() -> None:
    head = f"""<title>政府信息公开</title><meta name="ArticleTitle" content="{TITLE}">
        <meta name="PubDate" content="2025-03-02"><meta name="ContentSource" content="甲区司法局">"""
    assert lines(page(f"<div id=zoom>{ARTICLE}</div>", head))[:3] == [
        f"ArticleTitle: {TITLE}",
        "PubDate: 2025-03-02",
        "ContentSource: 甲区司法局",
    ]


def test_links_that_run_scripts_are_cut_only_where_they_are_tools_of_the_page() -> None:
    tools = '<a href="javascript:window.print()">打印</a><a href="#" onclick="window.close()">关闭</a>'
    assert lines(page(f'<p>来源：<a href="javascript:;">司法局</a>{tools}</p>{ARTICLE}'))[0] == "来源：司法局"


def test_the_title_is_kept_when_only_the_head_has_it() -> None:
    assert lines(page(ARTICLE, f"<title>{TITLE}</title>"))[0] == TITLE


@pytest.mark.parametrize("word", ["header", "nav", "share", "related", "top", "footer"])
def test_a_report_inside_what_calls_itself_furniture_is_not_lost(word: str) -> None:
    assert lines(page(f'<div class="{word}">{ARTICLE}</div>')) == lines(page(ARTICLE))


def test_a_report_split_over_two_blocks_is_whole() -> None:
    text = lines(page(f'<div class="content">{ARTICLE}</div><div class="more"><p>{BODY * 3}</p></div>'))
    assert len(text) == 7


def test_an_article_keeps_its_own_header_and_footer() -> None:
    date, signature = "<header><time>2025年3月2日</time></header>", "<footer>甲区人民政府</footer>"
    article = f"<article>{date}<div id=zoom>{ARTICLE}</div>{signature}</article>"
    shown = lines(page(f"<header>网站名称</header>{article}<footer>版权所有</footer>"))
    assert (shown[0], shown[-1], len(shown)) == ("2025年3月2日", "甲区人民政府", 8)


def test_hidden_articles_that_scripts_show_are_kept() -> None:
    assert len(lines(page(f'<div id="zoom" style="display: none">{ARTICLE}</div>'))) == 6


def test_a_page_of_links_only_is_not_lost() -> None:
    assert "2024年度报告" in lines(page("<ul><li><a href=/1>2024年度报告</a></ul>"))


@pytest.mark.parametrize(
    "broken",
    [
        "<p>全年<b>受理",
        "<div><table><tr><td>全年受理",
        "<p>全年</b></i>受理</p></div></p>",
        "<div>全年受理</div",
    ],
)
def test_broken_markup_survives(broken: str) -> None:
    assert "全年受理" in "".join(lines(f"<html><body>{broken}"))


def test_deep_nesting_loses_nothing() -> None:
    assert lines(page("<div>" * 1500 + "全年受理" + "</div>" * 1500)) == ["全年受理"]
    with pytest.raises(ReadError, match="嵌套过深"):
        lines(page("<p>全年</p>" + "<div>" * 3000 + "受理"))


def test_a_fragment_is_a_page() -> None:
    assert read_bytes("<div><p>全年受理</p></div>".encode(), "a").media_type == "text/html"


PLAIN = st.text(st.sampled_from("全年受理行政复议案件，。、（）0123456789"), min_size=1, max_size=60)


@given(st.lists(PLAIN, min_size=1, max_size=8))
def test_every_paragraph_is_a_line(paragraphs: list[str]) -> None:
    assert lines(page("".join(f"<p>{text}</p>" for text in paragraphs))) == paragraphs


@pytest.mark.parametrize("opening", ["<pre>", '<div style="color:red; white-space: pre-wrap">'])
def test_line_breaks_kept_by_the_page_are_lines_whatever_is_marked_up(opening: str) -> None:
    marked_up = "<b>一、主要举措</b>\r\n全年办理<font>312</font>件\n<span>二、不足\n三、计划</span>"
    found = lines(page(f"{opening}{marked_up}</div></pre>"))
    assert found == ["一、主要举措", "全年办理312件", "二、不足", "三、计划"]
