from __future__ import annotations

from bot.directory.model import Phrase
from bot.search.ranking import rank
from tests.lexicon.sample import classifier_of

CLASSIFIER = classifier_of(
    [
        Phrase("en", "rent", "help with rent"),
        Phrase("en", "rent", "I cannot pay the rent"),
        Phrase("en", "clinic", "clinic for my baby"),
        Phrase("en", "clinic", "see a doctor"),
        Phrase("en", "job", "find work"),
        Phrase("en", "job", "looking for a job"),
    ]
)


def test_the_best_need_comes_first_with_the_terms_that_told_it() -> None:
    first = rank("help with the rent", CLASSIFIER).needs[0]
    assert first.need == "rent"
    assert any("rent" in term for term in first.terms)


def test_two_sentences_each_give_their_need() -> None:
    ranked = rank("help with rent. clinic for my baby", CLASSIFIER)
    assert {need.need for need in ranked.needs[:2]} == {"rent", "clinic"}


def test_one_telling_sentence_is_found_in_a_long_story() -> None:
    story = "It was cold. The dog barked all day. We ate soup with my aunt. I cannot pay the rent. Then it rained."
    assert rank(story, CLASSIFIER).needs[0].need == "rent"


def test_scores_fall_and_no_more_are_given_than_asked_for() -> None:
    needs = rank("a job, a doctor, the rent", CLASSIFIER, most=2).needs
    assert len(needs) == 2
    assert needs[0].score >= needs[1].score


def test_a_correction_is_told_and_nothing_typed_gives_nothing() -> None:
    assert ("clinci", "clinic") in rank("clinci", CLASSIFIER).corrections
    assert rank("", CLASSIFIER).needs == ()
