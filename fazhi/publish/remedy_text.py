"""What text would meet a rule, in words."""

from engine.rulebook import Rule
from fazhi.authoring.counterfactual import Remedy
from fazhi.cells import visible
from fazhi.publish import messages


def remedy_text(found: Remedy | None, rule: Rule) -> str:
    """How the report would meet the rule, or that no way was found."""
    lines = [messages.REMEDY]
    if found is None:
        lines.append("  " + messages.REMEDY_NONE.format(advice=rule.advice))
    else:
        lines.append("  " + _how(found))
        lines += [f"    {visible(line)}" for line in found.text.splitlines()]
    if found and found.worse:
        lines.append("  " + messages.REMEDY_WORSE.format(titles="、".join(found.worse)))
    return "\n".join(lines) + "\n"


def not_needed() -> str:
    """That there is nothing to remedy."""
    return f"{messages.REMEDY}\n  {messages.REMEDY_NOT_NEEDED}\n"


def _how(found: Remedy) -> str:
    if found.kind == "remove":
        return messages.REMEDY_REMOVE
    section = messages.SECTIONS.get(found.section or "")
    place = messages.REMEDY_SECTION.format(section=section) if section else messages.REMEDY_END
    return messages.REMEDY_ADD.format(place=place)
