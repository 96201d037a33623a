"""Which reports there are: folders and archives searched, everything found named, always in one order."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from engine.reading import ReadError, printable
from fazhi.batch import messages
from fazhi.batch.archives import SUFFIX, Entry
from fazhi.batch.names import Unique, safe
from fazhi.batch.values import Aside, Item, Place

RESULT = ".json"  # what a result's name ends with
# What may be a report, or hold one that its reader has to be told of. The format itself is told by content.
_TRIED = frozenset(
    (
        ".txt .text .htm .html .shtml .xhtml .docx .doc .wps .pdf .rtf .mht .mhtml .ofd .odt .xml"
        " .rar .7z .tar .gz .tgz"
    ).split()
)

ListEntries = Callable[[Path], list[Entry]]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found, each part in the order of its labels."""

    items: tuple[Item, ...]
    aside: tuple[Aside, ...]


def discover(roots: Sequence[Path], output: Path, list_entries: ListEntries) -> Found:
    """What lies in the ``roots``, ``output`` left out. ``list_entries`` opens archives, which may be hostile.

    Symbolic links to files are followed, those to folders are not: they may lead in circles.
    """
    seen = [
        one for root in roots for one in _walk(root, printable(root.resolve().name), output, list_entries)
    ]
    seen.sort(key=lambda one: one[0].split("/"))
    labels, names = Unique(), Unique()
    items: list[Item] = []
    aside: list[Aside] = []
    for label, what in seen:
        own = labels.take(label)
        if isinstance(what, Place):
            items.append(Item(own, names.take(safe(own), RESULT), what))
        else:
            aside.append(Aside(own, what.what, what.reason, what.remedy))
    return Found(tuple(items), tuple(aside))


_Seen = tuple[str, Place | Aside]


def _walk(path: Path, label: str, output: Path, list_entries: ListEntries) -> Iterator[_Seen]:
    if path.is_dir():
        yield from _folder(path, label, output, list_entries)
    elif path.suffix.lower() == SUFFIX:
        yield from _archive(path, label, list_entries)
    else:
        yield _judged(label, Place(path))


def _folder(path: Path, label: str, output: Path, list_entries: ListEntries) -> Iterator[_Seen]:
    try:
        children = sorted(os.scandir(path), key=lambda child: child.name)
    except OSError:
        yield label, Aside(label, "unread", *messages.FOLDER)
        return
    for child in children:
        below = f"{label}/{printable(child.name)}"
        if (why := _not_looked_at(child.name)) is not None:
            yield below, Aside(below, "skipped", why)
        elif child.is_dir() and child.is_symlink():
            yield below, Aside(below, "skipped", messages.LINKED)
        elif not (child.is_dir() and Path(child.path).resolve() == output.resolve()):
            yield from _walk(Path(child.path), below, output, list_entries)


def _archive(path: Path, label: str, list_entries: ListEntries) -> Iterator[_Seen]:
    try:
        found = list_entries(path)
    except ReadError as error:
        yield label, Aside(label, "unread", error.reason, error.remedy)
        return
    for entry in found:
        below = f"{label}/{printable(entry.name)}"
        if entry.refusal is not None:
            yield below, Aside(below, "unread", *entry.refusal)
        else:
            yield _judged(below, Place(path, entry.numbers), entry.name.split("/"))


def _judged(label: str, place: Place, parts: Iterable[str] = ()) -> _Seen:
    """A file to be tried or not, by its name; ``parts``: those of its path that no folder was judged by."""
    why = next((why for part in parts if (why := _not_looked_at(part)) is not None), None)
    suffix = PurePosixPath(label).suffix.lower()
    if why is None and suffix not in _TRIED:
        why = messages.KIND.format(suffix=suffix or messages.NO_SUFFIX)
    return (label, place) if why is None else (label, Aside(label, "skipped", why))


def _not_looked_at(name: str) -> str | None:
    if name.startswith("~$"):
        return messages.LOCK
    return messages.HIDDEN if name.startswith(".") or name == "__MACOSX" else None
