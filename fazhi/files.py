"""Files written whole or not at all."""

import os
from pathlib import Path

from fazhi.console import OutputError


def write(target: Path, content: str | bytes) -> None:
    """Write ``content`` to ``target``, text in UTF-8, so that it is never seen half done.

    Folders are made as needed.

    Raises:
        OutputError: it cannot be written; an existing file is left as it was.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        target = target.resolve()  # through a link to the file it names
        if target.exists() and not target.is_file():  # a pipe or a device cannot be replaced
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise OutputError(str(target), error) from error


def _replace(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
