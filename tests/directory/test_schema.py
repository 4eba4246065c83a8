from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.directory.columns import LANGUAGE_MARK, SheetSchema, languages_of
from bot.directory.schema import NEEDS, SHEETS
from bot.directory.services_schema import SERVICES

SHIPPED = Path(__file__).parents[2] / "directory_data"


@pytest.mark.parametrize("schema", SHEETS, ids=lambda schema: schema.path)
def test_every_heading_of_the_shipped_sheets_is_known(schema: SheetSchema) -> None:
    files = sorted(SHIPPED.glob(schema.path.replace(LANGUAGE_MARK, "*")))
    assert files
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as text:
            assert [name for name in next(csv.reader(text)) if schema.column(name) is None] == []


@pytest.mark.parametrize("schema", SHEETS, ids=lambda schema: schema.path)
def test_the_key_of_a_sheet_is_made_of_its_columns(schema: SheetSchema) -> None:
    assert all(schema.column(name) for name in schema.key)


def test_columns_of_a_language_are_found_by_their_stem() -> None:
    label = NEEDS.column("label_vi")
    assert label is not None
    assert label.name == "label_<lang>"
    assert NEEDS.column("label_") is None
    assert SERVICES.column("our own column") is None
    assert languages_of(("id", "label_en", "label_", "label_zh-Hans"), "label_") == {
        "en": "label_en", "zh-Hans": "label_zh-Hans"
    }  # fmt: skip
