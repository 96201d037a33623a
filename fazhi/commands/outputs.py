"""Where results go."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import click

from fazhi import messages
from fazhi.commands.inputs import STDIN
from fazhi.console import Exit, emit
from fazhi.files import write

_Function = TypeVar("_Function", bound=Callable[..., Exit])


def output_option(help_text: str) -> Callable[[_Function], _Function]:
    """-o PATH."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), metavar=messages.PATH_META, help=help_text
    )


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


def plan_one(files: Sequence[str], output: Path, suffix: str, several: str = messages.SEVERAL_STEM) -> Path:
    """The file for one result of all inputs: ``output``, or a file in it where it is a folder.

    There it is named after its only input, or ``several``.

    Raises:
        UsageError: it would overwrite a report.
    """
    name = _stem(files[0]) if len(files) == 1 else several
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
