"""The dictionary behind the words: asked a little, or read in whole, it says the same."""

import pytest

from engine.facts import words


def test_the_total_is_that_of_the_dictionary() -> None:
    assert words.tokenizer().total == words.ALL_COUNTED


@pytest.mark.parametrize("said", ["年底以前制发", "政府本级收到复议", "市场监管", "㐀𠀀"])
def test_a_few_questions_get_the_answers_of_the_whole_dictionary(said: str) -> None:
    whole = words.tokenizer().FREQ
    few = words.counts_of(frozenset(said))
    pieces = {said[low:high] for low in range(len(said)) for high in range(low + 1, len(said) + 1)}
    assert {piece: few.get(piece) for piece in pieces} == {piece: whole.get(piece) for piece in pieces}


def test_all_characters_together_get_the_whole_dictionary() -> None:
    whole = words.tokenizer().FREQ
    assert words.counts_of(frozenset("".join(whole))) == whole


def test_many_questions_are_answered_alike() -> None:
    asked = [frozenset(f"行政{chr(0x4E00 + number)}议") for number in range(words.FEW + 1)]
    assert len(asked) > words.FEW
    assert {words.counts_of(chars).get("行政") for chars in asked} == {words.tokenizer().FREQ["行政"]}
