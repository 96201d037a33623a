"""The pages in a real browser. Skipped where none is installed: ``apt-get install chromium``."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, sync_playwright

import fazhi
from fazhi.publish import compared, render
from scorers import compare

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")

# Without motion, so that a scroll has ended when the next line looks.
_USUAL: Mapping[str, Any] = {"viewport": {"width": 1400, "height": 900}, "reduced_motion": "reduce"}

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def card_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "card.html"
    path.write_text(render(fazhi.score(SAMPLES / "county-gaps.html"), "html"), "utf-8")
    return path


@pytest.fixture(scope="module")
def comparison_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "comparison.html"
    cards = [fazhi.score(SAMPLES / name) for name in ("county-gaps.html", "county-good.txt")]
    path.write_text(str(compared.render(compare(cards), "html")), "utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, card_page: Path) -> Iterator[Open]:
    """Opens the page; whatever the console says or the page asks of the network fails the test."""
    contexts, said, asked = [], [], []

    def told(message: ConsoleMessage) -> None:
        said.append(message.text)

    def open_page(path: Path = card_page, /, **settings: Any) -> Page:
        context = browser.new_context(**{**_USUAL, **settings})
        context.set_default_timeout(120_000)  # milliseconds, for machines with much else to do
        contexts.append(context)
        page = context.new_page()
        page.on("console", told)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert {url.partition(":")[0] for url in asked} == {"file"}


def in_sight(element: Locator) -> bool:
    box = element.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 900


def focused(element: Locator) -> bool:
    return bool(element.evaluate("element => document.activeElement === element"))


def visible_findings(page: Page) -> int:
    return page.locator(".finding:not([data-hidden])").count()


def test_a_click_leads_from_a_finding_to_its_words_and_from_them_back(opened: Open) -> None:
    page = opened()
    finding = page.locator(".finding[data-status=gap]:has(.place)").nth(1)
    link = finding.locator(".place").first
    quote = (finding.locator("q").first.text_content() or "").strip()
    link.click()
    lit = page.locator("a.mark.now")
    assert "".join(lit.all_text_contents()) == quote
    assert in_sight(lit.first)
    lit.first.click()
    assert focused(link)
    assert in_sight(link)


def test_words_that_several_findings_rest_on_show_these_alone(opened: Open) -> None:
    page = opened()
    mark = page.locator("a.mark[data-f*=' ']").first
    count = len((mark.get_attribute("data-f") or "").split())
    mark.click()
    assert visible_findings(page) == count
    assert f"{count} 条" in (page.locator("#shown").text_content() or "")
    page.get_by_role("button", name="显示全部").click()
    page.wait_for_function("!document.querySelector('.finding[data-hidden]')")


def test_filters_narrow_the_findings_and_the_marks(opened: Open) -> None:
    page = opened()
    everything = visible_findings(page)
    for status in ("partial", "needs_review", "met", "not_applicable"):
        page.locator(f"input[value={status}]").uncheck()
    gaps = visible_findings(page)
    assert 0 < gaps < everything
    assert page.locator(".finding:not([data-hidden]):not([data-status=gap])").count() == 0
    assert page.locator("a.mark.met:not(.off)").count() == 0
    page.get_by_label("强度").select_option("must")
    must = visible_findings(page)
    assert 0 < must < gaps
    page.get_by_label("维度").select_option("sections")
    assert 0 < visible_findings(page) < must
    rule = page.locator(".finding:not([data-hidden]) dd").last.text_content() or ""
    page.get_by_label("文字").fill(f" {rule.upper()} ")
    assert visible_findings(page) == 1
    page.get_by_label("文字").fill("没有这样的词")
    assert visible_findings(page) == 0
    assert "显示 0 条" in (page.locator("#shown").text_content() or "")


def test_everything_can_be_done_by_keyboard(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "逐条结论"
    page.keyboard.press("Enter")
    link = page.locator(".finding .place").first
    while not focused(link):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    lit = page.locator("a.mark.now").first
    assert focused(lit)
    page.keyboard.press("Escape")
    assert focused(link)


def test_without_script_everything_reads_and_the_links_lead_there(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert not page.locator("#filters").is_visible()
    page.locator(".finding .place").first.click()
    mark = page.locator("a.mark:target")
    assert mark.count() == 1
    mark.click()
    assert page.locator(".finding:target").count() == 1


def test_a_report_that_holds_scripts_runs_none_and_shows_them(opened: Open, tmp_path: Path) -> None:
    evil = "</script><script>document.title='x'</script><img src=x onerror=\"document.title='x'\">"
    report, path = tmp_path / "evil.txt", tmp_path / "evil.html"
    report.write_text((SAMPLES / "county-good.txt").read_text("utf-8") + f"\n{evil}\n", "utf-8")
    path.write_text(render(fazhi.score(report), "html"), "utf-8")
    page = opened(path)
    assert "2024年" in page.title()
    assert evil in (page.locator(".text").text_content() or "")


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_axe_finds_no_barrier(opened: Open, scheme: str, width: int) -> None:
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 850})
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found] == []


def test_a_phone_shows_it_without_scrolling_sideways(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_it_prints_with_every_finding_and_the_whole_text(opened: Open, card_page: Path) -> None:
    import pypdfium2

    card = fazhi.score(SAMPLES / "county-gaps.html")
    with pypdfium2.PdfDocument(opened(card_page).pdf(format="A4", print_background=True)) as printed:
        text = "".join(page.get_textpage().get_text_bounded() for page in printed).replace("\r\n", "")
    met = next(f for f in card.findings if f.status == "met")
    assert card.findings[0].rule in text
    assert met.rule in text
    assert "全县共收到行政复议申请44件" in text


def test_the_comparison_shows_without_barriers_and_fits_a_phone(opened: Open, comparison_page: Path) -> None:
    page = opened(comparison_page, viewport={"width": 390, "height": 844})
    assert page.locator("figure svg").count() == 6
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
