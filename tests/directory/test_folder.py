"""Where tables stand: CSV files, workbooks, one workbook for all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from bot.directory.folder import table_of
from bot.directory.loader import read_directory
from bot.directory.problems import Severity
from tests.directory.sample import read_rows, write_sample

if TYPE_CHECKING:
    from pathlib import Path

WARNING = ("url-without-https",)


def to_workbook(folder: Path, *files: str) -> bytes:
    """Move CSV files into sheets of one workbook, named after them."""
    book = Workbook()
    book.remove(book.active)
    for file in files:
        sheet = book.create_sheet(file.removesuffix(".csv").replace("/", " "))
        for row in read_rows(folder / file):
            sheet.append(row)
        (folder / file).unlink()
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in read_directory(folder).problems]


def test_a_table_may_be_a_workbook_of_its_own(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    before = read_directory(folder).directory
    for file in ("services.csv", "phrases/en.csv"):
        (folder / file).with_suffix(".xlsx").write_bytes(to_workbook(folder, file))
    result = read_directory(folder)
    assert result.directory == before
    assert [(p.code, p.file) for p in result.problems] == [("url-without-https", "services.xlsx")]


def test_all_tables_may_be_sheets_of_one_workbook(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    before = read_directory(folder).directory
    files = [str(file.relative_to(folder)) for file in sorted(folder.rglob("*.csv"))]
    (folder / "directory.xlsx").write_bytes(to_workbook(folder, *files))
    result = read_directory(folder)
    assert result.directory == before
    assert [(p.code, p.file) for p in result.problems] == [("url-without-https", "directory.xlsx (services)")]


def test_a_table_that_is_there_twice_holds_back_publishing(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    csv = (folder / "services.csv").read_bytes()
    (folder / "services.xlsx").write_bytes(to_workbook(folder, "services.csv"))
    (folder / "services.csv").write_bytes(csv)
    (problem,) = read_directory(folder).errors
    assert (problem.code, problem.file) == ("two-sources", "services.xlsx")
    assert "services.csv" in problem.message


def test_a_sheet_that_is_no_table_is_told(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    data = io.BytesIO()
    book = Workbook()
    book.active.title = "Servces"
    book.create_sheet("Read me")
    book.save(data)
    (folder / "directory.xlsx").write_bytes(data.getvalue())
    told = [p for p in read_directory(folder).problems if p.code == "unknown-sheet"]
    assert [(p.file, p.near, p.severity) for p in told] == [("directory.xlsx (Servces)", "services", Severity.WARNING)]


def test_a_workbook_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    (folder / "directory.xlsx").write_bytes(b"PK\x03\x04")
    assert "damaged-workbook" in codes(folder)


def test_notes_of_programs_are_no_tables(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    for name in ("~$en.xlsx", "._es.csv", ".~lock.en.csv#"):
        (folder / "phrases" / name).write_bytes(b"x")
    assert codes(folder) == list(WARNING)


def test_a_file_beyond_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    folder = write_sample(tmp_path)
    with (folder / "partners.csv").open("wb") as file:
        file.truncate(1 << 30)
    assert [p.code for p in read_directory(folder).errors] == ["file-too-large"]


@pytest.mark.parametrize(
    ("sheet", "table"),
    [
        ("services", "services"),
        (" SERVICES ", "services"),
        ("Zip centers", "zip_centers"),
        ("phrases en", "phrases/en"),
        ("Phrases (Vietnamese)", "phrases/vi"),
        ("urgent_phrases es", "urgent_phrases/es"),
        ("Private-Phrases fa-AF", "private_phrases/fa-af"),
        ("phrases", ""),
        ("Sheet1", ""),
        ("", ""),
    ],
)
def test_a_sheet_is_named_after_its_table(sheet: str, table: str) -> None:
    assert table_of(sheet) == table
