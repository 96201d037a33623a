"""Changed reports whose change is known: facts and verdicts follow the change, and nothing else follows.

A sample of the mutants of every kind is run; ``FAZHI_MUTATIONS=all`` runs all of them, ``=N`` at most N of a
kind. What is known to come out otherwise stands in ``known.yaml``, each with its reason.
"""

import os
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.mutations import damage, figures, neutral, structure
from tests.mutations.comparing import Result, hold
from tests.mutations.mutants import Generator, Mutant
from tests.mutations.reports import REAL, bases

GENERATORS: Mapping[str, Generator] = {
    generator.__name__: generator
    for module in (figures, structure, damage, neutral)
    for generator in module.GENERATORS
}
A_KIND = "5"  # mutants of a kind where no other number is asked for
ASKED = os.environ.get("FAZHI_MUTATIONS", A_KIND)
SEED = 2024
# Of a sample, one miss of ten in a large kind weighs more than it should.
DETECTED = 0.99 if ASKED == "all" else 0.98


@cache
def mutants(kind: str) -> Sequence[Mutant]:
    """All mutants of one kind."""
    return [mutant for base in bases() for mutant in GENERATORS[kind](base)]


@cache
def results(kind: str) -> Sequence[Result]:
    """Those that are run, the same ones for the same number, held against what was expected of them."""
    chosen = mutants(kind)
    if ASKED != "all" and len(chosen) > int(ASKED):
        chosen = random.Random(SEED).sample(chosen, int(ASKED))  # noqa: S311  the same every time
    return [hold(mutant) for mutant in chosen]


@cache
def known(kind: str) -> Mapping[str, str]:
    """Of one kind: a pattern of report and change → why it comes out otherwise than expected."""
    entries = yaml.safe_load((Path(__file__).parent / "known.yaml").read_text("utf-8")) or []
    return {entry["mutant"]: entry["reason"] for entry in entries if entry["kind"] == kind}


def is_known(kind: str, result: Result) -> bool:
    return any(re.fullmatch(pattern, result.name) for pattern in known(kind))


def agree(failures: Sequence[Result]) -> None:
    """Fail with what is wrong in words: the values themselves hold whole reports."""
    if failures:
        pytest.fail(told(failures), pytrace=False)


def told(failures: Sequence[Result]) -> str:
    return "\n".join(map(str, failures))


@pytest.mark.parametrize("kind", GENERATORS)
def test_nothing_else_changes(kind: str) -> None:
    assert results(kind), f"no report has what {kind} changes"
    strange = [r for r in results(kind) if (r.strange_facts or r.strange_verdicts) and not is_known(kind, r)]
    agree(strange)


@pytest.mark.parametrize("kind", GENERATORS)
def test_what_changed_is_found(kind: str) -> None:
    missed = [result for result in results(kind) if result.missed and not is_known(kind, result)]
    agree(missed)


def test_of_all_mutants_ninety_nine_in_a_hundred_are_found() -> None:
    expected = sum(number for _, number in shares())
    found = sum(share * number for share, number in shares())
    misses = [result for kind in GENERATORS for result in results(kind) if result.missed]
    report = f"{found / expected:.2%} of {expected} mutants\n{told(misses)}"
    print(report)  # noqa: T201  shown by pytest -s, and where the test fails
    assert found / expected >= DETECTED, report


def shares() -> Iterator[tuple[float, int]]:
    """For each kind that expects something: the share that was found, and how many there are to find.

    Known misses count as missed. Of a sample the share is taken for the whole kind.
    """
    for kind in GENERATORS:
        asked = [result for result in results(kind) if result.mutant.must]
        if asked:
            share = sum(not result.missed for result in asked) / len(asked)
            yield share, sum(bool(mutant.must) for mutant in mutants(kind))


@pytest.mark.skipif(ASKED != "all", reason="only where all mutants are run: FAZHI_MUTATIONS=all")
@pytest.mark.parametrize("kind", GENERATORS)
def test_what_is_known_is_still_so(kind: str) -> None:
    wrong = [r.name for r in results(kind) if r.missed or r.strange_facts or r.strange_verdicts]
    mended = [entry for entry in known(kind) if not any(re.fullmatch(entry, name) for name in wrong)]
    assert not mended, "strike these from known.yaml"


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not at hand")
def test_the_real_reports_are_among_them() -> None:
    assert {path.stem for path in REAL.glob("*.txt")} <= {base.name for base in bases()}
