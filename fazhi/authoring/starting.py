"""A new overlay folder: commented examples to fill in, and the schema for editors."""

import json
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from engine.rulebook.schema import Schema

SCHEMA_FILE = "rule.schema.json"
_SCHEMED = ["instruments/**/*.yaml", "regional/**/*.yaml", "changes.yaml", "waivers.yaml"]
_EDITOR = {"yaml.schemas": {f"./{SCHEMA_FILE}": _SCHEMED}}


class NotEmptyError(ValueError):
    """The folder holds files already, and nothing of them may be lost."""


def start(folder: Path, schema: Schema) -> list[str]:
    """Make the folder with all its files; their names, in order.

    Raises:
        NotEmptyError: it exists and holds something else than hidden files.
        OSError: it cannot be written.
    """
    if folder.exists() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise NotEmptyError(str(folder))
    files = dict(_starter(resources.files(__package__) / "starter"))
    files[SCHEMA_FILE] = as_text(schema)
    files[".vscode/settings.json"] = as_text(_EDITOR)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return sorted(files)


def as_text(value: object) -> str:
    """JSON as it stands in files."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _starter(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _starter(entry, f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry.read_text("utf-8")
