from __future__ import annotations

import pytest

from bot.directory.model import Phrase
from bot.lexicon.learnt import LANGUAGE, NEED, PRIVATE, URGENT
from bot.text import words
from tests.lexicon.sample import PHRASES, lexicon_of

CLASSIFIER = lexicon_of().classifier


def best(text: str, head: str) -> str:
    return CLASSIFIER.scores(CLASSIFIER.look(words(text)), head)[0].label


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.text)
def test_each_phrase_is_more_like_its_own_label_than_unlike_it(phrase: Phrase) -> None:
    first = CLASSIFIER.scores(CLASSIFIER.look(words(phrase.text)), NEED)[0]
    assert first.label == phrase.label
    assert first.margin > 0


def test_one_look_answers_for_every_head() -> None:
    text = "I want to die"
    assert (best(text, URGENT), best(text, LANGUAGE)) == ("crisis", "en")
    assert best("I have no papers", PRIVATE) == "status"


def test_ordinary_phrases_of_needs_are_no_danger() -> None:
    assert best("help with rent", URGENT) == "none"


def test_probabilities_add_up_to_one_and_fall() -> None:
    scores = CLASSIFIER.scores(CLASSIFIER.look(words("pay my rent")), NEED)
    assert sum(score.probability for score in scores) == pytest.approx(1.0, abs=1e-5)
    assert [s.margin for s in scores] == sorted((s.margin for s in scores), reverse=True)
    assert CLASSIFIER.scores(CLASSIFIER.look(words("pay my rent")), NEED, most=1) == scores[:1]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "qqqq"])
def test_a_text_without_known_evidence_gets_no_label(text: str) -> None:
    assert CLASSIFIER.scores(CLASSIFIER.look(words(text)), NEED) == ()


def test_unknown_words_take_nothing_away() -> None:
    alone, among = (CLASSIFIER.look(words(text)) for text in ("rent", "rent qqqq"))
    assert CLASSIFIER.scores(alone, NEED) == CLASSIFIER.scores(among, NEED)


def test_the_telling_terms_are_ours_and_speak_for_the_label() -> None:
    terms = CLASSIFIER.telling_terms(CLASSIFIER.look(words("help me pay my rent and xyzzy")), "rent", NEED)
    assert "rent" in " ".join(terms)
    assert "xyzzy" not in " ".join(terms)


def test_known_words_come_with_their_rarity() -> None:
    rarity = CLASSIFIER.rarity
    assert rarity["rent"] < rarity["dentist"]
    assert "房租" not in rarity  # characters are not misspelt as letters are
    assert "qqqq" not in rarity
