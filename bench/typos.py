"""How well questions are understood with random slips of the finger: python -m bench.typos.

Each slip is a neighbouring key, a letter left out, doubled or swapped, or a missing space, at a random place. Slips
are drawn from a fixed seed, several times for each question.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from bench.matching import NOW, ROOT, build_release, read_dev, read_languages
from bot.pipeline import LiveRelease, Question, understand

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "شسیبلاتنمک")
_NEIGHBOURS: Final = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)
}
_DRAWS: Final = 3


def slip(text: str, draw: random.Random) -> str:
    """The text with one slip of the finger; a text without letters stays as it is."""
    places = [at for at, char in enumerate(text) if char.isalpha() or char == " "]
    if len(places) < 3:
        return text
    at = draw.choice(places)
    before, char, after = text[:at], text[at], text[at + 1 :]
    if char == " ":
        return before + after
    kinds = [before + after, before + char * 2 + after, before + after[:1] + char + after[1:]]
    neighbours = _NEIGHBOURS.get(char.lower(), "")
    if neighbours:
        kinds.append(before + draw.choice(neighbours) + after)
    return draw.choice(kinds)


def main(
    data: Annotated[Path, typer.Option(help="The folder with the spreadsheets.")] = ROOT / "directory_data",
) -> None:
    """Ask every question of the four categories as it is, with one slip and with two."""
    release = build_release(data)
    questions = [q for q in (*read_dev(), *read_languages()) if q.in_scope]
    table = Table("slips", "first right, lenient", "in the first three, lenient", "asked", title="Slips of the finger")
    for slips in (0, 1, 2):
        draw = random.Random(slips)
        first = three = asked = 0
        for question in questions:
            for _ in range(_DRAWS if slips else 1):
                text = question.text
                for _ in range(slips):
                    text = slip(text, draw)
                found = _first_three(text, release)
                wanted = {question.need, *question.also}
                first += bool(found) and found[0] in wanted
                three += not wanted.isdisjoint(found)
                asked += 1
        table.add_row(str(slips), f"{first / asked:.3f}", f"{three / asked:.3f}", str(asked))
    Console().print(table)


def _first_three(text: str, release: LiveRelease) -> list[str]:
    return [need.need for need in understand(Question(text), release, NOW).needs[:3]]


if __name__ == "__main__":
    typer.run(main)
