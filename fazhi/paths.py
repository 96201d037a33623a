"""Where the rules lie, which version this is, and where the program may keep what it can make again."""

import os
import sys
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


def kept_folder() -> Path | None:
    """The user's own folder for what this program keeps between runs; it need not exist. None without one."""
    try:
        home = Path.home()
    except RuntimeError:  # a system account
        return None
    usual = {"darwin": home / "Library/Caches", "win32": home / "AppData/Local"}
    asked = os.environ.get("XDG_CACHE_HOME", "")
    return Path(asked if Path(asked).is_absolute() else usual.get(sys.platform, home / ".cache")) / "fazhi"
