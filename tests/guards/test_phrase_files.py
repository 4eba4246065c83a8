"""No question that we measure with stands in a phrase file, or the measurement would only measure memory."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.text import is_han, words

ROOT = Path(__file__).parents[2]
ALIKE = 90.0


def sorted_words(text: str) -> str:
    return " ".join(sorted(words(text)))


def is_long_enough(text: str) -> bool:
    """Short questions are what anybody would write, so they may stand in both."""
    pieces = words(text)
    if pieces and all(is_han(piece) for piece in pieces):
        return sum(map(len, pieces)) > 4
    return len(pieces) > 3


def questions() -> list[str]:
    lines = (ROOT / "tests/data/dev_queries.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    for file in sorted((ROOT / "tests/languages").rglob("*.csv")):
        with file.open(encoding="utf-8", newline="") as source:
            texts += [row["text"] for row in csv.DictReader(source)]
    return sorted({sorted_words(text) for text in texts if is_long_enough(text)})


def phrases() -> list[tuple[str, int, str]]:
    found = []
    for file in sorted((ROOT / "directory_data").glob("*phrases/*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as source:
            for number, row in enumerate(csv.DictReader(source), 2):
                found.append((f"{file.parent.name}/{file.name}", number, sorted_words(row["phrase"])))
    return found


def copies() -> list[tuple[str, int]]:
    """File and row of every phrase that is nearly one of the questions."""
    asked, written = questions(), phrases()
    offending = []
    for at in range(0, len(written), 2000):  # in slices, so that the matrix stays small
        part = written[at : at + 2000]
        scores = process.cdist([text for _, _, text in part], asked, scorer=fuzz.ratio, score_cutoff=ALIKE)
        offending += [part[row][:2] for row in np.flatnonzero(scores.max(axis=1))]
    return offending


def test_no_phrase_is_a_question_that_we_measure_with() -> None:
    assert len(questions()) > 1000
    assert copies() == []
