from __future__ import annotations

from typing import TYPE_CHECKING

from typer.testing import CliRunner

from bot.__main__ import application
from tests.directory.sample import read_rows, set_cell, write_sample

if TYPE_CHECKING:
    from pathlib import Path


def worklist(tmp_path: Path, *words: str) -> tuple[int, str]:
    database = f"sqlite+aiosqlite:///{tmp_path}/vecino.db"
    result = CliRunner().invoke(
        application, ["worklist", *words, "--data", str(tmp_path / "data"), "--database", database]
    )
    return result.exit_code, result.stdout


def test_all_lists_are_shown_and_say_when_they_are_empty(tmp_path: Path) -> None:
    write_sample(tmp_path / "data")
    code, told = worklist(tmp_path)
    assert code == 0
    titles = [line for line in told.splitlines() if line and not line.startswith(" ")]
    assert titles[:3] == [
        "Listings to confirm with their provider: 1",
        "Listings that residents reported: none",
        "Asked for and not found (people, in fives): none",
    ]
    assert titles[3].startswith("Gaps: ")
    assert titles[4] == "Notices that end soon or are over: none"


def test_one_list_as_a_file_holds_no_cell_that_runs(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "data")
    set_cell(folder / "services.csv", 3, "organization", "+ Casa")
    code, told = worklist(tmp_path, "stale", "--csv", str(tmp_path / "out"))
    assert (code, "Written to" in told) == (0, True)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["stale.csv"]
    assert read_rows(tmp_path / "out" / "stale.csv")[1][2:] == ["hidden-house", "'+ Casa: Hidden House", "never"]


def test_an_unknown_list_names_the_known_ones(tmp_path: Path) -> None:
    code, told = worklist(tmp_path, "stael")
    assert (code, "Choose: stale, reports, unmatched, gaps, notices." in told) == (2, True)
