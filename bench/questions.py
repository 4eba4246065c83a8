"""Questions for load: whole sentences from the directory's vocabulary, in every language, some with a slip."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING, Final

from bench.matching import ROOT
from bench.typos import slip
from bot.query.private_data import holds_private_number

if TYPE_CHECKING:
    from pathlib import Path

_CATEGORIES: Final = ("housing.", "healthcare.", "employment.", "education.")
_WORDS: Final = 4
_SIGNS: Final = 8  # of a language written without spaces
_SLIPS: Final = 0.25


def draw_questions(count: int, seed: int, data: Path = ROOT / "directory_data") -> list[tuple[str, str]]:
    """`count` pairs of language and question; the languages by turns, a quarter with a slip of the finger."""
    draw = random.Random(seed)
    languages = {file.stem: _whole_questions(file) for file in sorted(data.glob("phrases/*.csv"))}
    codes = sorted(languages)
    drawn = []
    for number in range(count):
        code = codes[number % len(codes)]
        text = draw.choice(languages[code])
        drawn.append((code, slip(text, draw) if draw.random() < _SLIPS else text))
    return drawn


def _whole_questions(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as source:
        texts = [row["phrase"] for row in csv.DictReader(source) if row["need"].startswith(_CATEGORIES)]
    return [text for text in texts if _is_whole(text, file.stem) and not holds_private_number(text)]


def _is_whole(text: str, language: str) -> bool:
    return len(text) >= _SIGNS if language == "zh" else len(text.split()) >= _WORDS
