"""What durable-rules has answered before: where the answer depends on the question alone, it is asked once.

Why it does so in both uses is written in docs/decisions/0028-what-is-remembered.md.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

MOST = 20_000  # answers kept beside those of the report at hand; nine megabytes of facts

_Question = TypeVar("_Question", bound=Hashable)
_Answer = TypeVar("_Answer")


class Remembered(Generic[_Question, _Answer]):
    """Answers by question. When they become too many all are forgotten, and asked for again."""

    def __init__(self) -> None:
        self._known: dict[_Question, _Answer] = {}

    def __len__(self) -> int:
        return len(self._known)

    def answers(
        self,
        questions: Iterable[_Question],
        ask: Callable[[Sequence[_Question]], Mapping[_Question, _Answer]],
    ) -> Mapping[_Question, _Answer]:
        """Answers to all ``questions``, perhaps among others; ``ask`` answers those that are new.

        Raises what ``ask`` raises; then nothing is remembered of it.
        """
        known = self._known if len(self._known) <= MOST else {}
        new = [question for question in dict.fromkeys(questions) if question not in known]
        if new:
            known.update(ask(new))
            self._known = known  # never emptied in place: another thread may be reading it
        return known

    def forget(self) -> None:
        """Know nothing, as in the beginning."""
        self._known = {}
