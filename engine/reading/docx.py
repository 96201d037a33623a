"""Word documents: paragraphs with their automatic numbers, tables, text boxes and notes, in order.

Shown is what a reader of the final version sees: insertions but no deletions, results of fields but no codes.
Page headers, footers, comments and tables of contents are set aside; notes follow the text, a line each.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from engine.reading import messages
from engine.reading.archive import open_archive, part, refuse_foreign
from engine.reading.errors import Refusal
from engine.reading.glyphs import real_characters
from engine.reading.limits import CELL_IS_LAYOUT
from engine.reading.numbering import Counter, W, counter, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
NOT_SHOWN = frozenset(
    (
        *(
            W + name
            for name in (
                "del",
                "moveFrom",
                "instrText",
                "delText",
                "delInstrText",
                "pPr",
                "rPr",
                "rt",
                "sdtPr",
            )
        ),
        MC + "Fallback",
    )
)
WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
SIGNS = {W + "tab": "\t", W + "ptab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
PAGE_FIELDS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b", re.IGNORECASE)
CONTENTS_STYLE = re.compile(r"toc \d")
ON = (None, "1", "true", "on")
WIDEST = 63  # columns of a table


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a docx that hold text or say how it is numbered."""

    body: etree._Element
    counter: Counter
    notes: tuple[etree._Element, ...]


def extract(data: bytes) -> str:
    """The lines of a docx. Raises ``Refusal``."""
    document = _open(data)
    return "\n".join(line for line in map(_tidy, _all_lines(document)) if line)


def _open(data: bytes) -> Document:
    with open_archive(data) as archive:
        refuse_foreign(archive)
        main = next(iter(_related(archive, "", "officeDocument")), "word/document.xml")
        root = part(archive, main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise Refusal(messages.DAMAGED_DOCX)

        def first(kind: str) -> etree._Element | None:
            return next((part(archive, name) for name in _related(archive, main, kind)), None)

        notes = tuple(root for root in (first("footnotes"), first("endnotes")) if root is not None)
        return Document(body, counter(first("numbering"), first("styles")), notes)


def _related(archive: zipfile.ZipFile, source: str, kind: str) -> list[str]:
    """Names of the parts that ``source`` relates to as ``kind``."""
    folder, base = posixpath.split(source)
    relations = part(archive, posixpath.join(folder, "_rels", f"{base}.rels"))
    if relations is None:
        return []
    targets = [
        relation.get("Target", "")
        for relation in relations.iter(f"{RELATIONS}Relationship")
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
    ]
    return [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in targets]


def _all_lines(document: Document) -> Iterator[str]:
    yield from _lines(document.body, document.counter)
    for root in document.notes:
        for note in root:
            if note.get(f"{W}type", "normal") == "normal":
                yield " ".join(_lines(note, document.counter))


def _lines(container: etree._Element, numbers: Counter) -> Iterator[str]:
    carried = ""  # from a paragraph whose end mark is deleted: it runs on into the next
    for block in _blocks(container):
        if block.tag == f"{W}tbl":
            yield from _rows(block, numbers)
            continue
        properties = block.find(f"{W}pPr")
        text = carried + _text(block)
        carried = text if _end_is_deleted(properties) else ""
        if not carried:
            label = numbers.label(properties)
            if not CONTENTS_STYLE.fullmatch(numbers.style_name(properties)):
                yield from _joined(label, text).split("\n")
        yield from _boxes(block, numbers)
    yield carried


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in WRAPPERS:
            yield from _blocks(child)


def _rows(table: etree._Element, numbers: Counter) -> Iterator[str]:
    """A line a row; where the table only lays out the page, the lines of its cells."""
    for row in _children(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            cells = [""] * _spanned(row, "trPr", "gridBefore")
            held = [list(_lines(cell, numbers)) for cell in _children(row, "tc")]
            if len(held) == 1 or any(sum(map(len, lines)) > CELL_IS_LAYOUT for lines in held):
                yield from chain.from_iterable(held)
                continue
            for cell, lines in zip(_children(row, "tc"), held, strict=True):
                cells.append(_tidy(" ".join(lines).replace("\t", " ")))
                cells += [""] * (_spanned(cell, "tcPr", "gridSpan") - 1)
            told = [cell for cell in cells if cell]
            yield " | ".join(cells) if len(told) > 1 else "".join(told)


def _spanned(element: etree._Element, properties: str, name: str) -> int:
    """How many columns are passed over or taken, 0 where nothing is said; as many as Word allows at most."""
    told = value(element.find(f"{W}{properties}"), name) or ""
    return min(int(told), WIDEST) if told.isascii() and told.isdigit() else 0


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, name)


def _boxes(paragraph: etree._Element, numbers: Counter) -> Iterator[str]:
    """Text boxes anchored in the paragraph, after it."""
    walker = etree.iterwalk(paragraph, events=("start",))
    for _, element in walker:
        if element.tag in NOT_SHOWN:
            walker.skip_subtree()
        elif element.tag == f"{W}txbxContent":
            walker.skip_subtree()
            yield from _lines(element, numbers)


def _text(paragraph: etree._Element) -> str:
    """What the paragraph shows, its soft line breaks as newlines."""
    pieces: list[str] = []
    fields: list[str | None] = []  # of each open field the code so far; None once its result is shown
    walker = etree.iterwalk(paragraph, events=("start",))
    for _, element in walker:
        if element.tag == f"{W}instrText" and fields and fields[-1] is not None:
            fields[-1] += element.text or ""
        if element.tag in NOT_SHOWN or element.tag == f"{W}txbxContent" or _is_hidden(element):
            walker.skip_subtree()
        elif element.tag == f"{W}fldChar":
            _follow_field(fields, element.get(f"{W}fldCharType"))
        elif not any(code is not None for code in fields):
            pieces.append(_sign(element))
    return "".join(pieces)


def _follow_field(fields: list[str | None], event: str | None) -> None:
    if event == "begin":
        fields.append("")
    elif event == "end" and fields:
        fields.pop()
    elif event == "separate" and fields and not PAGE_FIELDS.match(fields[-1] or ""):
        fields[-1] = None  # from here on its result is shown; that of a page number never is


def _is_hidden(element: etree._Element) -> bool:
    if element.tag == f"{W}fldSimple":
        return PAGE_FIELDS.match(element.get(f"{W}instr", "")) is not None
    if element.tag != f"{W}r":
        return False
    vanish = element.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") in ON


def _sign(element: etree._Element) -> str:
    if element.tag == f"{W}t":
        return (element.text or "").replace("\n", " ")
    if element.tag == f"{W}sym":
        return _symbol(element.get(f"{W}char", ""))
    return SIGNS.get(str(element.tag), "")


def _symbol(code: str) -> str:
    """A character named by its code; those above F000 are pictures of a symbol font."""
    known = re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not "D800" <= code.upper() <= "FFFF"
    return chr(int(code, 16)) if known else ""


def _end_is_deleted(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _joined(label: str, text: str) -> str:
    """Number and text; a space only where they would run into one another (``1.`` and ``2024``)."""
    text = text.lstrip(" \u3000\u00a0")
    if not label or not text:
        return text
    apart = label[-1].isascii() and text[0].isascii() and text[0].isalnum()
    return f"{label} {text}" if apart else label.rstrip() + text


def _tidy(line: str) -> str:
    return real_characters(line.replace("\u00a0", " ")).rstrip(" \u3000\t\r\n").lstrip(" \u3000\r\n")
