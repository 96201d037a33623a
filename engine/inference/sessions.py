"""durable-rules behind a narrow door: patterns in, then facts in and what matched out.

The only module that imports it, and only its engine proper: its Python layer runs background threads, reads
the wall clock, swallows exceptions and costs more than the inference. What else this guards against was
measured; docs/decisions/0004-inference.md lists it. Facts and patterns hold small integers only; facts are
known by their place in the list.
"""

import json
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

import durable_rules_engine as durable

from engine.inference import messages
from engine.inference.codes import Pattern
from engine.inference.verdicts import SessionError

ALONE = "m"  # the alias of a rule's pattern when it has one only
END: Mapping[str, int] = {"end": 1}  # holds for the fact asserted last: what is absent now stays absent

_SID = "s"  # one session lives at a time
_HEARD = {"tag": 1}  # on every fact of ours, never on the session's own state
_OURS = {**_HEARD, "sid": _SID}
_TOGETHER = 65_535  # matches reported by one firing at most

_LOCK = threading.RLock()  # the C library is not thread-safe
_NAMES = count()
_encode = json.JSONEncoder(separators=(",", ":")).encode


class Program:
    """A compiled ruleset. Rules and facts are numbered in the order given.

    Raises SessionError when durable-rules refuses the patterns. Memory is freed by ``dispose``, or with
    the last reference.
    """

    def __init__(self, rules: Sequence[Sequence[Mapping[str, Pattern]]]) -> None:
        self._catch_all = len(rules)
        numbered = enumerate([*rules, [{ALONE: {"$ex": _HEARD}}]])
        definition = {str(number): {"all": patterns, "cap": _TOGETHER} for number, patterns in numbered}
        with _LOCK, _failing_loudly():
            self._handle = durable.create_ruleset(f"r{next(_NAMES)}", _encode(definition))
        self._finalizer = weakref.finalize(self, durable.delete_ruleset, self._handle)
        self._finalizer.atexit = False  # the process frees it

    def dispose(self) -> None:
        """Free the ruleset; it cannot run afterwards."""
        with _LOCK:
            self._finalizer()

    def run(self, facts: Sequence[Mapping[str, int]]) -> dict[int, set[int]]:
        """The rules that match on ``facts`` and the end, each with the places of all facts it matched.

        Raises SessionError when durable-rules fails, or loses a fact on the way.
        """
        found: dict[int, set[int]] = {}
        with _LOCK, self._session():
            ours = [{**fact, **_OURS, "id": f"f{n}"} for n, fact in enumerate([*facts, END])]
            for rule, matches in self._firings(self._asserted(ours)):
                places = {int(fact["id"][1:]) for match in matches for fact in match.values()}
                found.setdefault(rule, set()).update(places)
        heard = found.pop(self._catch_all, ())
        if len(heard) <= len(facts):
            raise SessionError(messages.FACTS_LOST.format(heard=len(heard), count=len(facts) + 1))
        return found

    @contextmanager
    def _session(self) -> Iterator[None]:
        """One session, always deleted. Deleting one in which nothing fired crashes, hence the opening."""
        if not self._finalizer.alive:
            raise SessionError(messages.DISPOSED)
        session = self._asserted([{**_OURS, "id": "start"}])
        try:
            for _ in self._firings(session):
                pass
            yield
        finally:
            with _failing_loudly():
                durable.delete_state(self._handle, _SID)

    def _asserted(self, facts: Sequence[Mapping[str, object]]) -> int:
        """The number of the session, once ``facts`` are in it."""
        with _failing_loudly():
            status, session = durable.assert_facts(self._handle, _encode(facts))
        if status:
            raise SessionError(messages.SESSION_FAILED.format(detail=status))
        return int(session)

    def _firings(self, session: int) -> Iterator[tuple[int, Sequence[Any]]]:
        """Every firing that is due: the rule, and its matches as alias to fact. One at least must be."""
        with _failing_loudly():
            started = durable.start_action_for_state(self._handle, session)
        if not started:
            raise SessionError(messages.NO_ACTION)
        firing = started[1]
        while firing:
            ((rule, matches),) = json.loads(firing).items()
            yield int(rule), matches
            with _failing_loudly():
                firing = durable.complete_and_start_action(self._handle, session)


@contextmanager
def _failing_loudly() -> Iterator[None]:
    """Any failure of durable-rules as SessionError."""
    try:
        yield
    except Exception as error:
        raise SessionError(messages.SESSION_FAILED.format(detail=error)) from error
