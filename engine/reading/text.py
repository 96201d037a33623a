"""Plain text: the encoding is established, not guessed, and only lines that were cut are joined."""

import codecs
import re

from engine.reading import messages
from engine.reading.errors import Refusal
from engine.reading.folded import unfold

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A reading is accepted when it looks like text by itself and no other reading comes near it.
ENOUGH = 0.5
MARGIN = 0.1
SAMPLE = 200_000  # characters looked at; the decoding itself always covers the whole file

SEVERAL = 6
NOT_ASCII = re.compile("[^\x00-\x7f]")
WIDE = re.compile("[^\x00-\u07ff]")
CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
# Patterns, compiled only where a text is not UTF-8.
EVERYDAY = "[\t\n\f\r -~\u00b7\u2010-\u203b\u2160-\u217b\u2460-\u249b\u3000-\u301f\uff01-\uff5e]"
HAN = "[\u4e00-\u9fff]"


def extract(data: bytes) -> str:
    """The text of ``data`` with plain newlines and whole paragraphs, without its byte order mark.

    Raises ``Refusal``.
    """
    return unfold(decode(data).replace("\r\n", "\n").replace("\r", "\n"))


def decode(data: bytes) -> str:
    """``data`` in the one encoding that it can be shown to be in. Raises ``Refusal``."""
    text = _by_bom(data)
    if text is None:
        text = _by_validity(data)
    if text is None:
        text = _by_comparison(data)
    if "\0" in text:
        raise Refusal(messages.NUL_IN_TEXT)
    if len(CONTROLS.findall(text)) > 1 + len(text) // 100:
        raise Refusal(messages.BINARY)
    return text


def _by_validity(data: bytes) -> str | None:
    """What is valid UTF-8 is UTF-8, unless it is so little that GBK may look like it by chance."""
    text = strict(data, "utf-8")
    if text is None or "\0" in text:
        return None
    if not is_surely_utf8(text) and strict(data, "gb18030") is not None:
        raise Refusal(messages.UNKNOWN_ENCODING)
    return text


def _by_bom(data: bytes) -> str | None:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = strict(data[len(bom) :], encoding)
            if text is None:
                raise Refusal(messages.UNKNOWN_ENCODING)
            return text
    return None


def is_surely_utf8(text: str) -> bool:
    """Sequences of three bytes do not come about by chance; one of two bytes does, in GBK, several do not."""
    return text.isascii() or WIDE.search(text) is not None or len(NOT_ASCII.findall(text)) >= SEVERAL


def strict(data: bytes, encoding: str) -> str | None:
    """``data`` decoded without tolerance, or None."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_comparison(data: bytes) -> str:
    readings = [strict(data, name) for name in ("gb18030", "utf-16-le", "utf-16-be")]
    scored = sorted(
        ((_plausibility(text), text) for text in readings if text and "\0" not in text), reverse=True
    )
    big5 = strict(data, "big5hkscs")
    if big5 and "\0" not in big5 and _is_surely(big5, scored[0][0] if scored else 0.0):
        return big5
    if not scored:
        raise Refusal(messages.NUL_IN_TEXT if any(readings) else messages.BINARY)
    best, text = scored[0]
    runner_up = scored[1][0] if len(scored) > 1 else 0.0
    if best < ENOUGH or best - runner_up < MARGIN:
        raise Refusal(messages.UNKNOWN_ENCODING if best >= ENOUGH else messages.BINARY)
    return text


def _is_surely(text: str, other: float) -> bool:
    """Whether a reading leaves behind the best of the others: a few characters of GBK may look like Big5."""
    told = _plausibility(text)
    return told >= ENOUGH and told - other >= MARGIN


def _plausibility(text: str) -> float:
    """Share of characters that Chinese office text is made of; a rare ideograph counts half."""
    sample = text[:SAMPLE]
    han = re.findall(HAN, sample)
    common = len("".join(han).encode("gb2312", "ignore")) // 2
    plain = len(re.findall(EVERYDAY, sample))
    return (plain + common + 0.5 * (len(han) - common)) / len(sample)
