"""Write rules/lexicon/neighbours.yaml: between which wordings an ambiguous term needs a second look.

A term is only a piece of another word when a word of the dictionary straddles one of its ends. So for
each term of words.yaml the rests of such words of jieba's dictionary are listed: what stands before the
term when a word ends with its beginning, what stands after it when a word goes on from its end. Between
any other wordings the term is a word of its own, and jieba need not be asked. Run it after adding a
term: ``python tools/make_neighbours.py``.
"""

from collections.abc import Mapping
from pathlib import Path

import jieba
import yaml

LEXICON = Path(__file__).parent.parent / "rules/lexicon"
FLOOR = 3  # occurrences that the dictionary gives to words it never counted
HEAD = """# 由 tools/make_neighbours.py 按 words.yaml 的 ambiguous 从分词词典生成，请勿手改。
# before：短词前面是这些字时，短词的开头可能属于前一个词；after：后面是这些字时，末尾可能属于后一个词。
# 两边都不是，短词就一定自成一词，不必分词。words.yaml 新增的短词没有列在这里的，一律用分词判断。
"""


def main() -> None:
    """Write the file."""
    terms = yaml.safe_load((LEXICON / "words.yaml").read_text(encoding="utf-8"))["ambiguous"]
    with jieba.Tokenizer().get_dict_file() as file:
        fields = file.read().decode("utf-8").split()
    words = dict(zip(fields[0::3], map(int, fields[1::3]), strict=True))
    lines = [HEAD + "neighbours:"]
    for term in terms:
        before, after = _neighbours(term, words)
        lines.append(f'  {term}: {{before: "{before}", after: "{after}"}}')
    (LEXICON / "neighbours.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _neighbours(term: str, words: Mapping[str, int]) -> tuple[str, str]:
    ends = range(1, len(term))
    known = [word for word, count in words.items() if count > FLOOR]
    before = {w[:-cut] for cut in ends for w in known if w.endswith(term[:cut]) and len(w) > cut}
    after = {w[len(term) - cut :] for cut in ends for w in known if w.startswith(term[cut:])}
    return " ".join(sorted(before)), " ".join(sorted(after - {""}))


if __name__ == "__main__":
    main()
