"""One report in the forms that pages give it is read as the same report."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.model import Report

SAMPLE = Path(__file__).parents[2] / "samples" / "county-good.txt"
HALF_WIDTH = str.maketrans("，：；（）！？", ",:;()!?")
MENU = "首页\n走进青禾\n新闻中心\n当前位置：首页 > 政务公开\n"
FOOT = "\n打印 关闭\n主办单位：青禾县人民政府办公室\n上一篇：关于开展工作的通知\n下一篇：没有了"

FORMS: Mapping[str, Callable[[str], str]] = {
    "half-width marks": lambda text: text.translate(HALF_WIDTH),
    "no commas": lambda text: text.replace("，", "").replace("；", ""),
    "blanks for enumeration commas": lambda text: text.replace("、", " "),
    "empty lines and indents": lambda text: text.replace("\n", "\n\n\u3000\u3000"),
    "menu and foot of a page": lambda text: MENU + text + FOOT,
    "one line": lambda text: "".join(x.strip() for x in text.split("\n")),
    "one line with blanks": lambda text: " ".join(x.strip() for x in text.split("\n")),
    "one row of cells": lambda text: (
        "| " + " | ".join(x.strip() for x in text.split("\n") if x.strip()) + " |"
    ),
    "a row a line": lambda text: "\n".join(f"| {x.strip()} |" for x in text.split("\n") if x.strip()),
}


def _seen(report: Report) -> dict[str, object]:
    identity = report.identity
    fields = "is_report title unit region level year written_on published_on outline_editions".split()
    statuses = {key: part.status for key, part in report.sections.items()}
    return {field: getattr(identity, field) for field in fields} | statuses


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_the_page_changes_nothing(form: str, read: Callable[[str], Report]) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    changed = FORMS[form](text)
    assert changed != text
    assert _seen(read(changed)) == _seen(read(text))
