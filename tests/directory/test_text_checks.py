from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import read_directory
from bot.directory.problems import Severity
from tests.directory.sample import add_row, only, set_cell

if TYPE_CHECKING:
    from pathlib import Path

DOUBTS = [
    ("- bring a letter", "like-a-formula", ""),
    ("@casanorte", "like-a-formula", ""),
    ("+ more help", "like-a-formula", ""),
    ("Rent\u200bhelp", "invisible-signs", ""),
    ("Rent\u00adhelp", "invisible-signs", ""),
    ("Rent\u202a help\u202c", "invisible-signs", ""),
    ("a\u200cb", "invisible-signs", ""),
    ("Ni\ufffdo", "lost-letters", ""),
    ("NiÃ±o", "garbled-text", "Niño"),
    ("Itâ€™s free", "garbled-text", "It’s free"),
    ("Cаsa Norte", "look-alike-letters", "Casa"),
    ("Food &amp; help", "web-code", "&"),
    ("It&#39;s free", "web-code", "'"),
    ("CALL BEFORE YOU COME HERE", "all-capitals", ""),
    ("LLAME ANTES DE VENIR AQUÍ", "all-capitals", ""),
    ("Call <b>now</b>", "markup", ""),
    *((typed, "says-nothing", "") for typed in ("N/A", "n/d", "TBD", "??", "No aplica", "por confirmar", "Unknown")),
]


@pytest.mark.parametrize(("typed", "code", "near"), DOUBTS)
def test_strange_text_is_a_warning(folder: Path, typed: str, code: str, near: str) -> None:
    set_cell(folder / "services.csv", 2, "eligibility", typed)
    problem = only(folder)
    assert (problem.code, problem.severity, problem.row, problem.column) == (code, Severity.WARNING, 2, "eligibility")
    assert problem.near == near


@pytest.mark.parametrize(
    ("typed", "code"),
    [("=HYPERLINK(A1)", "formula-text"), ("＝1+1", "formula-text"), ("Call \u202e321\u202c", "turned-text")],
)
def test_text_that_residents_must_not_see_is_an_error(folder: Path, typed: str, code: str) -> None:
    set_cell(folder / "services.csv", 2, "eligibility", typed)
    found = [(p.code, p.column) for p in read_directory(folder).errors]
    assert found == [(code, "eligibility")]


@pytest.mark.parametrize("column", ["our own column", "editor_note"])
def test_formulas_are_found_in_every_column(folder: Path, column: str) -> None:
    set_cell(folder / "services.csv", 2, column, "=1+1")
    assert (only(folder).code, only(folder).column) == ("formula-text", column)


@pytest.mark.parametrize(
    "typed",
    [
        "Families of a kind, 3–5 people",
        "FAFSA and DACA, GED or ESL",
        "UNM",
        "+1 505-555-0101",
        "-106.65",
        "AT&T; fine",
        "Caf\u00e9 “Niño”, 5 °C",
        "می\u200cخواهم",
        "👨\u200d👩\u200d👧 families",
        "العائلات\u200f UNM",
        "None",
        "Pending cases",
        "UNM（大学）的义工听您说任何烦恼",
    ],
)
def test_ordinary_text_is_no_problem(folder: Path, typed: str) -> None:
    set_cell(folder / "services.csv", 2, "eligibility", typed)
    assert read_directory(folder).problems == ()


def test_phones_keep_their_plus_and_points_their_minus(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "phone", "+1-505-555-0101")
    assert read_directory(folder).problems == ()


def test_translations_and_phrases_are_looked_at_too(folder: Path) -> None:
    set_cell(folder / "translations/es.csv", 2, "text", "Ayuda para niÃ±os")
    assert (only(folder).code, only(folder).near) == ("garbled-text", "Ayuda para niños")
    set_cell(folder / "translations/es.csv", 2, "text", "Ayuda")
    row = add_row(folder / "phrases/en.csv", {"need": "housing.rent_help", "phrase": "rеnt"})
    assert (only(folder).code, only(folder).row) == ("look-alike-letters", row)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Quý vị có quốc tịch nào?"),
        ("zh", "您的国籍是什么？"),
        ("ar", "ما هي جنسيتك؟"),
        ("fa", "تابعیت شما چیست؟"),
        ("sw", "Je, una uraia gani?"),
        ("fr", "Quelle est votre nationalité ?"),
    ],
)
def test_no_translation_may_ask_for_status(folder: Path, language: str, text: str) -> None:
    source = (folder / "translations/es.csv").read_bytes()
    (folder / f"translations/{language}.csv").write_bytes(source)
    set_cell(folder / f"translations/{language}.csv", 2, "text", text)
    found = [(p.code, p.file, p.row) for p in read_directory(folder).errors]
    assert found == [("private-question", f"translations/{language}.csv", 2)]
