"""A classifier over a few phrases, built as a release builds it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.lexicon.classifier import Classifier
from bot.lexicon.evidence import gather
from bot.lexicon.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.model import Phrase


def classifier_of(phrases: Sequence[Phrase]) -> Classifier:
    evidence = gather(phrases)
    spelling = Spelling(Counter(piece for pieces in evidence.pieces for piece in pieces))
    return Classifier(evidence, [phrase.label for phrase in phrases], spelling)
