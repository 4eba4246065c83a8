"""Makes the files that LibreOffice itself must write; files/README.md says how."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.directory.corpus.spreadsheets import (
    days_counted,
    days_in_numbers,
    days_in_words,
    formatted,
    formulas,
    many_sheets,
    save,
    spanish,
    typed,
)

FILES = Path(__file__).parent / "files"

UTF_8, UTF_16, WINDOWS, MAC, DOS = 76, 65535, 1, 2, 4
"""LibreOffice's numbers of encodings."""


def _csv(mark: int, encoding: int, *, quote_all: bool = False, as_shown: bool = True, formulas: bool = False) -> str:
    """The options of its CSV filter: separator, quotation mark, encoding, first line, formats, language, and so on."""
    flags = (str(flag).lower() for flag in (quote_all, True, as_shown, formulas))
    return f"csv:Text - txt - csv (StarCalc):{mark},34,{encoding},1,,0,{','.join(flags)}"


COMMA, SEMICOLON, TAB, BAR = 44, 59, 9, 124
MADE = {
    "utf-8-comma.csv": (spanish, _csv(COMMA, UTF_8)),
    "utf-8-semicolon.csv": (spanish, _csv(SEMICOLON, UTF_8)),
    "utf-8-bar.csv": (spanish, _csv(BAR, UTF_8)),
    "utf-8-all-quoted.csv": (spanish, _csv(COMMA, UTF_8, quote_all=True)),
    "utf-16-tab.csv": (spanish, _csv(TAB, UTF_16)),
    "windows-comma.csv": (spanish, _csv(COMMA, WINDOWS)),
    "windows-semicolon.csv": (spanish, _csv(SEMICOLON, WINDOWS)),
    "mac-comma.csv": (spanish, _csv(COMMA, MAC)),
    "dos-comma.csv": (spanish, _csv(COMMA, DOS)),
    "typed-as-shown.csv": (typed, _csv(COMMA, UTF_8)),
    "typed-as-stored.csv": (typed, _csv(COMMA, UTF_8, as_shown=False)),
    "days-in-numbers.csv": (days_in_numbers, _csv(COMMA, UTF_8)),
    "days-in-words.csv": (days_in_words, _csv(SEMICOLON, UTF_8)),
    "days-counted.csv": (days_counted, _csv(COMMA, UTF_8)),
    "days-in-numbers.xlsx": (days_in_numbers, "xlsx"),
    "formatted-as-shown.csv": (formatted, _csv(COMMA, UTF_8)),
    "formulas-as-values.csv": (formulas, _csv(COMMA, UTF_8)),
    "formulas-as-formulas.csv": (formulas, _csv(COMMA, UTF_8, formulas=True)),
    "spanish.xlsx": (spanish, "xlsx"),
    "typed.xlsx": (typed, "xlsx"),
    "formatted.xlsx": (formatted, "xlsx"),
    "formulas.xlsx": (formulas, "xlsx"),
    "many-sheets.xlsx": (many_sheets, "xlsx"),
    "old.xls": (spanish, "xls:MS Excel 97"),
    "other.ods": (spanish, "ods"),
    "page.html": (spanish, "html:HTML (StarCalc)"),
    "print.pdf": (spanish, "pdf"),
    "strict.xlsx": (spanish, "xlsx:Calc Office Open XML"),
    "links.slk": (spanish, "slk"),
    "exchange.dif": (spanish, "dif"),
}


def make(names: list[str]) -> None:
    """Make these files anew, or every one."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names or MADE:
            fill, target = MADE[name]
            source = Path(folder) / f"{Path(name).stem}.xlsx"
            source.write_bytes(save(fill))
            out = Path(folder) / "out"
            subprocess.run(
                [
                    *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
                    *("--convert-to", target, "--outdir", str(out), str(source)),
                ],
                check=True,
                capture_output=True,
            )
            made = out / f"{Path(name).stem}.{target.partition(':')[0]}"
            (FILES / name).write_bytes(made.read_bytes())


if __name__ == "__main__":
    make(sys.argv[1:])
