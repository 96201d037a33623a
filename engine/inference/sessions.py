"""durable-rules behind a narrow door: patterns in, then facts in and matches out.

The only module that imports it. What it guards against was measured; docs/decisions/0004-inference.md
lists it. Facts and patterns hold small integers only; facts are known by their place in the list.
"""

import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from durable import engine as durable

from engine.inference import messages
from engine.inference.codes import Pattern
from engine.inference.verdicts import SessionError

ALONE = "m"  # the alias of a rule's pattern when it has one only
END: Mapping[str, int] = {"end": 1}  # holds for the fact asserted last: what is absent now stays absent

_SID = "s"  # one session lives at a time
_HEARD = {"tag": 1}  # on every fact of ours, never on the session's own state
_OURS = {**_HEARD, "sid": _SID}
_TOGETHER = 65_535  # matches reported by one firing at most

# Its clock is the wall clock and deprecated: a leap of ten seconds drops the action that is under way.
durable._unix_now = time.monotonic


class QuietHost(durable.Host):  # type: ignore[misc]  # untyped base
    """A host without the two background threads, which race with ours."""

    def _run(self) -> None:
        pass


_HOST = QuietHost()
_LOCK = threading.RLock()  # the C library is not thread-safe
_NAMES = count()


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fired. ``facts`` maps the aliases of its positive patterns to places in the facts."""

    rule: int
    facts: Mapping[str, int]


class Program:
    """A compiled ruleset. Rules and facts are numbered in the order given.

    Raises SessionError when durable-rules refuses the patterns. Memory is freed by ``dispose``, or with
    the last reference.
    """

    def __init__(self, rules: Sequence[Sequence[Mapping[str, Pattern]]]) -> None:
        self._name = f"r{next(_NAMES)}"
        self._fired: list[tuple[int, Sequence[Mapping[str, Any]]]] = []
        self._catch_all = len(rules)
        numbered = enumerate([*rules, [{ALONE: {"$ex": _HEARD}}]])
        definition = {f"r{number}": _rule(patterns, number, self._fired) for number, patterns in numbered}
        with _LOCK, _failing_loudly():
            _HOST.register_rulesets({self._name: definition})
        self._finalizer = weakref.finalize(self, _delete, self._name)
        self._finalizer.atexit = False  # the process frees it

    def dispose(self) -> None:
        """Free the ruleset; it cannot run afterwards."""
        with _LOCK:
            self._finalizer()

    def run(self, facts: Sequence[Mapping[str, int]]) -> list[Match]:
        """Every match of every rule on ``facts`` and the end, in no particular order; may repeat.

        Raises SessionError when durable-rules fails, or loses a fact on the way.
        """
        with _LOCK, self._session():
            ours = [{**fact, **_OURS, "id": f"f{n}"} for n, fact in enumerate([*facts, END])]
            _check(self._asserted(ours))
            matches = [
                Match(rule, {alias: int(fact["id"][1:]) for alias, fact in match.items()})
                for rule, found in self._fired
                for match in found
            ]
        heard = {match.facts[ALONE] for match in matches if match.rule == self._catch_all}
        if len(heard) <= len(facts):
            raise SessionError(messages.FACTS_LOST.format(heard=len(heard), count=len(facts) + 1))
        return [match for match in matches if match.rule != self._catch_all]

    @contextmanager
    def _session(self) -> Iterator[None]:
        """One session, always deleted. Deleting one in which nothing fired crashes, hence the opening."""
        if not self._finalizer.alive:
            raise SessionError(messages.DISPOSED)
        opening = self._asserted([{**_OURS, "id": "start"}])
        try:
            _check(opening)
            self._fired.clear()
            yield
        finally:
            self._fired.clear()
            with _failing_loudly():
                _HOST.delete_state(self._name, _SID)

    def _asserted(self, facts: Sequence[Mapping[str, object]]) -> object:
        """The session's state once all that ``facts`` set off has run."""
        with _failing_loudly():
            return _HOST.assert_facts(self._name, facts)


def _check(state: object) -> None:
    """Raise what durable-rules keeps to itself: that an action failed, or that none came to its end."""
    if not isinstance(state, dict):
        raise SessionError(messages.NO_ACTION)
    if "exception" in state:
        raise SessionError(messages.SESSION_FAILED.format(detail=state["exception"]))


def _rule(
    patterns: Sequence[Mapping[str, Pattern]], number: int, fired: list[tuple[int, Any]]
) -> dict[str, object]:
    """A durable rule that notes its number and its matches in ``fired``.

    Made anew for each ruleset, because durable-rules takes it apart. The consequence has one argument:
    with a second one it would be asynchronous and never end.
    """

    def note(closure: Any) -> None:
        fired.append((number, [_by_alias(match) for match in closure.m]))

    return {"all": list(patterns), "cap": _TOGETHER, "run": note}


def _by_alias(match: Any) -> Mapping[str, Any]:
    """A match as alias to fact; durable-rules hands over the bare fact where ``m`` is the only alias."""
    found: Mapping[str, Any] = match._d
    return {ALONE: found} if "id" in found else found


def _delete(name: str) -> None:
    ruleset = _HOST._ruleset_directory.pop(name)
    _HOST._ruleset_list.remove(ruleset)
    durable.durable_rules_engine.delete_ruleset(ruleset._handle)


@contextmanager
def _failing_loudly() -> Iterator[None]:
    """Any failure of durable-rules as SessionError."""
    try:
        yield
    except Exception as error:
        raise SessionError(messages.SESSION_FAILED.format(detail=error)) from error
