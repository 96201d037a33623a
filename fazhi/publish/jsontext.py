"""JSON text as this program writes it: a blank for each level, Chinese as it is, 80 for 80.0.

It is that of ``json.dumps(value, ensure_ascii=False, indent=1)``, which goes through every line in Python and
takes three times as long: half as long as all reading does.
"""

from collections.abc import Mapping
from functools import cache
from json.encoder import encode_basestring as quoted
from math import isfinite
from typing import Any

_key = cache(quoted)  # there are few, and they come again and again
_WORDS: Mapping[object, str] = {None: "null", True: "true", False: "false"}


def text(value: Any, line: str = "\n") -> str:
    """``value`` as JSON; ``line`` begins the line it stands on.

    Raises:
        ValueError: a number is not finite.
        TypeError: JSON has no such value.
    """
    kind = type(value)
    if value is None or kind is bool:
        return _WORDS[value]
    if kind is int:
        return str(value)
    if kind is dict or isinstance(value, Mapping):  # exact types first: to ask for abstract ones is slow
        inner = line + " "
        items = [
            f"{_key(key)}: {quoted(item) if type(item) is str else text(item, inner)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(items)}{line}}}" if items else "{}"
    if isinstance(value, list | tuple):
        inner = line + " "
        items = [quoted(item) if type(item) is str else text(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{line}]" if items else "[]"
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, str):
        return quoted(value)
    raise TypeError(kind.__name__)


def _decimal(value: float) -> str:
    if not isfinite(value):
        raise ValueError(value)
    return str(int(value)) if value.is_integer() else repr(value)
