from __future__ import annotations

from pathlib import Path

from bot.directory.dictionary import render_dictionary
from bot.directory.schema import SHEETS

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_data_dictionary_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_dictionary(), (
        "run: python -m bot.directory.dictionary docs/data-dictionary.md"
    )


def test_every_column_has_a_meaning_and_an_example() -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            assert column.meaning.endswith((".", "|")), column.name
            assert column.example or column.name == "covers", column.name
