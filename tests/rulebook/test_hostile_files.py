"""Careless and hostile rule files: refused with the reason, in bounded memory; nothing of them is run."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.facts import FactReader
from engine.outline import outline
from engine.reading import read
from engine.rulebook import Lexicon, Problem, RulebookError
from engine.rulebook.build import MAX_PROBLEMS, build
from engine.rulebook.inspection import inspect
from engine.rulebook.load import Loader
from engine.rulebook.references import LINKED, check_references
from engine.rulebook.rule_files import RuleReader
from engine.rulebook.tailoring import changed, grants
from engine.rulebook.tree import Entry, Node, parse
from fazhi.paths import rules_folder

HOSTILE = "((x+x+)+y["  # no pattern, and a slow one where it is made one
MEGABYTES = 300
SAMPLE = rules_folder().parent / "samples/county-good.txt"
WORDS = st.sampled_from(
    "rules id title dimension severity basis instrument expect all any not partial when message changes rule"
    " waivers rate name value at_least form must plan count …".split()
)
SCALARS = WORDS | st.text(max_size=12) | st.integers() | st.booleans() | st.none() | st.floats()
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=25,
)


@pytest.fixture(scope="module")
def loader() -> Loader:
    ready = Loader(rules_folder(), None)
    ready.load()
    return ready


def understood(loader: Loader, data: bytes) -> list[Problem]:
    """What is wrong with these bytes, as a file of rules, of changes and of waivers."""
    problems: list[Problem] = []
    try:
        node = parse(data, "instruments/f.yaml")
        reader = RuleReader(loader.names, loader.known, problems)
        rules = reader.rules(node)
        reader.conclusions(node)
        changed(rules, node, loader.known.provinces, loader.listed, problems)
        grants(node, rules, loader.listed, problems)
    except RulebookError as error:
        return list(error.problems)
    return problems


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_understood_or_refused(loader: Loader, data: bytes) -> None:
    for problem in understood(loader, data):
        assert problem.line >= 1
        assert problem.column >= 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES)
def test_any_yaml_is_understood_or_refused(loader: Loader, tree: object) -> None:
    understood(loader, yaml.safe_dump(tree, allow_unicode=True).encode())


def poisoned(node: Node, key: str = "") -> Node:
    """The node with a hostile word in every list of words, and in every mapping of words."""
    if isinstance(node.value, Mapping):
        entries = {name: Entry(e.key, poisoned(e.value, name)) for name, e in node.value.items()}
        if entries and key not in LINKED and all(isinstance(e.value.value, str) for e in entries.values()):
            some = next(iter(entries.values()))
            entries[HOSTILE] = some
        return node._replace(value=entries)
    if isinstance(node.value, tuple):
        if node.value and key not in {*LINKED, "pairs"} and all(isinstance(n.value, str) for n in node.value):
            return node._replace(value=(*node.value, node.value[0]._replace(value=HOSTILE)))
        return node._replace(value=tuple(poisoned(item, key) for item in node.value))
    return node


def test_no_word_of_the_lexicon_is_read_as_a_pattern(loader: Loader) -> None:
    values: dict[str, Any] = {}
    for field in fields(Lexicon):
        problems: list[Problem] = []
        tree = loader.trees[f"lexicon/{field.name}.yaml"]
        spoilt = build(poisoned(tree), field.type, problems)
        values[field.name] = build(tree, field.type, []) if problems else spoilt
    lexicon = Lexicon(**values)
    report = outline(read(SAMPLE), lexicon.outline)
    assert len(FactReader(lexicon).read(report)) > 100


@pytest.mark.parametrize(
    "content",
    [
        b"a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n",
        b"rules: !!python/object/apply:os.system ['touch /tmp/owned']\n",
        b"[" * 5000,
        b"rules: [" + b"x, " * 300_000 + b"]",
        b"? " * 3000,
        b"rules:\n" + b"  - {id: a, title: " + b"x" * 900_000 + b"}\n",
        "vague: [{}]".format(", ".join(["…".join("的" * 40)] * 500)).encode(),
    ],
    ids=["aliases", "code", "depth", "nodes", "keys", "text", "gaps"],
)
def test_a_bomb_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon/rates.yaml").write_bytes(content)
    assert inspect(rules_folder(), tmp_path).problems
    assert not Path("/tmp/owned").exists()  # noqa: S108 - what the hostile file would make


def test_problems_without_end_are_cut_off(tmp_path: Path) -> None:
    (tmp_path / "instruments").mkdir()
    rules = "rules:\n" + "".join(f"  - {{id: r{n}, severity: shoud}}\n" for n in range(5_000))
    (tmp_path / "instruments/many.yaml").write_text(rules, "utf-8")
    problems = inspect(rules_folder(), tmp_path).problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert any("以下不再列出" in problem.message for problem in problems)


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "changes.yaml")
    (tmp_path / "waivers.yaml").symlink_to("/dev/zero")
    assert {p.message for p in inspect(rules_folder(), tmp_path).problems} == {"不是普通文件，请删去"}


def test_the_largest_folder_that_is_allowed_fits_in_memory(tmp_path: Path) -> None:
    (tmp_path / "instruments").mkdir()
    for number in range(12):
        text = "rules: [" + "x, " * 65_000 + "x]\n"
        (tmp_path / f"instruments/{number}.yaml").write_text(text, "utf-8")
    script = (
        "import sys; from pathlib import Path; from engine.rulebook.inspection import inspect\n"
        "from fazhi.paths import rules_folder\n"
        "print(len(inspect(rules_folder(), Path(sys.argv[1])).problems))"
    )
    limit = MEGABYTES * 1024 * 1024
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit)),
    )
    assert int(done.stdout) > 0


ODD = ["- x\n", "{names}: {{a: b}}\n", "{names}: [[a], {{id: {{a: b}}}}, {{id: [c]}}, 7]\n"]


@pytest.mark.parametrize("text", ODD)
def test_references_are_checked_in_whatever_shape(loader: Loader, text: str) -> None:
    for file in [name for name in loader.trees if name.startswith("lexicon/")]:
        value = loader.trees[file].value
        for names in value if isinstance(value, Mapping) else ():
            check_references({**loader.trees, file: parse(text.format(names=names).encode(), file)}, [])


@pytest.mark.parametrize("name", ["{a: b}", "[{a: b}]", "[[a]]", "7", "null"])
def test_a_name_that_is_no_text_is_refused(loader: Loader, name: str) -> None:
    text = f"conclusions: [{{id: a, title: 甲, when: {{rate: {{name: {name}}}}}}}]"
    assert understood(loader, text.encode()) or understood(
        loader, text.replace("conclusions", "rules").encode()
    )


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        (
            "instruments/a.yaml",
            "conclusions:\n"
            + "".join(f"  - {{id: a{n}, title: 甲, when: {{plan: {{}}}}}}\n" for n in range(301)),
            "再多评分会很慢",
        ),
        (
            "changes.yaml",
            "changes:\n"
            + "".join(f"  - {{rule: rate-loss, years: {n}, weight: 1}}\n" for n in range(2000, 2060)),
            "最多调整",
        ),
    ],
    ids=["conclusions", "changes"],
)
def test_what_would_make_the_engine_slow_is_refused(tmp_path: Path, file: str, text: str, words: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text, "utf-8")
    assert any(words in problem.message for problem in inspect(rules_folder(), tmp_path).problems)
