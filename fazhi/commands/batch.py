"""``fazhi batch PATH... -o OUT``."""

import os
from functools import partial
from pathlib import Path
from typing import Any

import click

from fazhi import messages
from fazhi.batch import messages as said
from fazhi.batch import pages
from fazhi.batch.run import Where, run
from fazhi.batch.values import Limits, RunError, Setting
from fazhi.commands.chinese import Command, Option
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import batch_options, check_profile
from fazhi.commands.values import Count
from fazhi.console import Exit, emit, say, screen
from fazhi.paths import version
from fazhi.pipeline import Options, load_rules, refuse_expired

_TROUBLE = ("unread", "failed")


@click.command("batch", cls=Command, help=messages.BATCH)
@click.argument(
    "paths", nargs=-1, required=True, metavar=messages.FOLDERS_META, type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "--output",
    cls=Option,
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar=messages.FOLDER_VALUE_META,
    help=messages.BATCH_OUTPUT_OPTION,
)
@click.option("--jobs", cls=Option, type=Count(), metavar=messages.NUMBER_META, help=messages.JOBS_OPTION)
@click.option("--pdf", "letters", is_flag=True, help=messages.PDF_OPTION)
@click.option("--scheduler", metavar=messages.ADDRESS_META, help=messages.SCHEDULER_OPTION)
@click.option(
    "--timeout",
    cls=Option,
    type=Count(),
    default=60,
    metavar=messages.NUMBER_META,
    help=messages.TIMEOUT_OPTION,
)
@click.option(
    "--memory",
    cls=Option,
    type=Count(),
    default=400,
    metavar=messages.NUMBER_META,
    help=messages.MEMORY_OPTION,
)
@batch_options
def command(paths: tuple[Path, ...], output: Path, asked: Options, **how: Any) -> Exit:
    """Score everything that the paths hold."""
    return guarded(partial(_run, paths, output, asked, **how), "")


def _run(  # noqa: PLR0913 - the options of the command
    paths: tuple[Path, ...],
    output: Path,
    asked: Options,
    *,
    jobs: int | None,
    letters: bool,
    scheduler: str | None,
    timeout: int,
    memory: int,
) -> Exit:
    for path in paths:
        if not path.exists():
            raise click.UsageError(said.NO_SUCH_PATH.format(path=path))
    check_profile(asked)
    rulebook = load_rules(asked.rules).rulebook
    refuse_expired(rulebook, asked.today)  # now, not once for every report
    setting = Setting(output, asked, rulebook.digest, version(), letters)
    where = Where(jobs or _cores(), scheduler, Limits(timeout, memory), watched=jobs != 1)
    try:
        form = run(paths, setting, where)
    except RunError as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        say(said.INTERRUPTED)
        return Exit.INTERRUPTED
    emit(pages.short(form, str(output), colour=screen().colour))
    return Exit.UNREADABLE if any(form["counts"][kind] for kind in _TROUBLE) else Exit.DONE


def _cores() -> int:
    return len(os.sched_getaffinity(0))
