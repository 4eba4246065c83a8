"""Which phrases only they themselves hold up: python -m bench.leave_one_out [--language en] [--worst 20].

Each whole question of the phrase files (three content words or more) is asked after its fold of the phrases was taken
away before learning: the same fifth of the file together with every phrase at least 0.8 like it (token set). What then
goes wrong is a work list for whoever writes phrases. It is no gate: a word that stands only here cannot come back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import numpy as np
import typer
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from bench.matching import ROOT
from bot.directory.loader import load_directory
from bot.lexicon.classifier import Classifier
from bot.lexicon.learning import learn
from bot.lexicon.learnt import NEED
from bot.text import is_han, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.model import Directory, Phrase

_FOLDS: Final = 5
_ALIKE: Final = 80.0
_SLICE: Final = 500


def is_question(phrase: Phrase) -> bool:
    """At least three words of some length, or six Chinese characters."""
    pieces = words(phrase.text)
    return sum(len(p) / 2 if is_han(p) else len(p) > 3 for p in pieces) >= 3


def families(phrases: Sequence[Phrase]) -> list[int]:
    """A number for each phrase; phrases of a language that are alike share it, and so leave together."""
    family = list(range(len(phrases)))
    by_language: defaultdict[str, list[int]] = defaultdict(list)
    for at, phrase in enumerate(phrases):
        by_language[phrase.language].append(at)
    for members in by_language.values():
        texts = [" ".join(words(phrases[at].text)) for at in members]
        for start in range(0, len(texts), _SLICE):
            part = texts[start : start + _SLICE]
            alike = process.cdist(part, texts, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE, workers=-1)
            for row, column in zip(*np.nonzero(alike), strict=True):
                first, second = members[start + int(row)], members[int(column)]
                if second < first:
                    family[first] = min(family[first], family[second])
    return family


def misses(directory: Directory) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], list[tuple[Phrase, str]]]:
    """How many were asked and found by need and language, and what was found instead."""
    family = families(directory.phrases)
    asked: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    wrong = []
    for fold in range(_FOLDS):
        held = [f % _FOLDS == fold for f in family]
        rest = tuple(p for p, out in zip(directory.phrases, held, strict=True) if not out)
        classifier = Classifier(learn(replace(directory, phrases=rest)))
        for phrase, out in zip(directory.phrases, held, strict=True):
            if out and is_question(phrase):
                scores = classifier.scores(classifier.look(words(phrase.text)), NEED, 3)
                found = [score.label for score in scores]
                asked[phrase.label, phrase.language] += 1
                right[phrase.label, phrase.language] += phrase.label in found
                if phrase.label not in found:
                    wrong.append((phrase, found[0] if found else ""))
    return asked, right, wrong


def main(
    language: Annotated[str, typer.Option(help="Only this language's rows of the list.")] = "",
    worst: Annotated[int, typer.Option(help="How many needs and phrases to list.")] = 25,
    data: Annotated[Path, typer.Option(help="The folder with the spreadsheets.")] = ROOT / "directory_data",
) -> None:
    """List the needs and languages whose phrases hold each other up least, then single phrases."""
    console = Console()
    asked, right, wrong = misses(load_directory(data))
    total = Table(
        "language", "in the first three", "asked", title="Questions of the phrase files, each without its like"
    )
    for code in sorted({code for _, code in asked}):
        count = sum(n for (_, c), n in asked.items() if c == code)
        total.add_row(code, f"{sum(n for (_, c), n in right.items() if c == code) / count:.3f}", str(count))
    console.print(total)
    listed = [key for key in asked if language in ("", key[1])]
    needs = Table("need", "language", "in the first three", "asked", title="Work list: write more for these first")
    for need, code in sorted(listed, key=lambda key: right[key] / asked[key])[:worst]:
        needs.add_row(need, code, f"{right[need, code] / asked[need, code]:.2f}", str(asked[need, code]))
    console.print(needs)
    for phrase, found in [(p, f) for p, f in wrong if language in ("", p.language)][:worst]:
        console.print(f"{phrase.language} {phrase.label}: {phrase.text}  ->  {found}", markup=False, highlight=False)


if __name__ == "__main__":
    typer.run(main)
