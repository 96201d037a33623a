"""Write the pictures of ``docs/gallery/`` from the samples. Run as ``python -m tools.make_gallery``.

Pages need Chromium, the workbook LibreOffice.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pypdfium2
from PIL import Image as Images
from PIL import ImageOps
from PIL.Image import Image
from playwright.sync_api import Browser, Page, sync_playwright

import fazhi
from engine.model import Scorecard
from fazhi.publish import collect, compared, render
from fazhi.publish.style import Style
from scorers import compare

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs" / "gallery"
SCALE = 1.3  # pixels a point
COLOURS = 24  # enough for black, greys and a red; a tenth of the bytes
SCREEN_COLOURS = 64
SAMPLES = ("county-gaps.html", "county-good.txt", "city.docx", "township.docx", "department.txt")
DESK, PHONE = (1280, 860), (390, 844)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


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


def pages(card: Scorecard, cards: Sequence[Scorecard]) -> Iterator[tuple[str, Image]]:
    """The page at a desk, a finding followed to its words; dark; on a phone. Then a comparison."""
    page, comparison = render(card, "html"), str(compared.render(compare(cards), "html"))
    with sync_playwright() as driver, TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, text, size, dark, act in (
            ("page", page, DESK, False, lambda shown: shown.locator(".finding .place").nth(1).click()),
            ("page-dark", page, DESK, True, None),
            ("page-phone", page, PHONE, False, None),
            ("comparison", comparison, DESK, False, None),
        ):
            path = Path(folder) / f"{name}.html"
            path.write_text(text, "utf-8")
            yield name, screen(browser, path, size, act, dark=dark)
        browser.close()


def screen(
    browser: Browser, path: Path, size: tuple[int, int], act: Callable[[Page], None] | None, *, dark: bool
) -> Image:
    """What a window of that size shows of the page once ``act`` was done on it."""
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page.goto(path.as_uri())
    if act:
        act(page)
    return Images.open(BytesIO(page.screenshot())).convert("RGB").quantize(SCREEN_COLOURS)


def workbooks(cards: Sequence[Scorecard]) -> Iterator[tuple[str, Image]]:
    """The first sheet of a workbook as LibreOffice prints it."""
    with TemporaryDirectory() as folder:
        book = Path(folder) / "book.xlsx"
        book.write_bytes(cast("bytes", collect(cards, "xlsx")))
        convert = (
            "soffice",
            f"-env:UserInstallation=file://{folder}/user",
            "--headless",
            "--convert-to",
            "pdf",
        )
        subprocess.run([*convert, "--outdir", folder, book], check=True, capture_output=True)
        sheet: Image = pypdfium2.PdfDocument(book.with_suffix(".pdf"))[0].render(scale=2 * SCALE).to_pil()
        yield "workbook", sheet.crop(ImageOps.invert(sheet.convert("L")).getbbox()).quantize(SCREEN_COLOURS)


def main() -> None:
    """Write every picture and say where."""
    GALLERY.mkdir(exist_ok=True)
    gaps, *others = (fazhi.score(ROOT / "samples" / name) for name in SAMPLES)
    cards = [gaps, *others]
    pictures = [*letters(gaps), *pages(gaps, cards[:2]), *workbooks(cards)]
    pictures.append(("comparison-pdf", picture(pdf_of(cards), 0)))
    for name, image in pictures:
        path = GALLERY / f"{name}.png"
        image.save(path, optimize=True)
        print(f"{path.stat().st_size:>9,}  {path.relative_to(ROOT)}")


def pdf_of(cards: Sequence[Scorecard]) -> pypdfium2.PdfDocument:
    """The comparison of ``cards``."""
    return pypdfium2.PdfDocument(compared.render(compare(cards), "pdf"))


if __name__ == "__main__":
    main()
