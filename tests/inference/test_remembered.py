"""What durable-rules has answered is not asked again, and nobody can tell but by the time it takes."""

import json
from collections.abc import Callable

import durable_rules_engine as durable
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference import (
    Case,
    DisagreementError,
    Engine,
    SessionError,
    compile_rules,
    judge,
    remembered,
    sessions,
)
from engine.inference.judging import infer
from engine.inference.reference import evaluate
from engine.model import Fact
from engine.rulebook.rules import All, Any, Atom, Expression, Not, Rule
from engine.rulebook.rules import Test as Condition  # pytest would collect a Test

Make = Callable[..., Rule]
MakeFact = Callable[..., Fact]
Compiled = Callable[..., Engine]


def value_is(*values: object) -> Atom:
    return Atom("rate", (Condition("v", "in", values),))  # type: ignore[arg-type]  # any value, on purpose


def steps(engine: Engine, *facts: Fact) -> list[str]:
    return [verdict.step for verdict in judge(Case(engine, facts), list(engine.rules))]


@pytest.fixture
def asserted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every batch of facts that reaches durable-rules."""
    seen: list[str] = []
    original = durable.assert_facts

    def assert_facts(handle: int, facts: str) -> object:
        seen.append(facts)
        return original(handle, facts)

    monkeypatch.setattr(durable, "assert_facts", assert_facts)
    return seen


def test_a_report_like_an_earlier_one_asks_nothing(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, asserted: list[str]
) -> None:
    engine = compiled(make_rule("r", All((value_is(1), Not(value_is(2))))), make_rule("s", value_is(3)))
    first = steps(engine, make_fact("x", "rate", v=1))
    assert asserted
    asserted.clear()
    assert steps(engine, make_fact("y", "rate", start=9, v=1, other=5)) == first == ["step[0]", "gap"]
    assert not asserted
    engine.forget()
    assert steps(engine, make_fact("x", "rate", v=1)) == first
    assert asserted


def test_only_what_is_new_in_a_report_is_asked(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, asserted: list[str]
) -> None:
    engine = compiled(*(make_rule(f"r{n}", value_is(n)) for n in range(5)))
    old, new = make_fact("x", "rate", v=1), make_fact("y", "rate", v=2)
    steps(engine, old)
    asserted.clear()
    assert steps(engine, old, new) == ["gap", "step[0]", "step[0]", "gap", "gap"]
    facts = [fact for batch in asserted for fact in json.loads(batch)]
    assert len([fact for fact in facts if "kind" in fact]) == 1
    assert len([fact for fact in facts if "judge" in fact]) == 1


def test_the_same_facts_support_a_verdict_that_is_remembered(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    engine = compiled(make_rule("r", Any((value_is(1), value_is(2)))))
    for names in (("a",), ("b", "c"), ("d",)):
        facts = [make_fact(name, "rate", start=place, v=1 + place) for place, name in enumerate(names)]
        assert judge(Case(engine, facts), ["r"])[0].facts == names


ATOMS = [
    Atom(kind, (Condition("v", "in", (v,)),), n)
    for kind in ("rate", "plan")
    for v in (1, True)
    for n in (1, 2)
]
EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
REPORTS = st.lists(
    st.lists(
        st.tuples(st.sampled_from(("rate", "plan")), st.sampled_from((1, True, 1.0, 2, "1"))), max_size=4
    ),
    min_size=1,
    max_size=6,
)


@given(st.lists(st.lists(EXPRESSIONS, max_size=3), min_size=1, max_size=4), REPORTS, st.integers(0, 3))
def test_the_order_of_reports_changes_no_verdict(
    make_rule: Make,
    make_fact: MakeFact,
    drawn_rules: list[list[Expression]],
    reports: list[list[tuple[str, object]]],
    kept: int,
) -> None:
    rules = [make_rule(f"r{number}", *steps) for number, steps in enumerate(drawn_rules)]
    cases = [
        [make_fact(f"f{n}", kind, start=n, v=value) for n, (kind, value) in enumerate(report)]
        for report in reports
    ]
    expected = [tuple(evaluate(rule, facts) for rule in rules) for facts in cases]
    with pytest.MonkeyPatch.context() as patch, compile_rules(rules) as engine:
        patch.setattr(remembered, "MOST", kept)  # forgets often
        for order in (range(len(cases)), reversed(range(len(cases)))):
            for place in order:
                assert infer(Case(engine, cases[place]), [rule.id for rule in rules]) == expected[place]


def test_no_more_is_remembered_than_fits(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "MOST", 10)
    engine = compiled(*(make_rule(f"r{n}", value_is(n)) for n in range(40)))
    for n in range(40):
        assert steps(engine, make_fact("x", "rate", v=n)).index("step[0]") == n
        assert len(engine.conditions.remembered) <= 10 + 1
        assert len(engine.top.remembered) <= 10 + 40


def test_what_is_remembered_wrongly_is_never_a_verdict(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    """The second key does not know what the first one remembers."""
    fact = make_fact("x", "rate", v=1)
    engine = compiled(make_rule("r", value_is(1)), make_rule("s", value_is(2)))

    def is_refused() -> None:
        with pytest.raises(DisagreementError, match="规则 r"):
            steps(engine, fact)
        engine.forget()
        assert steps(engine, fact) == ["step[0]", "gap"]

    steps(engine, fact)
    conditions = engine.conditions.remembered._known
    conditions.update(dict.fromkeys(conditions, ()))
    is_refused()
    decided = engine.top.remembered._known
    decided.update({question: answer._replace(rank=None) for question, answer in decided.items()})
    is_refused()


def test_a_failure_is_not_remembered(
    make_rule: Make, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = compiled(make_rule("r", value_is(1)))
    with monkeypatch.context() as patch:
        patch.setattr(sessions.Program, "run", lambda *_: {})
        with pytest.raises(SessionError):
            steps(engine)
    assert steps(engine) == ["gap"]
