from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from bot.chat.staff_room import nothing_published
from bot.directory.loader import load_directory, read_directory
from bot.lexicon.learning import learn
from bot.lexicon.learnt import FILE
from bot.staff.recognition import tables_in
from bot.staff.uploads import Office, examine, release
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
