"""Length-preserving clean-up: every character of the result stands where its source stands.

Normal form: half-width digits, letters and ``, . : ; ! ? ( ) %``; ``。、《》“”【】〔〕`` and all dashes stay
as they are, quotation marks of other kinds are ``“”``; a full stop typed as ``.`` is ``。``; every kind of
blank is a space, and the comma between the thousands of a number a thin space, so that it ends no clause;
compatibility forms of ideographs (U+2F00…, U+F900…) are the ordinary ideographs; Traditional characters are
Simplified.
"""

import re
import unicodedata
from collections import Counter

from engine.outline.borders import bordered

_ZERO_WIDTH = [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xFFFC]
_BLANKS = [0x09, 0x0D, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
_LINE_ENDS = [0x0B, 0x0C, 0x85, 0x2028, 0x2029]
_LOOKALIKES = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "﹙": "(",
    "﹚": ")",
    "﹐": ",",
    "﹕": ":",
    "﹔": ";",
    "︰": ":",
    "∶": ":",
    "﹪": "%",
}
_COMPATIBILITY = [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)]

_TABLE: dict[int, str] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)},
    **{code: plain for code in _COMPATIBILITY if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1},
    **dict.fromkeys(_ZERO_WIDTH + _BLANKS, " "),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **{ord(variant): plain for variant, plain in _LOOKALIKES.items()},
}

# A stop typed as "." behind an ideograph, a closing mark or %; not that of a number (1.5), of a heading
# (一. (二).) or of an address (www.x.cn).
_STOP = re.compile(
    r"\.(?<=[\u4e00-\u9fff%)》”〕]\.)(?<![一二三四五六七八九十]\.)(?<![一二三四五六七八九十]\)\.)(?![A-Za-z.])"
)
_STRAIGHT = re.compile(r'"([^"\n]{1,60})"')  # typed quotation marks, by pairs
_THIN_SPACE = "\u2009"
_THOUSANDS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])")
# Simplified text has under 0.5 % of ideographs outside GB2312, Traditional over 20 %
_TRADITIONAL_SHARE = 0.03


def normalise(text: str) -> str:
    """``text`` in normal form but for Traditional characters; same length."""
    text = bordered(text)
    text = _STOP.sub("。", text.translate(_TABLE))
    return _THOUSANDS.sub(lambda number: number[0].replace(",", _THIN_SPACE), text)


def paired(text: str) -> str:
    """``text`` with straight quotation marks as “ and ”, where two stand in one line; same length."""
    return _STRAIGHT.sub(r"“\1”", text) if '"' in text else text


def simplified(text: str) -> str:
    """``text`` with Traditional characters made Simplified where it is written in them; same length."""
    return _converted(text) if is_traditional(text) else text


def is_traditional(text: str) -> bool:
    """Whether a share of the ideographs is such as Simplified text never has."""
    if _in_gb2312(text):
        return False
    foreign = [c for c in set(text) if "\u4e00" <= c <= "\u9fff" and not _in_gb2312(c)]
    counts = Counter(text)
    ideographs = sum(n for c, n in counts.items() if "\u4e00" <= c <= "\u9fff")
    return sum(counts[c] for c in foreign) > _TRADITIONAL_SHARE * ideographs


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with ``spans`` (in order, not overlapping) turned into spaces; line ends stay."""
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def _in_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _converted(text: str) -> str:
    import opencc  # noqa: PLC0415  its tables are loaded only for the rare Traditional page

    converter = opencc.OpenCC("t2s")
    whole: str = converter.convert(text)
    if len(whole) == len(text):
        return whole
    single = {c: converter.convert(c) for c in set(text)}
    return "".join(s if len(s := single[c]) == 1 else c for c in text)
