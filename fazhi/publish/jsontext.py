"""JSON text as this program writes it: a blank for each level, Chinese as it is, 80 for 80.0.

It is that of ``json.dumps(value, ensure_ascii=False, indent=1)``, which goes through every line in Python and
takes three times as long: half as long as all reading does.
"""

from collections.abc import Callable, Mapping
from functools import cache
from json.encoder import encode_basestring as quoted
from math import isfinite
from types import NoneType
from typing import Any

_key = cache(quoted)  # there are few, and they come again and again


def text(value: Any, line: str = "\n") -> str:
    """``value`` as JSON; ``line`` begins the line it stands on.

    Raises:
        ValueError: a number is not finite.
        TypeError: JSON has no such value.
    """
    write = _PLAIN.get(type(value))
    if write:
        return write(value)
    inner = line + " "
    if isinstance(value, list | tuple):
        items = [write(item) if (write := _PLAIN.get(type(item))) else text(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{line}]" if items else "[]"
    if isinstance(value, Mapping):
        items = [
            f"{_key(key)}: {write(item) if (write := _PLAIN.get(type(item))) else text(item, inner)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(items)}{line}}}" if items else "{}"
    for kind in (str, float):
        if isinstance(value, kind):  # of a type of their own
            return _PLAIN[kind](value)
    raise TypeError(type(value).__name__)


def _decimal(value: float) -> str:
    if not isfinite(value):
        raise ValueError(value)
    return str(int(value)) if value.is_integer() else repr(value)


_PLAIN: Mapping[type, Callable[[Any], str]] = {
    str: quoted,
    int: str,
    float: _decimal,
    bool: lambda value: "true" if value else "false",
    NoneType: lambda _: "null",
}
