"""What a supervisor gets wrong: each kind of mistake is told with line, column and remedy, all at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fazhi.checking import check

DAY = date(2026, 3, 1)
RULE = """rules:
  - id: {id}
    title: 示例
    dimension: form
    severity: should
    basis: [{{instrument: supervision-2019}}]
    applies: {{years: {{since: 2019}}, levels: [county]}}
    expect: {{quantity: {{unit: {id}}}}}
    met: 有
    partial:
      - {{when: {{plan: {{}}}}, message: 只有打算}}
    message: 没有
    advice: 请补充
"""


SPLIT = (("hole-1", "until: 2018", "outline-2015"), ("hole-2", "since: 2021", "outline-2021"))
# One requirement in two rules, the second of which begins two years late.
HOLE = "rules:\n" + "".join(
    RULE.format(id=name)
    .removeprefix("rules:\n")
    .replace("since: 2019", years)
    .replace("supervision-2019", basis)
    .replace("    met", "    requirement: hole\n    met")
    for name, years, basis in SPLIT
)
CIRCLE = """conclusions:
  - {id: one-a, title: 甲, when: {conclusion: {name: two-b}}}
  - {id: two-b, title: 乙, when: {conclusion: {name: one-a}}}
"""
WIDE = "mentions: [{id: a, title: 甲, terms: [甲，乙]}]\n"
INDICATORS = """indicators:
  - {id: a.b, title: 甲, units: [件], acts: [办], matter: reconsideratio}
  - {id: a.c, title: 甲, units: [件], acts: [办]}
  - {id: a.c, title: 乙, units: [件], acts: [办]}
"""
WAIVERS = """waivers:
  - {rule: rate-loss, unit: 云溪县, reason: 新设, until: 2026-02-28}
  - {rule: rate-loss, unit: 云溪县, until: 2026-02-30}
  - {rule: rate-loss, unit: 溪县, reason: 新设, until: 2026-02-30}
"""


class Mistake(NamedTuple):
    """A file with one mistake, where it is, and what is said of it."""

    name: str
    file: str
    text: str
    place: str
    words: str


def rule(name: str, old: str, new: str, place: str, words: str) -> Mistake:
    """A rule that is right but for one thing."""
    text = RULE.format(id=name)
    assert old in text
    return Mistake(name, f"instruments/{name}.yaml", text.replace(old, new, 1), place, words)


# What stops the reading of a file.
WRITING = (
    rule("colon-missing", "severity: should", "severity should", "6:5", "缺冒号"),
    rule("colon-in-text", "title: 示例", "title: 示例: 之一", "3:14", "请给整段文字加引号"),
    rule("tab", "    title", "\ttitle", "3:1", "缩进请用空格，不用制表符"),
    rule("bracket-open", "levels: [county]", "levels: [county", "7:52", "没有配对，或者各项之间缺半角逗号"),
    rule("quote-open", "message: 没有\n", 'message: "没有\n', "14:1", "引号没有配对"),
    rule("indented-wrong", "    severity", "      severity", "5:15", "键没有对齐的，请对齐"),
    rule("key-twice", "    title: 示例", "    title: 示例\n    title: 另一个", "4:5", "前一处在第 3 行"),
    rule("anchor", "title: 示例", "title: &a 示例", "3:12", "不接受 YAML 的 & 和 * 引用"),
    rule("tag", "title: 示例", "title: !!python/name:os.system 示例", "3:12", "不接受 YAML 标签"),
    rule("two-documents", "    met: 有", "---\n    met: 有", "9:1", "一个文件只放一份 YAML"),
    Mistake("not-utf-8", "instruments/not-utf-8.yaml", "\udcff", "1:1", "请另存为 UTF-8"),
    Mistake("suffix", "instruments/suffix.yml", "rules: []", "1:1", "扩展名应是小写的 .yaml"),
    Mistake("stray", "rate.yaml", "rules: []", "1:1", "不认识的文件"),
    Mistake("lexicon-name", "lexicon/rate.yaml", "rates: []", "1:1", "您是否想写「rates.yaml」"),
    Mistake("folder", "instrument/mine.yaml", "rules: []", "1:1", "您是否想写「instruments」"),
)
# What a rule says that cannot be.
RULES = (
    rule(
        "colon-wide",
        "dimension: form",
        "dimension: form\n    searched: [甲]\n    near: 计划：{}",
        "6:11",
        "冒号请用半角",
    ),
    rule("key-unknown", "severity:", "severety:", "5:5", "不认识的键「severety」，您是否想写「severity」"),
    rule("key-missing", "    met: 有\n", "", "2:5", "缺少「met」"),
    rule("choice", "severity: should", "severity: shoud", "5:15", "您是否想写「should」"),
    rule("dimension", "dimension: form", "dimension: forms", "4:16", "您是否想写「form」"),
    rule("instrument", "supervision-2019", "supervision-2018", "6:26", "您是否想写「supervision-2019」"),
    rule("level", "[county]", "[country]", "7:46", "您是否想写「county」"),
    rule("province", "levels: [county]", "provinces: [浙江]", "7:49", "请写全称，您是否想写「浙江省」"),
    rule("years-order", "since: 2019", "since: 2025, until: 2020", "7:22", "since 不能晚于 until"),
    rule("weight-negative", "    met", "    weight: -2\n    met", "9:13", "应为 0 或者正数"),
    rule("weight-text", "    met", "    weight: 重\n    met", "9:13", "应为数字，写的是「重」"),
    rule("credit", "message: 只有打算", "message: 只有打算, credit: 5", "11:16", "0 与 1 之间"),
    rule("id-letters", "id: id-letters", "id: 出庭率", "2:9", "应由小写字母、数字和连字符组成"),
    rule("kind", "quantity:", "quantitty:", "8:14", "您是否想写「quantity」"),
    rule("attribute", "unit:", "units:", "8:25", "quantity 没有属性「units」，您是否想写「unit」"),
    rule(
        "name",
        "{plan: {}}",
        "{rate: {name: litigation_los_rate}}",
        "11:30",
        "您是否想写「litigation_loss_rate」",
    ),
    rule("name-none", "{plan: {}}", "{plan: {name: 培训}}", "11:24", "plan 没有名称"),
    rule("value-closed", "{plan: {}}", "{section: {status: heded}}", "11:35", "您是否想写「headed」"),
    rule("comparison", "unit: comparison", "value: {at_lest: 3}", "8:33", "您是否想写「at_least」"),
    rule("number", "unit: number", "value: {at_least: 三}", "8:43", "应为数字，写的是「三」"),
    rule("flag", "{plan: {}}", "{plan: {target: 是}}", "11:32", "应为true 或 false"),
    rule("day", "{plan: {}}", "{report: {written: {before: 04-01}}}", "11:44", "+1-04-01"),
    rule("count", "{plan: {}}", "{plan: {count: 2}}", "11:31", "count 应写成"),
    rule("two-keys", "{plan: {}}", "{plan: {}, duty: {}}", "11:16", "这里只能写一个键，写了 2 个"),
    rule("no-parts", "{plan: {}}", "{any: []}", "11:17", "any 下面至少要写一个条件"),
    rule(
        "too-large",
        "{plan: {}}",
        "{all: [" + ", ".join(f"{{plan: {{count: {{at_least: {n}}}}}}}" for n in range(1, 18)) + "]}",
        "2:9",
        "请拆成几条规则",
    ),
    rule("id-again", "id: id-again", "id: rate-loss", "2:9", "编号「rate-loss」已在"),
    # What is valid and can never take effect:
    rule("dead", "{plan: {}}", "{all: [{plan: {}}, {not: {plan: {}}}]}", "11:16", "永远不会成立"),
    rule("dead-scope", "{plan: {}}", "{report: {year: {at_most: 2018}}}", "11:16", "与适用范围矛盾"),
    rule("shadowed", "{plan: {}}", "{quantity: {unit: shadowed, value: 3}}", "11:16", "永远轮不到这一步"),
    rule("adjust-dead", "    met", "    adjust: [{severity: may, years: 2015}]\n    met", "9:13", "没有交集"),
    rule("basis-dead", "{since: 2019}", "{since: 2012, until: 2015}", "6:12", "都没有效力"),
    rule("overlap", "unit: overlap", "unit: key-missing-none", "8:13", "会重复计分"),
    Mistake("overlapped", "instruments/a-first.yaml", RULE.format(id="key-missing-none"), "", ""),
    Mistake("hole", "instruments/hole.yaml", HOLE, "20:14", "空出了2019–2020 年度"),
    Mistake(
        "conclusion-unused",
        "instruments/unused.yaml",
        "conclusions:\n  - {id: nobody-asks, title: 无, when: {plan: {}}}\n",
        "2:10",
        "没有规则用到",
    ),
    Mistake("circle", "instruments/circle.yaml", CIRCLE, "2:33", "结论互相依赖"),
)
# What the other files say that cannot be.
OTHERS = (
    Mistake("lexicon-key", "lexicon/words.yaml", "insid: 响应诉求\n", "1:1", "您是否想写「inside」"),
    Mistake("phrase-empty", "lexicon/rates.yaml", 'vague: ["", 高于…]\n', "1:9", "短语不能为空"),
    Mistake(
        "phrase-wide",
        "lexicon/topics.yaml",
        "mentions: [{id: a, title: 甲, terms: [甲，乙]}]\n",
        "1:38",
        "标点请写半角",
    ),
    Mistake("phrase-gap", "lexicon/rates.yaml", "", "1:13", "… 前后都要有文字"),
    Mistake("matter", "lexicon/indicators.yaml", INDICATORS, "2:56", "您是否想写「reconsideration」"),
    Mistake(
        "lexicon-id", "lexicon/indicators.yaml", "", "4:10", "编号「a.c」已在 lexicon/indicators.yaml:3 用过"
    ),
    Mistake(
        "weights-sum",
        "schemes/weighted.yaml",
        "dimensions:\n  - {id: form, title: 时限形式, weight: 25}\n",
        "2:3",
        "权重合计 110，应为 100（差 +10）",
    ),
    Mistake(
        "dimension-empty",
        "schemes/flat.yaml",
        "dimensions: [{id: extra, title: 附加, weight: 1}]\n",
        "1:13",
        "维度「extra」没有一条规则",
    ),
    Mistake(
        "grade-floor",
        "schemes/deduction.yaml",
        "grades: [{at_least: 101, title: 卓越}]\n",
        "1:9",
        "永远得不到",
    ),
    Mistake(
        "veto",
        "schemes/veto.yaml",
        "vetoes: [{rules: frp-section-presen, grade: 不及格, reason: 无}]\n",
        "1:18",
        "您是否想写「frp-section-present」",
    ),
    Mistake("veto-grade", "schemes/veto.yaml", "", "1:45", "您是否想写「不合格」"),
    Mistake("severity-weight", "schemes/weights.yaml", "shoul: 3\n", "1:1", "您是否想写「should」"),
    Mistake("scheme", "profiles/county.yaml", "scheme: weightd\n", "1:9", "您是否想写「weighted」"),
    Mistake("profile-hole", "profiles/city.yaml", "since: 2023\n", "1:8", "在2021–2022 年度没有档案"),
    Mistake(
        "profile-overlap", "profiles/township.yaml", "since: 2019\n", "1:8", "同时适用档案「township-2015」"
    ),
    Mistake(
        "change-rule",
        "changes.yaml",
        "changes:\n  - {rule: rate-los, weight: 2}\n  - {rule: rate-loss}\n",
        "2:12",
        "您是否想写「rate-loss」",
    ),
    Mistake("change-none", "changes.yaml", "", "3:5", "没有写改什么"),
    Mistake("waiver-over", "waivers.yaml", WAIVERS, "2:53", "已于 2026-02-28 到期"),
    Mistake("waiver-reason", "waivers.yaml", "", "3:5", "缺少「reason」"),
    Mistake("waiver-day", "waivers.yaml", "", "4:52", "「2026-02-30」不是日期"),
)


def told(folder: Path, mistakes: Iterable[Mistake]) -> Mapping[str, list[str]]:
    """File → what the check says of it, with all the mistakes in one overlay."""
    for mistake in mistakes:
        path = folder / mistake.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if mistake.text:
            path.write_text(mistake.text, "utf-8", "surrogateescape")
    found: dict[str, list[str]] = {}
    for problem in check(folder, DAY).problems:
        found.setdefault(problem.file, []).append(str(problem))
    return found


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    said: dict[str, list[str]] = {}
    for group in (WRITING, RULES, OTHERS):
        said |= told(tmp_path_factory.mktemp("overlay"), group)
    return said


def _cases() -> list[Any]:
    return [pytest.param(one, id=one.name) for one in (*WRITING, *RULES, *OTHERS) if one.place]


@pytest.mark.parametrize("mistake", _cases())
def test_a_mistake_is_told_at_its_place_with_the_remedy(
    checked: Mapping[str, list[str]], mistake: Mistake
) -> None:
    said = checked.get(mistake.file, [])
    place = f"{mistake.file}:{mistake.place}: "
    assert any(line.startswith(place) and mistake.words in line for line in said), said


def test_there_are_more_than_forty_kinds() -> None:
    assert len({mistake.name for mistake in (*WRITING, *RULES, *OTHERS)}) > 60
