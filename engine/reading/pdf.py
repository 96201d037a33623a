"""PDF with a text layer: every character with its place on the page, then lines, then paragraphs."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium

from engine.reading import messages
from engine.reading.errors import Refusal
from engine.reading.glyphs import real_characters
from engine.reading.grids import Rule, grids, rule
from engine.reading.limits import MAX_CHARS, MAX_PAGES
from engine.reading.paragraphs import join
from engine.reading.typeset import Glyph, Line, set_lines

SCAN_CHARS = 20  # a page: a scan may still carry a page number or a stamp as text
MAX_UNMAPPED = 0.3  # of all characters

PIECE = re.compile("^[A-Z]{6}[+]")  # before the name of a font of which the file holds a piece
LONGEST_NAME = 256  # bytes
MAX_RULES = 5_000  # on a page: more is a drawing

LOCK = Lock()  # pdfium is not thread-safe


def extract(data: bytes) -> str:
    """The paragraphs of a PDF, a line each. Raises ``Refusal``."""
    with LOCK:
        pages = _read(data)
    return "\n".join(line for line in map(str.strip, map(real_characters, join(pages))) if line)


def _read(data: bytes) -> list[list[Line]]:
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MAX_PAGES:
                raise Refusal(messages.too_many_pages(MAX_PAGES))
            return _read_pages(document)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        raise Refusal(messages.ENCRYPTED_PDF if locked else messages.DAMAGED_PDF) from None


def _read_pages(document: pypdfium2.PdfDocument) -> list[list[Line]]:
    pages, chars, unmapped, pictures = [], 0, 0, 0
    for page in document:
        textpage = page.get_textpage()
        count = textpage.count_chars()
        if chars + count > MAX_CHARS:
            raise Refusal(messages.too_long(MAX_CHARS))
        glyphs, upright = _upright(list(_glyphs(textpage.raw, count)))
        chars += len(glyphs)
        unmapped += sum(not glyph.mapped for glyph in glyphs)
        pictures += len(glyphs) < SCAN_CHARS and _has_picture(page)
        tables = grids(*_rules(page)) if upright else ()
        pages.append(set_lines(glyphs, page.get_width(), tables))
        textpage.close()
        page.close()
    _check(len(pages), chars, unmapped, pictures)
    return pages


def _check(pages: int, chars: int, unmapped: int, pictures: int) -> None:
    """Pages with a picture and next to no text are scans; a few among many may be stamps or photographs."""
    if 2 * pictures > pages or (pictures and chars < SCAN_CHARS * pages):
        raise Refusal(messages.SCANNED_PDF)
    if unmapped > MAX_UNMAPPED * chars:
        raise Refusal(messages.UNMAPPED_PDF)


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def _glyphs(textpage: pdfium.FPDF_TEXTPAGE, count: int) -> Iterator[tuple[Glyph, int]]:
    """Every visible character in the order of the file, with its angle in quarter turns."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    fonts: dict[int, str] = {}
    spaced = False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        char = "-" if code == 2 else chr(code) if code < 0x110000 else "\ufffd"  # 2: a hyphen at a line end
        if char.isspace():
            spaced = spaced or pdfium.FPDFText_IsGenerated(textpage, index) != 1
            continue
        if (code < 0x20 and code != 2) or 0xD800 <= code < 0xE000:
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        turns = pdfium.FPDFText_GetCharAngle(textpage, index) / (math.pi / 2)
        mapped = code != 0 and pdfium.FPDFText_HasUnicodeMapError(textpage, index) != 1
        font = _font(pdfium.FPDFText_GetTextObject(textpage, index), fonts)
        glyph = Glyph(char, box.left, box.right, y.value, box.top - box.bottom, font, mapped, spaced)
        spaced = False
        if abs(turns - round(turns)) < 0.05:  # a slanted one is a watermark's
            yield _turned(glyph, box, x.value, round(turns) % 4), round(turns) % 4


def _font(text_object: pdfium.FPDF_PAGEOBJECT, known: dict[int, str]) -> str:
    """The name of the font, empty where it has none. A file may hold one font in several pieces."""
    font = pdfium.FPDFTextObj_GetFont(text_object) if text_object else None
    place = ctypes.cast(font, ctypes.c_void_p).value if font else None
    if place is None:
        return ""
    if place not in known:
        name = ctypes.create_string_buffer(LONGEST_NAME)
        pdfium.FPDFFont_GetBaseFontName(font, name, LONGEST_NAME)
        known[place] = PIECE.sub("", name.value.decode("utf-8", "replace"))
    return known[place]


def _turned(glyph: Glyph, box: pdfium.FS_RECTF, x: float, turns: int) -> Glyph:
    """The glyph as it stands when its page is held so that its writing runs from left to right."""
    if turns == 0:
        return glyph
    left, right, base = {
        1: (-box.top, -box.bottom, x),
        2: (-box.right, -box.left, -glyph.base),
        3: (box.bottom, box.top, -x),
    }[turns]
    height = box.top - box.bottom if turns == 2 else box.right - box.left
    return Glyph(glyph.char, left, right, base, height, glyph.font, glyph.mapped, glyph.spaced)


def _upright(glyphs: list[tuple[Glyph, int]]) -> tuple[list[Glyph], bool]:
    """The glyphs that run in the page's main direction, and whether it is the usual one.

    Others are stamps and marginal notes.
    """
    main = Counter(turns for _, turns in glyphs).most_common(1)
    turned = main[0][0] if main else 0
    return [glyph for glyph, turns in glyphs if turns == turned], turned == 0


def _rules(page: pypdfium2.PdfPage) -> tuple[list[Rule], list[Rule]]:
    """The straight lines drawn on the page, across and down; none of a drawing that has very many."""
    across: list[Rule] = []
    down: list[Rule] = []
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        for found in _drawn(path):
            (across if found[0] else down).append(found[1])
        if len(across) + len(down) > MAX_RULES:
            return [], []
    return across, down


def _drawn(path: pypdfium2.PdfObject) -> Iterator[tuple[bool, Rule]]:
    """The straight lines of one path; a closed one ends where it began."""
    turn = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = before = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(path.raw), MAX_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and (found := rule(before, point)):
            yield found
        if pdfium.FPDFPathSegment_GetClose(segment) and (found := rule(point, first)):
            yield found
        before = point
