"""How long does the largest file take, and the worst? python -m bench.limits [--out FILE].

Each file is made, then read in a process of its own, which tells its time on the
processor and how much memory reading took at its peak.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer
from openpyxl import Workbook

from bench.cases import Case, report
from bot.directory.cells import MAX_BYTES, MAX_FILLED, MAX_ROWS
from bot.directory.services_schema import SERVICES
from bot.directory.sheet_reading import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS: Final = 5
MEGABYTES: Final = 200
_NAMES: Final = [column.name for column in SERVICES.columns]
_COLUMNS: Final = MAX_FILLED // MAX_ROWS - 1


def limits() -> list[Case]:
    """Read every file and compare time and memory with what is promised."""
    cases = []
    for name, make in FILES.items():
        with TemporaryDirectory() as folder:
            file = Path(folder) / "services.csv"
            file.write_bytes(make())
            command = [sys.executable, "-m", "bench.limits", "--read", str(file)]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        seconds, megabytes, outcome = float(told[0]), float(told[1]), " ".join(told[2:])
        holds = seconds < SECONDS and megabytes < MEGABYTES
        got = f"{seconds:.1f} s, {megabytes:.0f} MB: {outcome}"
        cases.append(Case("C5", name, f"< {SECONDS} s, < {MEGABYTES} MB", got, holds))
    return cases


def _csv() -> bytes:
    """As many rows as are read, with as many cells as may be filled, and every column of ours in the header."""
    rows = (",".join(f"cell {row} {column}" for column in range(_COLUMNS)) for row in range(MAX_ROWS))
    return "\n".join((",".join(_NAMES), *rows)).encode()


def _in_workbook(sheet: str) -> bytes:
    book, data = Workbook(), io.BytesIO()
    book.active.append(["id"])
    book.save(data)
    source, data = zipfile.ZipFile(data), io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            is_sheet = part == "xl/worksheets/sheet1.xml"
            target.writestr(part, sheet if is_sheet else source.read(part))
    return data.getvalue()


def _workbook() -> bytes:
    def cell(letter: str, row: int, text: str) -> str:
        return f'<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>'

    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:_COLUMNS]
    head = "".join(cell(letter, 1, name) for letter, name in zip(letters, _NAMES, strict=False))
    rows = (
        f'<row r="{row}">{"".join(cell(letter, row, f"cell {row}") for letter in letters)}</row>'
        for row in range(2, MAX_ROWS + 2)
    )
    return _in_workbook(f'<worksheet><sheetData><row r="1">{head}</row>{"".join(rows)}</sheetData></worksheet>')


FILES: Final[dict[str, Callable[[], bytes]]] = {
    "50,000 rows of CSV": _csv,
    "the same in UTF-16": lambda: _csv().decode().encode("utf-16")[:MAX_BYTES],
    "50,000 rows in a workbook": _workbook,
    "20 MB of separators": lambda: b"id,name\n" + b"," * (MAX_BYTES - 100),
    "20 MB of one cell": lambda: b"id,name\n" + b"x" * (MAX_BYTES - 100),
    "20 MB of rows": lambda: b"id,name\n" + b"a\n" * (MAX_BYTES // 2 - 100),
    "21 MB": lambda: b"x" * (MAX_BYTES + 1),
    "a workbook that unpacks to 1 GB": lambda: _in_workbook(" " * 1_000_000_000),
    "a workbook that unpacks to 100 MB": lambda: _in_workbook(" " * 100_000_000),
    "a workbook of 20 million tags": lambda: _in_workbook("<a/>" * 20_000_000),
    "a workbook of 3 million tags": lambda: _in_workbook("<a>" + "<b/>" * 2_990_000),
    "a workbook of rows that hold nothing": lambda: _in_workbook("<a>" + "<row/>" * 1_450_000 + "</a>"),
}


def _read(file: Path) -> None:
    before = _kilobytes("VmRSS")
    data, started = file.read_bytes(), time.process_time()
    sheet, problems = read_sheet(data, file.name, SERVICES)
    seconds = time.process_time() - started
    refused = "" if sheet.readable else problems[0].code
    print(seconds, (_kilobytes("VmHWM") - before) / 1024, refused or f"{len(sheet.rows):,} rows")


def _kilobytes(name: str) -> int:
    """What the system says about this process: VmRSS is its memory now, VmHWM the most it ever took."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def main(
    out: Annotated[Path | None, typer.Option(help="Write the rows to this file.")] = None,
    read: Annotated[Path | None, typer.Option(help="Read one file and tell time and memory.")] = None,
) -> None:
    """Read the largest files and the worst."""
    if read:
        _read(read)
    elif not report(limits(), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
