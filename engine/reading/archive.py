"""The zip container of a docx: its parts, opened with limits that a zip bomb cannot pass."""

import io
import lzma
import zipfile
import zlib

from lxml import etree

from engine.reading import messages
from engine.reading.errors import Message, Refusal
from engine.reading.limits import MEGABYTE

MAX_DIRECTORY = 4 * MEGABYTE  # bytes of the list of entries
MAX_ENTRIES = 10_000
MAX_DECLARED = 1024 * MEGABYTE  # all entries together, pictures included; only parts are ever unpacked
MAX_PART = 64 * MEGABYTE
RATIO_FROM = 4 * MEGABYTE  # small parts may be as repetitive as they like
MAX_RATIO = 200
MAX_DEPTH = 256
CHUNK = 64 * 1024

END_OF_DIRECTORY = b"PK\x05\x06"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    IndexError,
)

TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"

FOREIGN: tuple[tuple[str, Message], ...] = (
    ("xl/", messages.SPREADSHEET),
    ("ppt/", messages.SLIDES),
    ("OFD.xml", messages.OFD),
    ("META-INF/manifest.xml", messages.OPEN_DOCUMENT),
)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The zip file in ``data``, its directory checked. Raises ``Refusal``."""
    _check_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        raise Refusal(messages.DAMAGED_DOCX) from None
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_DECLARED:
        raise Refusal(messages.ARCHIVE_TOO_BIG)
    return archive


def _check_directory(data: bytes) -> None:
    """Before ``zipfile`` builds an object for every entry."""
    at = data.rfind(END_OF_DIRECTORY)
    if at < 0 or len(data) < at + 22:
        raise Refusal(messages.DAMAGED_DOCX)
    if int.from_bytes(data[at + 12 : at + 16], "little") > MAX_DIRECTORY:
        raise Refusal(messages.ARCHIVE_TOO_BIG)


def refuse_foreign(archive: zipfile.ZipFile) -> None:
    """Raises ``Refusal`` when the archive is some other thing than a Word document."""
    names = archive.namelist()
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return
    for start, message in FOREIGN:
        if any(name.startswith(start) for name in names):
            raise Refusal(message)
    if "[Content_Types].xml" not in names:
        raise Refusal(messages.ARCHIVE)


def part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """The root element of an XML part, or None when there is no such part. Raises ``Refusal``."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    return _parse(_unpack(archive, entry))


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & 1:
        raise Refusal(messages.ENCRYPTED_OFFICE)
    limit = max(RATIO_FROM, min(MAX_PART, entry.compress_size * MAX_RATIO))
    if entry.file_size > limit:
        raise Refusal(messages.ARCHIVE_TOO_BIG)
    unpacked = bytearray()
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += chunk
                if len(unpacked) > limit:  # the declared size was a lie
                    raise Refusal(messages.ARCHIVE_TOO_BIG)
    except (*BROKEN, RuntimeError):
        raise Refusal(messages.DAMAGED_DOCX) from None
    return bytes(unpacked).replace(STRICT, TRANSITIONAL)


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refusal(messages.DAMAGED_DOCX) from None
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise Refusal(messages.DOCTYPE_IN_DOCX)
    _check_depth(root)
    return root


def _check_depth(root: etree._Element) -> None:
    """What follows walks nested tables by recursion."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise Refusal(messages.DAMAGED_DOCX)
