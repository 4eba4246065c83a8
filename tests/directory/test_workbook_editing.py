from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from bot.directory.cells import Refused
from bot.directory.services_schema import SERVICES
from bot.directory.workbook_editing import replace_sheets
from bot.directory.workbook_output import Page, workbook_bytes
from bot.directory.workbooks import open_workbook

HARD = (
    ("id", "name", "zip"),
    ("a", "=1+1 & <b>", "08710"),
    ("", " two\nlines\t_x0041_", "x" * 300),
    ("c", "مرحبا", ""),
)


def made(*, with_table: bool = False) -> bytes:
    """A workbook of ours with a sheet of notes that has a formula, joined cells, a filter, and a frame if wanted."""
    page = Page("services", SERVICES, ("id", "name", "zip"), (("a", "Casa", "87102"), ("b", "Norte", "87105")))
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([page], ["housing.shelter"])))
    book.create_sheet("our own notes", 1).append(["call them", "=1+1"])
    sheet, file = book["services"], io.BytesIO()
    sheet.merge_cells("B3:B4")
    sheet.auto_filter.ref = "A1:C3"
    sheet["B2"].hyperlink = "https://example.org"
    if with_table:
        sheet.unmerge_cells("B3:B4")
        sheet.auto_filter.ref = None
        sheet.add_table(Table(displayName="Services", ref="A1:C3"))
    book.save(file)
    return file.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    package = zipfile.ZipFile(io.BytesIO(data))
    return {name: package.read(name) for name in package.namelist()}


def bare(row: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells at its end, as a grid has it."""
    return row if row[-1] else bare(row[:-1])


def test_the_sheet_says_what_was_sent_and_every_other_part_is_the_same_to_the_byte() -> None:
    before = made()
    after = replace_sheets(before, {"services": HARD})
    grid = open_workbook(after).read("services")
    assert [cells for _, cells in grid.rows] == [bare(row) for row in HARD] and grid.findings == ()
    was, now = parts(before), parts(after)
    assert [name for name in was if was[name] != now.get(name)] == [open_workbook(before).sheets["services"]]


def test_several_sheets_are_replaced_at_once() -> None:
    after = open_workbook(replace_sheets(made(with_table=True), {"services": HARD, "our own notes": HARD[:2]}))
    assert [len(after.read(name).rows) for name in ("services", "our own notes")] == [4, 2]


def test_the_drop_down_lists_and_the_look_of_the_columns_stay() -> None:
    book = openpyxl.load_workbook(io.BytesIO(replace_sheets(made(), {"services": HARD})))
    sheet = book["services"]
    assert [sheet[place].number_format for place in ("A2", "C2", "C4")] == ["@", "@", "@"]
    assert sheet["A1"].font.bold and not sheet["A2"].font.bold and sheet["C2"].value == "08710"
    assert len(sheet.data_validations.dataValidation) == 3
    assert not sheet.merged_cells.ranges and sheet.auto_filter.ref is None


def test_the_frame_of_a_table_goes_whose_headings_would_be_others() -> None:
    after = replace_sheets(made(with_table=True), {"services": HARD})
    assert not [name for name in parts(after) if "table" in name.lower()]
    assert b"table" not in parts(after)["[Content_Types].xml"].replace(b"spreadsheetml.styles", b"")
    assert openpyxl.load_workbook(io.BytesIO(after))["services"].tables == {}


def test_prefixes_and_empty_sheets_are_understood() -> None:
    before = parts(made())
    part = open_workbook(made()).sheets["our own notes"]
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData/></x:worksheet>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in before.items():
            package.writestr(name, xml if name == part else content)
    after = replace_sheets(out.getvalue(), {"our own notes": HARD})
    assert len(open_workbook(after).read("our own notes").rows) == 4


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(Refused):
        replace_sheets(b"PK\x03\x04 and no more", {"services": HARD})


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_libreoffice_reads_the_same(tmp_path: Path) -> None:
    (tmp_path / "directory.xlsx").write_bytes(replace_sheets(made(with_table=True), {"services": HARD}))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/home",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "directory.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    read = (tmp_path / "directory.csv").read_text(encoding="utf-8-sig")
    assert "08710" in read and "=1+1 & <b>" in read and "مرحبا" in read
