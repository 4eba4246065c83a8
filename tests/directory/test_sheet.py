from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.columns import Column, Kind, Presence, SheetSchema
from bot.directory.problems import Check, Problem, Severity
from bot.directory.services_schema import SERVICES
from bot.directory.sheet import SHOWN_CHARACTERS, Sheet, column_letter
from bot.directory.sheet_reading import read_sheet

SCHEMA = SheetSchema(
    path="people.csv",
    meaning="For tests.",
    key=("id",),
    needs_rows=True,
    columns=(
        Column("id", Kind.SLUG, "Its id.", presence=Presence.FILLED),
        Column("phone", Kind.PHONES, "Its phone.", presence=Presence.HEADING),
        Column("documents", Kind.TEXT, "What to bring."),
        Column("label_<lang>", Kind.TEXT, "Its name.", presence=Presence.BASE),
    ),
)


def read(data: bytes) -> tuple[Sheet, tuple[Problem, ...]]:
    return read_sheet(data, "people.csv", SCHEMA)


def only(data: bytes) -> Problem:
    (problem,) = read(data)[1]
    return problem


def test_rows_carry_the_numbers_a_spreadsheet_shows() -> None:
    sheet, problems = read(b'id,phone\r\na,"1\r\n2\r\n3"\r\n\r\n,,\r\nb,2\r\n')
    assert problems == ()
    assert [(row.number, row["id"]) for row in sheet.rows] == [(2, "a"), (5, "b")]


def test_cells_are_kept_as_typed_and_read_without_spaces_around_them() -> None:
    sheet, _ = read("id, our notes ,phone,,\na,\u00a0 as typed ,\u00a0911 ,,\n".encode())
    (row,) = sheet.rows
    assert row.cells == (("id", "a"), (" our notes ", "\u00a0 as typed "), ("phone", "\u00a0911 "))
    assert (row["our notes"], row["phone"], row["no such column"]) == ("as typed", "911", "")


def test_a_short_row_has_empty_cells_at_its_end() -> None:
    sheet, problems = read(b"id,phone,documents\na\n")
    assert (sheet.rows[0].typed, problems) == (("a", "", ""), ())


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_ending_and_a_byte_order_mark_are_read(end: bytes) -> None:
    sheet, problems = read(b"\xef\xbb\xbf" + end.join([b"id,phone", "ñ,1".encode()]))
    assert ([row["id"] for row in sheet.rows], problems) == (["ñ"], ())


def test_text_in_the_windows_code_page_is_read_and_a_word_to_look_at_is_shown() -> None:
    sheet, (problem,) = read("id,phone\na,1\nb,El Niño\n".encode("cp1252"))
    assert sheet.rows[1]["phone"] == "El Niño"
    assert (problem.code, problem.row, problem.letter, problem.column) == ("windows-letters", 3, "B", "phone")
    assert (problem.severity, problem.value) == (Severity.WARNING, "Niño")


def test_text_of_an_old_mac_is_refused_where_it_stands() -> None:
    problem = only("id,phone\na,1\nb,El café\n".encode("mac-roman"))
    assert (problem.code, problem.row, problem.letter, problem.column) == ("encoding", 3, "B", "phone")
    assert "CSV UTF-8" in problem.action


def test_a_heading_of_an_old_mac_is_shown_too() -> None:
    problem = only("id,phone,café\na,1,2\n".encode("mac-roman"))
    assert (problem.code, problem.row, problem.column) == ("encoding", 1, "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_of_excel_is_read(encoding: str) -> None:
    sheet, problems = read("id\tphone\nñ\t1\n".encode(encoding))
    assert (sheet.rows[0].cells, problems) == ((("id", "ñ"), ("phone", "1")), ())


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_separators_are_read(mark: str) -> None:
    sheet, problems = read(mark.join(["id", "phone"]).encode() + b"\n" + mark.join(["a", "1,2"]).encode())
    assert (sheet.rows[0].cells, problems) == ((("id", "a"), ("phone", "1,2")), ())


def test_semicolons_inside_cells_are_no_separator() -> None:
    assert read(b"id,phone\na,1;2\n")[1] == ()


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n \n"])
def test_an_empty_file_is_named(data: bytes) -> None:
    assert only(data).code == "empty-file"


def test_a_quotation_mark_that_is_not_closed_is_shown_at_its_row() -> None:
    problem = only(b'id,phone\na,1\nb,"2\nc,3\n')
    assert (problem.code, problem.row, problem.value.startswith("b,2")) == ("quote", 3, True)


def test_a_cell_beyond_all_size_is_a_problem_and_no_error() -> None:
    problem = only(b'id,phone\na,"' + b"x" * 200_000 + b'"\n')
    assert (problem.code, problem.row) == ("quote", 2)


def test_nul_is_shown_in_its_cell() -> None:
    problem = only(b"id,phone\na,9\x0011\n")
    assert (problem.code, problem.row, problem.letter, problem.value) == ("damaged-character", 2, "B", "9 11")


def test_cells_beyond_the_header_are_shown() -> None:
    problem = only(b"id,phone\na,1,,lost\n")
    assert (problem.code, problem.row, problem.letter, problem.value) == ("row-too-long", 2, "D", "lost")


def test_what_is_said_of_a_whole_row_names_no_column_although_a_heading_is_empty() -> None:
    problem = next(problem for problem in read(b"title,,\nid,,phone\na,,1\n")[1] if problem.code == "header-below")
    assert (problem.letter, problem.column) == ("", "")


def test_empty_cells_beyond_the_header_are_no_problem() -> None:
    assert read(b"id,phone\na,1,, \n")[1] == ()


def test_a_missing_column_is_named_and_a_similar_heading_offered() -> None:
    problem = only(b"id,Phnoe\na,1\n")
    assert (problem.code, problem.row, problem.column) == ("misnamed-column", 1, "phone")
    assert "“Phnoe” of column B" in problem.message
    assert "“Phnoe”" in problem.action


def test_a_missing_column_without_another_heading_is_to_be_added() -> None:
    problem = only(b"id\na\n")
    assert (problem.code, problem.row, problem.column) == ("missing-column", 1, "phone")
    assert "write phone there" in problem.action


def test_where_a_column_is_missing_the_headings_that_are_not_known_are_named_with_their_letters() -> None:
    problem = only(b"id,Colour,Front desk\na,blue,1\n")
    assert (problem.code, problem.row, problem.column) == ("unknown-heading", 1, "phone")
    assert problem.message.endswith("Headings that are not known: B “Colour”, C “Front desk”.")
    assert "rename its heading to phone" in problem.action


def test_the_heading_that_stands_where_the_missing_one_stood_is_named_alone() -> None:
    header = ",".join("Front desk" if column.name == "phone" else column.name for column in SERVICES.columns)
    _, problems = read_sheet(f"{header},Colour\na{',' * len(SERVICES.columns)}\n".encode(), "services.csv", SERVICES)
    (problem,) = (problem for problem in problems if problem.code == "unknown-heading")
    letter = column_letter([column.name for column in SERVICES.columns].index("phone"))
    assert problem.message.endswith(f"Headings that are not known: {letter} “Front desk”.")


def test_an_optional_column_under_a_similar_heading_is_a_warning() -> None:
    problem = only(b"id,phone,Documnets\na,1,letter\n")
    assert (problem.code, problem.severity, problem.letter) == ("unread-column", Severity.WARNING, "C")


@pytest.mark.parametrize("heading", ["Phone", " PHONE ", "Phone Number", "Teléfono", "phone_number", "TELEFONO"])
def test_a_heading_in_other_words_is_read_and_told(heading: str) -> None:
    sheet, problems = read(f"{heading},id\n1,a\n".encode())
    assert sheet.rows[0].cells == (("phone", "1"), ("id", "a"))
    assert [(p.code, p.letter, p.column) for p in problems] == [("other-heading", "A", heading)]


def test_a_heading_of_ours_counts_before_one_in_other_words() -> None:
    sheet, (problem,) = read(b"Telephone,phone,id\n1,2,a\n")
    assert (problem.code, problem.letter, sheet.rows[0]["phone"]) == ("two-headings", "A", "2")


def test_a_heading_for_a_language_is_read_in_other_words() -> None:
    sheet, _ = read(b"id,phone,Label (ES),label Vietnamese\na,1,x,y\n")
    assert (sheet.rows[0]["label_es"], sheet.rows[0]["label_vi"]) == ("x", "y")


def test_a_title_above_the_headings_is_told() -> None:
    sheet, (problem,) = read(b"Services 2027,\n\nid,phone\na,1\n")
    assert (problem.code, problem.row, problem.severity) == ("header-below", 3, Severity.WARNING)
    assert [(row.number, row["id"]) for row in sheet.rows] == [(4, "a")]


def test_a_column_of_the_staffs_own_is_no_problem() -> None:
    assert read(b"id,phone,colour\na,1,blue\n")[1] == ()


def test_a_heading_that_stands_twice_is_shown_and_the_first_counts() -> None:
    sheet, (problem,) = read(b"id,phone,phone\na,1,2\n")
    assert (problem.code, problem.column, sheet.rows[0]["phone"]) == ("duplicate-header", "phone", "1")


def test_a_value_is_shown_on_one_short_line_without_control_characters() -> None:
    problem = only(b'id,phone\na,1,"\x1b[31m' + b"x\n" * 80 + b'"\n')
    assert len(problem.value) == SHOWN_CHARACTERS
    assert problem.value.isprintable()
    assert problem.value.endswith("…")


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_letters_are_those_of_a_spreadsheet(index: int, letter: str) -> None:
    assert column_letter(index) == letter


@given(
    st.one_of(
        st.binary(max_size=200), st.text(alphabet='id,phone\n"\r; \0\x1c\u2028\ufeff', max_size=60).map(str.encode)
    )
)
def test_no_bytes_raise(data: bytes) -> None:
    sheet, problems = read(data)
    assert sheet.readable or problems


def test_where_a_hidden_place_is_stands_in_no_problem() -> None:
    schema = replace(SCHEMA, columns=(*SCHEMA.columns, Column("address_visibility", Kind.CHOICE, "Who sees it.")))
    data = b"id,phone,address,address_visibility\na,1,12 Main St,hiden\nb,1,12 Main St,public\n"
    secret, public = read_sheet(data, "people.csv", schema)[0].rows
    check = Check("code", "Wrong.", "Mend it.")
    assert secret.problem(check, "address", value="12 Main St", near="12 Main Street").value == ""
    assert secret.problem(check, "address", near="12 Main Street").near == ""
    assert public.problem(check, "address").value == "12 Main St"
