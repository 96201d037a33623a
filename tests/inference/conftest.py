"""Small makers of the rules and facts that these tests are about."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.inference import Engine, compile_rules
from engine.model import Fact, Quote, Scalar
from engine.rulebook.rules import Expression, Rule, Scope, Step


@pytest.fixture(scope="session")
def make_rule() -> Callable[..., Rule]:
    """A rule with this id and these conditions as its steps, ``step[0]``, ``step[1]`` and so on."""

    def make(name: str, *conditions: Expression) -> Rule:
        steps = tuple(Step(f"step[{rank}]", "met", when, 1.0, "") for rank, when in enumerate(conditions))
        return Rule(
            id=name,
            requirement=name,
            title=name,
            dimension="any",
            severity="must",
            weight=None,
            basis=(),
            applies=Scope(),
            adjust=(),
            steps=steps,
            message="",
            advice="",
            searched=(),
            because=(),
            near=(),
            examples=(),
            file="rules.yaml",
            line=1,
        )

    return make


@pytest.fixture(scope="session")
def make_fact() -> Callable[..., Fact]:
    """A fact with these attributes; ``start`` is its place, None for a fact that stands for an absence."""

    def make(
        name: str, kind: str, named: str | None = None, *, start: int | None = 0, **attributes: Scalar
    ) -> Fact:
        at = None if start is None else Quote(start, start + 1, "…")
        return Fact(name, kind, named, at, attributes)

    return make


@pytest.fixture
def compiled() -> Iterator[Callable[..., Engine]]:
    """An engine for these rules, freed after the test."""
    engines: list[Engine] = []

    def make(*rules: Rule) -> Engine:
        engines.append(compile_rules(rules))
        return engines[-1]

    yield make
    for engine in engines:
        engine.dispose()


@pytest.fixture
def memory() -> Callable[[], float]:
    """Megabytes that this process holds in main memory now."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("memory is measured on Linux only")
    return lambda: int(statm.read_text("ascii").split()[1]) * 4096 / 1e6
