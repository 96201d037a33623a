"""Changes that mean nothing: the same report in other typing, other lines, other surroundings, with decoys.

No fact may come or go but those named, and no verdict may change.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

import opencc

from engine.rulebook.kinds import KINDS
from tests.mutations.comparing import atoms_of
from tests.mutations.mutants import Edit, Must, Mutant, plain
from tests.mutations.reports import Outcome, rules

# formats.md: numbers and names that are no counts of the year's work
DECOYS = (
    "形成“1+N”工作格局和“1+6”责任链条。",
    "“15分钟”生活圈越画越圆。",
    "值守电话8890全天24小时畅通。",
    "平台由2.0迭代为3.0。",
    "同2019年1月印发的云政发〔2019〕28号要求保持衔接。",
    "以《云岭市国土空间规划（2023-2027年）》为底图。",
    "对照第232号令逐条衔接。",
    "整治“两高一低”不松劲。",
    "清单更新为（2025年版）。",
    "位列全省第14位。",
)
DECOY_FACTS = frozenset({"quantity", "citation", "topic", "mention", "defect"})
HALF = str.maketrans("，；：？！（）％", ",;:?!()%")
STOPS = str.maketrans("，。；：？！（）％", ",.;:?!()%")
WIDE = {code: code - 0x30 + 0xFF10 for code in range(0x30, 0x3A)}
ABOVE = "网站首页　办事服务　互动交流\n无障碍浏览　长者模式\n索引号：000014348/2025-00012　主题分类：其他\n"
BELOW = "\n【打印本页】【关闭窗口】\n分享到：微信 微博\n主办：云岭市人民政府办公室　网站地图　ICP备00000000号"
WIDTH = 40
COLUMNS = 76  # of a line as office programs cut it
HANGING = "，。；：、！？）》”"
COUNTED = re.compile(r"(?<=[\u4e00-\u9fff])([1-9][0-9]*)(?=[件份人名次场起项家])")


def decoys(base: Outcome) -> Iterator[Mutant]:
    """A sentence with a number that counts nothing, behind a sentence of the measures."""
    measures = base.report.sections["measures"].span
    if not measures:
        return
    stops = [
        match.end()
        for span in base.report.paragraphs
        if span.start in measures and span.end - span.start > 60
        for match in re.compile("。(?!\n)").finditer(base.text, span.start, span.end)
    ]
    for number, place in enumerate(stops[:: max(1, len(stops) // 20)]):
        words = DECOYS[number % len(DECOYS)]
        yield Mutant(base, f"{words} at {place}", (Edit(place, place, words),), may=DECOY_FACTS)


def _whole(base: Outcome, label: str, text: str, anywhere: frozenset[str], must: tuple[Must, ...]) -> Mutant:
    edit = Edit(0, len(base.text), text)
    return Mutant(
        base, label, (edit,), must, frozenset(), anywhere=anywhere, reread=True, rescoped=anywhere == LOOSE
    )


def _identity(base: Outcome) -> Must:
    return Must("identity stays", lambda _, after: _told(after) == _told(base))


def _the_same(base: Outcome, but: frozenset[str]) -> tuple[Must, ...]:
    """The identity, the parts and the verdicts stay, those on kinds of facts that may change excepted."""
    asked = {rule.id: {atom.kind for atom in atoms_of(rule)} for rule in rules().rulebook.rules}

    def parts(_: Outcome, after: Outcome) -> bool:
        old, new = base.report.sections, after.report.sections
        return all(old[part].status == new[part].status for part in old)

    def verdicts(_: Outcome, after: Outcome) -> bool:
        return all(
            after.findings[name].status == finding.status
            for name, finding in base.findings.items()
            if not asked[name] & but
        )

    return (_identity(base), Must("parts stay", parts), Must("verdicts stay", verdicts))


def _in_one_line(base: Outcome) -> tuple[Must, ...]:
    """Unit, year and every part are found.

    More cannot be asked where headings run into their text, and dates into what stands beside them.
    """

    def identity(_: Outcome, after: Outcome) -> bool:
        return _told(after, dates=False) == _told(base, dates=False)

    def parts(_: Outcome, after: Outcome) -> bool:
        old, new = base.report.sections, after.report.sections
        return all(new[part].status != "missing" for part in old if old[part].status != "missing")

    return (Must("identity stays", identity), Must("parts are found", parts))


def _told(outcome: Outcome, *, dates: bool = True) -> list[str]:
    one = outcome.report.identity
    told = (one.is_report, one.year, one.level, one.region, one.province)
    days = (one.written_on, one.published_on) if dates else ()
    return [plain(str(value)) for value in (*told, *days)]


def _mapped(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(change(line) for line in text.split("\n"))


def _folded(line: str) -> str:
    return "\n".join(line[start : start + WIDTH] for start in range(0, len(line), WIDTH)) or line


def _cut(line: str) -> str:
    """The line cut where the next character does not fit; marks hang out."""
    pieces, width = [""], 0
    for char in line:
        needs = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        if width + needs > COLUMNS and char not in HANGING:
            pieces.append("")
            width = 0
        pieces[-1] += char
        width += needs
    return "\n".join(pieces)


def _grouped(number: re.Match[str]) -> str:
    return f"{int(number[0]):,}"


def _traditional(text: str) -> str:
    return str(opencc.OpenCC("s2t").convert(text))


# Where the bounds of paragraphs move, more than names and numbers may be read otherwise.
LOOSE = frozenset(KINDS) - {"indicator", "rate"}
Style = tuple[Callable[[str], str], frozenset[str]]
DEFECT = frozenset({"defect"})
STYLES: dict[str, Style] = {
    "half-width marks": (lambda text: text.translate(HALF), DEFECT),
    "half-width marks and stops": (lambda text: text.translate(STOPS), DEFECT),
    "full-width digits": (lambda text: text.translate(WIDE), DEFECT),
    "straight quotation marks": (lambda text: re.sub("[“”]", '"', text), DEFECT),
    "Traditional characters": (_traditional, frozenset()),
    "Windows line ends": (lambda text: text.replace("\n", "\r\n"), frozenset()),
    "byte order mark": (lambda text: "\ufeff" + text, frozenset()),
    "a sentence a line": (lambda text: re.sub("。(?=[^\n])", "。\n", text), LOOSE),
    "blank lines": (lambda text: text.replace("\n", "\n\n"), frozenset()),
    "indented": (_mapped(lambda line: "　　" + line), frozenset()),
    "blanks at line ends": (_mapped(lambda line: line + "  "), frozenset()),
    "folded lines": (_mapped(_folded), frozenset()),
    "lines cut at a margin": (_mapped(_cut), frozenset()),
    "blanks at numbers": (lambda text: COUNTED.sub(r" \1 ", text), DEFECT),
    "commas in numbers": (lambda text: COUNTED.sub(_grouped, text), DEFECT),
    "page around it": (lambda text: ABOVE + text + BELOW, DEFECT),
    "no-break blanks": (lambda text: text.replace(" ", "\u00a0"), frozenset()),
    "cells": (_mapped(lambda line: f"| {line} |" if line.strip() else line), DEFECT),
}


def other_typing(base: Outcome) -> Iterator[Mutant]:
    """The whole text in another style."""
    for label, (change, anywhere) in STYLES.items():
        text = change(base.text)
        if text != base.text:
            yield _whole(base, label, text, anywhere, _the_same(base, anywhere))


def one_line(base: Outcome) -> Iterator[Mutant]:
    """All lines joined to one, without and with a blank between."""
    for blank in ("", " "):
        text = blank.join(base.text.split("\n"))
        yield _whole(base, f"one line, joined by [{blank}]", text, LOOSE, _in_one_line(base))


GENERATORS = (decoys, other_typing, one_line)
