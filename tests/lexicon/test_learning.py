from __future__ import annotations

import numpy as np
import pytest

from bot.directory.model import Directory, Phrase
from bot.lexicon.classifier import Classifier
from bot.lexicon.learning import learn
from bot.lexicon.learnt import FILE, NEED, Learnt, fingerprint, read_current, saved
from bot.pipeline import LiveRelease
from bot.text import words
from tests.conftest import ROOT
from tests.lexicon.sample import PHRASES, directory_of, lexicon_of


def test_the_same_phrases_give_the_same_bytes() -> None:
    assert learn(directory_of()).to_bytes() == learn(directory_of()).to_bytes()


def test_what_is_written_is_read_back() -> None:
    learnt = learn(directory_of())
    again = Learnt.from_bytes(learnt.to_bytes())
    assert list(again.words) == list(learnt.words)
    assert dict(again.heads) == {head: list(labels) for head, labels in learnt.heads.items()}
    for name in ("keys", "rarity", "weights", "bias"):
        assert np.array_equal(getattr(again, name), getattr(learnt, name))
    assert again.scale == pytest.approx(learnt.scale, rel=0.001)


@pytest.mark.parametrize("packed", [b"x", b"PK\x03\x04 not whole"])
def test_anything_else_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="no learnt weights"):
        Learnt.from_bytes(packed)
    assert read_current(directory_of(), packed) is None


def test_weights_of_other_phrases_are_not_used() -> None:
    packed = learn(directory_of()).to_bytes()
    assert read_current(directory_of(), packed) is not None
    assert read_current(directory_of(), b"") is None
    added = directory_of(phrases=(*PHRASES, Phrase("en", "rent", "deposit")))
    assert read_current(added, packed) is None
    assert lexicon_of(added).classifier.look(["deposit"]).evidence


@pytest.mark.parametrize(
    "changed",
    [
        directory_of(phrases=PHRASES[1:]),
        directory_of(urgent=()),
        directory_of(private=()),
        directory_of(expressions=()),
    ],
)
def test_each_sheet_that_is_learnt_from_changes_the_fingerprint(changed: Directory) -> None:
    assert fingerprint(changed) != fingerprint(directory_of())


def test_a_directory_with_one_need_or_none_can_be_learnt() -> None:
    only = learn(directory_of(phrases=(Phrase("en", "rent", "help with rent"),), urgent=(), private=(), expressions=()))
    classifier = Classifier(only)
    assert [score.label for score in classifier.scores(classifier.look(words("rent")), NEED)] == ["rent"]
    learn(directory_of(phrases=(), urgent=(), private=(), expressions=()))


def test_the_shipped_weights_are_of_the_shipped_phrases(shipped: LiveRelease) -> None:
    folder = ROOT / "directory_data"
    assert read_current(shipped.catalogue.directory, saved(folder)) is not None, f"{FILE} is old: run vecino learn"
