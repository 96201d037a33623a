"""Which files of a folder are rule files, with bounds on them, and what is wrong with the others."""

from collections.abc import Iterator
from pathlib import Path

from engine.rulebook import messages
from engine.rulebook.book import CHANGES, LEXICON, VERSION_FILE, WAIVERS
from engine.rulebook.errors import Problem, hint

FOLDERS = ("instruments", "regional", "lexicon", "schemes", "profiles")
TOPS = (VERSION_FILE, CHANGES, WAIVERS)  # the files that may stand in the folder itself
MAX_BYTES = 1_000_000  # of one file
MAX_FILES = 1_000  # the program's own are some 70
MAX_TOTAL = 2_500_000  # bytes; the program's own have a million
_YAML, _NEARLY = ".yaml", (".yml", ".YAML", ".YML")


def rule_files(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """The rule files of ``folder`` in order of name, with their bytes.

    Files that nobody would read, and what is too much, are told in ``problems``.
    """
    total = 0
    for count, path in enumerate(_candidates(folder)):
        name = path.relative_to(folder).as_posix()
        reason = _refused(path, name)
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


def stamp(name: str, data: bytes) -> bytes:
    """What a rule file adds to the digest of its rulebook."""
    return f"{name}\0{len(data)}\0".encode() + data


def _refused(path: Path, name: str) -> str | None:
    top, _, rest = name.partition("/")
    if path.suffix != _YAML:
        return messages.NOT_YAML_SUFFIX
    if not path.is_file():
        return messages.NOT_A_FILE
    if not rest:
        return None if name in TOPS else messages.UNKNOWN_FILE.format(hint=hint(name, TOPS))
    if top not in FOLDERS:
        return messages.UNKNOWN_FOLDER.format(name=top, hint=hint(top, FOLDERS), known="、".join(FOLDERS))
    if top == "lexicon" and rest.removesuffix(_YAML) not in LEXICON:
        return messages.UNKNOWN_LEXICON.format(hint=hint(rest, [f"{one}{_YAML}" for one in LEXICON]))
    return None
