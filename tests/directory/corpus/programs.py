"""Files as LibreOffice Calc itself wrote them, in every form that its clerks are likely to choose."""

from __future__ import annotations

from pathlib import Path

from tests.directory.corpus.case import Case

FILES = Path(__file__).parent / "files"

_NIÑO = (2, "name", "El Niño, atención a María")
_DAY = (3, "checked_on", "2027-02-03")


def _made(file: str, *codes: str, cell: tuple[int, str, str] | None = None, rows: int = 2) -> Case:
    return Case(f"LibreOffice: {file}", (FILES / file).read_bytes, codes, rows, cell, file)


CASES = (
    _made("utf-8-comma.csv", cell=_NIÑO),
    _made("utf-8-semicolon.csv", cell=_NIÑO),
    _made("utf-8-bar.csv", cell=_NIÑO),
    _made("utf-8-all-quoted.csv", cell=_NIÑO),
    _made("utf-16-tab.csv", cell=_NIÑO),
    _made("windows-comma.csv", "windows-letters", cell=_NIÑO),
    _made("windows-semicolon.csv", "windows-letters", cell=(3, "name", "Café “Más ayuda”")),
    _made("mac-comma.csv", "encoding", rows=0),
    _made("dos-comma.csv", "windows-letters"),
    _made("typed-as-shown.csv", "lost-zero", "true-or-false", "text-became-date", cell=(2, "zip", "07102")),
    _made("typed-as-stored.csv", "lost-zero", "true-or-false", "text-became-date", cell=(2, "latitude", "35.0853")),
    _made("days-in-numbers.csv", "date-read", "day-as-others", cell=_DAY),
    _made("days-in-words.csv", "date-read", cell=_DAY),
    _made("days-counted.csv", "date-read", cell=_DAY),
    _made("days-in-numbers.xlsx", cell=_DAY),
    _made("formatted-as-shown.csv", cell=(3, "cost", "$1,234.50")),
    _made("formulas-as-values.csv", "error-cell", cell=(2, "name", "Casa Norte")),
    _made("formulas-as-formulas.csv", cell=(2, "name", '="Casa "&"Norte"')),
    _made("spanish.xlsx", cell=_NIÑO),
    _made("strict.xlsx", cell=(2, "hours", "lunes; martes,\nmiércoles")),
    _made(
        "typed.xlsx",
        *("lost-zero", "became-a-date", "text-became-date", "true-or-false", "formula-cell"),
        cell=(2, "phone", "5055550101"),
    ),
    _made("formatted.xlsx", "formatted-number", cell=(2, "zip", "07102")),
    _made("formulas.xlsx", "formula-cell", "error-cell", cell=(2, "name", "Casa Norte")),
    _made("many-sheets.xlsx", cell=_NIÑO),
    _made("old.xls", "old-workbook", rows=0),
    _made("other.ods", "other-workbook", rows=0),
    _made("page.html", "web-page", rows=0),
    _made("print.pdf", "no-table", rows=0),
    _made("links.slk", "no-table", rows=0),
    _made("exchange.dif", "no-table", rows=0),
)
