from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.files import write_whole

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
