from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.directory.diff import NOT_SHOWN, ChangeKind, Diff, FieldChange, LineChanges, RowChange, compare
from bot.directory.loader import load_directory
from tests.directory.sample import add_row, set_cell, write_rows, write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from bot.directory.model import Directory

SERVICES = "services.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


@pytest.fixture
def live(folder: Path) -> Directory:
    return load_directory(folder)


def changes(live: Directory, folder: Path) -> Diff:
    return compare(live, load_directory(folder))


def test_the_same_directory_has_no_changes(live: Directory, folder: Path) -> None:
    assert not changes(live, folder)


def test_before_the_first_release_everything_residents_see_is_new(live: Directory) -> None:
    diff = compare(None, live)
    assert [change.id for change in diff.rows if change.file == SERVICES] == ["casa-norte-rent", "hidden-house"]
    assert {change.kind for change in diff.rows} == {ChangeKind.ADDED}
    assert LineChanges("phrases/es.csv", added=1, removed=0) in diff.lines


def test_a_changed_cell_is_told_by_its_heading_columns_of_the_staff_included(live: Directory, folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "phone", "505-555-0109")
    set_cell(folder / SERVICES, 2, "our own column", "moved")
    assert changes(live, folder).rows == (
        RowChange(
            SERVICES,
            ChangeKind.CHANGED,
            "casa-norte-rent",
            "Casa Norte: Rent help",
            (
                FieldChange("phone", "505-555-0101; +1-505-555-0102", "505-555-0109"),
                FieldChange("our own column", "kept as typed", "moved"),
            ),
        ),
    )


def test_another_id_is_one_change_with_the_old_id_and_what_else_changed(live: Directory, folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "id", "casa-norte-money")
    set_cell(folder / SERVICES, 2, "cost", "5 dollars")
    (change,) = [change for change in changes(live, folder).rows if change.file == SERVICES]
    assert (change.kind, change.was, change.id) == (ChangeKind.CHANGED, "casa-norte-rent", "casa-norte-money")
    assert change.fields[0] == FieldChange("cost", "Free", "5 dollars")
    # Its translations still carry the old id, so residents lose them.
    assert FieldChange("cost (es)", "Gratis", "") in change.fields
    assert "id" not in {field.field for field in change.fields}


def test_another_service_in_the_place_of_one_is_new_and_the_old_one_gone(live: Directory, folder: Path) -> None:
    for column in ("id", "name", "description", "hours", "phone"):
        set_cell(folder / SERVICES, 2, column, {"phone": "505-555-0177"}.get(column, "food-pantry"))
    kinds = [change.kind for change in changes(live, folder).rows if change.file == SERVICES]
    assert kinds == [ChangeKind.ADDED, ChangeKind.REMOVED]


def test_another_code_of_a_partner_is_one_change(live: Directory, folder: Path) -> None:
    set_cell(folder / "partners.csv", 2, "code", "main")
    (change,) = changes(live, folder).rows
    assert (change.kind, change.was, change.id, change.fields) == (ChangeKind.CHANGED, "lib", "main", ())


def test_spaces_around_a_cell_are_no_change(live: Directory, folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "cost", " Free ")
    assert not changes(live, folder)


def test_a_draft_that_becomes_active_is_new_and_a_closed_row_is_gone(live: Directory, folder: Path) -> None:
    set_cell(folder / SERVICES, 4, "status", "active")
    set_cell(folder / SERVICES, 4, "website", "https://example.org/night")
    set_cell(folder / SERVICES, 3, "status", "closed")
    diff = changes(live, folder)
    assert [(change.kind, change.id) for change in diff.rows] == [
        (ChangeKind.ADDED, "night-school"),
        (ChangeKind.REMOVED, "hidden-house"),
    ]
    assert (diff.count(ChangeKind.ADDED), diff.count(ChangeKind.CHANGED), diff.count(ChangeKind.REMOVED)) == (1, 0, 1)


def test_a_changed_translation_is_a_change_of_its_service(live: Directory, folder: Path) -> None:
    set_cell(folder / "translations" / "es.csv", 3, "text", "Sin costo")
    (change,) = changes(live, folder).rows
    assert (change.id, change.fields) == ("casa-norte-rent", (FieldChange("cost (es)", "Gratis", "Sin costo"),))


def test_a_place_that_becomes_secret_stands_in_no_diff(live: Directory, folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "address_visibility", "hidden")
    for column in ("address", "latitude", "longitude", "zip"):
        set_cell(folder / SERVICES, 2, column, "")
    for diff in (changes(live, folder), compare(load_directory(folder), live)):
        told = str(diff.rows)
        assert NOT_SHOWN in told
        assert not [secret for secret in ("12 Main", "35.0853", "-106.6056", "87102") if secret in told]


def test_a_note_for_staff_stands_in_no_diff(live: Directory, folder: Path) -> None:
    set_cell(folder / SERVICES, 2, "editor_note", "Ask for the night guard.")
    (change,) = changes(live, folder).rows
    assert change.fields == (FieldChange("editor_note", NOT_SHOWN, NOT_SHOWN),)


def test_long_sheets_are_counted_line_by_line(live: Directory, folder: Path) -> None:
    write_rows(folder / "phrases" / "es.csv", [["need", "phrase"], *(["none", f"broma {i}"] for i in range(3))])
    add_row(folder / "zip_centers.csv", {"zip": "87999", "county": "Sample", "source": "USPS"})
    assert changes(live, folder).lines == (
        LineChanges("phrases/es.csv", added=3, removed=1),
        LineChanges("zip_centers.csv", added=1, removed=0),
    )


def test_settings_of_the_city_needs_hotlines_and_partners_are_compared(live: Directory, folder: Path) -> None:
    toml = folder / "directory.toml"
    toml.write_text(toml.read_text().replace('["87105", "87102"]', '["87105"]'))
    set_cell(folder / "needs.csv", 2, "label_es", "Casa")
    set_cell(folder / "hotlines.csv", 2, "phone", "911")
    set_cell(folder / "partners.csv", 2, "name", "Library")
    assert [(change.file, change.fields) for change in changes(live, folder).rows] == [
        ("needs.csv", (FieldChange("label_es", "Vivienda", "Casa"),)),
        ("hotlines.csv", (FieldChange("phone", "988", "911"),)),
        ("partners.csv", (FieldChange("name", "Main Library", "Library"),)),
        ("directory.toml", (FieldChange("neighborhoods: South Valley", "87105, 87102", "87105"),)),
    ]


def test_what_comes_back_from_the_live_release_compares_without_changes(live: Directory) -> None:
    assert not compare(replace(live, services=live.published), live)
