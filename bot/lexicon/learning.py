"""Learning the weights from the phrase files: a linear support vector machine for each label.

Fan et al. 2008, "LIBLINEAR: A Library for Large Linear Classification". It takes seconds and is deterministic. On the
same phrases it put 4 points more of half A's needs first than naive Bayes together with the nearest phrase.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.directory.model import NONE_OF_OURS
from bot.lexicon.expressions import FILLER, Expressions, rejoined, units, without
from bot.lexicon.features import WORD, features, key_of
from bot.lexicon.learnt import LANGUAGE, NEED, PRIVATE, URGENT, Learnt, fingerprint, labels_of
from bot.text import is_han, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from bot.directory.model import Directory, Phrase

    Floats = NDArray[np.float32]
    Labels = NDArray[np.str_]

_SLACK: Final = 0.3
"""What a phrase on the wrong side costs; from 0.2 to 1 half A's needs stay within a point."""
_SLACK_OF_RARE: Final = 1.0
"""The same where few phrases stand against many ordinary ones: below 1, half A's danger is found less often."""
_TOO_SMALL: Final = 0.25
"""Weights that count for less than this become 0: half A stays as it is, and the file shrinks by a third."""
_LEAST: Final = 2
"""Pairs and parts of words in fewer phrases than this are not learnt; whole words are."""
_UNLABELLED: Final = ""


def learn(directory: Directory) -> Learnt:
    """Learn from the phrases of a directory. Takes seconds for tens of thousands of phrases."""
    sheets = (
        (*directory.phrases, *labels_of(directory)),
        directory.urgent_phrases,
        directory.private_phrases,
    )
    phrases = [phrase for sheet in sheets for phrase in sheet]
    names, vectors, rarity = _vectors(phrases, Expressions(directory.expressions))
    sheet_of = np.repeat(np.arange(len(sheets)), [len(sheet) for sheet in sheets])
    own = np.array([phrase.label for phrase in phrases], dtype=np.str_)
    heads = {
        NEED: _fit(vectors, np.where(sheet_of == 0, own, _UNLABELLED)),
        URGENT: _fit_against_phrases(vectors, own, sheet_of, sheet=1),
        PRIVATE: _fit_against_phrases(vectors, own, sheet_of, sheet=2),
        LANGUAGE: _fit(vectors, np.array([phrase.language for phrase in phrases], dtype=np.str_)),
    }
    weights = np.hstack([weights for _, weights, _ in heads.values()])
    weights[np.abs(weights) * rarity[:, None] < _TOO_SMALL] = 0
    # Of the few features that share a key the first one stays.
    keys, rows = np.unique(np.fromiter(map(key_of, names), np.uint32, len(names)), return_index=True)
    scale = np.maximum(np.abs(weights).max(axis=1, initial=0.0), np.finfo(np.float32).tiny) / 127
    return Learnt(
        keys=keys,
        rarity=rarity[rows],
        scale=scale[rows].astype(np.float32),
        weights=np.round(weights[rows] / scale[rows, None]).astype(np.int8),
        bias=np.concatenate([bias for _, _, bias in heads.values()]),
        heads={head: labels for head, (labels, _, _) in heads.items()},
        words=tuple(word for name in names if name.startswith(WORD) and not is_han(word := name[len(WORD) :])),
        fingerprint=fingerprint(directory),
    )


def content(pieces: Sequence[str], expressions: Expressions) -> list[str]:
    """The pieces that say something: without greetings and polite words, unless there is nothing else."""
    spelled = units(pieces)
    return rejoined(without(spelled, expressions.find(spelled), FILLER))


def _vectors(phrases: Sequence[Phrase], expressions: Expressions) -> tuple[list[str], csr_matrix, Floats]:
    """The features by row, one vector of length 1 for each phrase, and the rarity of each feature."""
    from scipy.sparse import csr_matrix

    found = [features(_said(phrase, expressions)) for phrase in phrases]
    held = Counter(name for evidence in found for name in evidence)
    # Words first, otherwise as they come: what stands together in a file has like weights and packs better.
    names = sorted((n for n in held if n.startswith(WORD) or held[n] >= _LEAST), key=lambda n: not n.startswith(WORD))
    rows = {name: row for row, name in enumerate(names)}
    found = [{name: weight for name, weight in evidence.items() if name in rows} for evidence in found]
    ends = np.cumsum([0, *(len(evidence) for evidence in found)])
    columns = np.fromiter((rows[feature] for evidence in found for feature in evidence), dtype=np.int32)
    values = np.fromiter((weight for evidence in found for weight in evidence.values()), dtype=np.float32)
    # Inverse document frequency, smoothed as if one more phrase held every feature.
    counts = np.bincount(columns, minlength=len(rows))
    rarity = (1 + np.log((1 + len(phrases)) / (1 + counts))).astype(np.float32)
    vectors = csr_matrix((values * rarity[columns], columns, ends), shape=(len(phrases), len(rows)))
    lengths = np.sqrt(vectors.multiply(vectors).sum(axis=1)).A1
    vectors.data /= np.repeat(np.maximum(lengths, np.finfo(np.float32).tiny), np.diff(ends))
    return names, vectors, rarity


def _said(phrase: Phrase, expressions: Expressions) -> list[str]:
    # Where somebody only greets or thanks, the polite words are all there is to learn from.
    pieces = words(phrase.text)
    return pieces if phrase.label.startswith("about:") else content(pieces, expressions)


def _fit(vectors: csr_matrix, labels: Labels, slack: float = _SLACK) -> tuple[tuple[str, ...], Floats, Floats]:
    """Labels, weights (features by labels) and bias of a head; phrases without a label are left out."""
    from sklearn.svm import LinearSVC

    taken = np.flatnonzero(labels != _UNLABELLED)
    names = tuple(sorted(set(labels[taken].tolist())))
    if len(names) < 2:  # nothing to tell apart
        return names, np.zeros((vectors.shape[1], len(names)), np.float32), np.zeros(len(names), np.float32)
    model = LinearSVC(C=slack, random_state=0).fit(vectors[taken], labels[taken])
    weights, bias = model.coef_.T, model.intercept_
    if len(names) == 2:  # the library keeps one line for two labels
        weights, bias = np.hstack([-weights, weights]), np.concatenate([-bias, bias])
    return names, weights.astype(np.float32), bias.astype(np.float32)


def _fit_against_phrases(
    vectors: csr_matrix, own: Labels, sheet_of: NDArray[np.int64], *, sheet: int
) -> tuple[tuple[str, ...], Floats, Floats]:
    """A head with a sheet of its own, for which the phrases of needs are ordinary words.

    Some of those phrases speak of the same thing ("no papers, where is a clinic"), so a first round, learnt from the
    sheet alone, says which ones are ordinary.
    """
    labels = np.where(sheet_of == sheet, own, _UNLABELLED)
    names, weights, bias = _fit(vectors, labels, _SLACK_OF_RARE)
    if NONE_OF_OURS not in names:
        labels[sheet_of == 0] = NONE_OF_OURS
        return _fit(vectors, labels, _SLACK_OF_RARE)
    guessed = np.asarray(vectors @ weights) + bias
    ordinary = guessed.argmax(axis=1) == names.index(NONE_OF_OURS)
    labels[(sheet_of == 0) & ordinary] = NONE_OF_OURS
    return _fit(vectors, labels, _SLACK_OF_RARE)
