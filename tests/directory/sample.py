"""A small invented directory as spreadsheets, and ways to change one cell of it."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from bot.directory.loader import read_directory
from bot.directory.schema import HOTLINES, NEEDS, URGENT_CLASSES
from bot.directory.services_schema import SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bot.directory.problems import Problem

AREA = """\
name = "Vecino Sampletown"
city = "Sampletown"
country = "US"
state = "NM"
time_zone = "America/Denver"
phone_region = "US"
categories = ["housing", "education"]
counties = ["Sample"]

[neighborhoods]
"South Valley" = ["87105", "87102"]
"""

_NEEDS = {
    "housing": ("Housing", "Vivienda"),
    "education": ("School", "Escuela"),
    "housing.rent_help": ("Help paying rent", "Ayuda con la renta"),
    "housing.shelter": ("Shelter", "Albergue"),
    "education.esl": ("English classes", "Clases de inglés"),
    "adjacent:food": ("Food", "Comida"),
    **{f"urgent:{name}": (name.capitalize(), name.upper()) for name in URGENT_CLASSES},
}

TODAY = date.today()
"""The day on which the sample was confirmed, so that it never grows stale."""

_RENT = {
    "id": "casa-norte-rent",
    "status": "active",
    "needs": "housing.rent_help;adjacent:food",
    "organization": "Casa Norte",
    "name": "Rent help",
    "description": "Helps families pay one month of rent.\nAsk early.",
    "phone": "505-555-0101; +1-505-555-0102",
    "phone_ext": "12",
    "sms": "988",
    "email": "rent@example.org",
    "website": "example.org/rent",
    "address_visibility": "public",
    "address": "12 Main St NW",
    "city": "Sampletown",
    "zip": "87102",
    "latitude": "35.0853",
    "longitude": "-106.6056",
    "hours": "Monday to Friday, 9 am to 4 pm",
    "languages": "en;ES;fa-AF",
    "eligibility": "Families with children",
    "cost": "Free",
    "status_rule": "open_to_all",
    "alert": "Closed on July 4",
    "alert_until": "2999-07-04",
    "checked_on": TODAY.isoformat(),
    "checked_by": "front desk",
    "source_url": "https://example.org/rent | a printed list",
    "source_date": "2026",
    "confidence": "high",
    "editor_note": "Second number on the door.",
    "our own column": " kept as typed ",
}
_SHELTER = {
    "id": "hidden-house",
    "status": "seasonal",
    "needs": "housing.shelter",
    "organization": "Casa Norte",
    "name": "Hidden House",
    "description": "A place to sleep for families.",
    "phone": "+1-505-555-0103",
    "address_visibility": "hidden",
    "source_url": "https://example.org/shelter",
}
_DRAFT = {
    "id": "night-school",
    "status": "draft",
    "needs": "education.esl",
    "organization": "Night School",
    "name": "English at night",
    "description": "Classes in the evening.",
    "source_url": "https://example.org/school",
}


def write_sample(folder: Path) -> Path:
    """Write the invented directory into `folder` and return it."""
    names = [column.name for column in SERVICES.columns] + ["our own column"]
    write_rows(folder / SERVICES.path, [names, *([row.get(n, "") for n in names] for row in (_RENT, _SHELTER, _DRAFT))])
    needs = [[need, "", english, spanish] for need, (english, spanish) in _NEEDS.items()]
    write_rows(folder / NEEDS.path, [["id", "covers", "label_en", "label_es"], *needs])
    header = ["id", "urgent", "name", "phone", "purpose_en", "purpose_es", "source_url"]
    lines = [
        [f"line-{i}", urgent, f"Line {i}", "988", "Call now.", "Llame ahora.", "https://example.org"]
        for i, urgent in enumerate((*URGENT_CLASSES, "info"))
    ]
    write_rows(folder / HOTLINES.path, [header, *lines])
    centers = [
        ["zip", "county", "latitude", "longitude", "source"],
        ["87102", "Sample", "35.0818", "-106.6482", "GeoNames"],
        ["87103", "Sample", "", "", "USPS: mail boxes"],
        ["87105", "Sample", "35.0448", "-106.6893", "GeoNames"],
        ["87501", "Elsewhere", "35.6975", "-105.9821", "GeoNames"],
    ]
    write_rows(folder / "zip_centers.csv", centers)
    write_rows(folder / "partners.csv", [["code", "name"], ["lib", "Main Library"]])
    write_rows(
        folder / "questions.csv", [["text", "language", "expected"], ["cannot pay rent", "en", "housing.rent_help"]]
    )
    phrases = [["need", "phrase"], ["housing.rent_help", "help with rent"], ["none", "the weather"]]
    write_rows(folder / "phrases" / "en.csv", phrases)
    write_rows(folder / "phrases" / "es.csv", [["need", "phrase"], ["housing.rent_help", "pagar la renta"]])
    write_rows(folder / "urgent_phrases" / "en.csv", [["urgent", "phrase"], ["crisis", "I want to die"]])
    private = [["private", "phrase"], ["status", "I have no papers"], ["none", "what do I bring"]]
    write_rows(folder / "private_phrases" / "en.csv", private)
    write_rows(folder / "expressions" / "en.csv", [["kind", "phrase"], ["free", "at no cost"], ["filler", "please"]])
    translations = [
        ["id", "field", "text", "review"],
        ["casa-norte-rent", "description", "Ayuda a pagar un mes de renta.", "draft"],
        ["casa-norte-rent", "cost", "Gratis", "second-read"],
        ["casa-norte-rent", "eligibility", "Familias con niños", "draft"],
        ["casa-norte-rent", "hours", "De lunes a viernes, de 9 a 16", "draft"],
        ["casa-norte-rent", "alert", "Cerrado el 4 de julio", "draft"],
        ["hidden-house", "description", "Un lugar para dormir para familias.", "draft"],
    ]
    write_rows(folder / "translations" / "es.csv", translations)
    (folder / "directory.toml").write_text(AREA, encoding="utf-8")
    return folder


def write_rows(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write a sheet as Google Sheets does: UTF-8, commas, CRLF."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.getvalue().encode())


def read_rows(file: Path) -> list[list[str]]:
    """All records of a sheet, the header first."""
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def set_cell(file: Path, row: int, column: str, value: str) -> None:
    """Write one cell; `row` is the number a spreadsheet shows, so 2 is the first below the header."""
    rows = read_rows(file)
    rows[row - 1][rows[0].index(column)] = value
    write_rows(file, rows)


def only(folder: Path) -> Problem:
    """The one problem of a directory."""
    (problem,) = read_directory(folder).problems
    return problem


def only_error(folder: Path) -> Problem:
    """The one error of a directory, whatever warnings follow from it."""
    (problem,) = read_directory(folder).errors
    return problem


def add_row(file: Path, cells: dict[str, str]) -> int:
    """Append a row and return its number."""
    rows = read_rows(file)
    rows.append([cells.get(name, "") for name in rows[0]])
    write_rows(file, rows)
    return len(rows)
