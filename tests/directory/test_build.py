from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import load_directory
from bot.directory.model import (
    AddressVisibility,
    Directory,
    Hotline,
    Location,
    Need,
    Partner,
    Phone,
    Phrase,
    Source,
    Status,
    StatusRule,
    ZipCenter,
)
from tests.directory.sample import TODAY, read_rows, write_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return load_directory(write_sample(tmp_path))


def test_a_full_row_becomes_a_service_with_normalised_values(directory: Directory) -> None:
    service = directory.services[0]
    assert (service.id, service.status, service.needs) == (
        "casa-norte-rent", Status.ACTIVE, ("housing.rent_help", "adjacent:food")
    )  # fmt: skip
    assert service.phones == (
        Phone("+1 505-555-0101", "12"),
        Phone("+1 505-555-0102"),
        Phone("988", type="text"),
    )
    assert (service.url, service.email) == ("https://example.org/rent", "rent@example.org")
    assert service.languages == ("en", "es", "fa-af")
    assert service.location == Location("12 Main St NW", "Sampletown", "NM", "87102", 35.0853, -106.6056)
    assert (service.status_rule, service.alert_until) == (StatusRule.OPEN_TO_ALL, date(2999, 7, 4))
    assert service.source == Source(("https://example.org/rent",), "2026", TODAY, "front desk", "high")


def test_cells_are_kept_as_typed_in_order_with_columns_of_the_staffs_own(directory: Directory, tmp_path: Path) -> None:
    header, row, *_ = read_rows(tmp_path / "services.csv")
    assert directory.services[0].cells == tuple(zip(header, row, strict=True))
    assert dict(directory.services[0].cells)["our own column"] == " kept as typed "


def test_an_empty_row_says_nothing_and_a_hidden_place_has_no_address(directory: Directory) -> None:
    service = directory.services[1]
    assert service.location == Location(visibility=AddressVisibility.HIDDEN)
    assert (service.status_rule, service.hours, service.alert_until, service.email) == (
        StatusRule.UNKNOWN,
        "",
        None,
        "",
    )


def test_translations_stand_in_their_service_with_who_has_read_them(directory: Directory) -> None:
    service = directory.services[0]
    assert service.translations["es"]["description"] == "Ayuda a pagar un mes de renta."
    assert service.translations["es"]["cost"] == "Gratis"
    assert (service.translation_reviews["es"]["description"], service.translation_reviews["es"]["cost"]) == (
        "draft",
        "second-read",
    )
    assert directory.services[2].translations == {}


def test_only_active_paused_and_seasonal_services_are_published(directory: Directory) -> None:
    assert [service.id for service in directory.services] == ["casa-norte-rent", "hidden-house", "night-school"]
    assert [service.id for service in directory.published] == ["casa-norte-rent", "hidden-house"]


def test_the_other_sheets_come_in_their_order(directory: Directory) -> None:
    assert directory.needs[2] == Need(
        "housing.rent_help",
        {"en": "Help paying rent", "es": "Ayuda con la renta"},
        cells=(
            ("id", "housing.rent_help"),
            ("covers", ""),
            ("label_en", "Help paying rent"),
            ("label_es", "Ayuda con la renta"),
        ),
    )  # fmt: skip
    first = directory.hotlines[0]
    assert first == Hotline(
        id="line-0",
        urgent="emergency",
        name="Line 0",
        phone="988",
        purpose="Call now.",
        purposes={"en": "Call now.", "es": "Llame ahora."},
        source_url="https://example.org",
        cells=first.cells,
    )
    assert directory.partners == (Partner("lib", "Main Library", (("code", "lib"), ("name", "Main Library"))),)
    assert directory.phrases == (
        Phrase("en", "housing.rent_help", "help with rent"),
        Phrase("en", "none", "the weather"),
        Phrase("es", "housing.rent_help", "pagar la renta"),
    )
    assert directory.zip_centers[:2] == (
        ZipCenter("87102", "Sample", 35.0818, -106.6482, "GeoNames"),
        ZipCenter("87103", "Sample", source="USPS: mail boxes"),
    )
    assert directory.urgent_phrases == (Phrase("en", "crisis", "I want to die"),)
    assert directory.private_phrases == (
        Phrase("en", "status", "I have no papers"),
        Phrase("en", "none", "what do I bring"),
    )
    assert directory.expressions == (Phrase("en", "free", "at no cost"), Phrase("en", "filler", "please"))
