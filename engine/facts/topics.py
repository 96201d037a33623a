"""Topics of the Outline and finer matters: named with substance, or only named.

The doctrine of the register: wording in the deficiencies or the plan, in the future tense or in a
formula of opening is no evidence of work done.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from engine.facts.draft import Draft
from engine.facts.phrases import Hit
from engine.facts.view import Sentence, View
from engine.model import Quote
from engine.rulebook.kinds import NOT_WORK_DONE
from engine.rulebook.lexicon_facts import Topic

DEPTHS = ("counted", "named", "act", "slogan")  # best first
SUBSTANTIVE = frozenset({"counted", "named", "act"})
_NAME_MARKS = "《“"


def topics(view: View) -> tuple[Draft, ...]:
    """One fact per topic: ``substantive`` at its best place, else ``mentioned`` at its first."""
    best: dict[str, tuple[int, Draft]] = {}
    for hit, topic, sentence in _hits(view, "topic", view.lexicon.topics.topics):
        depth = _depth(view, hit, topic, sentence)
        if sentence.is_heading and _has_substance_below(view, sentence):
            depth = "act"
        deep = depth in SUBSTANTIVE
        attributes = {"depth": "substantive" if deep else "mentioned", "title": topic.title}
        draft = Draft("topic", topic.id, _clause(view, hit, sentence), attributes)
        if topic.id not in best or (deep and best[topic.id][0] == 0):
            best[topic.id] = (int(deep), draft)
    return tuple(draft for _, draft in best.values())


def mentions(view: View) -> tuple[Draft, ...]:
    """One fact per matter, depth and section: the first place."""
    first: dict[tuple[str, str, str | None], Draft] = {}
    for hit, topic, sentence in _hits(view, "mention", view.lexicon.topics.mentions):
        depth = _depth(view, hit, topic, sentence)
        attributes = {"depth": depth, "title": topic.title}
        draft = Draft("mention", topic.id, _clause(view, hit, sentence), attributes)
        first.setdefault((topic.id, depth, sentence.section), draft)
    return tuple(first.values())


def _hits(view: View, family: str, known: tuple[Topic, ...]) -> Iterator[tuple[Hit, Topic, Sentence]]:
    by_id: Mapping[str, Topic] = MappingProxyType({topic.id: topic for topic in known})
    for sentence in view.sentences:
        for hit in view.found(family, sentence.start, sentence.end):
            excluded = view.found(f"{family}-unless", sentence.start, sentence.end)
            if not any(e.name == hit.name and e.start < hit.end and hit.start < e.end for e in excluded):
                yield hit, by_id[hit.name], sentence


def _depth(view: View, hit: Hit, topic: Topic, sentence: Sentence) -> str:
    low, high = view.clause(hit.start, hit.end, sentence)
    if sentence.section in NOT_WORK_DONE or sentence.is_heading:
        return "slogan"
    if view.found("future", low, hit.start) or view.found("opening", low, high):
        return "slogan"
    counted = [q for q in view.counted(low, high) if not topic.units or q.unit in topic.units]
    if counted:
        return "counted"
    if any(mark in view.text[low:high] for mark in _NAME_MARKS):
        return "named"
    return "act" if view.found("done", low, high) else "slogan"


def _has_substance_below(view: View, heading: Sentence) -> bool:
    """Whether a count, a named document or an act stands under the heading."""
    if heading.section in NOT_WORK_DONE or not heading.headings:
        return False
    own = heading.headings[-1]
    if own.level < 2:
        return False
    for sentence in view.sentences:
        below = sentence.start >= heading.end and own in sentence.headings
        if below and not sentence.is_heading:
            if view.counted(sentence.start, sentence.end):
                return True
            if "《" in view.text[sentence.start : sentence.end]:
                return True
            if view.found("done", sentence.start, sentence.end):
                return True
    return False


def _clause(view: View, hit: Hit, sentence: Sentence) -> Quote:
    return view.quote(*view.clause(hit.start, hit.end, sentence))
