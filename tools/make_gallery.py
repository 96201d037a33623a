"""Write the pictures of ``docs/gallery/`` from the samples. Run as ``python -m tools.make_gallery``."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL.Image import Image

import fazhi
from engine.model import Scorecard
from fazhi.publish import render
from fazhi.publish.style import Style

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs" / "gallery"
SCALE = 1.3  # pixels a point
COLOURS = 24  # enough for black, greys and a red; a tenth of the bytes


def letters(card: Scorecard) -> Iterator[tuple[str, Image]]:
    """Name and picture of pages of the letter: its opening, its gaps, its data check; the red-headed one."""
    plain = pypdfium2.PdfDocument(render(card, "pdf"))
    numbers = next(mark for mark in plain.get_toc() if mark.get_title().endswith("数据核对"))
    for name, index in (("opening", 0), ("gaps", 1), ("numbers", numbers.get_dest().get_index() + 1)):
        yield f"letter-{name}", picture(plain, index)
    red = pypdfium2.PdfDocument(render(card, "pdf", Style(template="redhead")))
    yield "letter-redhead", picture(red, 0)


def picture(pdf: pypdfium2.PdfDocument, index: int) -> Image:
    """A page as it is printed."""
    page: Image = pdf[index].render(scale=SCALE).to_pil()
    return page.quantize(COLOURS)


def main() -> None:
    """Write every picture and say where."""
    GALLERY.mkdir(exist_ok=True)
    for name, image in letters(fazhi.score(ROOT / "samples" / "county-gaps.html")):
        path = GALLERY / f"{name}.png"
        image.save(path, optimize=True)
        print(f"{path.stat().st_size:>9,}  {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
