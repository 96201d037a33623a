"""The two streams and the exit codes: data to stdout, everything else to stderr."""

import errno
import os
import sys
import traceback
from enum import IntEnum

import click

from fazhi import messages
from fazhi.cells import visible
from fazhi.publish.style import Style

DEBUG = "FAZHI_DEBUG"
_WIDEST, _NARROWEST, _ELSEWHERE = 120, 60, 100  # cells
_BROKEN_PIPE = 141  # as a shell reports SIGPIPE


class Exit(IntEnum):
    """The exit codes. Where several apply, the highest wins."""

    DONE = 0
    GAP = 1
    USAGE = 2
    UNREADABLE = 3
    BAD_RULES = 4
    INTERNAL = 5
    INTERRUPTED = 130


class OutputError(Exception):
    """A result could not be written. ``str()`` is one Chinese sentence."""

    def __init__(self, path: str, cause: OSError) -> None:
        super().__init__(path, cause)  # as given: so it can be sent from one process to another
        self.path = path
        self.cause = cause

    def __str__(self) -> str:
        name = errno.errorcode.get(self.cause.errno or 0, "")
        reason = messages.WRITE_REASONS.get(name, str(self.cause))
        return messages.CANNOT_WRITE.format(path=self.path, reason=reason)


def emit(content: str | bytes) -> None:
    """Data to stdout, unchanged, text in UTF-8. Ends the program quietly when nobody reads it any more.

    Raises:
        OutputError: stdout cannot be written: it is closed, the disk is full.
    """
    if sys.stdout is None:  # the program was started without one: >&-
        raise OutputError(messages.STANDARD_OUTPUT, OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        sys.stdout.buffer.write(content.encode() if isinstance(content, str) else content)
        sys.stdout.buffer.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the flush at exit must not fail
        if isinstance(error, BrokenPipeError):
            raise SystemExit(_BROKEN_PIPE) from None
        raise OutputError(messages.STANDARD_OUTPUT, error) from error


def on_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def say(text: str) -> None:
    """A message to stderr, harmless to the terminal."""
    click.echo("\n".join(map(visible, text.split("\n"))), err=True)


def screen() -> Style:
    """The width of the terminal and whether it shows colour."""
    if not on_terminal():
        return Style(width=_ELSEWHERE)
    import shutil  # noqa: PLC0415 - it brings the libraries of all kinds of archives

    width = shutil.get_terminal_size((_ELSEWHERE, 24)).columns
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(width=min(max(width, _NARROWEST), _WIDEST), colour=colour)


def internal_error(error: Exception, where: str = "") -> Exit:
    """Own up to a bug; ``where`` names the input it came with."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    detail = f"{type(error).__name__}: {error}".split("\n")[0]
    prefix = f"{where}：" if where else ""
    say(messages.INTERNAL.format(where=prefix, detail=detail))
    return Exit.INTERNAL
