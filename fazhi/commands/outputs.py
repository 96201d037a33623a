"""Where results go: each file written whole or not at all."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from fazhi import messages
from fazhi.commands.inputs import STDIN
from fazhi.console import OutputError, emit


def plan(files: Sequence[str], output: Path, suffix: str) -> Mapping[str, Path]:
    """Input → output file. ``output`` is a folder for several inputs, or one that exists already.

    Raises:
        UsageError: two results would share a file, or a result would overwrite its report.
    """
    several = len(files) > 1
    if several and output.exists() and not output.is_dir():
        raise click.UsageError(messages.ONE_OUTPUT.format(count=len(files), path=output))
    if not several and not output.is_dir():
        targets = {files[0]: output}
    else:
        targets = {file: output / f"{_stem(file)}{suffix}" for file in files}
    _refuse_shared(targets)
    _refuse_inputs(targets)
    return targets


def plan_one(files: Sequence[str], output: Path, suffix: str) -> Path:
    """The file for one result of all inputs: ``output``, or a file in it where it is a folder.

    Raises:
        UsageError: it would overwrite a report.
    """
    name = _stem(files[0]) if len(files) == 1 else messages.SEVERAL_STEM
    target = output / f"{name}{suffix}" if output.is_dir() else output
    _refuse_inputs(dict.fromkeys(files, target))
    return target


def put(content: str | bytes, target: Path | None) -> None:
    """``content`` to ``target``, or to stdout where there is none.

    Raises:
        OutputError: it cannot be written.
    """
    if target is None:
        emit(content)
    else:
        write(target, content)


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


def _stem(file: str) -> str:
    return messages.STANDARD_INPUT if file == STDIN else Path(file).stem


def _refuse_shared(targets: Mapping[str, Path]) -> None:
    owners: dict[Path, str] = {}
    for file, target in targets.items():
        first = owners.setdefault(target, file)
        if first != file:
            raise click.UsageError(messages.SAME_OUTPUT.format(first=first, second=file, path=target))


def _refuse_inputs(targets: Mapping[str, Path]) -> None:
    for target in targets.values():
        if target.exists() and any(_same(file, target) for file in targets):
            raise click.UsageError(messages.OVERWRITES_INPUT.format(path=target))


def _same(file: str, target: Path) -> bool:
    return file != STDIN and Path(file).exists() and target.samefile(file)
