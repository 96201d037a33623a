"""The titles that the rulebook gives to what rules and facts call by id."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.rulebook import Lexicon, Rulebook
from fazhi.publish import messages, words

Naming = Callable[[str, str], str]  # kind of fact, id → what a person reads


@dataclass(frozen=True, slots=True)
class Names:
    """Titles by kind of fact and id, and those of the dimensions; without a title the id stands."""

    titles: Mapping[str, Mapping[str, str]]
    dimensions: Mapping[str, str]
    covers: Mapping[str, str] = field(
        default_factory=dict
    )  # beginning of an indicator's or rate's id → topic

    def title(self, kind: str, name: str) -> str:
        """What a person calls it."""
        return self.titles.get(kind, {}).get(name, name)

    def quoted(self, kind: str, name: str) -> str:
        """The title in 「」, as it stands in a sentence."""
        return messages.QUOTED.format(title=self.title(kind, name))

    def quoted_with_id(self, kind: str, name: str) -> str:
        """「行政诉讼败诉率」（litigation_loss_rate）: as it is found in the rule files."""
        return messages.WITH_ID.format(title=self.quoted(kind, name), id=name)

    def topic_of(self, name: str) -> str | None:
        """The topic that the indicator or rate of that id belongs to: by the longest beginning of the id."""
        begins = (name[:length] for length in range(len(name), 0, -1))
        return next((self.covers[begin] for begin in begins if begin in self.covers), None)

    def dimension(self, name: str) -> str:
        """Title and id, 指标披露（indicators）."""
        return messages.WITH_ID.format(title=self.dimensions.get(name, name), id=name)


def names_of(rulebook: Rulebook) -> Names:
    """The names of a rulebook, its overlay included."""
    dimensions = {d.id: d.title for scheme in rulebook.schemes.values() for d in scheme.dimensions}
    covers = {begin: cover.topic for cover in rulebook.lexicon.topics.covers for begin in cover.begins}
    concluded = {"conclusion": {one.id: one.title for one in rulebook.conclusions}}
    return Names({**words.NAMES, **_titles(rulebook.lexicon), **concluded}, dimensions, covers)


def _titles(lexicon: Lexicon) -> Mapping[str, Mapping[str, str]]:
    instruments = {item.id: item.title for item in lexicon.instruments.instruments}
    return {
        "indicator": {item.id: item.title for item in lexicon.indicators.indicators},
        "rate": {item.id: item.title for item in lexicon.rates.rates},
        "topic": {item.id: item.title for item in lexicon.topics.topics},
        "mention": {item.id: item.title for item in lexicon.topics.mentions},
        "actor": {item.id: item.title for item in lexicon.duties.actors},
        "citation": {**words.NAMES["citation"], **instruments},
    }
