"""The rules of the house that hold for every room. Each test lists its offenders, so a failure names them."""

import ast
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import yaml

from fazhi.paths import rules_folder, version

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("engine", "scorers", "fazhi")
READMES = ("README.md", "README.zh-CN.md")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock", "requirements-bench.lock")

IDEOGRAPH = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
NUMERALS = frozenset(
    "〇零一二三四五六七八九十百千万亿两廿卅"  # as written
    "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩"  # as written against forgery, and in Traditional script
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"  # as counted in automatic numbering
)
NOTATION = frozenset("年月日时分秒度至到第")  # how dates, spans and ordinals are written, like numerals
BLOCK_EDGES = frozenset(
    "\u3400\u4dbf\u4e00\u9fff\uf900\ufaff\U00020000\U0003ffff"
)  # ends of a range in a pattern

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Each Python file below the folders: its path from the root, and its syntax tree."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """String literals that are values: docstrings stand alone in their statement and are none."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def words(text: str) -> str:
    """The ideographs of a text that carry a meaning of their own."""
    return "".join(c for c in IDEOGRAPH.findall(text) if c not in NUMERALS | NOTATION | BLOCK_EDGES)


def imported(tree: ast.Module) -> set[str]:
    """Top-level names of the packages that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def public_without_docstring(parent: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in parent.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_") or is_overload(node):
                continue
            if not ast.get_docstring(node):
                yield node.name
            if isinstance(node, ast.ClassDef):
                yield from public_without_docstring(node)


def is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Whether it is a signature only: the function that follows says what it is for."""
    return any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list)


def files() -> Iterator[Path]:
    """Every file of the project, as a path from its root; caches, environments and outputs are none."""
    for top in sorted(ROOT.iterdir()):
        if top.name in {".git", ".venv", "dist", "build"} or "cache" in top.name:
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT)


def names_of(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=~!;\[ ]", line, maxsplit=1)[0].lower() for line in requirements}


def code_blocks(page: str) -> str:
    return "\n".join(re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL))


def lists_in(node: yaml.Node | None) -> Iterator[yaml.SequenceNode]:
    """The lists of a YAML file, wherever in it."""
    if isinstance(node, yaml.SequenceNode):
        yield node
        for entry in node.value:
            yield from lists_in(entry)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from lists_in(value)


def scalars(node: yaml.SequenceNode) -> list[str]:
    """The words of a list; entries of another kind are left out."""
    return [one.value for one in node.value if isinstance(one, yaml.ScalarNode)]


def test_python_reads_and_yaml_knows_so_the_engine_holds_no_chinese_word() -> None:
    found = [
        f"{name}:{literal.lineno}: {words(str(literal.value))}"
        for name, tree in modules("engine", "scorers")
        if not name.endswith("/messages.py")
        for literal in literals(tree)
        if words(str(literal.value))
    ]
    assert found == []


def test_only_inference_knows_durable_rules() -> None:
    who = [name for name, tree in modules(*ROOMS) if imported(tree) & {"durable", "durable_rules_engine"}]
    assert [name for name in who if not name.startswith("engine/inference/")] == []


def test_every_field_of_the_lexicon_has_a_reader() -> None:
    read = {
        node.attr for _, tree in modules(*ROOMS) for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
    found = [
        f"{name}: {kind.name}.{field.target.id}"
        for name, tree in modules("engine/rulebook")
        if "/lexicon_" in name
        for kind in tree.body
        if isinstance(kind, ast.ClassDef)
        for field in kind.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if field.target.id not in read
    ]
    assert found == []


def test_no_list_of_the_lexicon_says_a_word_twice() -> None:
    found = [
        f"{path.name}:{node.start_mark.line + 1}: {word}"
        for path in sorted((ROOT / "rules/lexicon").glob("*.yaml"))
        for node in lists_in(yaml.compose(path.read_text("utf-8"), yaml.CSafeLoader))
        for word, times in Counter(scalars(node)).items()
        if times > 1
    ]
    assert found == []


def test_every_public_function_and_class_says_what_it_is_for() -> None:
    silent = [f"{name}: {item}" for name, tree in modules(*ROOMS) for item in public_without_docstring(tree)]
    assert silent == []


def test_every_module_says_what_it_is_for() -> None:
    assert [name for name, tree in modules(*ROOMS, "tests") if not ast.get_docstring(tree)] == []


def test_no_python_file_is_too_long_to_read() -> None:
    python = [path for path in files() if path.suffix == ".py"]
    sizes = {str(path): len((ROOT / path).read_text("utf-8").splitlines()) for path in python}
    assert {path: lines for path, lines in sizes.items() if lines > 500} == {}


def test_file_names_travel_well() -> None:
    assert [str(path) for path in files() if not re.fullmatch(r"[\w./-]+", str(path), re.ASCII)] == []


def test_every_dev_command_in_a_readme_exists() -> None:
    listed = subprocess.run(["./dev", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    verbs = {line.split()[0] for line in listed.splitlines()[1:]} | {"help"}
    for page in READMES:
        named = set(re.findall(r"\./dev ([a-z]+)", (ROOT / page).read_text("utf-8")))
        assert {"samples", "test"} <= named <= verbs, page


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        re.findall(r"^fazhi +\w+", code_blocks((ROOT / page).read_text("utf-8")), re.MULTILINE)
        for page in READMES
    )
    assert english
    assert english == chinese


def test_links_between_pages_lead_somewhere() -> None:
    dead = [
        f"{page}: {target}"
        for page in files()
        if page.suffix == ".md"
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", (ROOT / page).read_text("utf-8"))
        if not (ROOT / page.parent / target).exists()
    ]
    assert dead == []


def test_files_and_folders_named_in_pages_exist() -> None:
    named = re.compile(
        r"`((?:engine|scorers|fazhi|rules|tests|tools|docs|benchmarks|samples)/(?!\w+/1`)[\w./*-]*)`"
    )
    found = [
        f"{page}: {name}"
        for page in files()
        if page.suffix == ".md" and page.name != "CHANGELOG.md"
        for name in named.findall((ROOT / page).read_text("utf-8"))
        if not [*ROOT.glob(name.rstrip("/"))]
    ]
    assert found == []


def test_installations_are_locked_by_hash_and_name_no_server() -> None:
    for name in LOCKS:
        text = (ROOT / name).read_text("utf-8")
        pins = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
        assert pins, name
        assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
        assert "://" not in text, name


def test_every_declared_dependency_is_locked_and_accounted_for() -> None:
    declared = names_of(PROJECT["project"]["dependencies"])
    developers = names_of(PROJECT["project"]["optional-dependencies"]["dev"])
    locked = names_of((ROOT / "requirements.lock").read_text("utf-8").splitlines())
    register = (ROOT / "docs/decisions/0002-dependencies.md").read_text("utf-8").lower()
    assert declared <= locked
    assert [name for name in declared | developers if f"| {name} |" not in register] == []


def test_a_checkout_and_an_installation_agree_on_the_version() -> None:
    assert version() == metadata.version("fazhi")
    assert f"## [{version()}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_a_checkout_finds_its_own_rules() -> None:
    assert rules_folder() == ROOT / "rules"


def test_no_two_samples_publish_to_one_name() -> None:
    kinds = {".txt", ".html", ".docx", ".pdf"}
    stems = Counter(path.stem for path in (ROOT / "samples").iterdir() if path.suffix in kinds)
    assert [stem for stem, count in stems.items() if count > 1] == []
