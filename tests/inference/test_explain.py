"""Why a rule came out as it did: matching facts, nearest facts, and the tests that these failed."""

from collections.abc import Callable, Sequence

from engine.inference.explain import NEAREST, Branch, Leaf, explain
from engine.model import Fact, Scalar
from engine.rulebook.rules import All, Any, Atom, Expression, Not, Rule
from engine.rulebook.rules import Test as Condition  # pytest would collect a Test

STATED = Condition("basis", "in", ("stated",))
NAMED = Condition("name", "in", ("court_appearance_rate",))
BASE = Condition("denominator", "present")
FULL = Atom("rate", (NAMED, STATED, BASE))
ANY_RATE, ANY_PLAN = Atom("rate", ()), Atom("plan", ())

Make = Callable[..., Rule]


def rate(number: int, name: str = "court_appearance_rate", **attributes: Scalar) -> Fact:
    return Fact(f"f{number}", "rate", name, None, attributes)


def leaf(rule: Rule, facts: Sequence[Fact]) -> Leaf:
    node = explain(rule, facts).rungs[0].condition
    assert isinstance(node, Leaf)
    return node


def test_an_atom_that_holds_shows_the_facts_that_satisfy_it(make_rule: Make) -> None:
    good, other = rate(1, basis="stated", denominator=40), rate(2, basis="vague")
    node = leaf(make_rule("r", FULL), [good, other])
    assert (node.holds, node.matched, node.nearest) == (True, (good,), ())


def test_an_atom_that_fails_shows_the_nearest_facts_and_what_they_failed(make_rule: Make) -> None:
    vague, stated = rate(1, basis="vague"), rate(2, basis="stated")
    nearest = leaf(make_rule("r", FULL), [vague, stated]).nearest
    assert [near.fact for near in nearest] == [stated, vague]
    assert [near.passed for near in nearest] == [2, 1]
    assert [near.failed for near in nearest] == [(BASE,), (STATED, BASE)]


def test_of_facts_with_another_name_the_best_is_shown_only_where_no_namesake_is(make_rule: Make) -> None:
    namesake, poor = rate(1, basis="vague"), rate(2, name="filing_rate")
    good = rate(3, name="filing_rate", basis="stated", denominator=9)
    rule = make_rule("r", FULL)
    assert [near.fact for near in leaf(rule, [poor, good, namesake]).nearest] == [namesake]
    assert [near.fact for near in leaf(rule, [poor, good]).nearest] == [good]
    assert leaf(rule, [poor, good]).nearest[0].failed == (NAMED,)


def test_only_a_few_are_shown_and_facts_of_other_kinds_never(make_rule: Make) -> None:
    facts = [Fact("f99", "topic", "mediation", None), *(rate(n, basis="vague") for n in range(NEAREST + 2))]
    nearest = leaf(make_rule("r", FULL), facts).nearest
    assert [near.fact.id for near in nearest] == [f"f{n}" for n in range(NEAREST)]


def test_too_few_facts_fail_an_atom_that_counts_and_are_still_shown(make_rule: Make) -> None:
    found = rate(1, basis="stated")
    node = leaf(make_rule("r", Atom("rate", (STATED,), count=2)), [found])
    assert (node.holds, node.matched) == (False, (found,))


def test_without_facts_of_the_kind_nothing_is_near(make_rule: Make) -> None:
    assert leaf(make_rule("r", FULL), [Fact("f1", "plan", None, None)]).nearest == ()


def test_branches_hold_as_their_words_say(make_rule: Make) -> None:
    def shape(condition: Expression) -> tuple[str, bool, int]:
        node = explain(make_rule("r", condition), [rate(1)]).rungs[0].condition
        assert isinstance(node, Branch)
        return node.operator, node.holds, len(node.parts)

    assert shape(All((ANY_RATE, ANY_PLAN))) == ("all", False, 2)
    assert shape(Any((ANY_RATE, ANY_PLAN))) == ("any", True, 2)
    assert shape(Not(ANY_PLAN)) == ("not", True, 1)
    assert shape(All((Any((ANY_RATE, ANY_PLAN)), Not(ANY_PLAN)))) == ("all", True, 2)


def test_the_first_step_that_holds_decides_and_later_ones_are_explained_too(make_rule: Make) -> None:
    answer = explain(make_rule("r", FULL, ANY_RATE, ANY_RATE), [rate(1)])
    assert answer.decided == "step[1]"
    assert [rung.condition.holds for rung in answer.rungs] == [False, True, True]


def test_where_no_step_holds_it_is_the_gap(make_rule: Make) -> None:
    assert explain(make_rule("r", FULL), []).decided == "gap"
