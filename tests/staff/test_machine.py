from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from bot.staff.language import staff_translator
from bot.staff.machine import github_report, json_report
from tests.directory.sample import write_rows
from tests.staff.sample import empty, over, phone

ENGLISH = staff_translator("en")


def test_json_has_the_counts_and_each_group_with_its_rows_and_words() -> None:
    report = json.loads(json_report([phone(3, "12"), phone(4, "13"), over(7)], ENGLISH))
    assert (report["errors"], report["warnings"]) == (2, 1)
    assert report["problems"][0] == {
        "code": "phone",
        "severity": "error",
        "file": "services.csv",
        "rows": [3, 4],
        "letter": "G",
        "column": "phone",
        "values": ["12", "13"],
        "near": "",
        "message": "Nobody can be called at this number.",
        "action": "Write it like 505-555-0123.",
    }


def test_github_is_pointed_at_the_line_where_the_row_begins(tmp_path: Path) -> None:
    write_rows(tmp_path / "services.csv", [["id", "text"], ["a", "one\r\ntwo\r\nthree"], ["b", "x"]])
    text = github_report([phone(3, "12")], ENGLISH, tmp_path)
    assert text.startswith(f"::error file={tmp_path.as_posix()}/services.csv,line=5,col=7,title=phone::row 3, column G")


def test_signs_that_github_reads_itself_are_written_otherwise() -> None:
    text = github_report([phone(2, "100%, ok"), over(9)], ENGLISH, Path("a,b:c"))
    first, second = text.splitlines()
    assert first.startswith("::error file=a%2Cb%3Ac/services.csv,line=2,col=7,title=phone::")
    assert "100%25, ok%0ANobody can be called at this number.%0AWrite it" in first
    assert second.startswith("::warning ")


def test_a_sheet_of_a_workbook_is_shown_at_the_workbook() -> None:
    text = github_report([replace(phone(4, "12"), file="directory.xlsx (services)")], ENGLISH, Path("data"))
    assert text.startswith("::error file=data/directory.xlsx,line=4,col=7,")


def test_no_problem_is_no_annotation() -> None:
    assert github_report([], ENGLISH, Path("data")) == ""
    assert json.loads(json_report([empty(2)], ENGLISH))["errors"] == 1
