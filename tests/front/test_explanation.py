"""The explanation of a verdict: the decisive step first, what had no bearing in one line."""

from dataclasses import replace

import pytest

from engine.inference.explain import explain
from engine.model import NOT_WORK_DONE, Fact, Finding, Quote, Scalar, Scorecard, Status
from engine.rulebook import Rule
from engine.rulebook.rules import All, Atom, Expression, Not, Step
from engine.rulebook.rules import Any as AnyOf
from engine.rulebook.rules import Test as Condition  # pytest would collect a Test
from fazhi.publish.explain_text import explanation
from fazhi.publish.names import Names

STANDING = Condition("section", "not_in", NOT_WORK_DONE)


def rate(basis: str) -> Atom:
    tests = (
        Condition("name", "in", ("court_appearance_rate",)),
        Condition("basis", "in", (basis,)),
        STANDING,
    )
    return Atom("rate", tests)


def step(name: str, when: Expression, status: Status = "partial") -> Step:
    return Step(name, status, when, 0.5, f"这是 {name}")


def stated(section: str = "measures") -> Fact:
    attributes: dict[str, Scalar] = {"percent": 95.0, "basis": "stated", "section": section}
    return Fact("f1", "rate", "court_appearance_rate", Quote(9, 16, "出庭率为95%", section), attributes)


class Teller:
    """Explains a rule of the given steps, held against facts, with the verdict that they give."""

    def __init__(self, rule: Rule, finding: Finding, names: Names) -> None:
        self.rule, self.finding, self.names = rule, finding, names

    def __call__(self, *facts: Fact, steps: tuple[Step, ...], whole: bool = False) -> list[str]:
        held = explain(replace(self.rule, steps=steps), facts)
        status: Status = next((s.status for s in steps if s.id == held.decided), "gap")
        finding = replace(self.finding, step=held.decided, status=status)
        return explanation(held, finding, self.names, whole=whole).splitlines()


@pytest.fixture
def tell(rules: tuple[Rule, ...], card: Scorecard, names: Names) -> Teller:
    return Teller(rules[0], card.findings[0], names)


STEPS = (
    step("exempt[0]", rate("vague"), "not_applicable"),
    step("expect", rate("stated"), "met"),
    step("partial[0]", rate("stated")),
    step("partial[1]", rate("derived")),
)


def test_the_verdict_and_the_decisive_step_lead(tell: Teller) -> None:
    lines = tell(stated(), steps=STEPS)
    order = [
        "判定：达标",
        "判定依据",
        "  ✓ 达标条件：成立",
        "此前各步",
        "此后各步，没有用到（加 --all 显示全部条件）",
    ]
    assert [line for line in lines if line in order] == order


def test_earlier_steps_say_what_they_missed_and_later_ones_take_a_line(tell: Teller) -> None:
    lines = tell(stated(), steps=STEPS)
    assert "    ✗ 比率「行政机关负责人出庭应诉率」：笼统" in lines
    assert "          未符合：笼统" in lines
    assert lines[-4:-1] == [
        "  ✓ 部分达标 1（这是 partial[0]）：成立",
        "  ✗ 部分达标 2（这是 partial[1]）：不成立",
        "",
    ]


def test_all_steps_are_told_in_full_when_asked_for(tell: Teller) -> None:
    lines = tell(stated(), steps=STEPS, whole=True)
    assert "    ✗ 比率「行政机关负责人出庭应诉率」：推算" in lines
    assert "此后各步，没有用到" in lines


def test_a_gap_rests_on_every_step(tell: Teller) -> None:
    lines = tell(steps=STEPS[1:])
    assert lines[1:4] == ["判定：缺口", "说明：比率不含不足和下年安排部分的内容", ""]
    assert "判定依据：以下各步都不成立" in lines
    assert lines.count("        没有读到") == 3


def test_what_holds_for_all_conditions_is_said_once(tell: Teller) -> None:
    text = "\n".join(tell(stated(), steps=STEPS, whole=True))
    assert text.count("不足和下年安排") == 1


def test_a_part_that_one_condition_leaves_out_is_said_with_it(tell: Teller) -> None:
    cited = Atom("citation", (Condition("name", "in", ("outline",)), STANDING))
    text = "\n".join(tell(steps=(step("expect", cited, "met"),)))
    assert "说明：" not in text
    assert "引用文件「法治政府建设实施纲要」：不写在「存在的不足和原因」或「下一年度主要安排」部分" in text


def test_a_fact_in_the_wrong_part_says_so(tell: Teller) -> None:
    lines = tell(stated("deficiencies"), steps=STEPS[1:2])
    assert "          未符合：不写在「存在的不足和原因」或「下一年度主要安排」部分" in lines


def test_a_fact_of_another_name_is_no_near_miss(tell: Teller) -> None:
    other = stated()._replace(name="another_rate")
    assert not [line for line in tell(other, steps=STEPS) if "相近" in line]


def test_alternatives_that_fail_take_a_line_beside_one_that_holds(tell: Teller) -> None:
    when = AnyOf((rate("stated"), rate("derived"), All((rate("vague"), Not(rate("stated"))))))
    lines = tell(stated(), steps=(step("expect", when, "met"),))
    at = lines.index("      ✗ 比率「行政机关负责人出庭应诉率」：推算")
    assert lines[at + 1] == "      ✗ 以下全部成立（2 项，未列出）"
    assert "        ✗ 没有以下情形：" in tell(stated(), steps=(step("expect", when, "met"),), whole=True)


def test_of_the_report_only_what_was_asked_is_told(tell: Teller) -> None:
    asked = (Condition("published", "before", 10401), Condition("received", "present"))
    report = Fact("f0", "report", None, stated().at, {"published": 10517, "unit": "青禾县", "received": None})
    lines = tell(report, steps=(step("expect", Atom("report", asked), "met"),))
    assert "        相近：公开日期 报告年度次年5月17日，没有收到日期" in lines
    assert "          未符合：公开日期早于报告年度次年4月1日；有收到日期" in lines


def test_what_was_not_judged_says_so(rules: tuple[Rule, ...], names: Names) -> None:
    shown = explanation(explain(rules[0], ()), None, names)
    assert "判定：未评分" in shown
    assert "以下各步没有用到" in shown
