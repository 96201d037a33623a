"""What is no work of the reporting organ and year: that of courts, of higher authorities, of years before."""

import re

from engine.facts.patterns import OPENING_YEAR
from engine.facts.phrases import Hit
from engine.facts.text import has_any
from engine.facts.view import Sentence, View

DEPARTMENT = "department"
_NAME_BEFORE = 12  # code points of a court's or procuratorate's full name before its kind
_ACT = 8  # code points of a clause in which such an organ's act opens it
_YEAR = re.compile(r"20[0-9]{2}")


def by_others(view: View, sentence: Sentence, at: int) -> bool:
    """Whether the clause around ``at`` tells what a court, a procuratorate or a discipline organ did.

    So it is where such an organ is the subject, there or in the clause before of which it goes on to tell,
    unless the sentence goes on to say how it was answered.
    """
    return is_by_organ(view, sentence, at, view.clause_start(at, sentence))


def is_by_organ(view: View, sentence: Sentence, at: int, low: int) -> bool:
    """As ``by_others``, of the clause that begins at ``low``."""
    subject = _is_subject(view, low, at) or _goes_on(view, sentence, low)
    return subject and not view.found("answer", low, sentence.end)


def is_of_earlier_year(view: View, sentence: Sentence, place: int) -> bool:
    """Whether the sentence of the number at ``place`` opens with an earlier year and goes on to tell of it.

    So it is behind a comma (2022年,我局应诉案件1件), with an act (2022年收到3件,审结3件) and over semicolons.
    """
    year, start = view.report.identity.year, view.run_start(sentence)
    opening = OPENING_YEAR.match(view.text, start, sentence.end)
    if opening is None or year is None or int(opening["year"]) >= year:
        return False
    if not opening["mark"] and not _acts_then(view, opening.end(), place):
        return False
    if _YEAR.search(view.text, opening.end(), place):
        return False
    stands_alone = bool(opening["mark"]) and start == sentence.start
    return stands_alone or not has_any(view.text[opening.end() : place], view.lexicon.indicators.of_year)


def _acts_then(view: View, start: int, place: int) -> bool:
    """Whether an act stands at ``start``, none that hands on to the next year."""
    acts = any(act.start == start for act in view.found("act", start, place))
    return acts and not view.text.startswith(view.lexicon.indicators.left_over, start)


def opens_wider(view: View, sentence: Sentence, low: int, at: int) -> bool:
    """Whether the clause that begins at ``low`` opens, before ``at``, with a larger area or a higher organ.

    Not so where it was done for the reporting one, or handed down to it: 区政府向我镇下放执法事项59项.
    """
    opening = _opening(view, sentence, low, at)
    if opening is None:
        return False
    return not (view.found("ours", opening.end, at) or view.found("handed-down", opening.end, sentence.end))


def tells_wider(view: View, sentence: Sentence, low: int, at: int) -> bool:
    """Whether an earlier clause opened with a larger area of which the sentence goes on to tell.

    So it is in 全省出庭应诉率98%,败诉率9%, where neither is the reporting organ's.
    """
    words = view.lexicon.indicators
    for hit in view.found("wider", sentence.start, low):
        opens = not _ahead(view, view.clause_start(hit.start, sentence), hit)
        others = (scope for scope in view.found("scope", hit.end, at) if scope.phrase not in words.instances)
        if opens and hit.phrase.endswith(words.quoted.areas) and is_wider(view, hit):
            return not (view.found("ours", hit.end, at) or any(others))
    return False


def _opening(view: View, sentence: Sentence, low: int, at: int) -> Hit | None:
    """What opens the clause so; with a total, the clause before it: 省厅清理文件,共废止12件."""
    for hit in view.found("wider", low, at):
        if not _ahead(view, low, hit) and is_wider(view, hit):
            return hit
    if low <= sentence.start or not view.text.startswith(view.lexicon.indicators.totals, low):
        return None
    return _opening(view, sentence, view.clause_start(low - 1, sentence), low)


def is_wider(view: View, opening: Hit) -> bool:
    """Whether the wording means a larger area or a higher organ than the report is about."""
    words, identity = view.lexicon.indicators, view.report.identity
    named = view.text.startswith(words.wider_not, opening.end)  # 全国首个, 全国人大
    own, organ = identity.region or " ", opening.phrase[1:]
    if identity.level == DEPARTMENT:
        ours = len(organ) > 1 and organ in (identity.title or "")  # 市司法局 of a bureau of justice
    else:
        ours = own[-1] in opening.phrase  # 全市 of a city that is a county
    return identity.level in words.wider[opening.phrase] and not named and not ours


def _is_subject(view: View, low: int, at: int) -> bool:
    """Whether an organ opens the clause, with nothing but its own place name before it."""
    return any(opens(view, low, organ) for organ in view.found("other-organ", low, at))


def _goes_on(view: View, sentence: Sentence, low: int) -> bool:
    """Whether the clause opens with an act of such organs, of the one that is the subject before it."""
    start = low
    while start > sentence.start and _opens_with_act(view, start):
        end = start - 1
        start = view.clause_start(end, sentence)
        if _is_subject(view, start, end):
            return True
    return False


def _opens_with_act(view: View, low: int) -> bool:
    acts = view.found("organ-act", low, low + _ACT)
    return any(not view.text[low : act.start].strip() for act in acts)


def opens(view: View, low: int, organ: Hit) -> bool:
    """Whether only its own place name, in full or short, stands before the organ in its clause.

    Not so where others act with it (县人大、县司法局联合评查) or it is a piece of another name (人大代表).
    """
    if view.text.startswith(view.lexicon.topics.jointly, organ.end):
        return False
    before = _ahead(view, low, organ)
    region = view.report.identity.region or ""
    named = region.startswith(before) or region.endswith(before)  # 云岭县人民法院, 县人民法院
    return not before or (len(before) <= _NAME_BEFORE and named)


def _ahead(view: View, low: int, hit: Hit) -> str:
    """What stands in the clause before the organ, a year that opens it aside."""
    return OPENING_YEAR.sub("", view.text[low : hit.start].strip(), count=1).strip()
