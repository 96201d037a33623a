"""Lines that a web page left around or inside a report."""

import re
from collections.abc import Iterator

from engine.facts.text import trimmed
from engine.facts.view import View
from engine.rulebook.lexicon_defects import PageLabels

LONGEST = 200  # code points; a longer line is prose
COMMON = 2  # common labels that make a line of the page
CRUMBS = 2  # signs between the pages of a way through a site

_CRUMB = re.compile(r"[^\s>＞»|。，]{2,20}\s*[>＞»]\s*")
_BLANKS = str.maketrans("\u3000\xa0", "  ")  # in a pattern, a class of blanks costs ten times a blank


class PageLines:
    """Finds the lines of a page; made once from the lexicon."""

    def __init__(self, labels: PageLabels) -> None:
        self._sure, self._common = _labels(labels.sure), _labels(labels.common)
        words = re.escape(labels.leaf)
        self._leaf = re.compile(
            rf" *(?:[—–-] ?[0-9]{{1,3}} ?[—–-]|[{words}][{words}0-9 /]*[0-9][{words}0-9 /]*) *\Z"
        )

    def find(self, view: View) -> Iterator[tuple[tuple[int, int], bool]]:
        """The places of such lines, and whether they are no business of a reader's."""
        text, place = view.report.source.text, 0
        for line in text.split("\n"):
            if len(line) <= LONGEST and "。" not in line:
                plain = line.translate(_BLANKS)
                sure = (
                    bool(self._sure.search(plain) or self._leaf.match(plain))
                    or len(_CRUMB.findall(line)) >= CRUMBS
                )
                if sure or len(self._common.findall(plain)) >= COMMON:
                    yield trimmed(text, place, place + len(line)), sure
            place += len(line) + 1


def set_aside(view: View) -> Iterator[tuple[tuple[int, int], bool]]:
    """The places of whole lines that were set aside as the page's, which a reader may want none the less."""
    text = view.report.source.text
    for span in view.report.chrome:
        start, end = trimmed(text, span.start, span.end)
        line = trimmed(text, text.rfind("\n", 0, start) + 1, (text + "\n").index("\n", start))
        if (start, end) == line:
            yield line, False


def _labels(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of ``words``, blanks between its characters or not, as the label of a field."""
    spaced = "|".join(" *".join(map(re.escape, word)) for word in words)
    before = r"(?:^|(?<=[\s|｜]))"
    return re.compile(rf"{before}(?:(?:{spaced}) *[:：|｜]|[\[【](?:{spaced})[\]】])", re.MULTILINE)
