"""The title of a report: one to four lines, perhaps printed twice."""

import re
from functools import cache
from typing import NamedTuple

from engine.model import Span
from engine.outline.dates import CENTURY, only_date
from engine.outline.lines import Line, part
from engine.outline.phrases import pattern
from engine.rulebook.lexicon_outline import DocumentLexicon, TitleWords

_SEARCHED = 60  # lines of the head in which a title may stand
_LONGEST = 90
_FRAGMENT = 45  # characters of one line of a title over several lines
_MOST_LINES = 4
_SENTENCE = re.compile(r"[。;!|]")
_STOP = "。"
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]+(?:\s*[、.]|\s+[^\s年])|\([一二三四五六七八九十]+\)|[0-9]+\s*[.、]\s*[^0-9])"
)
_HEAD_OF_LINE = 500  # characters of a text without line ends in which its title begins
_DAY = r"20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
_BORDER = re.compile(rf"[|>\s]\s*|{_DAY}(?![0-9])\s*")
_SITE = re.compile(r"\s*[-_|–—]+\s*[^-_|–—0-9]{2,20}$")


class Title(NamedTuple):
    """A title without blanks and line ends: ``text[i]`` stands at ``places[i]`` of the source."""

    text: str
    places: tuple[int, ...]
    sure: bool  # ends as only titles end

    @property
    def span(self) -> Span:
        """From its first to its last character."""
        return Span(self.places[0], self.places[-1] + 1)

    def place(self, start: int, end: int) -> Span:
        """Where the stretch ``start:end`` of the title stands in the source."""
        return Span(self.places[start], self.places[end - 1] + 1)


def find_titles(lines: list[Line], lexicon: DocumentLexicon) -> tuple[Title, ...]:
    """The titles of an annual report in the head of a text, in order; none if it has no such title.

    More than one when the page prints it again or a covering letter with its own title comes first. Below a
    title and prose, what does not end as only titles do is a heading without number.
    """
    found: list[Title] = []
    prose = False
    head = _head(lines)
    for index, line in enumerate(head):
        title = _title_ending_at(head, index, lexicon, after_prose=prose)
        if title is not None:
            found.append(title)
        elif _SENTENCE.search(line.text) and (len(line.text) > _FRAGMENT or (found and _STOP in line.text)):
            prose = True
    return tuple(found)


def reads_as_title(text: str, words: TitleWords) -> bool:
    """Whether ``text`` alone is worded as the title of an annual report."""
    return _form(words.subjects, words.endings).match(text.replace(" ", "")) is not None


def best_title(titles: tuple[Title, ...], lines: list[Line], lexicon: DocumentLexicon) -> Title | None:
    """The last title when prose (a covering letter) parts it from the others, else the fullest, else None."""
    if not titles:
        return None
    between = [x for x in lines if titles[0].span.end <= x.start < titles[-1].span.start]
    if any(_SENTENCE.search(x.text) for x in between):
        return titles[-1]
    return max(titles, key=lambda t: (_has_year(t), not _lacks_unit(t.text, lexicon.title)))


def _has_year(title: Title) -> bool:
    return re.search(CENTURY, title.text) is not None


def _head(lines: list[Line]) -> list[Line]:
    """The lines down to the first numbered heading; short rows of a table cell by cell."""
    head = [cell for line in lines[:_SEARCHED] for cell in _cells(line)]
    return next((head[:i] for i, line in enumerate(head) if i and _NUMBER.match(line.text)), head)


def _cells(line: Line) -> list[Line]:
    if "|" not in line.text or len(line.text) > _LONGEST or "。" in line.text:
        return [line]
    ends = [*(hit.start() for hit in re.finditer(r"\|", line.text)), len(line.text)]
    cells = (part(line, start, end) for start, end in zip([0, *(e + 1 for e in ends)], ends, strict=False))
    return [cell for cell in cells if cell.text]


def _title_ending_at(
    lines: list[Line], last: int, lexicon: DocumentLexicon, *, after_prose: bool
) -> Title | None:
    line = lines[last]
    if only_date(line.text):
        return None
    if not after_prose and (len(line.text) > _LONGEST or _SENTENCE.search(line.text)):
        return _opening_of(line, lexicon)
    if len(line.text) > _LONGEST:
        return None
    for count in range(1, min(_MOST_LINES, last + 1) + 1):
        fragments = lines[last - count + 1 : last + 1]
        if not _fits(fragments, lexicon, alone=count == 1):
            return None
        title = _stitched(fragments, lexicon)
        if _cut_in_year(fragments[0]) and last >= count:
            continue
        if title is not None and (title.sure or not after_prose):
            return _stitched(_with_units(lines, last, count, lexicon), lexicon) or title
    return None


def _cut_in_year(line: Line) -> bool:
    """Whether the digits of the year that ``line`` goes on from must stand on the line above."""
    return line.text.startswith("年")


def _fits(fragments: list[Line], lexicon: DocumentLexicon, *, alone: bool) -> bool:
    first = fragments[0]
    if _SENTENCE.search(first.text) or first.text[-1] in ",:" or _NUMBER.match(first.text):
        return False
    if pattern(lexicon.title.never_starts).match(first.text):
        return False
    return alone or len(first.text) <= _FRAGMENT


def _with_units(lines: list[Line], last: int, count: int, lexicon: DocumentLexicon) -> list[Line]:
    """The lines of a title together with lines above it that name its unit."""
    start = last - count + 1
    if _lacks_unit(lines[start].squeezed, lexicon.title):
        while start > 0 and last - start < _MOST_LINES and _leads_on(lines[start - 1], lexicon):
            start -= 1
    return lines[start : last + 1]


def _lacks_unit(text: str, words: TitleWords) -> bool:
    opening = re.compile(
        rf"(?:[0-9]{{4}}|二[〇○零]|年度|{pattern(words.about).pattern}|{pattern(words.subjects).pattern})"
    )
    return opening.match(text) is not None


def _leads_on(line: Line, lexicon: DocumentLexicon) -> bool:
    """Whether the line names a unit, or the year and such words as stand behind a unit, or both."""
    text = line.squeezed
    name = _between(lexicon.title.about).sub("", text)
    return (not name and bool(text)) or _names_unit(name, lexicon)


@cache
def _between(about: tuple[str, ...]) -> re.Pattern[str]:
    year = r"(?:[0-9]{4}|二[〇○零O一二三四五六七八九]{3})年度?"
    return re.compile(rf"(?:{pattern(about).pattern}|{year})+\Z")


def _names_unit(text: str, lexicon: DocumentLexicon) -> bool:
    ends = lexicon.units.governments + lexicon.units.departments + lexicon.units.zone_bodies
    return 2 < len(text) <= _FRAGMENT and not _SENTENCE.search(text) and text.endswith(ends)


def _stitched(fragments: list[Line], lexicon: DocumentLexicon) -> Title | None:
    """The title made of ``fragments``, without document number and site name; None if they are none."""
    pairs = [
        (c, x.start + i) for x in fragments for i, c in enumerate(_without_site(x.text)) if c not in " ?"
    ]  # mirrors print ?? for a blank
    text = "".join(c for c, _ in pairs)
    number = pattern(lexicon.title.document_number).search(text)
    start = 0
    if number is not None and number.end() < len(text) // 2:
        start, text = number.end(), text[number.end() :]
    elif number is not None:
        text = _before_number(text[: number.start()], lexicon.title.endings[0])
    hit = _form(lexicon.title.subjects, lexicon.title.endings).match(text)
    if hit is None:
        return None
    sure = hit["ending"] in lexicon.title.endings[:3] or hit["ending"].endswith(lexicon.title.endings[0])
    return Title(hit[1], tuple(p for _, p in pairs[start : start + len(hit[1])]), sure)


def _before_number(text: str, ending: str) -> str:
    """``text`` without the agency's abbreviation that stands between a title and its document number."""
    return text[: text.rfind(ending) + len(ending)] if ending in text else text


def _without_site(text: str) -> str:
    bare = _SITE.sub("", text)
    return f" {bare[1:-1]}" if bare[:1] == "《" and bare.find("》") == len(bare) - 1 else bare


@cache
def _form(subjects: tuple[str, ...], endings: tuple[str, ...]) -> re.Pattern[str]:
    ending = pattern(endings).pattern
    subject = pattern(subjects).pattern
    return re.compile(rf"([^。;]*?(?:{subject})[^。;]{{0,40}}?(?P<ending>{ending})(?:\([^()]{{1,12}}\))?)$")


def _opening_of(line: Line, lexicon: DocumentLexicon) -> Title | None:
    """The title at the start of a text printed without line ends, perhaps behind the page's head.

    It begins behind a cell border, breadcrumb, blank or day: as far down as leaves it its unit. A name
    without unit, as of the column that the page stands in, is the title only where none has one.
    """
    text = line.text[:_HEAD_OF_LINE]
    form = _joined(lexicon.title.endings[0], lexicon.metadata.published + lexicon.metadata.publisher)
    starts = [0, *(hit.end() for hit in _BORDER.finditer(text))]
    hits = [(start, hit[0]) for start in starts if (hit := form.match(text, start))]
    found = [t for start, title in hits if (t := _stitched([Line(line.start + start, title)], lexicon))]
    named = [t for t in found if not _lacks_unit(t.text, lexicon.title)]
    first = [t for t in named if t.span.end == named[0].span.end]
    return next(reversed(first), next(iter(found), None))


@cache
def _joined(ending: str, labels: tuple[str, ...]) -> re.Pattern[str]:
    addressee = r"[^\s。,;:|>]{2,24}:"
    behind = rf"\s|\||20[0-9]{{2}}|[一(]|(?:{pattern(labels).pattern})\s*:|{addressee}"
    return re.compile(rf"[^。,;:|>]{{6,70}}?{re.escape(ending)}(?={behind})")
