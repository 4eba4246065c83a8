"""All that one release knows of words: which need they tell, which danger, which language."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.directory.model import NONE_OF_OURS, Phrase
from bot.lexicon.classifier import Classifier
from bot.lexicon.evidence import gather
from bot.lexicon.spelling import Spelling
from bot.text import is_han

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory.model import Directory
    from bot.lexicon.evidence import Evidence

# Phrases of these needs speak of danger or detention themselves, so they cannot stand for harmless words.
_CLOSE_TO_DANGER: Final = frozenset(
    {
        "housing.dv_shelter",
        "housing.shelter",
        "housing.youth_shelter",
        "healthcare.mental_health",
        "healthcare.substance_use",
        "adjacent:immigration_legal",
        "adjacent:legal",
    }
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the query and the search share. `languages` maps a word to the weight it gives each language."""

    needs: Classifier
    urgent: Classifier
    languages: Mapping[str, Mapping[str, float]]

    @classmethod
    def of(cls, directory: Directory) -> Lexicon:
        """Index the phrases of a directory; the labels of needs count as phrases too."""
        labels = tuple(
            Phrase(language, need.id, text)
            for need in directory.needs
            if "." in need.id or need.id.startswith("adjacent:")
            for language, text in need.labels.items()
            if text
        )
        spoken = directory.phrases + labels
        evidence = gather(spoken + directory.urgent_phrases)
        spelling = Spelling(Counter(piece for pieces in evidence.pieces for piece in pieces))
        harmless = [None if p.label in _CLOSE_TO_DANGER else NONE_OF_OURS for p in spoken]
        return cls(
            needs=Classifier(
                evidence, [*(p.label for p in spoken), *(None for _ in directory.urgent_phrases)], spelling
            ),
            urgent=Classifier(evidence, [*harmless, *(p.label for p in directory.urgent_phrases)], spelling),
            languages=_language_weights(evidence),
        )


def _language_weights(evidence: Evidence) -> dict[str, dict[str, float]]:
    # At most 1 a word: less where languages share it, and less where it was seen only once.
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for phrase, pieces in zip(evidence.phrases, evidence.pieces, strict=True):
        for word in pieces:
            if not is_han(word) and not word.isdigit():
                counts[word][phrase.language] += 1
                totals[phrase.language] += 1
    weights = {}
    for word, by_language in counts.items():
        rates = {language: count / totals[language] for language, count in by_language.items()}
        total = sum(rates.values())
        weights[word] = {
            code: rate / total * by_language[code] / (by_language[code] + 1) for code, rate in rates.items()
        }
    return weights
