"""Write rules/lexicon/adjacent.yaml: which characters stand side by side in a word of the dictionary.

Only those that would else be taken for a word of vocabulary.yaml with one character wrong, or its two changed
over; and of longer words only common ones, since a rare one is weighed where it stands. Run it after a change
of these words, or of the characters taken for one another: ``python tools/make_adjacent.py``.
"""

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import jieba
import yaml

PAIR = 2
RARE = 20  # occurrences below which a longer word does not make its pairs right
LEXICON = Path(__file__).parent.parent / "rules/lexicon"
HEAD = """# 由 tools/make_adjacent.py 按 vocabulary.yaml 和 spelling.yaml 从分词词典生成，请勿手改。
# 每个字后面是词典里紧跟着它的字：这样的两个字自己成词，不是写错的词。
"""


def main() -> None:
    """Write the file."""
    vocabulary = _read("vocabulary.yaml")
    spelling = _read("spelling.yaml")
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for group in (*spelling["alike"], *spelling["homophones"]):
        for char in group:
            alike[char] |= set(group) - {char}
    slips = {pair for word in (*vocabulary["usual"], *vocabulary["other"]) for pair in _slips(word, alike)}
    with jieba.Tokenizer().get_dict_file() as file:
        fields = file.read().decode("utf-8").split()
    words = zip(fields[0::3], map(int, fields[1::3]), strict=True)
    known = {a + b for word, count in words if len(word) == PAIR or count >= RARE for a, b in pairwise(word)}
    adjacent: defaultdict[str, str] = defaultdict(str)
    for pair in sorted(slips & known):
        adjacent[pair[0]] += pair[1]
    lines = [HEAD + "adjacent:", *(f"  {first}: {seconds}" for first, seconds in adjacent.items())]
    (LEXICON / "adjacent.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _read(name: str) -> dict[str, list[str]]:
    return yaml.safe_load((LEXICON / name).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _slips(word: str, alike: dict[str, set[str]]) -> set[str]:
    """What ``word`` may be misprinted as: with another character, or its two in the wrong order."""
    wrong = {char + word[1] for char in alike[word[0]]} | {word[0] + char for char in alike[word[1]]}
    return {*wrong, word[::-1]}


if __name__ == "__main__":
    main()
