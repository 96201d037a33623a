"""What durable-rules gets wrong, hangs or dies on, and that the program is safe from it.

Each test is named after a danger listed in docs/decisions/0004-inference.md. Where a danger is a crash or
a hang, the failing test takes the test run with it: that is noticed too.
"""

import gc
import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import durable_rules_engine as durable
import pytest

from engine.inference import Case, Engine, SessionError, Verdict, compile_rules, judge, packing, sessions
from engine.inference.codes import Pattern
from engine.model import Fact
from engine.rulebook.rules import All, Any, Atom, Not, Rule
from engine.rulebook.rules import Test as Condition  # pytest would collect a Test

Make = Callable[..., Rule]
MakeFact = Callable[..., Fact]
Compiled = Callable[..., Engine]

RATE = Atom("rate", ())


def value_is(*values: object) -> Atom:
    return Atom("rate", (Condition("v", "in", values),))  # type: ignore[arg-type]  # any value, on purpose


def steps(engine: Engine, *facts: Fact) -> dict[str, str]:
    """The deciding step of each rule of ``engine``."""
    return {verdict.rule: verdict.step for verdict in judge(Case(engine, facts), list(engine.rules))}


@pytest.fixture
def asserted(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Every fact that reaches durable-rules, as it does."""
    seen: list[dict[str, object]] = []
    original = durable.assert_facts

    def assert_facts(handle: int, facts: str) -> object:
        seen.extend(json.loads(facts))
        return original(handle, facts)

    monkeypatch.setattr(durable, "assert_facts", assert_facts)
    return seen


# Threads, sessions, memory


def test_background_threads_the_wall_clock_and_swallowed_exceptions() -> None:
    code = "import sys, engine.inference; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert "durable_rules_engine" in loaded.split()
    assert "durable" not in loaded.split()  # its Python layer, which has all three


def test_use_from_several_threads(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(*(make_rule(f"r{n}", value_is(n)) for n in range(20)))

    def met(n: int) -> list[str]:
        found = steps(engine, make_fact("x", "rate", v=n))
        return [rule for rule, step in found.items() if step != "gap"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(met, [n % 20 for n in range(100)])) == [[f"r{n % 20}"] for n in range(100)]


def test_more_than_1024_sessions_and_their_memory(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, memory: Callable[[], float]
) -> None:
    engine = compiled(*(make_rule(f"r{n}", value_is(n), Not(value_is(n + 1))) for n in range(50)))
    for _ in range(100):
        engine.forget()
        steps(engine, make_fact("x", "rate", v=7))
    before = memory()
    for _ in range(1000):
        engine.forget()
        assert steps(engine, make_fact("x", "rate", v=7))["r7"] == "step[0]"
    assert memory() - before < 20


@pytest.mark.parametrize("free", [Engine.dispose, lambda _: None], ids=["disposed", "dropped"])
def test_memory_of_rulesets_compiled_again(
    free: Callable[[Engine], None], make_rule: Make, memory: Callable[[], float]
) -> None:
    rules = [make_rule(f"r{n}", value_is(n)) for n in range(100)]

    def recompile() -> None:
        free(compile_rules(rules))
        gc.collect()

    for _ in range(5):
        recompile()
    before = memory()
    for _ in range(50):
        recompile()
    assert memory() - before < 20


def test_use_of_a_freed_ruleset(make_rule: Make, make_fact: MakeFact) -> None:
    engine = compile_rules([make_rule("r", RATE)])
    assert steps(engine, make_fact("x", "rate")) == {"r": "step[0]"}  # what it remembers is freed with it
    engine.dispose()
    engine.dispose()
    with compile_rules([make_rule("other", Not(RATE))]), pytest.raises(SessionError, match="已释放"):
        steps(engine, make_fact("x", "rate"))


def test_deleting_a_session_in_which_nothing_fired(make_rule: Make, compiled: Compiled) -> None:
    engine = compiled(make_rule("r", RATE))
    for _ in range(50):
        engine.forget()
        assert steps(engine) == {"r": "gap"}


def test_a_batch_without_facts(make_rule: Make, compiled: Compiled) -> None:
    assert sessions.Program([[{"m": {"v": 1}}]]).run([]) == {}
    assert steps(compiled()) == {}
    assert steps(compiled(make_rule("r"))) == {"r": "gap"}


def test_facts_that_no_rule_handles(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(make_rule("r", value_is(1)))
    unread, unmatched = make_fact("a", "topic", v=1), make_fact("b", "rate", v=2)
    assert steps(engine, unread, unmatched, make_fact("c", "rate", v=1)) == {"r": "step[0]"}
    assert steps(engine, unread, unmatched) == {"r": "gap"}


def test_more_facts_than_one_firing_reports(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    few = 65_535 // 8
    engine = compiled(make_rule("r", Atom("rate", (), count=few)))
    facts = [make_fact(f"f{n}", "rate") for n in range(few)]
    assert steps(engine, *facts) == {"r": "step[0]"}
    assert steps(engine, *facts[1:]) == {"r": "gap"}


# Absence and order


def test_absence_judged_before_the_facts_are_complete(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    engine = compiled(make_rule("r", All((value_is("present"), Not(value_is("blocker"))))))
    present = [make_fact(f"p{n}", "rate", v="present") for n in range(5)]
    blocker = make_fact("b", "rate", v="blocker")
    assert steps(engine, *present) == {"r": "step[0]"}
    for place in range(6):
        assert steps(engine, *present[:place], blocker, *present[place:]) == {"r": "gap"}


def test_absence_of_what_the_same_rule_needs(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    engine = compiled(make_rule("r", All((RATE, Not(RATE)))))
    assert steps(engine, make_fact("x", "rate")) == {"r": "gap"}


def test_firing_order_follows_nothing(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    facts = [make_fact(f"f{n}", "rate", v=n % 5, start=n) for n in range(40)]
    engine = compiled(*(make_rule(f"r{n}", All((value_is(n), Not(value_is(n + 3))))) for n in range(5)))
    expected = judge(Case(engine, facts), list(engine.rules))
    shuffled = facts.copy()
    random.Random(1).shuffle(shuffled)  # noqa: S311  # no secret
    assert judge(Case(engine, shuffled), list(engine.rules)) == expected
    assert expected[2] == Verdict("r2", "step[0]", tuple(f"f{n}" for n in range(2, 40, 5)))


def test_any_fires_for_each_branch_and_again(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    engine = compiled(make_rule("r", Any((value_is(1), value_is(2), value_is(1, 2)))))
    facts = [make_fact("x", "rate", v=1), make_fact("y", "rate", v=2)]
    assert judge(Case(engine, facts), ["r"]) == (Verdict("r", "step[0]", ("x", "y")),)


# Identity by 32-bit hash


def fnv1a(text: str) -> int:
    """The hash by which durable-rules tells ids, sessions and joined values apart."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


COLLIDING = ("cf894c5d", "52c2eda8")


def test_ids_with_the_same_hash(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, asserted: list[dict[str, object]]
) -> None:
    assert fnv1a(COLLIDING[0]) == fnv1a(COLLIDING[1])
    engine = compiled(*(make_rule(name, value_is(name)) for name in COLLIDING))
    facts = [make_fact(name, "rate", v=name) for name in COLLIDING]
    assert judge(Case(engine, facts), COLLIDING) == tuple(Verdict(n, "step[0]", (n,)) for n in COLLIDING)
    assert judge(Case(engine, facts[:1]), COLLIDING)[1] == Verdict(COLLIDING[1], "gap")
    assert {str(fact["id"]) for fact in asserted} <= {"start", *(f"f{n}" for n in range(10))}
    assert {fact["sid"] for fact in asserted} == {"s"}


def test_the_ids_and_numbers_in_use_have_hashes_of_their_own() -> None:
    ids = ["start", "sid-s", *(f"f{n}" for n in range(50_000))]
    numbers = [str(n) for n in range(50_000)]
    properties = ["id", "sid", "$s", "tag", "end", "kind", "holds", "judge"]
    properties += [f"{letter}{n}" for letter in "as" for n in range(300)]
    for names in (ids, numbers, properties):
        assert len({fnv1a(name) for name in names}) == len(names)


# Values


def test_nothing_but_small_integers_reaches_durable_rules(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, asserted: list[dict[str, object]]
) -> None:
    engine = compiled(
        make_rule("r", value_is("法治", 1.5, True), Not(Atom("rate", (Condition("w", "absent"),))))
    )
    facts = [make_fact(str(n), "rate", v=v, w=v) for n, v in enumerate(("长" * 99, 2**70, 1e-9, True, None))]
    steps(engine, *facts)
    values = {key: value for fact in asserted for key, value in fact.items() if key not in ("id", "sid")}
    assert set(values) == {"tag", "end", "kind", "a0", "a1", "holds", "s0", "s1", "judge"}
    assert all(type(value) is int and -1 <= value < 100 for value in values.values())


@pytest.mark.parametrize(
    "text",
    [
        '他说"好"',
        "两行\n两行",
        "反斜杠\\n",
        "表情😀",
        "空\0白",
        "终\u2028止",
        "\ud800",
        "",
        "{}",
        "$neq",
        "null",
    ],
)
def test_text_with_quotes_breaks_and_signs(
    text: str, make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    engine = compiled(make_rule("same", value_is(text)), make_rule("other", value_is(text + "x")))
    assert steps(engine, make_fact("x", "rate", v=text)) == {"same": "step[0]", "other": "gap"}


def test_text_of_65536_bytes_and_more(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    long = "a" * 65_536
    engine = compiled(make_rule("short", value_is("aaa")), make_rule("long", value_is(long + "b")))
    assert steps(engine, make_fact("x", "rate", v=long + "aaa")) == {"short": "gap", "long": "gap"}
    assert steps(engine, make_fact("x", "rate", v=long + "b")) == {"short": "gap", "long": "step[0]"}


def test_decimals_that_only_look_equal(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(make_rule("three", value_is(0.3)), make_rule("sum", value_is(0.1 + 0.2)))
    assert steps(engine, make_fact("x", "rate", v=0.3)) == {"three": "step[0]", "sum": "gap"}
    assert steps(engine, make_fact("x", "rate", v=0.1 + 0.2)) == {"three": "gap", "sum": "step[0]"}


def test_numbers_beyond_64_bits(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(
        make_rule("same", value_is(2**70)),
        make_rule("more", Atom("rate", (Condition("v", "at_least", 2**70 + 1),))),
    )
    assert steps(engine, make_fact("x", "rate", v=2**70)) == {"same": "step[0]", "more": "gap"}
    assert steps(engine, make_fact("x", "rate", v=2**71)) == {"same": "gap", "more": "step[0]"}


def test_text_nine_against_number_ten(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(
        make_rule("size", Atom("rate", (Condition("v", "at_least", 10),))),
        make_rule("number", value_is(9)),
        make_rule("text", value_is("9")),
    )
    assert steps(engine, make_fact("x", "rate", v="9")) == {"size": "gap", "number": "gap", "text": "step[0]"}
    assert steps(engine, make_fact("x", "rate", v=9)) == {"size": "gap", "number": "step[0]", "text": "gap"}


def test_true_against_one(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(
        make_rule("flag", value_is(True)),
        make_rule("number", value_is(1)),
        make_rule("decimal", value_is(1.0)),
        make_rule("size", Atom("rate", (Condition("v", "at_least", 1),))),
    )
    met, gap = "step[0]", "gap"
    flag = {"flag": met, "number": gap, "decimal": gap, "size": gap}
    assert steps(engine, make_fact("x", "rate", v=True)) == flag
    assert steps(engine, make_fact("x", "rate", v=1)) == {
        "flag": gap,
        "number": met,
        "decimal": met,
        "size": met,
    }


def test_null(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(
        make_rule("size", Atom("rate", (Condition("v", "at_most", 10),))),
        make_rule("absent", Atom("rate", (Condition("v", "absent"),))),
    )
    assert steps(engine, make_fact("x", "rate", v=None)) == {"size": "gap", "absent": "step[0]"}


# Sizes


def test_more_than_512_rules(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(*(make_rule(f"r{n}", value_is(n)) for n in range(1100)))
    found = steps(engine, make_fact("x", "rate", v=7), make_fact("y", "rate", v=1099))
    assert [rule for rule, step in found.items() if step != "gap"] == ["r7", "r1099"]


def test_more_than_512_kinds(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(*(make_rule(f"r{n}", Atom(f"kind-{n}", ())) for n in range(600)))
    found = steps(engine, make_fact("x", "kind-599"))
    assert [rule for rule, step in found.items() if step != "gap"] == ["r599"]


@pytest.mark.parametrize("names", [[()], [("a",)], [("a", "b")], [(), ("a",), ("b", "a"), ("a", "c", "d")]])
def test_more_than_64_rules_satisfied_by_one_fact(
    names: list[tuple[str, ...]], make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    atoms = []
    for n in range(200):
        listed = names[n % len(names)]
        name = (Condition("name", "in", listed),) if listed else ()
        atoms.append(Atom("rate", (Condition("v", "at_least", n), *name)))
    engine = compiled(*(make_rule(f"r{n}", atom) for n, atom in enumerate(atoms)))
    found = steps(engine, make_fact("x", "rate", "a", v=149))
    assert list(found.values()) == ["step[0]"] * 150 + ["gap"] * 50


def test_more_than_64_rules_that_one_fact_begins_to_satisfy(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    tests = ((Condition("v", "at_least", n), Condition("name", "in", (f"name-{n}",))) for n in range(150))
    engine = compiled(*(make_rule(f"r{n}", Atom("rate", both)) for n, both in enumerate(tests)))
    found = steps(engine, make_fact("x", "rate", "name-7", v=1000))
    assert [rule for rule, step in found.items() if step != "gap"] == ["r7"]


def test_more_than_256_rules_behind_one_pattern(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    both = [make_rule(f"r{n}", All((RATE, value_is(n))), All((RATE, Not(value_is(n))))) for n in range(300)]
    found = steps(compiled(*both), make_fact("x", "rate", v=7))
    assert found == {f"r{n}": "step[0]" if n == 7 else "step[1]" for n in range(300)}
    absent = [make_rule(f"r{n}", Not(value_is(n))) for n in range(390)]
    found = steps(compiled(*absent), make_fact("x", "rate", v=7))
    assert found == {f"r{n}": "gap" if n == 7 else "step[0]" for n in range(390)}


def test_more_than_512_patterns_in_few_rules(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled
) -> None:
    lists = [tuple(range(n * 300, n * 300 + 300)) for n in range(5)]
    engine = compiled(*(make_rule(f"r{n}", value_is(*values)) for n, values in enumerate(lists)))
    assert [*steps(engine, make_fact("x", "rate", v=1499)).values()] == ["gap"] * 4 + ["step[0]"]


def test_more_than_252_attributes_of_a_fact(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    rules = (make_rule(f"r{n}", Atom("rate", (Condition(f"v{n}", "in", (n,)),))) for n in range(300))
    fact = make_fact("x", "rate", **{f"v{n}": n for n in range(300)})
    assert set(steps(compiled(*rules), fact).values()) == {"step[0]"}


def test_sixteen_patterns_in_one_rule(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    needed = [value_is(n) for n in range(14)]
    engine = compiled(make_rule("r", All((*needed, Not(value_is("blocker"))))))
    facts = [make_fact(f"f{n}", "rate", v=n) for n in range(14)]
    assert steps(engine, *facts) == {"r": "step[0]"}
    assert steps(engine, *facts[1:]) == {"r": "gap"}
    assert steps(engine, *facts, make_fact("b", "rate", v="blocker")) == {"r": "gap"}


def test_fifteen_steps(make_rule: Make, make_fact: MakeFact, compiled: Compiled) -> None:
    engine = compiled(make_rule("r", *(value_is(n) for n in range(15))))
    for rank in range(15):
        facts = [make_fact(f"f{n}", "rate", v=n) for n in range(14, rank - 1, -1)]
        assert steps(engine, *facts) == {"r": f"step[{rank}]"}
    assert steps(engine) == {"r": "gap"}


# Failures that durable-rules keeps to itself


def test_a_failure_between_two_firings(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise ValueError("broken")

    engine = compiled(make_rule("r", RATE))
    with monkeypatch.context() as patch:
        patch.setattr(durable, "complete_and_start_action", fail)
        with pytest.raises(SessionError, match=r"推理过程出错：broken"):
            steps(engine, make_fact("x", "rate"))
    assert steps(engine, make_fact("x", "rate")) == {"r": "step[0]"}


def test_actions_that_never_start(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = compiled(make_rule("r", RATE))
    with monkeypatch.context() as patch:
        patch.setattr(durable, "start_action_for_state", lambda *_: None)
        with pytest.raises(SessionError, match="没有开始"):
            steps(engine, make_fact("x", "rate"))


def test_a_failure_in_the_middle_of_a_session(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = (Atom("rate", (Condition("v", "at_least", n),)) for n in range(100))
    rules = [make_rule(f"r{n}", size) for n, size in enumerate(sizes)]
    fact = make_fact("x", "rate", v=1000)
    with monkeypatch.context() as patch:
        patch.setitem(packing.LIMITS, "unnamed", 100)  # more than it can take
        engine = compiled(*rules)
    for _ in range(3):
        with pytest.raises(SessionError, match="error code: 303"):
            steps(engine, fact)
    assert set(steps(compiled(*rules), fact).values()) == {"step[0]"}


def test_facts_dropped_in_silence_behind_one_that_cannot_be_read(
    make_rule: Make, make_fact: MakeFact, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = compiled(make_rule("r", RATE))
    with monkeypatch.context() as patch:
        patch.setattr(sessions, "END", {f"p{n}": 1 for n in range(260)})
        with pytest.raises(SessionError, match="只收到 2 个事实中的 1 个"):
            steps(engine, make_fact("x", "rate"))
    assert steps(engine, make_fact("x", "rate")) == {"r": "step[0]"}


def test_a_rule_without_exactly_one_verdict(
    make_rule: Make, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = compiled(make_rule("r", RATE))
    monkeypatch.setattr(sessions.Program, "run", lambda *_: {})
    with pytest.raises(SessionError, match="规则 r 应有一个结论，实际得到 0 个"):
        steps(engine)


def test_a_definition_is_changed_by_compiling_it() -> None:
    rules: list[list[Mapping[str, Pattern]]] = [
        [{"m": {"$and": [{"v": 1}, {"$neq": {"w": 2}}]}}],
        [{"end": sessions.END}, {"n$not": {"v": 1}}],
    ]
    before = repr(rules)
    programs = [sessions.Program(rules), sessions.Program(rules)]
    assert repr(rules) == before
    assert [program.run([{"v": 1, "w": 1}]) for program in programs] == [{0: {0}}, {0: {0}}]


def test_a_definition_that_durable_rules_refuses() -> None:
    with pytest.raises(SessionError, match="推理过程出错"):
        sessions.Program([[{"m": {"$unknown": {"v": 1}}}]])
