from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import read_directory
from bot.directory.problems import Severity
from tests.directory.sample import add_row, only, only_error, read_rows, set_cell, write_rows

if TYPE_CHECKING:
    from pathlib import Path


CELLS = [
    ("services.csv", "phone", "988;12", "phone", "12"),
    ("services.csv", "phone_ext", "OPT2", "extension", "OPT2"),
    ("services.csv", "sms", "text HOME", "phone", "text HOME"),
    ("services.csv", "email", "nobody", "email", "nobody"),
    ("services.csv", "website", "https://example", "url", "https://example"),
    ("services.csv", "source_url", "a list | nonsense", "url", "nonsense"),
    ("services.csv", "checked_on", "2/30/2026", "date", "2/30/2026"),
    ("services.csv", "latitude", "95", "coordinate", "95"),
    ("services.csv", "longitude", "", "half-coordinate", ""),
    ("services.csv", "languages", "en;Spanish", "language", "Spanish"),
    ("services.csv", "status", "actve", "unknown-choice", "actve"),
    ("services.csv", "address_visibility", "secret", "unknown-choice", ""),
    ("services.csv", "status_rule", "anyone", "unknown-choice", "anyone"),
    ("services.csv", "needs", "housing.rent_halp", "unknown-need", "housing.rent_halp"),
    ("services.csv", "description", "", "empty-cell", ""),
    ("services.csv", "eligibility", "Are you a citizen?", "private-question", "Are you a citizen?"),
    ("needs.csv", "label_es", "", "missing-label", ""),
    ("hotlines.csv", "purpose_en", "", "missing-label", ""),
    ("hotlines.csv", "id", "Línea", "id", "Línea"),
    ("hotlines.csv", "source_url", "", "missing-source", ""),
    ("partners.csv", "code", "toolong", "partner-code", "toolong"),
    ("questions.csv", "expected", "housing.rent_halp", "unknown-answer", "housing.rent_halp"),
    ("questions.csv", "language", "English", "language", "English"),
    ("phrases/en.csv", "need", "urgent:crisis", "urgent-phrase", "urgent:crisis"),
    ("phrases/en.csv", "need", "housing.rent_halp", "unknown-need", "housing.rent_halp"),
    ("urgent_phrases/en.csv", "urgent", "crysis", "unknown-choice", "crysis"),
    ("translations/es.csv", "field", "name", "unknown-choice", "name"),
    ("translations/es.csv", "review", "done", "unknown-choice", "done"),
    ("translations/es.csv", "text", "¿Tiene papeles?", "private-question", "¿Tiene papeles?"),
]


@pytest.mark.parametrize(("file", "column", "typed", "code", "value"), CELLS)
def test_a_wrong_cell_is_one_error_in_its_place(
    folder: Path, file: str, column: str, typed: str, code: str, value: str
) -> None:
    set_cell(folder / file, 2, column, typed)
    problem = only_error(folder)
    assert (problem.code, problem.file, problem.row, problem.column, problem.value) == (code, file, 2, column, value)


@pytest.mark.parametrize("file", ["services.csv", "translations/es.csv"])
def test_a_total_below_the_table_is_one_error(folder: Path, file: str) -> None:
    row = add_row(folder / file, {"id": "TOTAL: 3"})
    problem = only_error(folder)
    assert (problem.code, problem.row, problem.column, problem.value) == ("lone-cell", row, "id", "")


def test_a_row_with_two_cells_is_an_entry_that_was_begun(folder: Path) -> None:
    add_row(folder / "services.csv", {"id": "new-one", "name": "New"})
    assert "lone-cell" not in {problem.code for problem in read_directory(folder).problems}


@pytest.mark.parametrize(
    ("file", "column", "typed", "offer"),
    [
        ("services.csv", "needs", "housing.rent_halp", "Did you mean “housing.rent_help”?"),
        ("phrases/en.csv", "need", "housing.rent_halp", "Did you mean “housing.rent_help”?"),
        ("services.csv", "status", "actve", "Did you mean “active”?"),
        ("services.csv", "languages", "Spanish", "Did you mean “es”?"),
        ("services.csv", "languages", "español", "Did you mean “es”?"),
        ("services.csv", "languages", "Vietnamise", "Did you mean “vi”?"),
        ("services.csv", "languages", "en/es", "Did you mean “en;es”?"),
        ("services.csv", "languages", "inglés y español", "Did you mean “en;es”?"),
        ("services.csv", "languages", "English, Spanish and vi", "Did you mean “en;es;vi”?"),
        (
            "services.csv",
            "needs",
            "housing.rent_help, adjacent:food",
            "Did you mean “housing.rent_help;adjacent:food”?",
        ),
    ],
)
def test_the_nearest_known_word_is_offered(folder: Path, file: str, column: str, typed: str, offer: str) -> None:
    set_cell(folder / file, 2, column, typed)
    assert offer in only_error(folder).action


def test_a_translation_of_a_service_that_is_gone_holds_nothing_back(folder: Path) -> None:
    rows = read_rows(folder / "translations/es.csv")
    at = rows[0].index("id")
    misspelt = ["casa-norte" if place == at else cell for place, cell in enumerate(rows[1])]
    for others, offer in ((rows[2:], True), (rows[1:], False)):  # not offered where it has its own translation
        write_rows(folder / "translations/es.csv", [rows[0], misspelt, *others])
        (problem,) = [p for p in read_directory(folder).problems if p.code == "unknown-service"]
        assert (problem.row, problem.value, problem.severity) == (2, "casa-norte", Severity.WARNING)
        assert ("Did you mean “casa-norte-rent”?" in problem.action) is offer


def test_a_list_of_languages_with_one_that_nobody_knows_gives_no_suggestion(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "languages", "en/qqqqqq")
    assert (only_error(folder).code, only_error(folder).near) == ("language", "")


@pytest.mark.parametrize(("column", "typed"), [("needs", "housing.rent_help,adjacent:food"), ("languages", "en, es")])
def test_commas_between_values_are_named_as_such(folder: Path, column: str, typed: str) -> None:
    set_cell(folder / "services.csv", 2, column, typed)
    assert (only_error(folder).code, only_error(folder).value) == ("commas", typed)


def test_the_second_row_with_an_id_is_shown_and_the_first_named(folder: Path) -> None:
    rows = read_rows(folder / "services.csv")
    write_rows(folder / "services.csv", [*rows, rows[1]])
    problem = only(folder)
    assert (problem.code, problem.row, problem.severity) == ("duplicate-id", 5, Severity.ERROR)
    assert "row 2" in problem.message


def test_the_same_translation_twice_is_an_error_and_the_same_phrase_twice_a_warning(folder: Path) -> None:
    for file in ("translations/es.csv", "phrases/en.csv"):
        rows = read_rows(folder / file)
        write_rows(folder / file, [*rows, rows[1]])
    found = [(problem.code, problem.file, problem.severity) for problem in read_directory(folder).problems]
    assert sorted(found) == [
        ("duplicate", "translations/es.csv", Severity.ERROR),
        ("repeated-phrase", "phrases/en.csv", Severity.WARNING),
    ]


@pytest.mark.parametrize(("id", "fits"), [("a" * 40, True), ("a" * 41, False), ("Casa", False), ("casa_norte", False)])
def test_ids_must_fit_into_a_link(folder: Path, id: str, fits: bool) -> None:
    set_cell(folder / "services.csv", 4, "id", id)
    assert [problem.code for problem in read_directory(folder).problems] == ([] if fits else ["id"])


def test_a_row_nobody_can_reach_is_an_error_unless_it_is_a_draft_or_closed(folder: Path) -> None:
    set_cell(folder / "services.csv", 3, "phone", "")
    assert only(folder).code == "unreachable"
    for status in ("draft", "closed"):
        set_cell(folder / "services.csv", 3, "status", status)
        assert read_directory(folder).problems == ()


def test_drafts_are_checked_like_all_other_rows(folder: Path) -> None:
    set_cell(folder / "services.csv", 4, "phone", "12")
    assert (only(folder).code, only(folder).row) == ("phone", 4)


def test_every_urgent_class_needs_a_hotline(folder: Path) -> None:
    rows = read_rows(folder / "hotlines.csv")
    write_rows(folder / "hotlines.csv", [row for row in rows if row[1] != "crisis"])
    problem = only(folder)
    assert (problem.code, problem.file, problem.value) == ("missing-hotline", "hotlines.csv", "crisis")


def test_labels_are_needed_in_english_and_spanish(folder: Path) -> None:
    rows = read_rows(folder / "needs.csv")
    write_rows(folder / "needs.csv", [row[:3] for row in rows])
    problem = only(folder)
    assert (problem.code, problem.column) == ("missing-column", "label_es")


def test_a_label_column_of_an_unknown_language_is_an_error(folder: Path) -> None:
    rows = read_rows(folder / "needs.csv")
    write_rows(folder / "needs.csv", [[*row, "label_xx" if i == 0 else ""] for i, row in enumerate(rows)])
    assert (only(folder).code, only(folder).column, only(folder).letter) == ("language-of-heading", "label_xx", "E")


def test_a_file_named_after_no_language_is_an_error(folder: Path) -> None:
    (folder / "phrases/es.csv").rename(folder / "phrases/spanish.csv")
    assert (only(folder).code, only(folder).file, only(folder).near) == (
        "language-of-file",
        "phrases/spanish.csv",
        "es",
    )


def test_a_category_must_stand_in_needs_and_in_the_settings(folder: Path) -> None:
    toml = (folder / "directory.toml").read_text()
    (folder / "directory.toml").write_text(toml.replace('"education"', '"schools"'))
    found = [(p.code, p.file, p.row) for p in read_directory(folder).problems]
    assert found == [("unknown-category", "directory.toml", None), ("need-outside-categories", "needs.csv", 6)]


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("website", "example.org", "url-without-https"),
        ("source_url", "example.org", "url-without-https"),
        ("description", "Call <b>now</b>", "markup"),
        ("alert_until", "2020-01-01", "expired-alert"),
    ],
)
def test_doubts_are_warnings_and_do_not_hold_back(folder: Path, column: str, typed: str, code: str) -> None:
    set_cell(folder / "services.csv", 2, column, typed)
    problem = only(folder)
    assert (problem.code, problem.severity, problem.column) == (code, Severity.WARNING, column)
    assert read_directory(folder).directory is not None


def test_notes_for_staff_and_phrases_of_residents_may_speak_of_papers(folder: Path) -> None:
    set_cell(folder / "services.csv", 2, "editor_note", "Do they ask: are you a citizen?")
    add_row(folder / "phrases/en.csv", {"need": "housing.rent_help", "phrase": "am I a citizen?"})
    assert read_directory(folder).problems == ()


def test_an_expression_may_ask_for_any_language_there_is(folder: Path) -> None:
    file = folder / "expressions" / "en.csv"
    add_row(file, {"kind": "language_tl", "phrase": "Tagalog speaker"})
    assert read_directory(folder).problems == ()
    add_row(file, {"kind": "language_none", "phrase": "silent"})
    assert only(folder).code == "unknown-choice"


def test_days_in_two_orders_are_told_once_a_cell(folder: Path) -> None:
    row = add_row(folder / "services.csv", {"id": "third", "checked_on": "2/3/2027"})
    set_cell(folder / "services.csv", 2, "checked_on", "14/2/2026")
    set_cell(folder / "services.csv", 3, "checked_on", "2/14/2026")
    found = [(p.row, p.code) for p in read_directory(folder).errors if p.column == "checked_on"]
    assert found == [(row, "day-order")]
    set_cell(folder / "services.csv", row, "checked_on", "13/13/2027")
    found = [(p.row, p.code) for p in read_directory(folder).errors if p.column == "checked_on"]
    assert found == [(row, "date")]


def test_a_question_about_a_removed_service_says_which_row_to_delete(folder: Path) -> None:
    questions = [["text", "language", "expected"], ["rent", "en", "housing.rent_help"], ["casa", "es", "casa-gone"]]
    write_rows(folder / "questions.csv", questions)
    (error,) = read_directory(folder).errors
    assert (error.file, error.row, error.value) == ("questions.csv", 3, "casa-gone")
    assert "delete this row of the test questions" in error.action
