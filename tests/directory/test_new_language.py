from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import load_directory
from bot.directory.new_language import make_room
from bot.directory.schema import SHEETS
from tests.directory.sample import read_rows, write_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


def test_columns_stand_beside_their_like_and_each_sheet_is_begun(folder: Path) -> None:
    before = load_directory(folder)
    changed = {str(file.relative_to(folder)) for file in make_room(folder, "tl")}
    assert changed == {"needs.csv", "hotlines.csv"} | {s.path.replace("<lang>", "tl") for s in SHEETS if s.per_language}
    assert read_rows(folder / "needs.csv")[0] == ["id", "covers", "label_en", "label_es", "label_tl"]
    assert read_rows(folder / "hotlines.csv")[0][5:] == ["purpose_es", "purpose_tl", "source_url"]
    assert read_rows(folder / "phrases/tl.csv") == [["need", "phrase"]]
    after = load_directory(folder)
    assert [(need.id, need.labels) for need in after.needs] == [(need.id, need.labels) for need in before.needs]
    assert [line.source_url for line in after.hotlines] == [line.source_url for line in before.hotlines]
    assert (after.services, after.phrases) == (before.services, before.phrases)


def test_twice_is_the_same_as_once_and_half_is_completed(folder: Path) -> None:
    make_room(folder, "tl")
    files = {file: file.read_bytes() for file in folder.rglob("*.csv")}
    assert make_room(folder, "tl") == []
    (folder / "phrases/tl.csv").unlink()
    assert make_room(folder, "tl") == [folder / "phrases/tl.csv"]
    assert {file: file.read_bytes() for file in folder.rglob("*.csv")} == files


@pytest.mark.parametrize(("mark", "end"), [(b"", b"\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_a_sheet_keeps_its_beginning_its_line_ends_and_its_cells(folder: Path, mark: bytes, end: bytes) -> None:
    lines = [
        b"id,covers,label_en,label_es",
        b'housing,"a, ""b""",Home,Casa',
        b"x.y",
        b'education,"1\n2",A,B',
        b"",
    ]
    (folder / "needs.csv").write_bytes(mark + end.join(lines))
    make_room(folder, "tl")
    wanted = [lines[0] + b",label_tl", lines[1] + b",", b"x.y,,,,", lines[3] + b",", b""]
    assert (folder / "needs.csv").read_bytes() == mark + end.join(wanted)


def test_an_optional_sheet_that_is_not_there_is_not_made(folder: Path) -> None:
    (folder / "partners.csv").unlink()
    make_room(folder, "tl")
    assert not (folder / "partners.csv").exists()
