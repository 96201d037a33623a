"""Topics of the Outline and finer matters: named with substance, or only named.

The doctrine of the register: wording in the deficiencies or the plan, in the future tense or in a
formula of opening is no evidence of work done, nor is the work of courts and procuratorates.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from engine.facts.draft import Draft
from engine.facts.patterns import IDEOGRAPH, one_of
from engine.facts.phrases import GAP, Hit
from engine.facts.told.others import is_by_organ, is_of_earlier_year, opens_wider
from engine.facts.view import CLAUSE_ENDS, Sentence, View
from engine.model import NOT_WORK_DONE
from engine.rulebook.lexicon_facts import Topic

SUBSTANTIVE = frozenset({"counted", "named", "act"})
_DOUBTS = ("future", "opening", "other-organ", "wider")
_QUOTED = re.compile("“([^“”]+)”?")
_MARKS = "》,，、。;；"
_TITLE = 20  # code points of a sentence that titles its paragraph


class _Told(NamedTuple):
    """A wording of a topic, in its sentence and its clause ``low:high``."""

    hit: Hit
    topic: Topic
    sentence: Sentence
    low: int
    high: int
    doubtful: bool  # whether its sentence tells of the future or of others, or opens with a formula


Bodies = Mapping[int, Sequence[Sentence]]  # start of a heading → the sentences under it, headings left out


def topics(view: View, bodies: Bodies) -> tuple[Draft, ...]:
    """One fact per topic: ``substantive`` at its best place, else ``mentioned`` at its first."""
    best: dict[str, Draft] = {}
    substantive: set[str] = set()
    for told in _told(view, "topic", view.lexicon.topics.topics):
        topic = told.topic
        if topic.id in substantive:
            continue
        deep = _is_deep(view, told, bodies)
        if deep:
            substantive.add(topic.id)
        if deep or topic.id not in best:
            attributes = {"depth": "substantive" if deep else "mentioned", "title": topic.title}
            best[topic.id] = Draft("topic", topic.id, view.quote(told.low, told.high), attributes)
    return tuple(best.values())


def mentions(view: View, bodies: Bodies) -> tuple[Draft, ...]:
    """One fact per matter, depth and section: the first place."""
    first: dict[tuple[str, str, str | None], Draft] = {}
    for told in _told(view, "mention", view.lexicon.topics.mentions):
        topic, depth = told.topic, _depth(view, told, bodies)
        key = (topic.id, depth, told.sentence.section)
        if key not in first:
            attributes = {"depth": depth, "title": topic.title}
            first[key] = Draft("mention", topic.id, view.quote(told.low, told.high), attributes)
    return tuple(first.values())


def planned(view: View, sentence: Sentence, at: int) -> bool:
    """Whether what stands at ``at`` is still to be done: 下一步,将完成100个."""
    low, high = view.clause(at, at, sentence)
    opening = view.found("future", sentence.start, at)
    starts = any(hit.start == sentence.start for hit in opening) or _opens_plan(view, sentence)
    return starts or _is_coming(view, low, at, high)


def _opens_plan(view: View, sentence: Sentence) -> bool:
    """Whether the sentence, or the first of those that semicolons join to it, opens with 下一步 alone."""
    start = view.run_start(sentence)
    coming = view.found("future", start, sentence.end)
    return (
        bool(coming)
        and coming[0].start == start
        and view.text[coming[0].end : coming[0].end + 1] in CLAUSE_ENDS
    )


def _is_coming(view: View, low: int, at: int, high: int) -> bool:
    """Whether the clause tells of the future before ``at``, or puts it off behind: 6项将于2025年取消."""
    for hit in view.found("future", low, high):
        if hit.start < at:
            return True
        if hit.phrase in view.lexicon.topics.put_off and not view.counted(hit.end, high):
            return True
    return False


def names(view: View, low: int, high: int, own: Sequence[Hit] = ()) -> bool:
    """Whether a document or something else is named there.

    Quotation marks around a slogan, or around words with one of the matter's ``own`` wordings among them,
    give no name: they make a motto of the matter.
    """
    if view.text.find("《", low, high) >= 0:
        return True
    if view.text.find("“", low, high) < 0:
        return False
    quoted = [match.span(1) for match in _QUOTED.finditer(view.text, low, high)]
    if not quoted:
        return False
    slogans = {(one.start, one.end) for one in view.found("slogan", low, high)}
    return any(
        (start, end) not in slogans and not any(start <= one.start and one.end <= end for one in own)
        for start, end in quoted
    )


def _told(view: View, family: str, known: tuple[Topic, ...]) -> Iterator[_Told]:
    by_id = {topic.id: topic for topic in known}
    for sentence, hits in view.told(family):
        excluded = view.found(f"{family}-unless", sentence.start, sentence.end)
        start = view.run_start(sentence)
        doubtful = any(view.found(one, start, sentence.end) for one in _DOUBTS)
        for hit in hits:
            if not excluded or not any(
                e.name == hit.name and e.start < hit.end and hit.start < e.end for e in excluded
            ):
                low, high = view.clause(hit.start, hit.end, sentence)
                yield _Told(hit, by_id[hit.name], sentence, low, high, doubtful)


def _is_deep(view: View, told: _Told, bodies: Bodies) -> bool:
    """Whether a topic is told with substance: in its clause, in what follows it, or below its heading."""
    sentence, low, high = told.sentence, told.low, told.high
    if sentence.is_heading and _has_substance_below(view, sentence, bodies):
        return True
    if _only_touches(view, told) or _is_no_evidence(view, told, bodies):
        return False
    if _evidence(view, told) in SUBSTANTIVE or view.found("none", low, high):
        return True
    return _has_deed(view, low, high) or _goes_on(view, high, sentence) or _is_told_below(view, sentence)


def _only_touches(view: View, told: _Told) -> bool:
    """Whether the wording is one that mentions the topic and no more, or a piece of such a one."""
    return bool(told.topic.touches) and view.held(told.hit, "touch", told.low, told.high)


def _goes_on(view: View, end: int, sentence: Sentence) -> bool:
    """Whether the next clause, where it names no topic of its own, tells a count or an act."""
    if end + 1 >= sentence.end:
        return False
    low, high = view.clause(end + 1, end + 1, sentence)
    if view.found("topic", low, high):
        return False
    return bool(view.counted(low, high) or view.found("done", low, high)) or _has_deed(view, low, high)


def _is_told_below(view: View, title: Sentence) -> bool:
    """Whether the sentence titles an item or paragraph, and a count or an act is told behind it there."""
    if not (_opens_item(view, title) or _opens_paragraph(view, title)):
        return False
    behind = bisect_right(view.sentence_starts, title.start)
    for sentence in view.sentences[behind:]:
        if sentence.paragraph != title.paragraph or _opens_item(view, sentence):
            return False
        if view.counted(sentence.start, sentence.end) or view.found("done", sentence.start, sentence.end):
            return True
    return False


def _opens_item(view: View, sentence: Sentence) -> bool:
    return any(hit.start == sentence.start for hit in view.found("marker", sentence.start, sentence.end))


def _opens_paragraph(view: View, sentence: Sentence) -> bool:
    """Whether the sentence is short and opens its paragraph as a title does (——优化营商环境。)."""
    opening = view.report.paragraphs[sentence.paragraph].start
    return sentence.end - sentence.start <= _TITLE and not view.text[opening : sentence.start].strip()


def _has_deed(view: View, low: int, high: int) -> bool:
    """Whether an act is told there that is not itself a piece of a topic's wording."""
    topics = [topic for topic in view.found("topic", low, high) if GAP not in topic.phrase]
    return any(
        not any(topic.start <= deed.start and deed.end <= topic.end for topic in topics)
        for deed in view.found("deed", low, high)
    )


def _depth(view: View, told: _Told, bodies: Bodies) -> str:
    return "slogan" if _is_no_evidence(view, told, bodies) else _evidence(view, told)


def _is_no_evidence(view: View, told: _Told, bodies: Bodies) -> bool:
    """Whether what stands there is no work done.

    A plan, a heading, a formula, another organ's work or the name of a law that was only studied.
    """
    sentence, at, low = told.sentence, told.hit.start, told.low
    return (
        sentence.section in NOT_WORK_DONE
        or _is_of_studied_law(view, told)
        or (sentence.is_heading and bool(_body(sentence, bodies)))
        or (
            told.doubtful
            and bool(
                _is_coming(view, low, at, told.high)
                or _opens_plan(view, sentence)
                or view.found("opening", low, told.high)
                or is_by_organ(view, sentence, at, low)
                or opens_wider(view, sentence, low, at)
            )
        )
    )


def _is_of_studied_law(view: View, told: _Told) -> bool:
    """Whether it is a piece of the name of a law that was studied or made known: 学习行政诉讼法."""
    words = view.lexicon.topics
    named = _law_behind(words.law_ends, words.law_followed).match(view.text, told.hit.end)
    if named is None or view.text.endswith(view.lexicon.consistency.national_not, 0, named.end()):
        return False  # 法律顾问管理办法 is no law
    return bool(view.found("studying", told.low, told.high))


@cache
def _law_behind(ends: tuple[str, ...], followed: tuple[str, ...]) -> re.Pattern[str]:
    """What stands behind a wording in the name of a law: 诉讼法 behind 行政, before a mark."""
    return re.compile(rf"{IDEOGRAPH}{{0,3}}(?:{one_of(ends)})(?={one_of((*followed, *_MARKS))}|\Z)")


def _evidence(view: View, told: _Told) -> str:
    hit, topic, low, high = told.hit, told.topic, told.low, told.high
    counted = [q for q in view.counted(low, high) if not q.rank]
    if counted and is_of_earlier_year(view, told.sentence, high):
        counted = []
    if counted and (not topic.units or any(q.unit in topic.units for q in counted)):
        return "counted"
    own = [] if topic.proper else [one for one in view.found(hit.family, low, high) if one.name == hit.name]
    if names(view, low, high, own) and not _only_obeys(view, told):
        return "named"
    return "act" if topic.done or view.found("done", low, high) else "slogan"


def _only_obeys(view: View, told: _Told) -> bool:
    """Whether the documents named there were obeyed, and nothing is told of it: 落实《条例》,优化营商环境."""
    low, high, end = told.low, told.high, told.sentence.end
    opened, closed = view.text.find("《", low, high), view.text.rfind("》", low, high)
    obeyed = view.found("obeying", low, opened) if opened >= 0 else []
    if not obeyed or view.found("issuing", obeyed[-1].start, high):
        return False
    quoted = view.text.find("“", low, opened) >= 0 or view.text.find("“", closed, high) >= 0
    done = view.counted(high, end) or view.found("done", high, end) or view.found("deed", high, end)
    return not (quoted or done)


def bodies_of(view: View) -> Bodies:
    """The sentences under each heading, those under its sub-headings included."""
    found: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in view.sentences:
        if not sentence.is_heading:
            for heading in sentence.headings:
                found[heading.span.start].append(sentence)
    return found


def _body(heading: Sentence, bodies: Bodies) -> Sequence[Sentence]:
    """What stands under a heading; nothing where a numbered paragraph of one sentence looks like one."""
    return bodies.get(heading.headings[-1].span.start, ())


def _has_substance_below(view: View, heading: Sentence, bodies: Bodies) -> bool:
    """Whether a count, a named document or an act stands under the heading."""
    if heading.section in NOT_WORK_DONE:
        return False
    return any(
        view.counted(sentence.start, sentence.end)
        or "《" in view.text[sentence.start : sentence.end]
        or view.found("done", sentence.start, sentence.end)
        for sentence in _body(heading, bodies)
    )
