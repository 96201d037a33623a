"""Pages of government sites: the report with its title and its line of dates, page furniture set aside."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from engine.reading import messages, text
from engine.reading.chrome import DATE_SHAPE, set_aside
from engine.reading.errors import Refusal
from engine.reading.lines import to_lines

DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)",
    re.IGNORECASE,
)
ENCODINGS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-8": "utf-8", "utf8": "utf-8",
}  # fmt: skip
ENOUGH = 500  # characters
TOLERATED = 1000  # one undecodable place in so many characters: a damaged page is still a report

# Facts that government pages carry in their head, in the order a page shows them.
TITLE, DATE, ORIGIN = "ArticleTitle", "PubDate", "ContentSource"
HEAD_LINES = 15
SHORT_LINE = 80
LONGEST_META = 300


def extract(data: bytes) -> str:
    """The readable lines of a page. Raises ``Refusal``."""
    page = _parse(decode(data))
    title, metadata = _head_facts(page)
    whole = to_lines(page)
    body = page.find("body")
    if body is None:
        body = page
    set_aside(body)
    lines = to_lines(body)
    return "\n".join(_with_head_facts(lines if _is_enough(lines, whole) else whole, title, metadata))


def _is_enough(lines: list[str], whole: list[str]) -> bool:
    """Whether what is left can be the article; rather the page with its furniture than no report."""
    left = sum(map(len, lines))
    return left >= ENOUGH or left * 5 >= sum(map(len, whole))


def decode(data: bytes) -> str:
    """The page as text: what the bytes prove, else what the page declares. Raises ``Refusal``."""
    encoding = _declared(data)
    if not data.startswith(tuple(bom for bom, _ in text.BOMS)):
        utf8 = text.strict(data, "utf-8")
        if utf8 is not None and text.is_surely_utf8(utf8) and "\0" not in utf8:
            return utf8
        declared = text.strict(data, encoding) if encoding else None
        if declared is not None and "\0" not in declared:
            return declared
    try:
        return text.decode(data)
    except Refusal:
        return _tolerant(data, encoding or "utf-8")


def _declared(data: bytes) -> str | None:
    match = DECLARED.search(data[:8192])
    return ENCODINGS.get((match[1] or match[2]).decode("ascii", "ignore").lower()) if match else None


def _tolerant(data: bytes, encoding: str) -> str:
    page = data.decode(encoding, "replace")
    if page.count("\ufffd") > 3 + len(page) // TOLERATED:
        raise Refusal(messages.UNKNOWN_ENCODING)
    return page.removeprefix("\ufeff").replace("\0", "")


def _parse(page: str) -> HtmlElement:
    # Bytes with a known encoding: from a str, lxml would refuse pages that declare one.
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but comments or white space
        raise Refusal(messages.NO_TEXT) from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refusal(messages.TOO_DEEP)  # the parser stopped there: what follows would be lost unseen
    return root


def _head_facts(page: HtmlElement) -> tuple[str, dict[str, str]]:
    """The page's ``<title>`` and its named ``<meta>`` facts."""
    named = {
        str(meta.get("name", "")).lower(): " ".join(str(meta.get("content", "")).split())
        for meta in page.iter("meta")
    }
    facts = {name: named.get(name.lower(), "")[:LONGEST_META] for name in (TITLE, DATE, ORIGIN)}
    return " ".join((page.findtext(".//title") or "").split())[:LONGEST_META], facts


def _with_head_facts(lines: list[str], title: str, metadata: dict[str, str]) -> list[str]:
    """``lines``, led by what only the page's head says."""
    leading = []
    shown = "".join("".join(lines).split())
    if metadata[TITLE] and "".join(metadata[TITLE].split()) not in shown:
        leading.append(f"{TITLE}: {metadata[TITLE]}")
    elif not metadata[TITLE] and title and not _is_shown(title, shown):
        leading.append(title)
    if not any(DATE_SHAPE.search(line) for line in lines[:HEAD_LINES] if len(line) <= SHORT_LINE):
        leading += [f"{name}: {metadata[name]}" for name in (DATE, ORIGIN) if metadata[name]]
    return leading + lines


def _is_shown(title: str, shown: str) -> bool:
    """A title begins with the heading; the names of column and site follow. Rather twice than lost."""
    parts = re.split(r"\s*[-_|\u2014\u2013]+\s*", title)
    return "".join(parts[0].split()) in shown
