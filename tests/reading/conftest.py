"""Builders of small real files: nothing here is more than a fixture can say in a few lines."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as DocxDocument

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

CONTENT_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)

Word = tuple[float, float, str]  # left, base line, text


@pytest.fixture
def zip_of() -> Callable[[dict[str, str | bytes]], bytes]:
    def build(entries: dict[str, str | bytes]) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
        return file.getvalue()

    return build


@pytest.fixture
def docx_of(zip_of: Callable[[dict[str, str | bytes]], bytes]) -> Callable[..., bytes]:
    """A docx from the inner XML of its body and, where given, of its other parts."""

    def build(body: str, **parts: str) -> bytes:
        roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header": "hdr"}
        relations = "".join(
            f'<Relationship Id="r{name}" Type="{RELATION}/{name}" Target="{name}.xml"/>' for name in parts
        )
        main = f'<Relationship Id="r1" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'
        spaces = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        return zip_of(
            {
                "[Content_Types].xml": CONTENT_TYPES,
                "_rels/.rels": RELATIONS.format(main),
                "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
                "word/_rels/document.xml.rels": RELATIONS.format(relations),
                **{
                    f"word/{n}.xml": f"<w:{roots[n]} {spaces}>{xml}</w:{roots[n]}>"
                    for n, xml in parts.items()
                },
            }
        )

    return build


@pytest.fixture
def plain_docx() -> Callable[[list[str]], bytes]:
    """A docx as python-docx writes it, one paragraph a line."""

    def build(lines: list[str]) -> bytes:
        document: DocxDocument = Document()
        for line in lines:
            document.add_paragraph(line)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    return build


@pytest.fixture
def pdf_of() -> Callable[..., bytes]:
    """A PDF whose words stand where they are put; ideographs are as wide as ``size``, ASCII half as wide."""

    def build(
        pages: list[list[Word]],
        *,
        size: float = 16,
        turn: str = "1 0 0 1",
        fonts: str = "0",  # of each word: 0 and 1 are pieces of one, 2 is another
        **extra: str,
    ) -> bytes:
        kids = [f"{10 + 2 * i} 0 R" for i in range(len(pages))]
        objects = {
            1: "<</Type/Catalog/Pages 2 0 R>>",
            2: f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(pages)}>>",
            3: FONT.replace("{name}", "AAAAAA+Song"),
            8: FONT.replace("{name}", "BAAAAA+Song"),
            9: FONT.replace("{name}", "Hei"),
            5: "<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
            "/Ascent 900/Descent -200/CapHeight 700/StemV 80>>",
            6: _stream(TO_UNICODE),
            7: _stream(
                "0", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
            ),
        }
        for i, words in enumerate(pages):
            number = 10 + 2 * i
            objects[number] = (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number + 1} 0 R"
                "/Resources<</Font<</F0 3 0 R/F1 8 0 R/F2 9 0 R>>/XObject<</I 7 0 R>>>>>>"
            )
            shown = "".join(
                f"BT /F{fonts[place % len(fonts)]} {size} Tf {turn} {left} {base} Tm "
                f"<{text.encode('utf-16-be').hex()}> Tj ET\n"
                for place, (left, base, text) in enumerate(words)
            )
            objects[number + 1] = _stream(
                shown + ("q 595 0 0 842 0 0 cm /I Do Q" if "picture" in extra else "")
            )
        return _pdf_file(objects, extra.get("trailer", ""))

    return build


FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/FontDescriptor 5 0 R/DW 1000/W[32 126 500]"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
)
TO_UNICODE = (
    """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def
1 begincodespacerange <0000> <FFFF> endcodespacerange
256 beginbfrange
"""
    + "\n".join(f"<{i:02X}00> <{i:02X}FF> <{i:02X}00>" for i in range(256))
    + """
endbfrange endcmap end end"""
)


def _stream(content: str, entries: str = "") -> str:
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream"


def _pdf_file(objects: dict[int, str], trailer: str) -> bytes:
    data, places = b"%PDF-1.7\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{n} 1\n{place:010} 00000 n \n" for n, place in places.items())
    start = len(data)
    size = max(objects) + 1
    return (
        data
        + f"xref\n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode(
            "ascii"
        )
    )
