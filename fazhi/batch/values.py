"""What the modules of this room pass on. All of it can be sent to another process."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from fazhi.pipeline import Options

Form = dict[str, Any]

What = Literal["scored", "not_report", "unread", "failed", "skipped"]


class RunError(Exception):
    """The run as a whole cannot go on. ``str()`` is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bytes of one input lie: a file, or an entry of an archive, itself perhaps in an archive."""

    path: Path
    entries: tuple[int, ...] = ()  # numbers of the entries, outermost first


@dataclass(frozen=True, slots=True)
class Item:
    """An input that may be a report."""

    label: str  # where it was found, from the name of the folder asked for: 2024/云岭市.zip/望溪区.docx
    name: str  # of its results: the label as a relative path that any file system takes, without suffix
    place: Place

    @property
    def base(self) -> str:
        """The file's own name."""
        return self.label.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Aside:
    """An input that is not tried: no report by its kind (``skipped``), or out of reach (``unread``)."""

    label: str
    what: What
    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What one run asks of every report."""

    output: Path
    options: Options
    digest: str  # of the rulebook
    version: str  # of the program
    letters: bool = False

    def asked(self) -> Mapping[str, Any]:
        """The options that a result depends on; the rules are named by their digest."""
        return {
            "profile": self.options.profile,
            "scheme": self.options.scheme,
            "today": self.options.today.isoformat() if self.options.today else None,
            "received": self.options.received.isoformat() if self.options.received else None,
            "letters": self.letters,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input. ``kept``: an earlier run had done it."""

    name: str
    what: What
    documents: tuple[str, ...] = ()  # the folders in which it has one
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """The result for one report: what to write, and its record as far as it depends on the bytes alone."""

    record: Form
    documents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may take in a worker process before it is given up."""

    seconds: float
    megabytes: int
