"""What a change of rules does: as a table for the terminal, and as a page."""

from collections.abc import Iterable

from engine.model import Status
from fazhi.authoring.difference import Difference, Flip, Moved
from fazhi.cells import cells, pad, visible
from fazhi.publish import messages, plain
from fazhi.publish.page.frame import page


def text(found: Difference) -> str:
    """The reports with scores and ranks, then every verdict that flips, rule by rule."""
    blocks = [_table(found.reports)]
    blocks += [_report(one) for one in found.reports if one.flips]
    total = messages.DIFF_TOTAL.format(reports=len(found.reports), rules=len(found.rules), flips=found.flips)
    return "\n\n".join((*blocks, total)) + "\n"


def html(found: Difference) -> str:
    """The same as one page, complete in itself."""
    rows = [(_name(one), *_numbers(one)) for one in found.reports]
    flips = [(_name(one), [_told(flip) for flip in one.flips]) for one in found.reports if one.flips]
    rules = [
        (rule, [(_status(before), _status(after), count) for (before, after), count in counts.items()])
        for rule, counts in found.rules.items()
    ]
    return page("difference.html", found=found, rows=rows, flips=flips, rules=rules)


def _name(one: Moved) -> str:
    identity = one.after.identity
    return visible(identity.unit or one.after.source.name)


def _numbers(one: Moved) -> tuple[str, ...]:
    scores = [plain.tenth(s) if s is not None else "—" for s in (one.before.score, one.after.score)]
    change = "" if not one.change else f"{one.change:+.1f}"
    ranks = [str(rank) if rank else "—" for rank in one.ranks]
    grades = [visible(card.grade or "—") for card in (one.before, one.after)]
    return (*scores, change, *ranks, *grades, str(len(one.flips)))


def _table(reports: Iterable[Moved]) -> str:
    rows = [messages.DIFF_HEADS, *((_name(one), *_numbers(one)) for one in reports)]
    widths = [max(cells(row[column]) for row in rows) for column in range(len(messages.DIFF_HEADS))]
    return "\n".join("  ".join(map(pad, row, widths)).rstrip() for row in rows)


def _report(one: Moved) -> str:
    lines = [messages.DIFF_REPORT.format(name=_name(one), file=visible(one.after.source.name))]
    for flip in one.flips:
        before, after, rule, title, message = _told(flip)
        lines.append(f"  {before} → {after}  {title}（{rule}）")
        if message:
            lines.append(f"      {message}")
    return "\n".join(lines)


def _told(flip: Flip) -> tuple[str, str, str, str, str]:
    before, after = (finding.status if finding else None for finding in (flip.before, flip.after))
    shown = flip.after or flip.before
    message = visible(shown.message) if shown else ""
    return _status(before), _status(after), flip.rule, visible(flip.title), message


def _status(status: Status | None) -> str:
    return messages.NO_SUCH_RULE if status is None else messages.STATUSES[status]
