"""From a report to its facts. The public door is ``FactReader``."""

from collections.abc import Container, Iterator, Sequence

from engine.facts.arithmetic.changes import changes
from engine.facts.arithmetic.checks import checks
from engine.facts.arithmetic.enumerations import EnumerationReader, numbers_of_aspects
from engine.facts.arithmetic.pairings import pairings
from engine.facts.arithmetic.previous import Previous, repeated
from engine.facts.counts.acts import outside, widest
from engine.facts.counts.counts import Count
from engine.facts.counts.indicators import IndicatorReader
from engine.facts.counts.matters import elsewhere, kinds_told, meant, uncompared
from engine.facts.counts.recount import of_the_government, recounted
from engine.facts.counts.scopes import uncompared_scopes
from engine.facts.counts.zeros import zeros
from engine.facts.draft import Draft, number
from engine.facts.numbers.earlier import of_last_year
from engine.facts.numbers.quantities import QuantityScanner, plain
from engine.facts.numbers.tables import TableReader, in_their_columns
from engine.facts.phrases import Phrasebook
from engine.facts.proof.defects import DefectReader
from engine.facts.rates.claims import claims
from engine.facts.rates.derived import derived
from engine.facts.rates.rates import RateReader, StatedRate
from engine.facts.rates.vague import VagueReader
from engine.facts.told.citations import citations
from engine.facts.told.duties import duties
from engine.facts.told.items import items
from engine.facts.told.outdated import outdated
from engine.facts.told.periods import periods
from engine.facts.told.personal import personal
from engine.facts.told.structure import Told, structure
from engine.facts.told.topics import bodies_of, mentions, planned, topics
from engine.facts.view import View, look_at
from engine.facts.words import WordFilter
from engine.model import Fact, Report
from engine.rulebook import Lexicon

__all__ = ["FactReader", "Previous", "Told"]

NOTHING_TOLD = Told()


class FactReader:
    """Reads facts with one lexicon. Made once per process, used for any number of reports."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        entries = tuple(_entries(lexicon))
        self._phrases = Phrasebook(entries)
        self._words = WordFilter(lexicon.words, lexicon.neighbours, entries)
        self._quantities = QuantityScanner(lexicon.quantities)
        self._tables = TableReader(
            lexicon.quantities.tables, lexicon.quantities.units, lexicon.quantities.scales
        )
        self._indicators = IndicatorReader(lexicon.indicators.indicators)
        self._rates = RateReader(lexicon.rates)
        self._vague = VagueReader(lexicon.rates)
        self._lists = EnumerationReader(lexicon.relations.enumerations)
        self._defects = DefectReader(lexicon)

    def read(
        self, report: Report, told: Told = NOTHING_TOLD, previous: Previous | None = None
    ) -> tuple[Fact, ...]:
        """All facts of the report, with ids f1, f2 … in order of place.

        ``previous`` is last year's report of the same unit, where it is at hand.
        """
        view = self._look_at(report)
        lists = self._lists.read(view)
        counts = self._counts(view, numbers_of_aspects(lists))
        told_rates = self._rates.stated(view, counts)
        stated = tuple(r for r in told_rates if not planned(view, r.sentence, r.quantity.start))
        none = tuple(zeros(view))
        derivable = tuple(derived(view, counts, none, stated))
        bodies = bodies_of(view)
        return number(
            [
                *structure(view, told),
                *(count.draft for count in counts if not count.silent),
                *none,
                *(rate.draft for rate in stated),
                *derivable,
                *self._vague.read(view, stated, derivable),
                *_unnamed(view, counts, stated),
                *checks(view, counts, stated),
                *(one.draft for one in lists),
                *changes(view, counts, stated, previous),
                *([repeated(view, previous)] if previous else []),
                *claims(view, counts, stated),
                *topics(view, bodies),
                *mentions(view, bodies),
                *duties(view),
                *items(view),
                *citations(view),
                *periods(view),
                *outdated(view),
                *pairings(view, counts, stated),
                *personal(view),
                *self._defects.read(view),
            ]
        )

    def _look_at(self, report: Report) -> View:
        """The report with the wordings and the quantities found in it."""
        text, words = report.clean, self._lexicon.indicators
        hits = dict(self._words.kept(self._phrases.scan(text), text))
        bare, cells = self._tables.read(report)
        found = sorted((*self._quantities.scan(text), *bare), key=lambda quantity: quantity.start)
        quantities = of_last_year(report, in_their_columns(found, cells), self._lexicon)
        matters = meant(hits.get("matter", ()), words.matters, text)
        kinds = kinds_told(text, words)
        hits["matter"] = uncompared(matters, text, quantities, words, kinds)
        acts = outside(hits.get("act", ()), (*hits.get("rate", ()), *hits.get("nil", ())))
        hits["act"] = elsewhere(acts, kinds)
        hits["all-unless"] = outside(hits.get("all-unless", ()), hits.get("all-despite", ()))
        for family in ("rate-claimed", "zero"):  # 应审尽审率 claims nothing
            hits[family] = outside(hits.get(family, ()), hits.get("rate", ()))
        hits["whole"] = widest(hits.get("whole", ()))
        hits["scope"] = uncompared_scopes(hits.get("scope", ()), text, words)
        return look_at(report, self._lexicon, quantities, hits, cells)

    def _counts(self, view: View, aspects: Container[int]) -> list[Count]:
        """What was done in the year, by the government itself; numbers at ``aspects`` count no work."""
        own = of_the_government(view, self._indicators.read(view))
        done = (c for c in own if not planned(view, c.sentence, c.quantity.start))
        return list(recounted(view, (c for c in done if c.quantity.start not in aspects)))


def _unnamed(view: View, counts: Sequence[Count], rates: Sequence[StatedRate]) -> Iterator[Draft]:
    """Quantities in the body that the lexicon has no name for."""
    named = {count.quantity.start for count in counts if not count.silent} | {
        rate.quantity.start for rate in rates
    }
    for paragraph in view.report.paragraphs:
        for quantity in view.counted(paragraph.start, paragraph.end):
            if quantity.start not in named:
                attributes = {
                    "value": plain(quantity),
                    "unit": quantity.unit,
                    "qualifier": quantity.qualifier,
                    "change": quantity.change,
                    "rank": quantity.rank,
                }
                yield Draft("quantity", None, view.quote(quantity.start, quantity.end), attributes)


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """Every wording that the fact rooms look for, as (family, name, phrase)."""
    yield from _counted(lexicon)
    yield from _named(lexicon)
    yield from _consistent(lexicon)
    for family, phrases in (
        ("whole", lexicon.indicators.whole_words),
        ("including", lexicon.indicators.including),
        ("distributive", lexicon.indicators.distributive),
        ("scope", lexicon.indicators.scopes),
        ("target-number", lexicon.indicators.targets),
        ("wider", tuple(lexicon.indicators.wider)),
        ("ours", lexicon.indicators.ours),
        ("handed-down", lexicon.indicators.handed_down),
        ("all", lexicon.relations.all),
        ("all-unless", lexicon.relations.all_unless),
        ("all-despite", lexicon.relations.all_despite),
        ("vague", lexicon.rates.vague),
        ("full", lexicon.rates.full),
        ("other-base", lexicon.rates.other_bases),
        ("done", lexicon.topics.acts),
        ("deed", lexicon.topics.deeds),
        ("none", lexicon.topics.none),
        ("future", lexicon.topics.future),
        ("opening", lexicon.topics.opening),
        ("slogan", lexicon.topics.slogans),
        ("other-organ", lexicon.topics.other_organs),
        ("organ-act", lexicon.topics.organ_acts),
        ("answer", lexicon.topics.answers),
        ("marker", lexicon.items.markers),
        ("deficit", lexicon.items.deficit),
        ("opener", lexicon.items.openers),
        ("cause", lexicon.items.causes),
        ("no-cause", lexicon.items.no_causes),
        ("common-cause", lexicon.items.common_causes),
        ("empty-cause", lexicon.items.empty_causes),
        ("condition", lexicon.items.conditions),
        ("lead", lexicon.items.leads),
        ("summing-up", lexicon.items.summing_up),
        ("motto", lexicon.items.mottos),
        ("closing", lexicon.items.closing),
        ("concrete", lexicon.items.concrete),
        ("target", lexicon.items.targets),
        ("noise", lexicon.items.noise),
        ("held", lexicon.duties.held),
        ("office", lexicon.duties.offices),
        ("seat", lexicon.duties.seats),
        ("issuing", lexicon.instruments.issuing),
        ("obeying", lexicon.instruments.obeying),
        ("plan-title", lexicon.instruments.plan_titles),
        ("plan-other", lexicon.instruments.plan_others),
    ):
        yield from ((family, "", phrase) for phrase in phrases)


def _counted(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    matters = {matter.id: matter.terms for matter in lexicon.indicators.matters}
    for matter, terms in matters.items():
        yield from (("matter", matter, term) for term in terms)
    for indicator in lexicon.indicators.indicators:
        own = matters[indicator.matter] if indicator.alone and indicator.matter else ()
        yield from (("act", indicator.id, phrase) for phrase in dict.fromkeys((*indicator.acts, *own)))
        yield from (("unless", indicator.id, phrase) for phrase in indicator.unless)


def _named(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    for family, known in (
        ("rate", lexicon.rates.rates),
        ("topic", lexicon.topics.topics),
        ("mention", lexicon.topics.mentions),
        ("duty", lexicon.duties.duties),
        ("actor", lexicon.duties.actors),
        ("concern", lexicon.items.concerns),
        ("instrument", lexicon.instruments.instruments),
    ):
        for entry in known:
            yield from ((family, entry.id, term) for term in entry.terms)
    for duty in lexicon.duties.duties:
        yield from (("duty-of-heads", duty.id, phrase) for phrase in duty.of_heads)
        yield from (("duty-unless", duty.id, phrase) for phrase in duty.unless)
    yield from (("presiding", "other", phrase) for phrase in lexicon.duties.presiding)
    yield from (("zero", rate, phrase) for phrase, rate in lexicon.rates.zero.items())
    yield from (("rate-claimed", rate, phrase) for phrase, rate in lexicon.rates.claimed.items())
    yield from (("rate-after", rate.id, phrase) for rate in lexicon.rates.rates for phrase in rate.told_after)
    yield from (
        ("nil", none.indicator, phrase) for none in lexicon.indicators.zeros for phrase in none.phrases
    )
    for family, matters in (("topic", lexicon.topics.topics), ("mention", lexicon.topics.mentions)):
        for matter in matters:
            yield from ((one, matter.id, phrase) for phrase in matter.touches for one in (family, "touch"))
            yield from ((f"{family}-unless", matter.id, phrase) for phrase in matter.unless)


def _consistent(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    known = lexicon.consistency
    for family, phrases in (
        ("period-whole", known.periods.whole),
        ("period-part", known.periods.part),
        ("period-to-date", known.periods.to_date),
        ("former-organ", known.former.organ),
        ("former-law", known.former.law),
        ("studying", known.studying),
        ("standing", known.standing),
        ("contact", known.contacts),
        ("complete", known.contradictions.complete),
        ("lacking", known.contradictions.lacking),
        ("aspect", known.contradictions.aspects),
        ("aim", known.contradictions.aims),
    ):
        yield from ((family, "", phrase) for phrase in phrases)
    for entry in known.abolished:
        yield from (("abolished", entry.title, term) for term in entry.terms)
        yield from (("abolished-unless", entry.title, phrase) for phrase in entry.unless)
    for matter in known.contradictions.matters:
        yield from (("claimed", matter.title, term) for term in matter.terms)
