"""Slips of typing that a proof-reader marks without knowing the matter.

What a report does throughout is its style: that is one mark, where it begins. Where it is the exception, each
place is marked. Blanks in a pdf are left alone: they may come from reading it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, zip_longest

from engine.facts.draft import Draft
from engine.facts.patterns import IDEOGRAPH, Keyed, is_ideograph, keyed, one_of
from engine.facts.proof.marks import around, mark
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.model import Span
from engine.rulebook.lexicon_defects import Blanks

PROSE = 40  # code points from which a paragraph is prose and not a line of a list or a signature
CLAUSE, ITEM = 3, 2  # code points of a clause and of a thing in a list that are not said twice
BEGUN = 8  # code points of a clause with which the next one does not begin
SENTENCE = 26  # code points from which a line that is no heading is a sentence
REPEATED = 6  # code points from which a line printed twice in a row is a slip
TELLING = 20  # code points from which a sentence said twice is a slip
LEAST = 12  # code points from which a doubled mark is no layout
STOPPED = 3  # paragraphs with a stop for every one without
USUAL = 10  # times that the usual way is seen for every exception to it
USUAL_STOPS = 4  # the same, of half-width stops: beside ideographs they are never right, only a style
USUAL_SIGNS = 4  # the same, of per cent
AT_MOST = 10  # exceptions; more are a style
STYLE = 20  # half-width marks beside ideographs from which they are the style of a text
FEW = 3
NUMBER = 6  # code points in which the number of a paragraph stands
PLACE = 9  # code points of the name of a place before its organ
QUOTED, PART = 40, 4  # code points in which a quotation begins or ends, and at least of each part of a slogan
PDF = "application/pdf"

_HALVES = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_STOPS_OF = {half: full for half, full in _HALVES.items() if half not in "()"}
_PERCENTS = "%％"
_MARK = re.compile(f"[{re.escape(''.join((*_HALVES, *_HALVES.values(), *_PERCENTS)))}]")
_QUOTED = keyed(
    '"<', rf'"[^"\n]{{0,40}}{IDEOGRAPH}[^"\n]{{0,40}}"|<[^<>\n]{{0,40}}{IDEOGRAPH}[^<>\n]{{0,40}}>'
)
_POINT = keyed(".", rf"(?<={IDEOGRAPH})(?<![一二三四五六七八九十])\.(?={IDEOGRAPH}|\n|\Z)")
_BLANKS = " \xa0\u3000"
_BLANK = keyed(_BLANKS, rf"(?<=[\u4e00-\u9fff，。；：、,;])[ \xa0\u3000]+(?={IDEOGRAPH})")
_NUMBER = r"[0-9]+(?:\.[0-9]+)?[%％]?"
_NUMBER_BLANK = keyed(
    _BLANKS,
    rf"(?<={IDEOGRAPH})[ \xa0\u3000]+{_NUMBER}(?:[ \xa0\u3000]*(?={IDEOGRAPH}))?"
    rf"|(?<![0-9A-Za-z.:])(?<![A-Za-z][ \xa0]){_NUMBER}[ \xa0\u3000]+(?={IDEOGRAPH})",
)
_BLANK_AT_MARK = keyed(_BLANKS, r"(?<=[\u4e00-\u9fff0-9%％])[ \xa0\u3000]+(?=[，。；：、])")
_NUMBERED = r"\s*[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]*\s*\Z"
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_DOUBLED_WORDS = keyed(("",), rf"({IDEOGRAPH}{{4,20}})\1")
_ROUND_YEAR = keyed("年", rf"({IDEOGRAPH}{{2,6}})20[0-9]{{2}}年度?\1")
_DOUBLED_MARKS = keyed(("",), r"[。,;:、，；：][ \xa0]*[。,;:、，；：]+")
_CLAUSE = re.compile(f"[^{re.escape(CLAUSE_ENDS)}]+")
_DIGITS = frozenset("0123456789〇一二三四五六七八九十")
_COMMAS = "，、,"
_SEMICOLONS = "；;"
_KIND = re.compile(r"[0-9一二三四五六七八九十]{1,3}")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_READING = keyed(_TONES, rf"{IDEOGRAPH}[(（][a-zü]{{0,4}}[{_TONES}][a-z]{{0,4}}[)）]")
_STRAY = keyed("_^`~\\", rf"(?<={IDEOGRAPH})[_^`~\\](?=[\u4e00-\u9fff，。；、])")
_STOPS = "。！？!?；;：:…”’」）)》."


def typography(view: View, closings: tuple[str, ...]) -> Iterator[Draft]:
    """Defects of marks, blanks and repetition in the paragraphs of the body; ``closings`` end a report."""
    lines = [p for p in view.report.paragraphs if _is_line(view, p)]
    prose = [p for p in lines if p.end - p.start >= PROSE]
    told = [p for p in lines if _is_sentence(view, p)]
    yield from _found(view, "missing-punctuation", "marks-doubled", _DOUBLED_MARKS, lines)
    yield from _found(view, "duplicate", "words-doubled", _DOUBLED_WORDS, prose)
    yield from _found(view, "duplicate", "words-doubled", _ROUND_YEAR, prose)
    yield from _found(view, "residue", "stray", _STRAY, prose)
    yield from _readings(view)
    yield from _mixed(view, told)
    yield from _typed(view, lines)
    yield from _wide(view, prose)
    if view.report.source.media_type != PDF:
        yield from _blanks(view, prose, _BLANK, "blank")
        yield from _blanks(view, prose, _NUMBER_BLANK, "blank-at-number")
        yield from _blanks(view, prose, _BLANK_AT_MARK, "blank")
        yield from _commas_last(view)
        yield from _semicolons_last(view)
    yield from _unstopped(view, lines, told)
    yield from _stops_first(view, prose)
    yield from _bare_closings(view, closings)
    yield from _twice(view)


def _is_line(view: View, paragraph: Span) -> bool:
    """Whether the paragraph is no row of a table and long enough for a doubled mark to be no layout."""
    text = view.report.source.text
    return paragraph.end - paragraph.start >= LEAST and text.find("|", paragraph.start, paragraph.end) < 0


def _is_sentence(view: View, line: Span) -> bool:
    """Whether the line is prose, or a shorter one of several clauses."""
    inner = view.text[line.start : line.end - 1]
    length = line.end - line.start
    return length >= PROSE or (length >= SENTENCE and any(mark in inner for mark in ",;。"))


def _found(view: View, name: str, fault: str, pattern: Keyed, paragraphs: Sequence[Span]) -> Iterator[Draft]:
    for match in pattern.found(view.report.source.text, paragraphs):
        yield mark(view, *match.span(), name=name, fault=fault, weight="serious")


def _readings(view: View) -> Iterator[Draft]:
    """Readings in brackets behind characters, which a mirror printed: where they begin."""
    text = view.report.source.text
    for match in islice(_READING.found(text, [Span(0, len(text))]), 1):
        yield mark(view, *match.span(), name="residue", fault="reading", weight="serious", origin="page")


def _mixed(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Half-width marks: as a style of the text one mark, among full-width ones (or the reverse) each."""
    text = view.report.source.text
    places: dict[str, list[int]] = defaultdict(list)
    for paragraph in prose:
        for match in _MARK.finditer(text, paragraph.start, paragraph.end):
            if _counts(text, match.start(), paragraph.end):
                places[match[0]].append(match.start())
    commas = places[","]
    if len(commas) >= STYLE and len(commas) > len(places["，"]):
        yield _slight(view, *_first_words(view, commas[0]), "half-width")
    reached = 0
    for start in sorted(place for rare in _exceptions(places) for place in rare):
        if start >= reached:
            low, high = around(view, start, start + 1)
            reached = high  # a pair of brackets is one slip
            yield _slight(view, low, high, "half-width")


def _counts(text: str, place: int, end: int) -> bool:
    """Whether the mark at ``place`` stands beside an ideograph; a percent sign, behind a digit."""
    before, behind = text[place - 1 : place], text[place + 1 : min(place + 2, end)]
    if text[place] in _PERCENTS:
        return "0" <= before <= "9"
    return is_ideograph(before) or is_ideograph(behind)


def _exceptions(places: dict[str, list[int]]) -> Iterator[list[int]]:
    halves, fulls = ([p for m in marks for p in places[m]] for marks in (_STOPS_OF, _STOPS_OF.values()))
    rare, usual = sorted((halves, fulls), key=len)
    if _is_exception(len(rare), len(usual), USUAL_STOPS if rare is halves else USUAL):
        yield rare
    for half, full in (*_HALVES.items(), ("%", "％")):
        rare, usual = sorted((places[half], places[full]), key=len)
        if _is_exception(len(rare), len(usual), USUAL_SIGNS if half == "%" else USUAL):
            yield rare


def _typed(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Marks of a typewriter for quotation marks and full stops: each where they are few, else the first."""
    text = view.report.source.text
    for pattern in (_QUOTED, _POINT):
        found = [hit.span() for hit in pattern.found(text, prose)]
        for start, end in found if len(found) <= FEW else found[:1]:
            low, high = (start, end) if end - start > 1 else around(view, start, end)
            yield _slight(view, low, high, "half-width")


def _first_words(view: View, comma: int) -> tuple[int, int]:
    """The clause before ``comma`` and the one after it."""
    sentence = view.sentence_at(comma)
    start, _ = view.clause(comma, comma, sentence)
    _, end = view.clause(comma + 1, comma + 1, sentence)
    return start, max(end, comma + 1)


def _wide(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Full-width digits and letters, marked where they begin."""
    text = view.report.source.text
    for paragraph in prose:
        match = _WIDE.search(text, paragraph.start, paragraph.end)
        if match:
            yield _slight(view, *around(view, *match.span()), "full-width-digits")
            return


def _blanks(view: View, prose: Sequence[Span], pattern: Keyed, fault: str) -> Iterator[Draft]:
    """Blanks where none belong: each where they are few, else the first."""
    text = view.report.source.text
    found = [
        match.span()
        for match in pattern.found(text, prose)
        if not re.match(_NUMBERED, text[match.pos : match.end()][:8])
        and not (fault == "blank" and _belongs(text, match, view.lexicon.defects.blanks))
    ]
    for start, end in found if len(found) <= AT_MOST else found[:1]:
        yield _slight(view, *around(view, start, end), fault)


def _belongs(text: str, blank: re.Match[str], blanks: Blanks) -> bool:
    """Whether a blank parts two that issue together or the clauses of a slogan, or leads to a joined item."""
    if text.startswith(blanks.items, blank.end()) or _in_slogan(text, blank):
        return True
    if not text.endswith(blanks.first, 0, blank.start()):
        return False
    organs = rf"{IDEOGRAPH}{{0,{PLACE}}}(?:{one_of((*blanks.first, *filter(_is_word, blanks.second)))})"
    return text.startswith(blanks.second, blank.end()) or bool(re.compile(organs).match(text, blank.end()))


def _is_word(organ: str) -> bool:
    return len(organ) > 1


def _in_slogan(text: str, blank: re.Match[str]) -> bool:
    """Whether the blank parts two clauses in quotation marks: “学习宣传民法典 共建美好新生活”."""
    opened = text.rfind("“", max(0, blank.start() - QUOTED), blank.start())
    closed = text.find("”", blank.end(), blank.end() + QUOTED)
    said = text[opened + 1 : closed]
    parts = blank.start() - opened > PART and closed - blank.end() >= PART
    return opened >= 0 and closed >= 0 and parts and not any(mark in said for mark in "“”\n")


def _unstopped(view: View, lines: Sequence[Span], told: Sequence[Span]) -> Iterator[Draft]:
    """Paragraphs that end without a stop, where the others have one."""
    text = view.report.source.text
    last = [_last(text, p) for p in told]
    bare = [p for p in last if text[p] not in _STOPS and not view.sentence_at(p).is_heading]
    # a single one without it is no style
    stopped = _stopped(text, lines) if len(bare) == 1 else len(last) - len(bare)
    if bare and len(bare) <= AT_MOST and len(bare) * STOPPED <= stopped:
        for place in bare:
            yield _lost_stop(view, max(0, place - 5), place + 1, "stop-missing")


def _stops_first(view: View, prose: Sequence[Span]) -> Iterator[Draft]:
    """Paragraphs that begin with a stop."""
    for paragraph in prose if view.report.source.media_type != PDF else ():
        if view.report.source.text[paragraph.start] in CLAUSE_ENDS + "、":
            yield _lost_stop(view, paragraph.start, paragraph.start + 5, "stop-first")


def _stopped(text: str, lines: Sequence[Span]) -> int:
    """How many paragraphs end with a full stop, short ones among them."""
    return sum(1 for line in lines if text[_last(text, line)] == "。")


def _commas_last(view: View) -> Iterator[Draft]:
    """Paragraphs that end with a comma, where only few do: in a text of cut lines many do."""
    text, paragraphs = view.report.source.text, view.report.paragraphs
    found = [place for p in paragraphs if (place := _last(text, p)) > p.start and text[place] in _COMMAS]
    if len(found) <= FEW and len(found) * FEW <= len(paragraphs):
        for place in found:
            yield _lost_stop(view, max(0, place - 5), place + 1, "comma-last")


def _semicolons_last(view: View) -> Iterator[Draft]:
    """A list whose last thing ends like those before it, and then a heading, a signature or nothing."""
    text, paragraphs = view.report.source.text, view.report.paragraphs
    headings = {heading.span.start for heading in view.report.headings}
    for paragraph, behind in zip_longest(paragraphs, paragraphs[1:]):
        place = _last(text, paragraph)
        if text[place] in _SEMICOLONS and place - paragraph.start >= LEAST:
            heads = behind is not None and (behind.start in headings or behind.end - behind.start < SENTENCE)
            if behind is None or (heads and _kind(text, paragraph) != _kind(text, behind)):
                yield _lost_stop(view, max(0, place - 5), place + 1, "semicolon-last")


def _kind(text: str, paragraph: Span) -> str:
    """How the paragraph begins: with a number of which kind, or with what character."""
    return _KIND.sub("0", text[paragraph.start : paragraph.start + NUMBER])[:2]


def _bare_closings(view: View, closings: tuple[str, ...]) -> Iterator[Draft]:
    """The last line of a report without its stop."""
    for paragraph in view.report.paragraphs:
        if view.text[paragraph.start : paragraph.end].strip() in closings:
            yield _lost_stop(view, paragraph.start, paragraph.end, "stop-missing")


def _lost_stop(view: View, start: int, end: int, fault: str) -> Draft:
    return mark(view, start, end, name="missing-punctuation", fault=fault, weight="serious")


def _listed_twice(view: View, sentence: Sentence) -> Iterator[Draft]:
    """Things named twice in one list, and a clause said twice in a row."""
    text, start = view.text, sentence.start
    before = ""
    for clause in _CLAUSE.finditer(text, start, sentence.end):
        said = clause[0].strip()
        again = said == before or (len(before) >= BEGUN and said.startswith(before))
        if again and sum(char not in _DIGITS for char in before) >= CLAUSE:
            yield mark(view, *clause.span(), name="duplicate", fault="said-twice", weight="serious")
        before = said
        yield from _items_twice(view, clause.start(), said)


def _items_twice(view: View, start: int, said: str) -> Iterator[Draft]:
    """Things named twice in the list that ``said`` is, which begins behind ``start``; the last may go on."""
    items = said.split("、")
    for index, item in enumerate(items[1:-1], 1):
        if len(item) < ITEM or not _DIGITS.isdisjoint(item):
            continue
        first = view.text.index(f"、{item}、", start)
        place = first + 1
        if not items[index - 1].endswith(item):
            if item not in items[index + 1 : -1]:
                continue
            place = view.text.index(item, first + len(item) + 1)
        yield mark(view, place, place + len(item), name="duplicate", fault="listed-twice", weight="plain")


def _twice(view: View) -> Iterator[Draft]:
    """Sentences that stood before, word for word."""
    paragraphs = [(p, view.text[p.start : p.end].strip()) for p in view.report.paragraphs]
    for (_, before), (again, said) in pairwise(paragraphs):
        if said != before or len(said) < REPEATED or "|" in said:
            continue
        if len(said) < TELLING or view.sentence_at(again.start).is_heading:
            yield mark(view, again.start, again.end, name="duplicate", fault="said-twice", weight="serious")
    seen: set[str] = set()
    last = ""
    for sentence in view.sentences:
        if view.text.find("|", sentence.start, sentence.end) < 0:
            yield from _listed_twice(view, sentence)
        said = view.text[sentence.start : sentence.end].strip("。;；! ?")
        repeated, last = said == last and len(said) >= REPEATED, said
        if sentence.is_heading or "|" in said or not (repeated or len(said) >= TELLING):
            continue
        if repeated or said in seen:
            yield mark(
                view, sentence.start, sentence.end, name="duplicate", fault="said-twice", weight="serious"
            )
        seen.add(said)


def _last(text: str, paragraph: Span) -> int:
    place = paragraph.end - 1
    while place > paragraph.start and text[place].isspace():
        place -= 1
    return place


def _is_exception(rare: int, usual: int, times: int = USUAL) -> bool:
    return 0 < rare <= AT_MOST and rare * times <= usual


def _slight(view: View, start: int, end: int, fault: str) -> Draft:
    return mark(view, start, end, name="other", fault=fault, weight="slight")
