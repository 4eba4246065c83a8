"""All that one release knows of words: the learnt weights, the spelling, the short expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.lexicon.classifier import Classifier
from bot.lexicon.expressions import Expressions
from bot.lexicon.spelling import Spelling
from bot.text import words

if TYPE_CHECKING:
    from bot.directory.model import Directory
    from bot.lexicon.learnt import Learnt


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the query and the search share."""

    classifier: Classifier
    spelling: Spelling
    expressions: Expressions

    @classmethod
    def of(cls, directory: Directory, learnt: Learnt | None = None) -> Lexicon:
        """Take the weights that were learnt from the directory's phrases; learn them now when there are none."""
        classifier = Classifier(learnt or _learn(directory))
        expressions = Expressions(directory.expressions)
        rarity = classifier.rarity
        commonest, rarest = min(rarity.values(), default=0.0), max(rarity.values(), default=0.0)
        # Names of services are nobody's misspelling; being rarest, they are no correction of other words either.
        names = {word for s in directory.published for word in words(f"{s.name} {s.organization.name}")}
        others = dict.fromkeys(names, rarest) | dict.fromkeys(sorted(expressions.words), commonest)
        return cls(
            classifier=classifier,
            spelling=Spelling(rarity, {word: own for word, own in others.items() if word not in rarity}),
            expressions=expressions,
        )


def _learn(directory: Directory) -> Learnt:
    from bot.lexicon.learning import learn  # the library behind it is large, and a running bot does not need it

    return learn(directory)
