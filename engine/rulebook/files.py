"""Which files of a folder are rule files, with bounds on them, and what is wrong with the others."""

from collections.abc import Collection, Iterator
from pathlib import Path

from engine.rulebook import messages
from engine.rulebook.build import hint
from engine.rulebook.errors import Problem
from engine.rulebook.tree import MAX_BYTES

LEXICON = "lexicon"
FOLDERS = ("instruments", "regional", LEXICON, "schemes", "profiles")
MAX_FILES = 1_000  # the program's own are some 70
MAX_TOTAL = 2_500_000  # bytes; the program's own have a million
_YAML, _NEARLY = ".yaml", (".yml", ".YAML", ".YML")


def rule_files(
    folder: Path, tops: Collection[str], lexicon: Collection[str], problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    """The rule files of ``folder`` in order of name, with their bytes.

    ``tops`` are the files that may stand in the folder itself, ``lexicon`` the names of those in lexicon/.
    Files that nobody would read, and what is too much, are told in ``problems``.
    """
    total = 0
    for count, path in enumerate(_candidates(folder)):
        name = path.relative_to(folder).as_posix()
        reason = _refused(path, name, tops, lexicon)
        if reason is None and (count >= MAX_FILES or total > MAX_TOTAL):
            problems.append(Problem(name, 1, 1, messages.TOO_MUCH.format(files=MAX_FILES, limit=MAX_TOTAL)))
            return
        if reason is not None:
            problems.append(Problem(name, 1, 1, reason))
            continue
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        total += len(data)
        yield name, data


def _candidates(folder: Path) -> list[Path]:
    """What looks like a rule file: in the folders of rule files at any depth, elsewhere one deep."""
    found = []
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue  # .git, .vscode
        if entry.is_dir():
            inside = entry.rglob("*") if entry.name in FOLDERS else entry.glob("*")
            found += [path for path in inside if path.suffix in (_YAML, *_NEARLY)]
        elif entry.suffix in (_YAML, *_NEARLY):
            found.append(entry)
    return sorted(found)


def _refused(path: Path, name: str, tops: Collection[str], lexicon: Collection[str]) -> str | None:
    top, _, rest = name.partition("/")
    if path.suffix != _YAML:
        return messages.NOT_YAML_SUFFIX
    if not path.is_file():
        return messages.NOT_A_FILE
    if not rest:
        return None if name in tops else messages.UNKNOWN_FILE.format(hint=hint(name, tops))
    if top not in FOLDERS:
        return messages.UNKNOWN_FOLDER.format(name=top, hint=hint(top, FOLDERS), known="、".join(FOLDERS))
    if top == LEXICON and rest.removesuffix(_YAML) not in lexicon:
        return messages.UNKNOWN_LEXICON.format(hint=hint(rest, [f"{one}{_YAML}" for one in lexicon]))
    return None
