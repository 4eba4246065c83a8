from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.files import write_all, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "sheet.csv"
    for text in (b"first", b"second, longer"):
        write_whole(file, text)
        assert file.read_bytes() == text
    assert list(file.parent.iterdir()) == [file]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_bytes(b"old")
    (tmp_path / ".sheet.csv.new").mkdir()  # nothing can be written beside it
    with pytest.raises(OSError):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    first, second, third = tmp_path / "a", tmp_path / "new" / "b", tmp_path / "c"
    first.write_bytes(b"old")
    write_all({first: b"1", second: b"2"})
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    third.mkdir()  # a file cannot take the place of a folder
    with pytest.raises(OSError):
        write_all({first: b"3", tmp_path / "d": b"4", third: b"5"})
    assert first.read_bytes() == b"1" and sorted(file.name for file in tmp_path.iterdir()) == ["a", "c", "new"]


def test_what_cannot_be_written_beside_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / ".b.new").mkdir()
    with pytest.raises(OSError):
        write_all({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert [file.name for file in tmp_path.iterdir()] == [".b.new"]
