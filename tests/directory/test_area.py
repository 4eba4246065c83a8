from __future__ import annotations

import pytest

from bot.directory.area import read_area
from bot.directory.model import Area
from tests.directory.sample import AREA


def test_the_settings_of_a_city_are_read() -> None:
    area, problems = read_area(AREA.encode())
    assert problems == ()
    assert area == Area(
        name="Vecino Sampletown",
        city="Sampletown",
        country="US",
        state="NM",
        time_zone="America/Denver",
        phone_region="US",
        categories=("housing", "education"),
        counties=("Sample",),
        neighborhoods={"South Valley": ("87105", "87102")},
    )


def test_the_city_may_be_left_out() -> None:
    area, problems = read_area(AREA.replace('city = "Sampletown"\n', "").encode())
    assert (problems, area and area.city) == ((), "")


@pytest.mark.parametrize(
    ("old", "new", "code", "row", "column"),
    [
        ('country = "US"', "country = US", "toml", 3, ""),
        ('country = "US"', "", "missing-setting", None, "country"),
        ('country = "US"', "country = 1", "setting", None, "country"),
        ('country = "US"', 'country = " "', "setting", None, "country"),
        ('"America/Denver"', '"Denver"', "time-zone", None, "time_zone"),
        ('phone_region = "US"', 'phone_region = "USA"', "phone-region", None, "phone_region"),
        ('["housing", "education"]', '"housing"', "setting", None, "categories"),
        ('["housing", "education"]', "[]", "setting", None, "categories"),
        ('["housing", "education"]', "[1]", "setting", None, "categories"),
        ('["Sample"]', '"Sample"', "setting", None, "counties"),
        ('["87105", "87102"]', '"87105"', "setting", None, "neighborhoods"),
    ],
)
def test_a_wrong_setting_is_named(old: str, new: str, code: str, row: int | None, column: str) -> None:
    assert old in AREA
    area, (problem,) = read_area(AREA.replace(old, new).encode())
    assert area is None
    assert (problem.file, problem.code, problem.row, problem.column) == ("directory.toml", code, row, column)


def test_a_file_that_is_not_utf8_is_named() -> None:
    area, (problem,) = read_area(AREA.replace("Vecino", "Niño").encode("cp1252"))
    assert (area, problem.code) == (None, "settings-encoding")
