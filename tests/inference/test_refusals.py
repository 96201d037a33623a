"""Which rules and facts are refused before durable-rules sees them, and in which words."""

import re
from collections.abc import Callable

import pytest

from engine.inference import (
    Case,
    Engine,
    FactError,
    LimitError,
    MalformedRuleError,
    check_limits,
    compile_rules,
    judge,
)
from engine.model import Fact
from engine.rulebook.rules import All, Any, Atom, Expression, Not, Rule
from engine.rulebook.rules import Test as Condition  # pytest would collect a Test

Make = Callable[..., Rule]
MakeFact = Callable[..., Fact]


def value_is(*values: object) -> Atom:
    return Atom("rate", (Condition("v", "in", values),))  # type: ignore[arg-type]  # any value, on purpose


def several(count: int) -> tuple[Atom, ...]:
    return tuple(value_is(n) for n in range(count))


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        (All(several(16)), "步骤 step[0] 的一个分支里有 16 个条件，最多 15 个，请拆成几条规则"),
        (Not(Any(several(17))), "步骤 step[0] 的一个分支里有 17 个条件，最多 15 个，请拆成几条规则"),
        (Any(several(61)), "步骤 step[0] 的条件展开后有 61 个分支，最多 60 个，请拆成几条规则"),
        (
            All((Any(several(8)), Any(several(8)))),
            "步骤 step[0] 的条件展开后有 64 个分支，最多 60 个，请拆成几条规则",
        ),
        (
            Atom("rate", tuple(Condition(f"v{n}", "present") for n in range(13))),
            "步骤 step[0] 对 rate 提了 13 项要求，最多 12 项，请拆成几条规则",
        ),
        (
            Not(value_is(*range(301))),
            "步骤 step[0] 对 rate 列了 301 个取值，最多 300 个，请拆成几条规则",
        ),
    ],
)
def test_a_rule_too_large_for_durable_rules(condition: Expression, reason: str, make_rule: Make) -> None:
    rule = make_rule("large", condition)
    assert check_limits(rule) == [reason]
    with pytest.raises(LimitError, match="规则 large：") as caught:
        compile_rules([make_rule("fits", *several(2)), rule])
    assert caught.value.rule == "large"
    assert caught.value.reasons == (reason,)


def test_a_rule_with_too_many_steps(make_rule: Make) -> None:
    assert check_limits(make_rule("r", *several(15))) == []
    assert check_limits(make_rule("r", *several(16))) == ["规则有 16 个步骤，最多 15 个，请拆成几条规则"]


def test_a_condition_whose_branches_would_fill_the_memory_is_refused_unexpanded(make_rule: Make) -> None:
    rule = make_rule("r", All(tuple(Any((value_is(n), value_is(-n))) for n in range(1, 1001))))
    assert check_limits(rule) == [
        f"步骤 step[0] 的条件展开后有 {2**1000} 个分支，最多 60 个，请拆成几条规则",
        "步骤 step[0] 的一个分支里有 1000 个条件，最多 15 个，请拆成几条规则",
    ]


def test_the_largest_rule_that_fits_is_compiled(
    make_rule: Make, make_fact: MakeFact, compiled: Callable[..., Engine]
) -> None:
    tests = tuple(Condition(f"v{n}", "in", tuple(range(20))) for n in range(12))
    wide = All((Atom("rate", tests), *(Any((value_is(n), value_is(n + 50))) for n in range(5))))
    rule = make_rule("r", wide, *several(14))
    assert check_limits(rule) == []
    facts = [make_fact(f"f{n}", "rate", v=n + 50 * (n % 2)) for n in range(5)]
    whole = make_fact("whole", "rate", **{f"v{n}": 19 for n in range(12)})
    engine = compiled(rule)
    assert judge(Case(engine, [*facts, whole]), ["r"])[0].step == "step[0]"
    assert judge(Case(engine, facts), ["r"])[0].step == "step[1]"


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        (("v", "equals", ("a",)), "不认识的比较方式「equals」"),
        (("v", "in", "abc"), "比较方式 in 的取值应为列表，写的是「abc」"),
        (("v", "not_in", 3), "比较方式 not_in 的取值应为列表，写的是「3」"),
        (("v", "at_least", "10"), "比较方式 at_least 的取值应为数字，写的是「10」"),
        (("v", "at_most", True), "比较方式 at_most 的取值应为数字，写的是「True」"),
        (("v", "before", (1,)), "比较方式 before 的取值应为数字，写的是「(1,)」"),
        (("v", "after", float("nan")), "比较方式 after 的取值应为数字，写的是「nan」"),
        (("v", "in", ("a", float("inf"))), "取值「inf」不是文字、是非或有限的数字"),
        (("v", "in", (None,)), "取值「None」不是文字、是非或有限的数字"),
    ],
)
def test_a_malformed_test(test: tuple[object, ...], reason: str, make_rule: Make) -> None:
    rule = make_rule("r", value_is(1), Any((value_is(2), Not(Atom("rate", (Condition(*test),))))))  # type: ignore[arg-type]
    with pytest.raises(MalformedRuleError) as caught:
        compile_rules([rule])
    assert str(caught.value) == f"规则 r：步骤 step[1]：{reason}"


@pytest.mark.parametrize("count", [0, -1, True, 1.5])
def test_a_count_that_is_none(count: int, make_rule: Make) -> None:
    with pytest.raises(MalformedRuleError, match="数量应为正整数"):
        compile_rules([make_rule("r", Atom("rate", (), count))])


def test_rules_with_one_id(make_rule: Make) -> None:
    with pytest.raises(MalformedRuleError, match="规则编号「r」重复"):
        compile_rules([make_rule("r"), make_rule("r")])


@pytest.mark.parametrize("step", ["step[0]", "gap"])
def test_steps_with_one_id_or_that_of_the_gap(step: str, make_rule: Make) -> None:
    rule = make_rule("r", value_is(1), value_is(2))
    object.__setattr__(rule.steps[1], "id", step)
    with pytest.raises(MalformedRuleError, match=f"步骤编号「{re.escape(step)}」重复"):
        compile_rules([rule])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), [1], {"a": 1}, b"a"])
def test_a_fact_with_a_value_that_cannot_be_compared(
    value: object, make_rule: Make, make_fact: MakeFact, compiled: Callable[..., Engine]
) -> None:
    engine = compiled(make_rule("r", value_is(1)))
    with pytest.raises(FactError, match="事实 x 的属性 w 取值") as caught:
        judge(Case(engine, [make_fact("x", "topic", v=1, w=value)]), ["r"])
    assert caught.value.fact == "x"


def test_facts_with_one_id(make_rule: Make, make_fact: MakeFact, compiled: Callable[..., Engine]) -> None:
    facts = [make_fact("x", "rate", v=1), make_fact("x", "rate", v=2)]
    with pytest.raises(FactError, match="事实编号「x」重复"):
        judge(Case(compiled(make_rule("r", value_is(1))), facts), ["r"])
