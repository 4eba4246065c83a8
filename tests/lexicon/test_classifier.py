from __future__ import annotations

import pytest

from bot.directory.model import Phrase
from tests.lexicon.sample import classifier_of

PHRASES = [
    Phrase("en", "rent", "help with rent"),
    Phrase("en", "rent", "I cannot pay my rent"),
    Phrase("en", "teeth", "a dentist for my tooth"),
    Phrase("en", "teeth", "my tooth hurts"),
    Phrase("es", "rent", "ayuda con la renta"),
    Phrase("zh", "rent", "交不起房租"),
]
CLASSIFIER = classifier_of(PHRASES)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.text)
def test_each_phrase_finds_its_own_label_as_its_nearest(phrase: Phrase) -> None:
    best = CLASSIFIER.classify(phrase.text).scores[0]
    assert best.label == phrase.label
    assert best.similarity == pytest.approx(1.0, abs=1e-5)


def test_probabilities_add_up_to_one_when_all_words_are_known() -> None:
    match = CLASSIFIER.classify("pay my rent")
    assert match.known == 1.0
    assert sum(score.probability for score in match.scores) == pytest.approx(1.0, abs=1e-5)
    assert [s.probability for s in match.scores] == sorted((s.probability for s in match.scores), reverse=True)


def test_unknown_words_take_away_trust() -> None:
    alone = CLASSIFIER.classify("rent").scores[0].probability
    among = CLASSIFIER.classify("rent qqqq wwww vvvv zzzz jjjj kkkk").scores[0].probability
    assert among < alone


@pytest.mark.parametrize("text", ["", "   ", "!!!", "qqqq"])
def test_a_text_without_a_known_word_gets_no_trust(text: str) -> None:
    assert all(score.probability == 0 for score in CLASSIFIER.classify(text).scores)


def test_a_slip_is_corrected_and_told() -> None:
    match = CLASSIFIER.classify("dentsit")
    assert match.corrections["dentsit"][0] == "dentist"
    assert match.scores[0].label == "teeth"


def test_the_telling_terms_are_ours_and_speak_for_the_label() -> None:
    match = CLASSIFIER.classify("help me pay my rent and xyzzy")
    terms = CLASSIFIER.telling_terms(match.evidence, "rent")
    assert "rent" in " ".join(terms)
    assert "xyzzy" not in " ".join(terms)
