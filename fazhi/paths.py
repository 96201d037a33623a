"""Where the rules lie and which version this is: the two things an installation and a checkout differ in."""

from pathlib import Path

VERSION = "0.1.0"

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "rules", _PACKAGE.parent / "rules")  # in an installed wheel; in a checkout


def version() -> str:
    """The version of the program, such as ``0.1.0``. It is the same installed and in a checkout."""
    return VERSION


def rules_folder() -> Path:
    """The absolute path of the folder of rules that belongs to this program.

    Raises:
        FileNotFoundError: neither place holds one; the installation is damaged.
    """
    for place in _PLACES:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"no rules folder at {' or '.join(map(str, _PLACES))}")
