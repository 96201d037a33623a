"""What a rule means: verdicts, the facts they rest on, and that durable-rules always agrees."""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.inference import (
    Case,
    DisagreementError,
    Engine,
    Verdict,
    check_limits,
    compile_rules,
    judge,
    judging,
)
from engine.inference.reference import evaluate
from engine.model import Fact
from engine.rulebook.rules import All, Any, Atom, Expression, Not, Rule
from engine.rulebook.rules import Test as Condition  # pytest would collect a Test


def named(kind: str, *names: str, count: int = 1) -> Atom:
    return Atom(kind, (Condition("name", "in", names),), count)


RATE, TOPIC, DUTY = named("rate", "a"), named("topic", "a"), named("duty", "a")

Make = Callable[..., Rule]
MakeFact = Callable[..., Fact]
Compiled = Callable[..., Engine]


def verdict(engine: Engine, facts: Sequence[Fact]) -> tuple[str, tuple[str, ...]]:
    """The verdict on the only rule of ``engine``."""
    (found,) = judge(Case(engine, facts), list(engine.rules))
    return found.step, found.facts


def test_the_first_step_that_holds_decides(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(make_rule("r", RATE, TOPIC))
    rate, topic = make_fact("x", "rate", "a"), make_fact("y", "topic", "a")
    assert verdict(engine, [rate, topic]) == ("step[0]", ("x",))
    assert verdict(engine, [topic]) == ("step[1]", ("y",))


def test_the_gap_is_what_is_left(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(make_rule("r", RATE, TOPIC))
    assert verdict(engine, [make_fact("x", "rate", "b")]) == ("gap", ())


def test_a_rule_without_steps_is_always_a_gap(make_rule: Make, compiled: Compiled) -> None:
    assert verdict(compiled(make_rule("r")), []) == ("gap", ())


def test_verdicts_come_for_the_chosen_rules_in_their_order(make_rule: Make, compiled: Compiled) -> None:
    engine = compiled(make_rule("a", RATE), make_rule("b", Not(RATE)), make_rule("c", TOPIC))
    assert judge(Case(engine, []), ["c", "b"]) == (Verdict("c", "gap"), Verdict("b", "step[0]"))
    assert judge(Case(engine, []), ["b", "b"]) == (Verdict("b", "step[0]"), Verdict("b", "step[0]"))
    assert judge(Case(engine, []), []) == ()


def test_a_rule_that_was_not_compiled_is_refused(make_rule: Make, compiled: Compiled) -> None:
    with pytest.raises(KeyError, match="没有规则「z」"):
        judge(Case(compiled(make_rule("a", RATE)), []), ["z"])


@pytest.mark.parametrize(
    ("condition", "present", "expected"),
    [
        (All((RATE, TOPIC)), "rate topic", ("step[0]", ("rate", "topic"))),
        (All((RATE, TOPIC)), "rate", ("gap", ())),
        (Any((RATE, TOPIC)), "topic", ("step[0]", ("topic",))),
        (Any((RATE, TOPIC)), "topic rate", ("step[0]", ("rate", "topic"))),
        (Any((RATE, TOPIC)), "", ("gap", ())),
        (Not(RATE), "topic", ("step[0]", ())),
        (Not(RATE), "rate", ("gap", ())),
        (Not(Not(RATE)), "rate", ("step[0]", ("rate",))),
        (All((RATE, Not(TOPIC))), "rate", ("step[0]", ("rate",))),
        (All((RATE, Not(TOPIC))), "rate topic", ("gap", ())),
        (Any((All((RATE, TOPIC)), DUTY)), "rate duty", ("step[0]", ("duty",))),
        (Not(All((RATE, Not(TOPIC)))), "rate topic", ("step[0]", ("topic",))),
        (All((RATE, Not(RATE))), "rate", ("gap", ())),
        (Any((RATE, Not(RATE))), "", ("step[0]", ())),
        (All(()), "", ("step[0]", ())),
        (Any(()), "rate", ("gap", ())),
        (Not(Any(())), "rate", ("step[0]", ())),
    ],
)
def test_conditions_combine(  # noqa: PLR0913, PLR0917  # a table of cases, and what makes them
    condition: Expression,
    present: str,
    expected: tuple[str, tuple[str, ...]],
    make_rule: Make,
    make_fact: MakeFact,
    compiled: Compiled,
) -> None:
    facts = [make_fact(kind, kind, "a") for kind in present.split()]
    facts = sorted(facts, key=lambda fact: fact.id, reverse=True)
    assert verdict(compiled(make_rule("r", condition)), facts) == expected


def test_a_count_needs_that_many_facts(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(make_rule("r", named("rate", "a", count=3), named("rate", "a", "b", count=2)))
    facts = [make_fact(name, "rate", "a", start=9 - place) for place, name in enumerate("xyz")]
    assert verdict(engine, facts) == ("step[0]", ("z", "y", "x"))
    assert verdict(engine, facts[:2]) == ("step[1]", ("y", "x"))
    assert verdict(engine, facts[:1]) == ("gap", ())


def test_facts_are_shown_in_order_of_place(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(make_rule("r", named("rate", "a")))
    facts = [
        make_fact("nowhere", "rate", "a", start=None),
        make_fact("late", "rate", "a", start=20),
        make_fact("tie-b", "rate", "a", start=5),
        make_fact("tie-a", "rate", "a", start=5),
    ]
    assert verdict(engine, facts) == ("step[0]", ("tie-a", "tie-b", "late", "nowhere"))


@pytest.mark.parametrize(
    ("operator", "operand", "passing", "failing"),
    [
        ("in", ("a", "b"), ["a", "b"], ["c", "", None, 1]),
        ("in", (1, 2.5), [1, 1.0, 2.5], [2, True, "1", None]),
        ("in", (), [], ["a", 1, True, None]),
        ("not_in", ("a", 1), ["b", 2, True, None], ["a", 1, 1.0]),
        ("not_in", (), ["a", None], []),
        ("present", "", ["", 0, False, "x"], [None]),
        ("absent", "", [None], ["", 0, False]),
        ("at_least", 10, [10, 10.0, 11, 1e300, 2**80], [9, 9.999999999, -3, "11", True, None]),
        ("at_most", 10, [10, 9.5, -(2**80)], [10.000001, "9", "", False, None]),
        ("before", 10401, [10400, -5], [10401, 10402, "1", None]),
        ("after", 10401, [10402, 10401.5], [10401, 10400, "99999", True, None]),
    ],
)
def test_a_test_compares_values_of_its_own_type(  # noqa: PLR0913, PLR0917  # a table of cases, and what makes them
    operator: str,
    operand: object,
    passing: list[object],
    failing: list[object],
    make_rule: Make,
    make_fact: MakeFact,
    compiled: Compiled,
) -> None:
    engine = compiled(make_rule("r", Atom("rate", (Condition("v", operator, operand),))))  # type: ignore[arg-type]
    steps = {True: "step[0]", False: "gap"}
    for expected, values in ((True, passing), (False, failing)):
        for value in values:
            assert verdict(engine, [make_fact("x", "rate", v=value)])[0] == steps[expected], value


def test_a_missing_attribute_is_the_same_as_none(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    engine = compiled(make_rule("r", Atom("rate", (Condition("v", "absent"),))))
    assert verdict(engine, [make_fact("x", "rate")]) == ("step[0]", ("x",))
    assert verdict(engine, [make_fact("x", "rate", v=None)]) == ("step[0]", ("x",))


# Random rules over a small vocabulary, made of the values that durable-rules confuses.

VALUES = ("a", "9", "10", "", "true", 'x"y', 9, 10, 1, 1.0, 0.3, 0.1 + 0.2, 2**70, True, False)
NUMBERS = [value for value in VALUES if type(value) in (int, float)]
ATTRIBUTES = ("name", "v", "w")

conditions = st.one_of(
    st.builds(
        Condition,
        st.sampled_from(ATTRIBUTES),
        st.sampled_from(("in", "not_in")),
        st.lists(st.sampled_from(VALUES), max_size=3).map(tuple),
    ),
    st.builds(
        Condition,
        st.sampled_from(ATTRIBUTES),
        st.sampled_from(("at_least", "at_most", "before", "after")),
        st.sampled_from(NUMBERS),
    ),
    st.builds(Condition, st.sampled_from(ATTRIBUTES), st.sampled_from(("present", "absent"))),
)
atoms = st.builds(
    Atom, st.sampled_from(("rate", "topic")), st.lists(conditions, max_size=3).map(tuple), st.integers(1, 3)
)
expressions: st.SearchStrategy[Expression] = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=7,
)
rule_sets = st.lists(st.lists(expressions, max_size=4), min_size=1, max_size=4)
fact_sets = st.lists(
    st.tuples(
        st.sampled_from(("rate", "topic", "plan")),
        st.sampled_from(("a", "9", None)),
        st.integers(0, 3),
        st.dictionaries(st.sampled_from(("v", "w")), st.sampled_from((*VALUES, None))),
    ),
    max_size=7,
)


@given(rule_sets, fact_sets, st.randoms(use_true_random=False))
def test_durable_rules_and_the_reference_always_agree_whatever_the_order_of_facts(
    make_rule: Make,
    make_fact: MakeFact,
    drawn_rules: list[list[Expression]],
    drawn_facts: list[tuple[str, str | None, int, dict[str, object]]],
    random: Random,
) -> None:
    rules = [make_rule(f"r{number}", *steps) for number, steps in enumerate(drawn_rules)]
    assume(not any(check_limits(rule) for rule in rules))
    facts = [
        make_fact(f"f{number}", kind, name, start=start, **attributes)
        for number, (kind, name, start, attributes) in enumerate(drawn_facts)
    ]
    chosen = [rule.id for rule in rules]
    with compile_rules(rules) as engine:
        inferred = judging.infer(Case(engine, facts), chosen)
        assert inferred == tuple(evaluate(rule, facts) for rule in rules)
        random.shuffle(facts)
        assert judging.infer(Case(engine, facts), chosen) == inferred


@pytest.mark.parametrize("wrong", [Verdict("r", "gap"), Verdict("r", "step[0]", ("y",))])
def test_a_verdict_that_the_reference_does_not_confirm_is_never_returned(
    wrong: Verdict,
    make_rule: Make,
    make_fact: MakeFact,
    compiled: Compiled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = compiled(make_rule("r", RATE))
    monkeypatch.setattr(judging, "infer", lambda *_: (wrong,))
    with pytest.raises(DisagreementError, match=r"规则 r .*不一致.*事实：x") as caught:
        judge(Case(engine, [make_fact("x", "rate", "a")]), ["r"])
    assert caught.value.rule == "r"
    assert caught.value.inferred == wrong
    assert caught.value.expected == Verdict("r", "step[0]", ("x",))
    assert [fact.id for fact in caught.value.facts] == ["x"]
