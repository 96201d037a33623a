"""Reading beside spaCy: its Chinese pipeline with an EntityRuler of the same terms, on the same texts.

    python -m benchmarks extraction [--reports 10] [--chars 5000] [--rounds 3]

spaCy segments by characters or by jieba; a trained model is not needed for rules. It finds the terms and
nothing more. Our side finds them too, and reads the outline and every fact from them.
"""

from typing import Any

import spacy

from benchmarks import corpus
from benchmarks.measure import options, side_by_side, table
from benchmarks.shares import terms
from engine import reading
from engine.outline import outline
from fazhi import pipeline


def main(arguments: list[str]) -> None:
    """Measure and print."""
    asked = options(__doc__, arguments, reports=10)
    loaded = pipeline.load_rules(None)
    texts = corpus.reports(asked.reports, asked.chars)
    words = list(terms(loaded))
    by_characters, by_words = (pipeline_of(segmenter, words) for segmenter in ("char", "jieba"))
    automaton = terms(loaded)

    def ours() -> None:
        for text in texts:
            source = reading.read_bytes(text.encode(), "a.txt")
            loaded.reader.read(outline(source, loaded.rulebook.lexicon.outline))

    ways = {
        "ours: outline and all facts": ours,
        "spaCy, characters, EntityRuler": lambda: [by_characters(text) for text in texts],
        "spaCy, jieba, EntityRuler": lambda: [by_words(text) for text in texts],
        "one automaton pass for the terms": lambda: [list(automaton.iter(text)) for text in texts],
    }
    print(f"{len(words)} terms")
    table(side_by_side(ways, asked.rounds), "report", asked.reports)
    found, read = sum(len(by_characters(text).ents) for text in texts), facts_of(texts)
    print(f"a report: {found / asked.reports:.0f} entities of spaCy, {read / asked.reports:.0f} facts")


def pipeline_of(segmenter: str, words: list[str]) -> Any:
    """SpaCy's Chinese pipeline with nothing but the ruler."""
    made: Any = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    made.max_length = 10_000_000
    ruler: Any = made.add_pipe("entity_ruler")
    with made.select_pipes(enable=[]):
        ruler.add_patterns([{"label": "TERM", "pattern": word} for word in words])
    return made


def facts_of(texts: list[str]) -> int:
    """How many facts we read."""
    sources = (reading.read_bytes(text.encode(), "a.txt") for text in texts)
    return sum(len(pipeline.examine(source, pipeline.Options()).facts) for source in sources)
