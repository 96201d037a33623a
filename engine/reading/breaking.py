"""Printed lines: the number of a heading, what no line break may divide, the number of a page."""

import re

HANGING = "\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f"  # points that may hang out of the text area
NUMBERED = re.compile(
    r"[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}\u3001"
    r"|[(\uff08][\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\d]{1,3}[)\uff09]"
    r"|\d{1,2}(?:[\u3001\uff0e]|\.(?!\d))|[\u2460-\u249b]"
)
_DASH = "[-\u2010-\u2015\u2212\uff0d\u00b7\u2022~\uff5e]"
PAGE_NUMBER = re.compile(rf"{_DASH}*\s*(\d{{1,4}})\s*{_DASH}*")
# One that cannot be anything else.
DECORATED = re.compile(
    rf"{_DASH}+\s*(?:\d{{1,4}}|[ivxlc]{{1,6}})\s*{_DASH}+"
    r"|\u7b2c\s*\d{1,4}\s*\u9875(?:[\s,\uff0c/]*\u5171\s*\d{1,4}\s*\u9875)?"
    r"|\d{1,4}\s*/\s*\d{1,4}",
    re.IGNORECASE,
)
_OPENING = "\u2018\u201c\u300a\u3008\u3010\u3014\uff08\u300c\u300e("
CLOSING = f"{HANGING}\u2019\u201d\u300b\u3009\u3011\u3015\uff09\u300d\u300f\uff05%),.;:!?"
_WORD = "[!-~\u00b7]+"  # letters, digits and what may stand within a number
_PIECE = f"(?:{_WORD}|.(?:[,.:;]{_WORD})?)[{CLOSING}]*"
_UNBROKEN = re.compile(f"[{_OPENING}]*{_PIECE}(?:[\u2018\u201c]{_PIECE})*")


def unbroken(line: str) -> str:
    """What ``line`` begins with that no line break may divide.

    A number or a word of letters stays whole, an opening bracket with what follows it, a closing one or a
    point with what it follows; some programs divide before no quotation mark. All of it goes to the next
    line when there is no room for all of it.
    """
    match = _UNBROKEN.match(line)
    return match[0] if match else ""
