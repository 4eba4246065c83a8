from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.csv_output import csv_bytes, guarded, unguarded

CELLS = st.text(alphabet=st.sampled_from("'=+-@\t\r＝＋ ab1") | st.characters(codec="utf-8"), max_size=8)


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''=1"])
def test_what_a_program_would_run_is_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "Free", "'twas", "it's", "505-555-0123", "+1 505-555-0123", "+1-505-555-0101; 988", "-106.6"]
)
def test_ordinary_cells_and_phone_numbers_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


@given(CELLS)
def test_taking_the_guard_away_gives_the_cell_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_a_table_opens_in_a_spreadsheet_program_as_it_is() -> None:
    data = csv_bytes(["id", "nombre"], [["a", "Niño, “él”"], ["b", "two\nlines"]])
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["id", "nombre"],
        ["a", "Niño, “él”"],
        ["b", "two\nlines"],
    ]
