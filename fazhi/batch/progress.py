"""How far a run is, on stderr: a moving line in a terminal, a line now and then in a log."""

import sys
import time
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from fazhi.batch import messages
from fazhi.batch.values import Outcome
from fazhi.console import say

_EVERY = 30.0  # seconds between lines in a log
_TROUBLE = ("unread", "failed")


def watched(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """The outcomes, and beside them what a person waiting wants to know."""
    shown = _in_terminal if sys.stderr is not None and sys.stderr.isatty() else _in_log
    return shown(outcomes, total)


def _in_terminal(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        _Rate(),
        _Left(),
        TextColumn(messages.TROUBLE.format(count="{task.fields[trouble]}")),
    )
    with Progress(*columns, console=Console(stderr=True), speed_estimate_period=60) as progress:
        task = progress.add_task(messages.SCORING, total=total, trouble=0)
        trouble = 0
        for outcome in outcomes:
            trouble += outcome.what in _TROUBLE
            progress.update(task, advance=1, trouble=trouble)
            yield outcome


def _in_log(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    begun = said = time.monotonic()
    trouble = 0
    for done, outcome in enumerate(outcomes, start=1):
        trouble += outcome.what in _TROUBLE
        now = time.monotonic()
        if now - said >= _EVERY:
            said, rate = now, done / (now - begun)
            left = duration((total - done) / rate)
            say(
                messages.PLAIN_PROGRESS.format(
                    done=done, total=total, rate=f"{rate:.1f}", time=left, trouble=trouble
                )
            )
        yield outcome


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(messages.RATE.format(rate=f"{task.finished_speed or task.speed or 0:.1f}"))


class _Left(ProgressColumn):
    def render(self, task: Task) -> Text:
        left = task.time_remaining
        return Text(messages.LEFT_UNKNOWN if left is None else messages.LEFT.format(time=duration(left)))


def duration(seconds: float) -> str:
    """Such as 3 分 20 秒, 2 小时 5 分."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return (
            messages.MINUTES.format(minutes=minutes, seconds=rest)
            if minutes
            else messages.SECONDS.format(seconds=rest)
        )
    return messages.HOURS.format(hours=minutes // 60, minutes=minutes % 60)
