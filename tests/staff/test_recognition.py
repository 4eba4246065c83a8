from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from bot.staff.recognition import recognise
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "es", "fa-AF", "zh-Hans", "vi")


@pytest.mark.parametrize(
    "path",
    ["services.csv", "needs.csv", "hotlines.csv", "partners.csv", "questions.csv", "zip_centers.csv"],
)
@pytest.mark.parametrize("name", ["Book1.csv", "for Ana (2).CSV", "needs.csv"])
def test_headings_tell_the_sheet_whatever_its_name(tmp_path: Path, path: str, name: str) -> None:
    data = (write_sample(tmp_path) / path).read_bytes()
    assert recognise(data, name, LANGUAGES) == path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("es.csv", "phrases/es.csv"),
        ("phrases-es.csv", "phrases/es.csv"),
        ("Phrases_ES (1).csv", "phrases/es.csv"),
        ("phrases es - Copy.csv", "phrases/es.csv"),
        ("phrases-fa-AF.csv", "phrases/fa-AF.csv"),
        ("zh_hans.csv", "phrases/zh-Hans.csv"),
        ("phrases.csv", None),
        ("phrases-xx.csv", None),
    ],
)
def test_the_name_tells_the_language(name: str, path: str | None) -> None:
    assert recognise(b"need,phrase\r\nhousing.rent_help,renta\r\n", name, LANGUAGES) == path


@pytest.mark.parametrize(
    ("headings", "path"),
    [
        (b"urgent,phrase", "urgent_phrases/es.csv"),
        (b"private,phrase", "private_phrases/es.csv"),
        (b"kind,phrase", "expressions/es.csv"),
        (b"id,field,text,review", "translations/es.csv"),
        (b" Need ;PHRASE", "phrases/es.csv"),
    ],
)
def test_sheets_that_look_alike_are_told_apart(headings: bytes, path: str) -> None:
    assert recognise(headings + b"\r\nx,y\r\n", "es.csv", LANGUAGES) == path


def test_a_sheet_without_readable_headings_goes_by_its_name() -> None:
    assert recognise(b"", "services-2026.csv", LANGUAGES) == "services.csv"
    assert recognise(b"", "urgent_phrases-es.csv", LANGUAGES) == "urgent_phrases/es.csv"
    assert recognise(b"a,b\r\n1,2\r\n", "budget.csv", LANGUAGES) is None


def test_a_workbook_is_told_by_its_headings_too(tmp_path: Path) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["code", "name"])
    book.active.append(["lib", "Main Library"])
    book.save(file)
    assert recognise(file.getvalue(), "for the poster.xlsx", LANGUAGES) == "partners.csv"
