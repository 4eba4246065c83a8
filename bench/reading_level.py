"""How hard our English is to read: python -m bench.reading_level [--most 6].

Flesch-Kincaid grade (Kincaid et al. 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are counted
as groups of vowels without a silent e, which is within a tenth of a syllable a word. Short texts jump about, so only
those of several words are listed; the grade of the whole is the one that counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bench.matching import ROOT
from bot.directory.loader import load_directory
from bot.i18n.catalogues import read_catalogue
from bot.i18n.locales import LOCALES_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


FEWEST_WORDS: Final = 8
_FILLED_IN: Final = re.compile(r"\{\w+\}")
_NO_WORDS: Final = re.compile(r"https?://\S+|/\w+|[\d$%#+-]+")
_SENTENCE: Final = re.compile(r"[.!?:;]+")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’]*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouyscxz]es)$")


@dataclass(frozen=True, slots=True)
class Level:
    """The counts that make a grade."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """School years needed to read it with ease; below 0 for the simplest."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def level_of(texts: Iterable[str]) -> Level:
    """Count over texts, each of which ends a sentence."""
    words = sentences = syllables = 0
    for text in texts:
        for sentence in _SENTENCE.split(_NO_WORDS.sub(" ", _FILLED_IN.sub("name", text))):
            found = _WORD.findall(sentence)
            words += len(found)
            sentences += bool(found)
            syllables += sum(map(syllables_of, found))
    return Level(words, max(sentences, 1), syllables)


def syllables_of(word: str) -> int:
    """Groups of vowels, one fewer for a silent e at the end; at least one."""
    lower = word.lower()
    return max(1, len(_VOWELS.findall(lower)) - bool(_SILENT.search(lower)))


def texts_of(data: Path) -> Iterator[tuple[str, list[str]]]:
    """What residents read, by where it stands."""
    catalogue = read_catalogue(LOCALES_FOLDER, "en")
    messages = [message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id]
    yield "catalogue", messages
    directory = load_directory(data)
    yield "urgent lines", [line.purposes.get("en", "") for line in directory.hotlines]
    yield "descriptions of services", [service.description for service in directory.published]
    short = [(s.eligibility, s.cost, s.documents, s.how_to_apply) for s in directory.published]
    yield "other facts of services", [text for texts in short for text in texts if text]


def main(
    most: Annotated[float, typer.Option(help="The grade above which a text is listed.")] = 6.0,
    data: Annotated[Path, typer.Option(help="The folder with the spreadsheets.")] = ROOT / "directory_data",
) -> None:
    """Print the grade of each kind of text, then the texts of the catalogue above it."""
    console = Console()
    table = Table("texts", "grade", "words a sentence", "words")
    groups = dict(texts_of(data))
    for name, texts in groups.items():
        level = level_of(texts)
        table.add_row(name, f"{level.grade:.1f}", f"{level.words / level.sentences:.1f}", f"{level.words:,}")
    console.print(table)
    for name, texts in groups.items():
        hard = sorted(((level_of([text]), text) for text in texts), key=lambda found: -found[0].grade)
        listed = [(level, text) for level, text in hard if level.words >= FEWEST_WORDS and level.grade > most]
        console.print(f"\n{name}: {len(listed)} above grade {most:g}", style="bold")
        for level, text in listed[:20]:
            console.print(f"  {level.grade:4.1f}  {escape(text)}", highlight=False)


if __name__ == "__main__":
    typer.run(main)
