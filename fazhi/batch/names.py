"""Names for results: the path of the input, made fit for any file system, each only once."""

import hashlib
import re
import unicodedata

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*\ud800-\udfff]')
_LONGEST = 180  # bytes of a part: what is left of 255 is for suffixes and for the draft of the file
_FARTHEST = 1500  # bytes of all parts


def safe(label: str) -> str:
    """``label`` as a relative path that stays below the folder it is put in."""
    path = "/".join(map(_part, label.split("/")))
    return path if len(path.encode()) <= _FARTHEST else _digest(label)


class Unique:
    """Hands out each name once: also where upper and lower case are one, or a file bears a folder's name."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def take(self, name: str, suffix: str = "") -> str:
        """``name``, or ``name~2`` and so on where that is taken."""
        number, free = 1, name
        while not self._is_free(free + suffix):
            number += 1
            free = f"{name}~{number}"
        key = _key(free + suffix)
        self._files.add(key)
        self._folders.update(_above(key))
        return free

    def _is_free(self, name: str) -> bool:
        key = _key(name)
        taken = key in self._files or key in self._folders
        return not taken and self._files.isdisjoint(_above(key))


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _above(key: str) -> set[str]:
    parts = key.split("/")
    return {"/".join(parts[:end]) for end in range(1, len(parts))}


def _part(part: str) -> str:
    fit = _UNFIT.sub("_", part).rstrip(". ")
    if not fit:
        return "_"
    encoded = fit.encode()
    if len(encoded) <= _LONGEST:
        return fit
    return encoded[: _LONGEST - 9].decode("utf-8", "ignore") + "~" + _digest(part)[:8]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
