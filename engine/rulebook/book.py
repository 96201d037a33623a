"""The rulebook as a value: the lexicon, the rules and what they are scored by."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from engine.model import Scheme, Severity
from engine.rulebook import lexicon_consistency as consistency
from engine.rulebook import lexicon_defects as proofs
from engine.rulebook import lexicon_facts as facts
from engine.rulebook import lexicon_outline as outline
from engine.rulebook import lexicon_relations as relations
from engine.rulebook.rules import Conclusion, Grant, Profile, Rule

VERSION_FILE, CHANGES, WAIVERS = "version.yaml", "changes.yaml", "waivers.yaml"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of rules/lexicon/, one field a file."""

    document: outline.DocumentLexicon
    sections: outline.SectionsLexicon
    regions: outline.RegionsLexicon
    places: outline.PlacesLexicon
    quantities: facts.QuantitiesLexicon
    indicators: facts.IndicatorsLexicon
    relations: relations.RelationsLexicon
    rates: facts.RatesLexicon
    topics: facts.TopicsLexicon
    duties: facts.DutiesLexicon
    items: facts.ItemsLexicon
    instruments: facts.InstrumentsLexicon
    defects: proofs.DefectsLexicon
    consistency: consistency.ConsistencyLexicon
    spelling: proofs.SpellingLexicon
    words: facts.WordsLexicon
    neighbours: facts.NeighboursLexicon
    vocabulary: proofs.VocabularyLexicon
    adjacent: proofs.AdjacentLexicon

    @property
    def outline(self) -> outline.OutlineLexicon:
        """What the outline room reads."""
        return outline.OutlineLexicon(self.document, self.sections, self.regions, self.places)


LEXICON = tuple(field.name for field in fields(Lexicon))  # the files of rules/lexicon/


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the supervisor may change, validated. ``digest`` names exactly this content."""

    version: str
    digest: str
    lexicon: Lexicon
    rules: tuple[Rule, ...]
    conclusions: tuple[Conclusion, ...]
    schemes: Mapping[str, Scheme]
    profiles: Mapping[str, Profile]
    weights: Mapping[Severity, float]
    grants: tuple[Grant, ...] = ()  # waivers, whatever the day
