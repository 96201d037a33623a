"""Facts and rules to verdicts. The only room that knows durable-rules."""

from engine.inference.chaining import conclude
from engine.inference.compilation import Engine, compile_rules
from engine.inference.judging import Case, judge
from engine.inference.limits import check_limits
from engine.inference.verdicts import (
    DisagreementError,
    FactError,
    LimitError,
    MalformedRuleError,
    SessionError,
    Verdict,
)

__all__ = [
    "Case",
    "DisagreementError",
    "Engine",
    "FactError",
    "LimitError",
    "MalformedRuleError",
    "SessionError",
    "Verdict",
    "check_limits",
    "compile_rules",
    "conclude",
    "judge",
]
