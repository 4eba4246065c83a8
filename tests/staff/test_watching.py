from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from bot.staff.watching import AWAY, Watch, digest_of
from tests.directory.sample import set_cell, write_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


def test_a_change_counts_once_two_looks_in_a_row_have_found_the_same(folder: Path) -> None:
    watch = Watch(folder)
    assert watch.look({}) is None
    before = watch.look({})
    assert before == digest_of(folder, {})
    whole = (folder / "services.csv").read_bytes()
    (folder / "services.csv").write_bytes(whole[:100])
    assert watch.look({}) is None
    (folder / "services.csv").write_bytes(whole + b"\r\n")
    assert watch.look({}) is None
    after = watch.look({})
    assert after == digest_of(folder, {}) != before


def test_a_new_time_without_new_content_is_no_change(folder: Path) -> None:
    watch = Watch(folder)
    seen = [watch.look({}), watch.look({})][-1]
    os.utime(folder / "services.csv", (1, 1))
    assert watch.look({}) == seen


def test_a_change_that_keeps_size_and_time_is_found_in_the_end(folder: Path) -> None:
    watch, file = Watch(folder), folder / "services.csv"
    seen = [watch.look({}), watch.look({})][-1]
    time = file.stat().st_mtime_ns
    file.write_bytes(file.read_bytes().replace(b"Rent help", b"Rent HELP"))
    os.utime(file, ns=(time, time))
    assert any(watch.look({}) not in (None, seen) for _ in range(30))


@pytest.mark.parametrize("note", ["~$services.xlsx", ".~lock.services.csv#", ".services.csv.new", "notes.txt"])
def test_notes_of_programs_and_files_of_others_are_none_of_our_business(folder: Path, note: str) -> None:
    before = digest_of(folder, {})
    (folder / note).write_bytes(b"Ana")
    (folder / "phrases" / note).write_bytes(b"Ana")
    (folder / "our own list.csv").write_bytes(b"Ana")
    assert digest_of(folder, {}) == before


def test_tables_from_the_web_are_part_of_the_content(folder: Path) -> None:
    found = {digest_of(folder, tables) for tables in ({}, {"needs": b"id"}, {"needs": b"id,"}, {"partners": b"id"})}
    assert len(found) == 4


def test_a_folder_that_is_gone_or_empty_is_away_and_comes_back(folder: Path, tmp_path: Path) -> None:
    watch = Watch(folder)
    seen = [watch.look({}), watch.look({})][-1]
    shutil.move(folder, tmp_path / "elsewhere")
    assert [watch.look({}), watch.look({})] == [None, AWAY]
    folder.mkdir()
    assert watch.look({}) == AWAY
    folder.rmdir()
    shutil.move(tmp_path / "elsewhere", folder)
    assert [watch.look({}), watch.look({})] == [None, seen]
    set_cell(folder / "services.csv", 2, "name", "Other")
    assert [watch.look({}), watch.look({})][-1] not in (seen, None)
