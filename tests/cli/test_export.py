from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot.__main__ import application
from bot.directory.loader import load_directory, read_tables
from bot.directory.schema import AREA_FILE
from bot.directory.workbook_output import WORKBOOK
from bot.lexicon.learnt import FILE as LEARNT
from bot.lexicon.learnt import fingerprint
from tests.directory.sample import set_cell, write_sample

if TYPE_CHECKING:
    from collections.abc import Iterable

SHIPPED = Path(__file__).parents[2] / "directory_data"
AWKWARD = (
    *("=1+1", "-3 to 5", "@home", "+1-505-555-0101", "0012", "2026-11-23", "1/2", "TRUE", "5.00", " spaces "),
    *("two\nlines", "“él” said, ok; | \t end", "'quoted", "#REF!", "1e5", "ñ 中文 عربي ⁨x⁩", "x" * 3000),
)


def export(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(application, ["export", *map(str, words)])
    return result.exit_code, result.stdout


def cells(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    tables, _ = read_tables(folder, date(2026, 11, 23))
    return {sheet.path: [sheet.header.typed, *(row.typed for row in sheet.rows)] for sheet in tables.sheets}


def write_awkward(folder: Path, texts: Iterable[str] = AWKWARD) -> Path:
    """The sample with a column of the staff's own that holds what spreadsheet programs like to change."""
    write_sample(folder)
    for row, text in zip((2, 3, 4), texts, strict=False):
        set_cell(folder / "services.csv", row, "our own column", text)
    return folder


@pytest.mark.parametrize("at", range(0, len(AWKWARD), 3))
def test_from_csv_to_a_workbook_and_back_every_cell_stays_as_it_is(tmp_path: Path, at: int) -> None:
    folder = write_awkward(tmp_path / "data", AWKWARD[at : at + 3])
    before = cells(folder)
    assert export(tmp_path / "book", "--data", folder, "--xlsx") == (
        0,
        f"Wrote 1 file and {AREA_FILE} into {tmp_path / 'book'}.\n",
    )
    assert sorted(file.name for file in (tmp_path / "book").iterdir()) == [AREA_FILE, WORKBOOK]
    assert cells(tmp_path / "book") == before
    assert export(tmp_path / "again", "--data", tmp_path / "book")[0] == 0
    assert cells(tmp_path / "again") == before


def test_the_shipped_directory_comes_back_cell_for_cell(tmp_path: Path) -> None:
    assert export(tmp_path / "clean", "--data", SHIPPED)[0] == 0
    assert cells(tmp_path / "clean") == cells(SHIPPED)


@pytest.mark.parametrize("form", [(), ("--xlsx",)])
def test_what_was_learnt_goes_along_and_is_still_of_these_phrases(tmp_path: Path, form: tuple[str, ...]) -> None:
    folder = write_sample(tmp_path / "data")
    (folder / LEARNT).write_bytes(b"weights")
    assert export(tmp_path / "copy", "--data", folder, *form)[0] == 0
    assert (tmp_path / "copy" / LEARNT).read_bytes() == b"weights"
    assert fingerprint(load_directory(tmp_path / "copy")) == fingerprint(load_directory(folder))


def test_a_folder_with_files_is_not_written_over(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "data")
    code, told = export(folder, "--data", folder)
    assert (code, told) == (1, f"{folder} is not empty. Name a new folder, so that nothing is lost.\n")


def test_what_cannot_be_read_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "data")
    (folder / "needs.csv").unlink()
    code, told = export(tmp_path / "out", "--data", folder)
    assert (code, "Nothing was written." in told, (tmp_path / "out").exists()) == (1, True, False)
