"""Conclusions: facts that follow from facts, and from other conclusions, layer by layer."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference import Case, LimitError, compile_rules, conclude, judge
from engine.inference.explain import Branch, Leaf, explain
from engine.inference.reference import FactIndex, support
from engine.model import Fact, Quote
from engine.rulebook import RulebookError
from engine.rulebook.load import load
from engine.rulebook.rules import All, Any, Atom, Conclusion, Expression, Not, Rule, Step
from engine.rulebook.rules import Test as Condition  # pytest would collect a Test
from fazhi.paths import rules_folder

CLAIM, RATE = Atom("claim", ()), Atom("rate", (Condition("percent", "at_most", 20),))


def conclusion(name: str, when: Expression) -> Conclusion:
    return Conclusion(name, f"结论{name}", (Step("when", "met", when, 1.0, f"结论{name}"),), "c.yaml", 1)


def follows(*names: str) -> Atom:
    return Atom("conclusion", (Condition("name", "in", names),))


def fact(number: int, kind: str, **attributes: float) -> Fact:
    return Fact(f"f{number}", kind, None, Quote(number, number + 1, "…"), attributes)


def names(facts: Sequence[Fact]) -> list[str | None]:
    return [one.name for one in facts]


REFUTED = conclusion("refuted", All((CLAIM, RATE)))
DOUBTFUL = conclusion("doubtful", All((follows("refuted"), Atom("plan", ()))))


def test_a_conclusion_shows_the_facts_it_follows_from(make_rule: Callable[..., Rule]) -> None:
    claim, low, high = fact(1, "claim"), fact(2, "rate", percent=9.8), fact(3, "rate", percent=95)
    with compile_rules([make_rule("r", follows("refuted"))], [REFUTED]) as engine:
        (found,) = conclude(Case(engine, [claim, low, high]))
        assert (found.id, found.kind, found.name) == ("c1", "conclusion", "refuted")
        assert found.parts == ("f1", "f2")
        assert found.evidence == (claim.at, low.at)
        assert found.attributes["title"] == "结论refuted"
        (verdict,) = judge(Case(engine, [claim, low, high, found]), ["r"])
        assert (verdict.step, verdict.facts) == ("step[0]", ("c1",))
        assert conclude(Case(engine, [claim, high])) == ()


def test_conclusions_follow_from_conclusions_in_whatever_order_they_are_written() -> None:
    facts = [fact(1, "claim"), fact(2, "rate", percent=5), fact(3, "plan")]
    for written in ([REFUTED, DOUBTFUL], [DOUBTFUL, REFUTED]):
        with compile_rules([], written) as engine:
            found = conclude(Case(engine, facts))
            assert names(found) == ["refuted", "doubtful"]
            assert found[1].parts == ("c1", "f3")
            assert found[1].evidence == tuple(one.at for one in facts)


def test_what_is_not_concluded_is_known_before_anyone_asks() -> None:
    spared = conclusion("spared", All((CLAIM, Not(follows("refuted")))))
    with compile_rules([], [spared, REFUTED]) as engine:
        assert names(conclude(Case(engine, [fact(1, "claim")]))) == ["spared"]
        assert names(conclude(Case(engine, [fact(1, "claim"), fact(2, "rate", percent=5)]))) == ["refuted"]


def test_a_conclusion_too_large_for_durable_rules_is_refused_by_name() -> None:
    many = All(tuple(Atom("claim", (Condition("base", "in", (str(n),)),)) for n in range(20)))
    with pytest.raises(LimitError) as caught:
        compile_rules([], [conclusion("huge", many)])
    assert caught.value.rule == "huge"


def test_an_explanation_shows_the_whole_chain(make_rule: Callable[..., Rule]) -> None:
    facts = [fact(1, "claim"), fact(2, "rate", percent=5), fact(3, "plan")]
    rule = make_rule("r", follows("doubtful"))
    with compile_rules([rule], [REFUTED, DOUBTFUL]) as engine:
        held = explain(rule, [*facts, *conclude(Case(engine, facts))], [REFUTED, DOUBTFUL])
    leaf = held.rungs[0].condition
    assert isinstance(leaf, Leaf)
    assert leaf.holds
    (link,) = leaf.chain
    assert link.conclusion == DOUBTFUL
    assert isinstance(link.condition, Branch)
    (below,) = (part for part in link.condition.parts if isinstance(part, Leaf) and part.chain)
    assert below.chain[0].conclusion == REFUTED


def _expressions(known: Sequence[str]) -> st.SearchStrategy[Expression]:
    atoms: list[Expression] = [Atom("claim", ()), Atom("plan", ()), RATE, Atom("rate", (), 2)]
    atoms += [follows(name) for name in known]
    leaves = st.sampled_from(atoms)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(Any, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        ),
        max_leaves=4,
    )


@st.composite
def _chains(draw: st.DrawFn) -> list[Conclusion]:
    known: list[str] = []
    chain = []
    for number in range(draw(st.integers(1, 4))):
        chain.append(conclusion(f"k{number}", draw(_expressions(known))))
        known.append(f"k{number}")
    return chain


@given(
    chain=_chains(), kinds=st.lists(st.sampled_from(["claim", "plan", "rate"]), max_size=5), seed=st.randoms()
)
def test_what_is_concluded_is_what_the_conditions_say_one_after_the_other(
    chain: list[Conclusion], kinds: list[str], seed: object
) -> None:
    facts = [fact(number, kind, percent=number * 10.0) for number, kind in enumerate(kinds)]
    expected: list[Fact] = []
    for one in chain:  # written lowest first
        if support(one.when, FactIndex([*facts, *expected])) is not None:
            expected.append(Fact(one.id, "conclusion", one.id, None))
    shuffled = sorted(chain, key=lambda _: seed.random())  # type: ignore[attr-defined]
    with compile_rules([], shuffled) as engine:
        assert sorted(map(str, names(conclude(Case(engine, facts))))) == sorted(map(str, names(expected)))


CONCLUSIONS = """conclusions:
  - id: first
    title: 甲
    when: {{conclusion: {first}}}
  - id: second
    title: 乙
    when: {{conclusion: {{name: first}}}}
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], list[str]]:
    """What is wrong with these rules, laid over those of the program."""

    def problems(text: str) -> list[str]:
        (tmp_path / "instruments").mkdir(exist_ok=True)
        (tmp_path / "instruments/mine.yaml").write_text(text, "utf-8")
        with pytest.raises(RulebookError) as caught:
            load(rules_folder(), tmp_path)
        return [str(problem) for problem in caught.value.problems]

    return problems


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("{name: second}", "结论互相依赖：first、second"),
        ("{name: secnd}", "您是否想写「second」"),
        ("{}", "要写 name"),
    ],
)
def test_a_chain_that_cannot_be_followed_is_reported(
    written: Callable[[str], list[str]], first: str, words: str
) -> None:
    (problem,) = written(CONCLUSIONS.format(first=first))
    assert problem.startswith("instruments/mine.yaml:")
    assert words in problem
