from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from bot.chat.staff_room import nothing_published
from bot.directory.loader import load_directory, read_directory
from bot.directory.published import Published
from bot.errors import KeptElsewhereError, OpenElsewhereError, UnwritableWorkbookError
from bot.lexicon.learning import learn
from bot.lexicon.learnt import FILE, saved
from bot.staff.recognition import tables_in
from bot.staff.uploads import Office, examine, examine_folder, release
from bot.staff.weights import Weights
from bot.storage.releases import live_release_id, publish
from bot.storage.session import migrate, open_engine
from tests.directory.sample import read_rows, set_cell, write_sample

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)


async def nothing() -> None:
    """Learning begins."""


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    folder = write_sample(tmp_path / "data")
    directory = load_directory(folder)
    learnt = learn(directory).to_bytes()
    (folder / FILE).write_bytes(learnt)
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path}/vecino.db")
    await migrate(engine)
    await publish(engine, directory, now=NOW, learnt=learnt)
    yield Office(folder, engine, Weights(folder), lambda: NOW, nothing_published)
    await engine.dispose()


async def test_looking_writes_nothing(office: Office) -> None:
    before = {file: file.read_bytes() for file in office.folder.rglob("*") if file.is_file()}
    other = (office.folder / "partners.csv").read_bytes() + b"ymca,YMCA\r\n"
    upload = await examine(office, other, ["partners.csv"], nothing)
    assert upload.proposal and upload.proposal.diff and upload.live == 1
    assert {file: file.read_bytes() for file in office.folder.rglob("*") if file.is_file()} == before
    assert await live_release_id(office.engine) == 1


async def test_a_sheet_is_known_when_residents_and_the_folder_have_all_of_it(office: Office) -> None:
    services = office.folder / "services.csv"
    assert (await examine(office, services.read_bytes() + b"\r\n\r\n", ["services.csv"], nothing)).is_known
    assert (await examine_folder(office, nothing)).is_known
    draft = set_cells(services, 4, "name", "English in the evening")
    of_drafts = await examine(office, draft, ["services.csv"], nothing)
    assert of_drafts.proposal and not of_drafts.proposal.diff and not of_drafts.is_known
    shown = set_cells(services, 2, "name", "Help with the rent")
    assert not (await examine(office, shown, ["services.csv"], nothing)).is_known


async def test_what_was_sent_is_read_beside_the_live_release(office: Office) -> None:
    sent = set_cells(office.folder / "services.csv", 3, "id", "casa-norte-rent")
    upload = await examine(office, sent, ["services.csv"], nothing)
    assert [problem.code for problem in upload.result.errors] == ["lost-id"]
    set_cell(office.folder / "services.csv", 3, "id", "casa-norte-rent")
    assert [problem.code for problem in (await examine_folder(office, nothing)).result.errors] == ["lost-id"]


@pytest.mark.parametrize("path", ["services.csv", "needs.csv", "phrases/es.csv", "translations/es.csv"])
async def test_the_sheet_that_is_written_says_the_same_as_the_one_that_was_sent(office: Office, path: str) -> None:
    was = load_directory(office.folder)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(read_rows(office.folder / path))
    upload = await examine(office, (office.folder / path).read_bytes(), [path], nothing)
    await release(office, upload)
    assert read_directory(office.folder).directory == was
    assert (office.folder / path).read_bytes().startswith(b"\xef\xbb\xbf")
    assert text


async def test_a_cell_that_looks_like_a_formula_is_written_as_it_was_sent(office: Office) -> None:
    set_cell(office.folder / "services.csv", 2, "eligibility", "-- Families; @home")
    upload = await examine(office, (office.folder / "services.csv").read_bytes(), ["services.csv"], nothing)
    await release(office, upload)
    assert load_directory(office.folder).services[0].eligibility == "-- Families; @home"


async def test_the_digest_stands_for_the_file_and_for_what_is_shown_of_it(office: Office) -> None:
    sent = (office.folder / "partners.csv").read_bytes()
    first = await examine(office, sent, ["partners.csv"], nothing)
    assert (await examine(office, sent, ["partners.csv"], nothing)).digest == first.digest
    assert (await examine(office, sent + b"ymca,YMCA\r\n", ["partners.csv"], nothing)).digest != first.digest
    set_cell(office.folder / "services.csv", 2, "cost", "Sliding scale")
    assert (await examine(office, sent, ["partners.csv"], nothing)).digest != first.digest


async def test_new_words_are_learnt_in_a_process_of_their_own_and_only_once(office: Office) -> None:
    sent = (office.folder / "phrases" / "en.csv").read_bytes() + b"housing.shelter,a bed for tonight\r\n"
    told: list[str] = []

    async def learning() -> None:
        told.append("learning")

    for _ in range(2):
        upload = await examine(office, sent, ["phrases/en.csv"], learning)
    assert told == ["learning"] and upload.proposal
    assert upload.proposal.learnt == learn(upload.proposal.directory).to_bytes()
    assert (await release(office, upload)).release_id == 2
    assert saved(office.folder) == upload.proposal.learnt


async def test_a_folder_that_may_not_be_written_can_be_published_as_it_stands(office: Office) -> None:
    with (office.folder / "phrases" / "en.csv").open("ab") as sheet:
        sheet.write(b"housing.shelter,a bed for tonight\r\n")
    (office.folder / f".{FILE}.new").mkdir()  # in the way of the weights
    assert (await release(office, await examine_folder(office, nothing))).release_id == 2


async def test_what_cannot_be_written_whole_leaves_every_sheet_as_it_was(office: Office) -> None:
    sent = as_workbook(read_rows(office.folder / "services.csv"), name="services")
    book, file = openpyxl.load_workbook(io.BytesIO(sent)), io.BytesIO()
    for row in (["code", "name"], ["ymca", "YMCA"]):
        (book["partners"] if "partners" in book.sheetnames else book.create_sheet("partners")).append(row)
    book.save(file)
    upload = await examine(office, file.getvalue(), ["services.csv", "partners.csv"], nothing)
    before = (office.folder / "services.csv").read_bytes()
    (office.folder / "partners.csv").unlink()
    (office.folder / "partners.csv").mkdir()  # in the way of the second sheet
    with pytest.raises(OSError):
        await release(office, upload)
    assert (office.folder / "services.csv").read_bytes() == before and await live_release_id(office.engine) == 1


async def test_errors_anywhere_hold_back_a_sheet_without_any(office: Office) -> None:
    set_cell(office.folder / "needs.csv", 2, "label_es", "")
    upload = await examine(office, (office.folder / "partners.csv").read_bytes(), ["partners.csv"], nothing)
    assert upload.proposal is None
    with pytest.raises(ValueError, match="errors"):
        await release(office, upload)


async def test_a_workbook_with_several_sheets_is_laid_over_all_of_them(office: Office) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for path in ("partners.csv", "phrases/es.csv"):
        sheet = book.create_sheet(path.removesuffix(".csv").replace("/", " "))
        for row in read_rows(office.folder / path):
            sheet.append(row)
    book.create_sheet("our own notes").append(["call them"])
    book["partners"].append(["ymca", "YMCA"])
    book.save(file)
    paths = tables_in(file.getvalue(), "for Ana.xlsx", ("en", "es"))
    assert paths == ("partners.csv", "phrases/es.csv")
    upload = await examine(office, file.getvalue(), paths, nothing)
    assert upload.proposal and [change.id for change in upload.proposal.diff.rows] == ["ymca"]
    await release(office, upload)
    assert read_rows(office.folder / "partners.csv")[-1] == ["ymca", "YMCA"]
    assert load_directory(office.folder) == upload.proposal.directory


def as_workbook(rows: list[list[str]], *, name: str) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    book.create_sheet("our own notes").append(["call them", "=1+1"])
    book.save(file)
    return file.getvalue()


def notes_in(file: Path) -> object:
    return openpyxl.load_workbook(file)["our own notes"]["B1"].value


async def test_a_table_that_is_kept_in_a_workbook_of_its_own_stays_there(office: Office) -> None:
    sheet, kept = office.folder / "services.csv", office.folder / "services.xlsx"
    sent = set_cells(sheet, 2, "name", "Help with the rent")
    kept.write_bytes(as_workbook(read_rows(sheet), name="services"))
    sheet.unlink()
    upload = await examine(office, sent, ["services.csv"], nothing)
    assert upload.name == "services.xlsx" and list(upload.files) == ["services.xlsx"]
    assert upload.proposal and [change.id for change in upload.proposal.diff.rows] == ["casa-norte-rent"]
    await release(office, upload)
    assert not sheet.exists() and notes_in(kept) == "=1+1"
    assert load_directory(office.folder) == upload.proposal.directory


async def test_tables_of_one_workbook_for_all_are_put_back_into_it(office: Office) -> None:
    services, partners = office.folder / "services.csv", office.folder / "partners.csv"
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(read_rows(services), name="Services")))
    for row in read_rows(partners):
        (book["partners"] if "partners" in book.sheetnames else book.create_sheet("partners")).append(row)
    book.save(office.folder / "directory.xlsx")
    sent = set_cells(services, 2, "name", "Help with the rent")
    services.unlink()
    partners.unlink()
    upload = await examine(office, sent, ["services.csv"], nothing)
    assert upload.name == "directory.xlsx (Services)" and upload.proposal
    await release(office, upload)
    assert load_directory(office.folder) == upload.proposal.directory
    assert notes_in(office.folder / "directory.xlsx") == "=1+1"
    assert [partner.code for partner in upload.proposal.directory.partners] == ["lib"]


async def test_an_open_workbook_is_not_written_and_the_folder_itself_can_be_published(office: Office) -> None:
    sheet, kept = office.folder / "services.csv", office.folder / "directory.xlsx"
    sent = set_cells(sheet, 2, "name", "Help with the rent")
    kept.write_bytes(as_workbook(read_rows(sheet), name="services"))
    sheet.unlink()
    before = kept.read_bytes()
    (office.folder / "~$directory.xlsx").touch()
    upload = await examine(office, sent, ["services.csv"], nothing)
    with pytest.raises(OpenElsewhereError, match=r"^directory\.xlsx$"):
        await release(office, upload)
    assert kept.read_bytes() == before and await live_release_id(office.engine) == 1
    kept.write_bytes(as_workbook(rows_of(sent), name="services"))
    assert (await release(office, await examine_folder(office, nothing))).release_id == 2


async def test_errors_name_the_sheet_where_it_is_kept(office: Office) -> None:
    sheet = office.folder / "services.csv"
    sent = set_cells(sheet, 2, "phone", "12")
    (office.folder / "directory.xlsx").write_bytes(as_workbook(read_rows(sheet), name="services"))
    sheet.unlink()
    upload = await examine(office, sent, ["services.csv"], nothing)
    assert upload.proposal is None
    assert {problem.file for problem in upload.result.errors} == {"directory.xlsx (services)"}


async def test_a_table_from_the_web_is_never_overridden(office: Office) -> None:
    sent = (office.folder / "services.csv").read_bytes()
    for published, label in (
        (Published({"services": sent}), "services (published sheet)"),
        (Published({"directory": as_workbook([["id"]], name="services")}), "directory (published sheet) (services)"),
    ):

        async def fetched(published: Published = published) -> Published:
            return published

        (office.folder / "services.csv").unlink(missing_ok=True)
        with pytest.raises(KeptElsewhereError, match=re.escape(label)):
            await examine(replace(office, published=fetched), sent, ["services.csv"], nothing)


async def test_a_workbook_that_would_not_say_the_same_is_left_alone(office: Office) -> None:
    sheet, kept = office.folder / "partners.csv", office.folder / "partners.xlsx"
    book = as_workbook(read_rows(sheet), name="partners")
    source, out = zipfile.ZipFile(io.BytesIO(book)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            spoilt = content.replace(b"</worksheet>", b"<sheetData/></worksheet>") if "sheet1" in name else content
            target.writestr(name, spoilt.replace(b"<sheetData>", b"<!-- <sheetData/> --><sheetData>"))
    kept.write_bytes(out.getvalue())
    sent = sheet.read_bytes() + b"ymca,YMCA\r\n"
    sheet.unlink()
    with pytest.raises(UnwritableWorkbookError, match=r"partners\.xlsx"):
        await examine(office, sent, ["partners.csv"], nothing)
    assert kept.read_bytes() == out.getvalue()


def rows_of(sheet: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sheet.decode(), newline="")))


def set_cells(sheet: Path, row: int, column: str, value: str) -> bytes:
    """The bytes of a sheet with another cell; the sheet itself stays."""
    before = sheet.read_bytes()
    set_cell(sheet, row, column, value)
    sent = sheet.read_bytes()
    sheet.write_bytes(before)
    return sent
