"""Which format a file is, by its content alone."""

import re
from typing import Literal

from engine.reading import messages
from engine.reading.errors import Message, Refusal

Format = Literal["text", "html", "docx", "pdf"]

HEAD = 64 * 1024

REFUSED: tuple[tuple[bytes, Message], ...] = (
    (b"\x89PNG\r\n\x1a\n", messages.IMAGE),
    (b"\xff\xd8\xff", messages.IMAGE),
    (b"GIF87a", messages.IMAGE),
    (b"GIF89a", messages.IMAGE),
    (b"II*\x00", messages.IMAGE),
    (b"MM\x00*", messages.IMAGE),
    (b"{\\rtf", messages.RTF),
    (b"Rar!\x1a\x07", messages.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", messages.ARCHIVE),
    (b"\x1f\x8b\x08", messages.ARCHIVE),
)
# RIFF and BMP open with letters that could open a text, so their fixed later bytes must agree.
RIFF_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
BMP = re.compile(rb"BM.{4}\0{4}", re.DOTALL)
HEIF = re.compile(rb".{4}ftyp(?:hei[cx]|mif1|avif)", re.DOTALL)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS: tuple[tuple[str, Message], ...] = (
    ("EncryptedPackage", messages.ENCRYPTED_OFFICE),
    ("WordDocument", messages.OLD_WORD),
    ("Workbook", messages.OLD_EXCEL),
    ("PowerPoint Document", messages.OLD_SLIDES),
)

BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Atomic: many comments in a row must not be tried in every combination.
PREAMBLE = rb"(?>(?:\s+|<!--.*?-->|<\?xml[^>]*>)*)"
HTML_OPENING = re.compile(PREAMBLE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
HTML_LATER = re.compile(rb"^\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.MULTILINE)
FRAGMENT = re.compile(
    PREAMBLE + rb"<(div|p|table|h[1-6]|section|article|meta|title|span|script|style|ul|ol|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
MHTML = re.compile(
    rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE
)


def sniff(data: bytes) -> Format:
    """The format of ``data``. Raises ``Refusal`` for formats that are known and not read."""
    if not data:
        raise Refusal(messages.EMPTY)
    _refuse_known(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if _is_pdf(data):
        return "pdf"
    return "html" if _is_markup(data) else "text"


def _refuse_known(data: bytes) -> None:
    for magic, message in REFUSED:
        if data.startswith(magic):
            raise Refusal(message)
    if RIFF_WEBP.match(data) or BMP.match(data) or HEIF.match(data):
        raise Refusal(messages.IMAGE)
    if data.startswith(OLE):
        raise Refusal(_inside_ole(data))
    if MHTML.match(data[:HEAD]):
        raise Refusal(messages.WEB_ARCHIVE)


def _inside_ole(data: bytes) -> Message:
    """Stream names stand in the directory as UTF-16; an encrypted docx holds one telling stream."""
    for stream, message in OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return message
    return messages.OLD_OFFICE


def _is_pdf(data: bytes) -> bool:
    """A PDF may be preceded by stray bytes; then only its end proves that it is one."""
    head = data[:1024]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (
        b"%PDF-" in head and b"%%EOF" in data[-1024:]
    )


def _is_markup(data: bytes) -> bool:
    head = _ascii_view(data[:HEAD])
    if HTML_OPENING.match(head) or HTML_LATER.search(head[:4096]):
        return True
    if head.lstrip().startswith(b"<?xml"):
        raise Refusal(messages.WORD_XML if b"schemas.microsoft.com/office" in head else messages.OTHER_XML)
    fragment = FRAGMENT.match(head)
    if not fragment:
        return False
    tag = fragment[1].lower()
    return tag == b"meta" or b"</" + tag in _ascii_view(data).lower()


def _ascii_view(data: bytes) -> bytes:
    """ASCII tags as they would read in UTF-8, whichever Unicode encoding the page is in."""
    for bom in BOMS:
        data = data.removeprefix(bom)
    return data.replace(b"\0", b"")
