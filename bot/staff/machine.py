"""A report for programs: JSON, and the annotations that GitHub shows beside the lines of a file."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from bot.directory.problems import Severity
from bot.staff.groups import count_of, grouped
from bot.staff.wording import say_action, say_message, say_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.directory.problems import Problem
    from bot.i18n.translations import Translator
    from bot.staff.groups import Group


def json_report(problems: Sequence[Problem], t: Translator) -> str:
    """One object: the counts, and the groups with the rows of each. Keys and codes are the same in all languages."""
    return json.dumps(
        {
            "errors": count_of(problems, Severity.ERROR),
            "warnings": count_of(problems, Severity.WARNING),
            "problems": [_as_object(group, t) for group in grouped(problems)],
        },
        ensure_ascii=False,
        indent=2,
    )


def github_report(problems: Sequence[Problem], t: Translator, folder: Path) -> str:
    """One workflow command a group, at its first row. `folder` is where the sheets are, seen from the repository.

    GitHub counts lines of the file, in which a cell with line breaks takes several; columns are counted from 1.
    """
    lines = {file: _lines_of(folder / file) for file in {problem.file for problem in problems}}
    return "\n".join(_annotation(group, t, folder, lines[group.first.file]) for group in grouped(problems))


def _as_object(group: Group, t: Translator) -> dict[str, object]:
    first = group.first
    return {
        "code": first.code,
        "severity": first.severity,
        "file": first.file,
        "rows": group.rows,
        "letter": first.letter,
        "column": first.column,
        "values": group.values,
        "near": first.near,
        "message": say_message(group, t),
        "action": say_action(group, t),
    }


def _annotation(group: Group, t: Translator, folder: Path, lines: list[int]) -> str:
    first = group.first
    row = first.row or 1
    properties = {
        "file": (folder / first.file.partition(" (")[0]).as_posix(),  # a sheet of a workbook is "book.xlsx (its name)"
        "line": str(lines[row - 1] if row <= len(lines) else row),
        **({"col": str(_number(first.letter))} if first.letter else {}),
        "title": first.code,
    }
    listed = ",".join(f"{name}={_escape(value, also=':,')}" for name, value in properties.items())
    text = f"{say_place(group, t)}\n{say_message(group, t)}\n{say_action(group, t)}"
    return f"::{first.severity} {listed}::{_escape(text)}"


def _lines_of(file: Path) -> list[int]:
    """The line on which each row of a CSV file begins; empty for what cannot be read as one."""
    try:
        return list(_starts(file.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, csv.Error):
        return []


def _starts(text: str) -> Iterator[int]:
    reader, start = csv.reader(io.StringIO(text, newline="")), 1
    for _ in reader:
        yield start
        start = reader.line_num + 1


def _number(letter: str) -> int:
    number = 0
    for sign in letter:
        number = 26 * number + ord(sign) - ord("A") + 1
    return number


def _escape(text: str, also: str = "") -> str:
    """As GitHub's workflow commands want it."""
    for sign in f"%\r\n{also}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
