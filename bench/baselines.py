"""Common ways to match, on the same phrases and questions: python -m bench.baselines [--sample 300].

Each way ranks the phrases for a question; a need counts with its best phrase. Ours learns from the same phrases.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import bm25s
import numpy as np
import typer
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.matching import NOW, ROOT, Labelled, build_release, read_dev, read_languages
from bot.pipeline import Question, understand
from bot.text import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.directory.model import Phrase

    Rank = Callable[[str], Sequence[int]]

_BEST: Final = 60
"""How many phrases of a ranking are looked at for the first three needs."""


def fuzzy(texts: Sequence[str], scorer: Callable[..., float]) -> Rank:
    return lambda text: [at for _, _, at in process.extract(normalize(text), texts, scorer=scorer, limit=_BEST)]


def bm25(texts: Sequence[str]) -> Rank:
    model = bm25s.BM25()
    model.index(bm25s.tokenize(list(texts), stopwords=None, show_progress=False), show_progress=False)

    def rank(text: str) -> Sequence[int]:
        tokens = bm25s.tokenize([normalize(text)], stopwords=None, show_progress=False)
        found, scores = model.retrieve(tokens, k=_BEST, show_progress=False)
        return [int(at) for at, score in zip(found[0], scores[0], strict=True) if score > 0]

    return rank


def trigrams_in_sqlite(texts: Sequence[str]) -> Rank:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE phrase USING fts5(text, tokenize = 'trigram')")
    database.executemany("INSERT INTO phrase (rowid, text) VALUES (?, ?)", enumerate(texts))

    def rank(text: str) -> Sequence[int]:
        parts = [part for part in normalize(text).split() if len(part) > 2] or [normalize(text)]
        query = " OR ".join('"' + part.replace('"', "") + '"' for part in parts)
        rows = database.execute(
            "SELECT rowid FROM phrase WHERE phrase MATCH ? ORDER BY rank LIMIT ?", (query, _BEST)
        ).fetchall()
        return [row[0] for row in rows]

    return rank


def nearest_by_characters(texts: Sequence[str]) -> Rank:
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))
    vectors = vectorizer.fit_transform(texts)

    def rank(text: str) -> Sequence[int]:
        alike = (vectors @ vectorizer.transform([normalize(text)]).T).toarray().ravel()
        best = np.argpartition(-alike, _BEST)[:_BEST]
        return [int(at) for at in best[np.argsort(-alike[best])]]

    return rank


def needs_of(ranking: Iterable[int], phrases: Sequence[Phrase]) -> list[str]:
    labels = dict.fromkeys(phrases[at].label for at in ranking)
    return [label for label in labels if label != "none" and not label.startswith("about:")][:3]


def main(
    sample: Annotated[int, typer.Option(help="How many questions, drawn at random; 0 for all.")] = 300,
    data: Annotated[Path, typer.Option(help="The folder with the spreadsheets.")] = ROOT / "directory_data",
) -> None:
    """Compare on one machine in one run; only ratios between the rows mean something."""
    started = time.perf_counter()
    release = build_release(data)
    ours_built = time.perf_counter() - started
    phrases = release.catalogue.directory.phrases
    texts = [normalize(phrase.text) for phrase in phrases]
    questions = [q for q in (*read_dev(), *read_languages()) if q.in_scope]
    questions = random.Random(0).sample(questions, min(sample or len(questions), len(questions)))
    ways: dict[str, Callable[[], Rank]] = {
        "rapidfuzz WRatio": lambda: fuzzy(texts, fuzz.WRatio),
        "rapidfuzz token_set_ratio": lambda: fuzzy(texts, fuzz.token_set_ratio),
        "bm25s": lambda: bm25(texts),
        "SQLite FTS5 trigram": lambda: trigrams_in_sqlite(texts),
        "character n-grams, nearest": lambda: nearest_by_characters(texts),
    }
    table = Table(
        "way", "strict", "lenient", "first three", "median", "p99", "built", title=f"{len(phrases):,} phrases"
    )
    for name, build in ways.items():
        started = time.perf_counter()
        rank = build()
        built = time.perf_counter() - started
        add_row(table, name, questions, lambda text, rank=rank: needs_of(rank(text), phrases), built)  # type: ignore[misc]
    add_row(
        table,
        "ours",
        questions,
        lambda t: [n.need for n in understand(Question(t), release, NOW).needs[:3]],
        ours_built,
    )
    Console().print(table)


def add_row(
    table: Table, name: str, questions: Sequence[Labelled], ask: Callable[[str], list[str]], built: float
) -> None:
    strict = lenient = three = 0
    times = []
    for question in questions:
        started = time.perf_counter()
        found = ask(question.text)
        times.append((time.perf_counter() - started) * 1000)
        wanted = {question.need, *question.also}
        strict += found[:1] == [question.need]
        lenient += bool(found) and found[0] in wanted
        three += not wanted.isdisjoint(found)
    times.sort()
    shares = [f"{count / len(questions):.2f}" for count in (strict, lenient, three)]
    speed = [f"{statistics.median(times):.2f} ms", f"{times[int(0.99 * (len(times) - 1))]:.2f} ms"]
    table.add_row(name, *shares, *speed, f"{built:.1f} s")


if __name__ == "__main__":
    typer.run(main)
