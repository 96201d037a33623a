"""A report, what was read from it and its scorecard, made by hand: the front doors need no engine.

The agreed documents lie in tests/data/front. After an intended change write them anew with
``pytest tests/front --update-golden``, and read what changed before it is agreed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import pytest

from engine.facts import Previous, Told
from engine.inference.findings import Inferred
from engine.model import (
    Basis,
    Dimension,
    Fact,
    Finding,
    Grade,
    Identity,
    Quote,
    Report,
    Scheme,
    Scorecard,
    Section,
    Source,
    Span,
    Status,
)
from engine.rulebook import Lexicon, Profile, Rule, Rulebook
from engine.rulebook.rules import Any as AnyOf
from engine.rulebook.rules import Atom, Scope, Step, Years
from engine.rulebook.rules import Test as Condition  # pytest would collect a Test
from fazhi import pipeline
from fazhi.cli import main
from fazhi.publish.names import Names, names_of
from scorers import score

TEXT = """青禾县人民政府2024年法治政府建设年度报告
发布时间：2025-03-12

一、主要举措和成效
全县收到行政复议案件102件。行政机关负责人出庭应诉率明显提高。
[bold]加粗[/bold] \x1b[31m红字\x1b[0m <script>alert(1)</script> | 表格 | `代码`
二、存在的不足和原因
执法队伍力量不足，主要是编制偏少。
三、2025年主要安排
公开招录执法人员12名。
"""
PLAIN_TEXT = TEXT.replace("\x1b", "")


def quote(words: str, section: str | None = "measures") -> Quote:
    start = TEXT.index(words)
    return Quote(start, start + len(words), words, section)


SOURCE = Source("青禾县2024.txt", "text/plain", "ab" * 32, TEXT)
IDENTITY = Identity(
    is_report=True,
    document_kind="annual_report",
    title="青禾县人民政府2024年法治政府建设年度报告",
    unit="青禾县人民政府",
    region="青禾县",
    level="county",
    year=2024,
    published_on="2025-03-12",
    evidence={"year": Span(7, 12), "title": Span(0, 22)},
)
_MEASURES, _DEFICIENCIES, _PLAN = (TEXT.index(mark) for mark in ("一、", "二、", "三、"))
SECTIONS = {
    "measures": Section("measures", "headed", "一、主要举措和成效", 1, _MEASURES, _DEFICIENCIES),
    "deficiencies": Section("deficiencies", "headed", "二、存在的不足和原因", 1, _DEFICIENCIES, _PLAN),
    "first_responsible_person": Section("first_responsible_person", "missing"),
    "next_year_plan": Section("next_year_plan", "unheaded", None, None, _PLAN, len(TEXT)),
    "other_matters": Section("other_matters", "missing"),
}
REPORT = Report(SOURCE, TEXT, IDENTITY, (), SECTIONS, (), ())
FACTS = (
    Fact("f1", "report", None, None, {"year": 2024, "level": "county"}),
    Fact(
        "f2",
        "indicator",
        "reconsideration.received",
        quote("收到行政复议案件102件"),
        {"value": 102.0, "unit": "件", "section": "measures"},
    ),
    Fact(
        "f3",
        "rate",
        "court_appearance_rate",
        quote("行政机关负责人出庭应诉率明显提高"),
        {"basis": "vague", "percent": None},
    ),
    Fact(
        "f4",
        "check",
        None,
        quote("102件"),
        {"type": "ratio", "verdict": "consistent", "stated": 95.1, "computed": 95.122},
        (quote("102件"), quote("12名", "next_year_plan")),
        ("f2", "f3"),
    ),
    Fact("f5", "defect", "residue", quote("[bold]加粗[/bold] \x1b[31m红字"), {"origin": "document"}),
)
BASIS = (
    Basis("supervision-2019", "法治政府建设与责任落实督察工作规定", "第四章"),
    Basis("outline-2021", "法治政府建设实施纲要（2021—2025年）"),
)
SCHEME = Scheme(
    "weighted",
    "加权得分",
    (
        Dimension("sections", "五项内容", 30),
        Dimension("indicators", "指标披露", 15),
        Dimension("topics", "任务主题", 20),
    ),
    (Grade(90, "优秀"), Grade(80, "良好"), Grade(60, "合格"), Grade(0, "不合格")),
)


def rule(name: str, title: str, dimension: str, *steps: Step) -> Rule:
    return Rule(
        id=name,
        requirement=name,
        title=title,
        dimension=dimension,
        severity="must",
        weight=None,
        basis=BASIS,
        applies=Scope(Years(2016), ("county", "city")),
        adjust=(),
        steps=steps,
        message="报告没有出庭应诉率",
        advice="写明应出庭件数、出庭件数和出庭率",
        searched=("出庭应诉率",),
        because=(),
        near=(),
        examples=(),
        file="instruments/litigation/appearance.yaml",
        line=3,
    )


_RATE = Condition("name", "in", ("court_appearance_rate",))
RULES = (
    rule(
        "rate-official-appearance",
        "公布行政机关负责人出庭应诉率",
        "indicators",
        Step(
            "expect",
            "met",
            AnyOf(
                (
                    Atom("rate", (_RATE, Condition("basis", "in", ("stated", "derived")))),
                    Atom("indicator", (Condition("value", "at_least", 1),), count=2),
                )
            ),
            1.0,
            "",
        ),
        Step(
            "partial[0]",
            "partial",
            Atom("rate", (_RATE, Condition("basis", "in", ("vague",)))),
            0.2,
            "只作了笼统比较，没有数字",
        ),
    ),
    rule("frp-section-present", "设有第一责任人履职部分", "sections"),
)


def finding(name: str, title: str, status: Status, **fields: Any) -> Finding:
    given: dict[str, Any] = {
        "rule": name,
        "requirement": name,
        "title": title,
        "dimension": "sections",
        "status": status,
        "severity": "must",
        "weight": 5.0,
        "credit": 1.0 if status == "met" else 0.0,
        "basis": BASIS[:1],
        "message": "",
        "advice": "",
        "step": "gap" if status == "gap" else "expect",
    }
    return Finding(**(given | fields))


FINDINGS = (
    finding("measures-section-present", "设有举措成效部分", "met", evidence=(quote("一、主要举措和成效"),)),
    finding("problems-section-present", "设有不足和原因部分", "met", weight=3.0, severity="should"),
    finding(
        "form-clean-text",
        "文字完整、没有残留",
        "gap",
        severity="may",
        weight=1.0,
        message="文中有残留的代码 [red]不是标记[/red]",
        advice="删去残留的代码",
        evidence=(quote(TEXT[TEXT.index("[bold]") : TEXT.index("二、") - 1]),),
    ),
    finding(
        "frp-section-present",
        "设有第一责任人履职部分",
        "gap",
        message="报告没有写党政主要负责人履行第一责任人职责的情况",
        advice="单列一部分，写明主要负责人履职的次数、事项和结果",
        searched=("第一责任人", "党政主要负责人"),
        near_misses=(quote("行政机关负责人出庭应诉率明显提高"),),
        basis=BASIS,
    ),
    finding(
        "rate-official-appearance",
        "公布行政机关负责人出庭应诉率",
        "partial",
        dimension="indicators",
        credit=0.2,
        step="partial[0]",
        message="只作了笼统比较，没有数字",
        advice="写明应出庭件数、出庭件数和出庭率",
        evidence=(quote("行政机关负责人出庭应诉率明显提高"),),
        facts=("f3",),
    ),
    finding(
        "time-submitted-by-0301",
        "3月1日前报送",
        "needs_review",
        step="review[0]",
        message="页面没有写报送日期，请核对收文登记",
        advice="以 --received 写明收到日期后重新评分",
    ),
    finding(
        "topic-gov-legislation",
        "政府立法",
        "not_applicable",
        dimension="topics",
        step="applies",
        message="县级政府没有立法权",
    ),
)


def make_card(findings: Sequence[Finding] = FINDINGS, identity: Identity = IDENTITY) -> Scorecard:
    result = score(findings, SCHEME)
    return Scorecard(
        SOURCE,
        identity,
        "0.1.0",
        "2026.11",
        "0123456789abcdef" * 4,
        "county",
        "weighted",
        result.score,
        result.grade,
        result.dimensions,
        tuple(findings),
        result.points,
    )


NOT_A_REPORT = replace(IDENTITY, is_report=False, document_kind="work_plan", title="2024年工作要点")


@pytest.fixture
def card() -> Scorecard:
    return make_card()


@pytest.fixture
def empty_card() -> Scorecard:
    """Of a work plan that was taken for a report."""
    return make_card((), NOT_A_REPORT)


@pytest.fixture
def report() -> Report:
    return REPORT


@pytest.fixture
def found() -> tuple[Fact, ...]:
    return FACTS


@pytest.fixture
def rules() -> tuple[Rule, ...]:
    return RULES


def titled(**titles: str) -> tuple[SimpleNamespace, ...]:
    """Entries of a lexicon; __ in a name stands for a dot."""
    return tuple(SimpleNamespace(id=name.replace("__", "."), title=title) for name, title in titles.items())


LEXICON = SimpleNamespace(
    outline=None,
    indicators=SimpleNamespace(indicators=titled(reconsideration__received="收到行政复议申请")),
    rates=SimpleNamespace(rates=titled(court_appearance_rate="行政机关负责人出庭应诉率")),
    topics=SimpleNamespace(
        topics=titled(disclosure="政务公开"), mentions=titled(litigation="行政应诉"), covers=()
    ),
    duties=SimpleNamespace(actors=titled(head="政府主要负责人")),
    instruments=SimpleNamespace(instruments=titled(outline="法治政府建设实施纲要")),
)
RULEBOOK = Rulebook(
    version="2026.11",
    digest="0123456789abcdef" * 4,
    lexicon=cast("Lexicon", LEXICON),
    rules=RULES,
    conclusions=(),
    schemes={"weighted": SCHEME},
    profiles={
        "county": Profile("county", "县级政府", ("county",), "weighted"),
        "default": Profile("default", "通用", (), "weighted"),
    },
    weights={"must": 5.0, "should": 3.0, "may": 1.0},
)


@pytest.fixture
def names() -> Names:
    return names_of(RULEBOOK)


class House:
    """Stands in for the rooms behind the front doors, and remembers what they were told."""

    def __init__(self) -> None:
        self.identity = IDENTITY
        self.findings: Sequence[Finding] = FINDINGS
        self.told: list[Told] = []
        self.overlay: Path | None = None

    def load(self, _folder: Path, overlay: Path | None, _kept: Path | None) -> Rulebook:
        self.overlay = overlay
        return RULEBOOK

    def outline(self, source: Source, _lexicon: object) -> Report:
        return replace(REPORT, source=source, identity=self.identity)

    def read(self, _report: Report, told: Told, _previous: Previous | None = None) -> tuple[Fact, ...]:
        self.told.append(told)
        return FACTS

    def infer(self, *_told: object) -> Inferred:
        return Inferred(tuple(self.findings), ())


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The front doors with nothing behind them but ``House``; only reading is real."""
    rooms = House()
    monkeypatch.delenv("FAZHI_RULES", raising=False)
    monkeypatch.delenv("FAZHI_DEBUG", raising=False)
    monkeypatch.setattr(pipeline, "load", rooms.load)
    monkeypatch.setattr(pipeline, "compile_rules", lambda _rules, _conclusions: None)
    monkeypatch.setattr(pipeline, "FactReader", lambda _lexicon: rooms)
    monkeypatch.setattr(pipeline, "outline", rooms.outline)
    monkeypatch.setattr(pipeline, "infer", rooms.infer)
    pipeline.load_rules.cache_clear()
    yield rooms
    pipeline.load_rules.cache_clear()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A readable report."""
    path = tmp_path / "青禾县2024.txt"
    path.write_text(PLAIN_TEXT, encoding="utf-8")
    return path


def pytest_addoption(parser: pytest.Parser) -> None:
    text = "write the agreed documents of tests/data/front anew instead of comparing with them"
    parser.addoption("--update-golden", action="store_true", help=text)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """The agreed text of a document, given its name and its text as it is now."""
    folder = request.path.parent.parent / "data" / "front"
    update = request.config.getoption("--update-golden", default=False)

    def agreed(name: str, text: str) -> str:
        if update:
            (folder / name).write_text(text, encoding="utf-8", newline="")
        return (folder / name).read_text(encoding="utf-8")

    return agreed


class Outcome(NamedTuple):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Call the program as its users do, within this process."""

    def call(*arguments: str | Path) -> Outcome:
        code = main([str(argument) for argument in arguments])
        return Outcome(code, *capfd.readouterr())

    return call
