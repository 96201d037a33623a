"""Page furniture: what is cut from a page before it is read.

The rule of the house is to lose nothing of the report: furniture is cut only where the page's own markup says
that it is furniture, and never where the words of the page mostly are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

# Never shown to a reader.
UNSEEN = frozenset(
    (
        "script style noscript template iframe object svg canvas button input select option link meta "
        "title head audio video"
    ).split()
)
FURNITURE_TAGS = frozenset("nav header footer aside".split())
FURNITURE_ROLES = frozenset("navigation banner contentinfo search complementary".split())
# Words of class and id, as the templates of government sites use them.
FURNITURE_WORDS = frozenset(
    (
        "nav navbar navigation menu topnav subnav sidenav footer copyright sidebar crumb crumbs "
        "breadcrumb breadcrumbs share bdshare bdsharebuttonbox jiathis social related relate xgxw xgyd "
        "xgwz friendlink friendlinks pagination pager searchbox qrcode ewm gotop backtop"
    ).split()
)
# Words that furniture shares with the lines above a report: they count only where there is next to no text.
FAINT_WORDS = frozenset(
    (
        "header head top topbar foot bottom side aside position location dqwz wz recommend hot print "
        "printer toolbar tools fontsize search advert banner login"
    ).split()
)
CONTENT_WORDS = frozenset(
    (
        "zoom article articlecon articlecontent content contents contenttext con editor ucapcontent trs "
        "trseditor maincontent pages conts detail details text txt news newscontent view vsb xxgk zwnr "
        "wzcon main"
    ).split()
)
BLOCKS = frozenset("div section article ul ol dl table p td form center main".split())
PROSE_TAGS = frozenset("p td table header footer".split())

MOST = 0.3  # no furniture holds such a share of the page's words
LINK_HEAVY = 0.5
LINKS_ONLY = 0.8
TOOL_WORDS = "print|close|zoom|font|size|share|favou?r|scroll"
PAGE_TOOL = re.compile(rf"(?:javascript:|\s).*(?:{TOOL_WORDS})", re.IGNORECASE)
FAINT = 40  # characters
ONLY_DATE = re.compile(r"[\[(\uff08]?(?:\d{4}[-/.\u5e74])?\d{1,2}[-/.\u6708]\d{1,2}\u65e5?[\])\uff09]?")
LONGEST_DATE = 13
DATE_SHAPE = re.compile(r"\d{4}\s*[-/.\u5e74]\s*\d{1,2}\s*[-/.\u6708]\s*\d{1,2}")


@dataclass(slots=True)
class Weight:
    """How much text an element holds, how much of it inside links, and how many links."""

    chars: int = 0
    linked: int = 0
    links: int = 0

    @property
    def own(self) -> int:
        """Characters outside links."""
        return self.chars - self.linked


def set_aside(body: HtmlElement) -> None:
    """Cut the furniture out of ``body``, in place."""
    _cut([e for e in body.iter() if isinstance(e.tag, str) and (_local(e) in UNSEEN or _is_hidden(e))])
    _cut(list(_script_links(body)))
    weights = weigh(body)
    total = weights[body].own
    _cut([e for e in body.iterdescendants() if _is_furniture(e, weights[e], total)])
    weights = weigh(body)
    scope = _content(body, weights)
    _cut(list(_link_lists(body, weights, scope)))


def weigh(body: HtmlElement) -> dict[HtmlElement, Weight]:
    """The weight of every element, children before parents so that one pass is enough."""
    weights: dict[HtmlElement, Weight] = {}
    for element in reversed(list(body.iter())):
        weight = Weight(_length(element.text))
        for child in element:
            inner = weights[child]
            weight.chars += inner.chars + _length(child.tail)
            weight.linked += inner.linked
            weight.links += inner.links
        if _is_link(element):
            weight.linked, weight.links = weight.chars, 1
        weights[element] = weight
    return weights


def words(element: HtmlElement) -> frozenset[str]:
    """The words of an element's class and id, with and without their separators."""
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return frozenset(
        part
        for name in names
        for part in (*re.split(r"[^a-z0-9]+|\d+$", name), re.sub(r"[^a-z0-9]", "", name))
    )


def _length(text: str | None) -> int:
    """How much an element says by itself; a date alone is that of the headline before it."""
    told = "".join(text.split()) if text else ""
    return 0 if len(told) <= LONGEST_DATE and ONLY_DATE.fullmatch(told) else len(told)


def _local(element: HtmlElement) -> str:
    return str(element.tag).lower()


def _is_link(element: HtmlElement) -> bool:
    return element.tag == "a" and not str(element.get("href", "#")).startswith("#")


def _is_content(element: HtmlElement) -> bool:
    return element.tag in ("article", "main") or not CONTENT_WORDS.isdisjoint(words(element))


def _is_hidden(element: HtmlElement) -> bool:
    """Scripts show hidden articles later, so an element that is marked as content stays."""
    style = re.sub(r"\s", "", str(element.get("style", ""))).lower()
    return (
        "hidden" in element.attrib or "display:none" in style or "mso-hide:all" in style
    ) and not _is_content(element)


def _script_links(body: HtmlElement) -> Iterator[HtmlElement]:
    """Print, close, font size: short links that run such a script. Others may be the name of the source."""
    for link in body.iter("a"):
        script = f"{link.get('href', '')} {link.get('onclick', '')}"
        if PAGE_TOOL.search(script) and _length(link.text_content()) <= 6:
            yield link


def _is_furniture(element: HtmlElement, weight: Weight, total: int) -> bool:
    if not isinstance(element.tag, str) or weight.own > MOST * total:
        return False
    return (
        _says_furniture(element, weight)
        and not any(map(_is_title, element.iter()))
        and not _within_prose(element)
    )


def _says_furniture(element: HtmlElement, weight: Weight) -> bool:
    if element.tag in FURNITURE_TAGS or str(element.get("role", "")).lower() in FURNITURE_ROLES:
        return True
    if element.tag not in BLOCKS:
        return False
    names = words(element)
    if not FURNITURE_WORDS.isdisjoint(names):
        return True
    faint = weight.own < FAINT and not FAINT_WORDS.isdisjoint(names)
    return faint and not DATE_SHAPE.search(str(element.text_content()))


def _is_title(element: HtmlElement) -> bool:
    return element.tag == "h1" or (
        isinstance(element.tag, str) and not {"title", "arttitle", "articletitle"}.isdisjoint(words(element))
    )


def _within_prose(element: HtmlElement) -> bool:
    """Inside an article such words style paragraphs, and its own header and footer belong to it."""
    return element.tag in PROSE_TAGS and any(_is_content(outer) for outer in element.iterancestors())


def _content(body: HtmlElement, weights: dict[HtmlElement, Weight]) -> HtmlElement:
    """The smallest marked element that holds at least half of the page's words, else the body."""
    half = weights[body].own / 2
    marked = [
        e
        for e in body.iterdescendants()
        if isinstance(e.tag, str) and _is_content(e) and weights[e].own >= max(half, 1)
    ]
    return marked[-1] if marked else body  # in document order the last of nested elements is the innermost


def _is_link_list(weight: Weight, *, inside: bool) -> bool:
    """Outside the article mostly links are enough; inside it nothing but a run of links is."""
    share = weight.linked / max(weight.chars, 1)
    return weight.links >= 3 and share >= LINKS_ONLY if inside else weight.links > 0 and share > LINK_HEAVY


def _link_lists(
    body: HtmlElement, weights: dict[HtmlElement, Weight], scope: HtmlElement
) -> Iterator[HtmlElement]:
    inside = set(scope.iterdescendants())
    around = {scope, *scope.iterancestors()}
    for element in body.iterdescendants(*BLOCKS):
        if element not in around and _is_link_list(weights[element], inside=element in inside):
            yield element


def _cut(elements: list[HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()
