"""How a refusal travels: a format raises ``Refusal``, the door adds the name and raises ``ReadError``."""

from typing import NamedTuple


class Message(NamedTuple):
    """What a person is told: why the file cannot be read, and what to do about it."""

    reason: str
    remedy: str


class Refusal(Exception):
    """Raised inside this package; it never leaves it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.reason)
        self.message = message


class ReadError(Exception):
    """A file that cannot be read as a report. ``str()`` is one Chinese line: name, reason, remedy."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(name, reason, remedy)
        self.name = name
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.name}：{self.reason}。{self.remedy}"
