"""A run from folders to summary."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from engine.reading import ReadError, printable
from fazhi.batch import archives, messages, pages, progress, records, store, summary
from fazhi.batch.discovery import Found, discover
from fazhi.batch.guard import guards
from fazhi.batch.lanes import Handle, alone, in_lanes, workers
from fazhi.batch.questions import Store
from fazhi.batch.values import Form, Limits, RunError, Setting
from fazhi.batch.work import GivenUp, prepare
from fazhi.console import OutputError
from fazhi.files import write
from fazhi.pipeline import load_rules

MARK = "batch.json"  # tells a folder of results from any other
_SCHEMA = "fazhi/batch-folder/1"


class FolderError(RunError):
    """The folders given do not go together."""


@dataclass(frozen=True, slots=True)
class Where:
    """Who does the work: ``jobs`` processes on this machine, or the cluster behind ``scheduler``."""

    jobs: int
    scheduler: str | None
    limits: Limits
    watched: bool = True  # False: in this process alone


def run(roots: Sequence[Path], setting: Setting, where: Where) -> Form:
    """Score everything in ``roots`` that has not been scored, and write store and summary anew.

    Raises:
        FolderError: the folders do not go together, or hold no report.
        OutputError: results cannot be written.
        RulebookError: the rules are invalid.
    """
    names = _names(roots, setting.output)
    _check_ours(setting.output, names)
    found = _found(roots, setting, where)
    if not found.items:
        raise FolderError(messages.NO_INPUT)
    with _claimed(setting.output, names):
        (setting.output / summary.FILE).unlink(
            missing_ok=True
        )  # while it is missing, the run is not complete
        records.sweep(_scored(found, setting, where), setting.output)
        rulebook = load_rules(setting.options.rules).rulebook
        store.build(found.items, found.aside, rulebook, setting.output)
        with Store(setting.output) as tables:
            form = summary.summary(tables, setting, rulebook)
        write(setting.output / pages.FILE, pages.page(form))
        write(setting.output / summary.FILE, summary.dump(form))
        for path in filter(_is_draft, list(setting.output.iterdir())):
            path.unlink()
    return form


def _scored(found: Found, setting: Setting, where: Where) -> Mapping[str, Sequence[str]]:
    """The documents that there are in the end, by name of the result."""
    with _lanes(setting, where) as (handle, lanes):
        outcomes = in_lanes(found.items, handle, lanes)
        return {one.name: one.documents for one in progress.watched(outcomes, len(found.items))}


def _lanes(setting: Setting, where: Where) -> AbstractContextManager[tuple[Handle, int]]:
    if where.scheduler is not None:
        try:
            from fazhi.batch.cluster import cluster  # noqa: PLC0415 - its libraries are an optional extra
        except ModuleNotFoundError as error:
            raise RunError(messages.NO_CLUSTER) from error
        return cluster(setting, where.scheduler, where.limits)
    if not where.watched:
        return nullcontext(alone(setting, where.limits))
    return workers(setting, where.jobs, where.limits)


def _found(roots: Sequence[Path], setting: Setting, where: Where) -> Found:
    """Archives may be hostile: they are opened where a crash or a bomb does no harm."""
    if not where.watched:
        return discover(roots, setting.output, archives.entries)
    with guards(1, where.limits, (prepare, (setting,))) as free:
        guard = free.get()

        def entries(path: Path) -> list[archives.Entry]:
            try:
                return guard.call(archives.entries, path)
            except GivenUp:
                raise ReadError(str(path), *messages.ARCHIVE_HANG) from None

        return discover(roots, setting.output, entries)


def _names(roots: Sequence[Path], output: Path) -> list[str]:
    """The names that labels begin with: each root's own, which must differ."""
    owners: dict[str, Path] = {}
    for root in roots:
        if root.resolve() == output.resolve():
            raise FolderError(messages.OUTPUT_IS_INPUT.format(path=output))
        first = owners.setdefault(printable(root.resolve().name), root)
        if first is not root:
            raise FolderError(messages.SAME_ROOT.format(first=first, second=root))
    return sorted(owners)


def _check_ours(output: Path, names: Sequence[str]) -> None:
    """Results are swept, so what lies in the folder must be of an earlier run on these reports or fewer."""
    if not output.exists():
        return
    try:
        mark = json.loads((output / MARK).read_bytes())
    except (OSError, ValueError):
        mark = None
    if mark is None and not (output.is_dir() and all(map(_is_draft, output.iterdir()))):
        raise FolderError(messages.NOT_OURS.format(path=output))
    others = set(mark["roots"]) - set(names) if mark else set()
    if others:
        raise FolderError(messages.OTHER_ROOTS.format(path=output, roots="、".join(sorted(others))))


def _is_draft(path: Path) -> bool:
    """Whether a killed run left this where the mark and the summary are written."""
    return path.name.startswith(tuple(f".{file}." for file in (MARK, summary.FILE, pages.FILE)))


@contextmanager
def _claimed(output: Path, names: Sequence[str]) -> Iterator[None]:
    """Ours alone while the run lasts; the kernel gives it up with the process."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = os.open(output, os.O_RDONLY)
    except OSError as error:
        raise OutputError(str(output), error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        mark = {"schema": _SCHEMA, "roots": names}
        write(output / MARK, json.dumps(mark, ensure_ascii=False) + "\n")
        yield
    except BlockingIOError:
        raise FolderError(messages.IN_USE.format(path=output)) from None
    finally:
        os.close(lock)
