"""Compliance scoring of 法治政府建设年度报告.

>>> import fazhi
>>> card = fazhi.score("report.docx")
>>> card.score, card.grade
>>> [finding.title for finding in card.findings if finding.status == "gap"]

What the functions return is described in ``engine.model``; every offset in it counts Unicode code points of
``read(path).source.text``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fazhi.pipeline import Options, explain, facts, read, score

__all__ = ["Options", "explain", "facts", "read", "score"]


def __getattr__(name: str) -> Any:
    """The engine is imported when it is first used, so that ``fazhi --help`` answers at once."""
    if name in __all__:
        return getattr(import_module("fazhi.pipeline"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
