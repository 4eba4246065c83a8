from __future__ import annotations

from bot.lexicon.classifier import Look
from bot.search.ranking import explained, rank
from bot.text import words
from tests.lexicon.sample import lexicon_of

CLASSIFIER = lexicon_of().classifier


def look(text: str) -> Look:
    return CLASSIFIER.look(words(text))


def test_the_best_need_comes_first_and_can_be_explained_in_our_terms() -> None:
    seen = look("help with the rent")
    first = rank(seen, CLASSIFIER)[0]
    assert first.need == "rent"
    assert any("rent" in term for term in explained(first, seen, CLASSIFIER).terms)


def test_one_telling_sentence_is_found_in_a_long_story() -> None:
    story = "It was cold. The dog barked all day. We ate soup with my aunt. I cannot pay the rent. Then it rained."
    assert rank(look(story), CLASSIFIER)[0].need == "rent"


def test_scores_fall_and_no_more_are_given_than_asked_for() -> None:
    needs = rank(look("a tooth, the rent"), CLASSIFIER, most=1)
    assert len(needs) == 1
    assert needs[0].score >= 0.5


def test_nothing_typed_gives_nothing() -> None:
    assert rank(look(""), CLASSIFIER) == ()
