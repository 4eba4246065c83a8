"""What becomes of damaged files? python -m bench.mutated [--files 100000].

A small directory is written as spreadsheet programs write it: in several encodings, with several separators, as a
workbook. Then something happens to it: bytes are lost, doubled, changed, put in; the file is cut off. The whole check
reads what is left, and nothing must be raised.

A change is silent when no problem is told although more has changed than the place of the damage can account for.
Damage within one cell is no more to be seen than somebody's typing, so the cells that the damage touched may differ;
and whole rows may have gone or come, which `vecino diff` names one by one. Everything else must be told.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer
from openpyxl import Workbook

from bench.cases import Case, report
from bot.directory.area import read_area
from bot.directory.checks import check
from bot.directory.schema import AREA_FILE, HOTLINES, NEEDS, PARTNERS, QUESTIONS, ZIP_CENTERS
from bot.directory.services_schema import SERVICES
from bot.directory.sheet_reading import read_sheet
from bot.directory.tables import Tables
from bot.directory.values import split_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory.columns import SheetSchema
    from bot.directory.sheet import Sheet

ROOT: Final = Path(__file__).parent.parent / "directory_data"
NIGHT: Final = 100_000
TODAY: Final = date(2027, 2, 14)
SHEET: Final = "xl/worksheets/sheet1.xml"
_ROWS: Final = 5
_HOSTILE: Final = (
    *(b'"', b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xc3", b"\xe2\x80\xae", b"\xef\xbb\xbf"),
    *(
        b"=1+1",
        b"#REF!",
        b"<",
        b">",
        b"</c>",
        b"<c>",
        b'r="B2"',
        b"&e;",
        b"5.05E+09",
        b"2/3/2027",
        b"x" * 5000,
        b"\xd1",
    ),
)

_EMPTY: Final = {"hotlines": HOTLINES, "partners": PARTNERS, "questions": QUESTIONS, "zip_centers": ZIP_CENTERS}

Meaning = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """The small directory as one program writes it; `marks` are what stands between cells and rows."""

    name: str
    data: bytes
    marks: tuple[bytes, ...]
    is_workbook: bool = False


@dataclass(slots=True)
class Count:
    """What came of the mutated files."""

    files: int = 0
    raised: int = 0
    silent: int = 0
    told: int = 0
    first: str = ""


def mutated(files: int, seed: int = 1) -> list[Case]:
    """Damage so many files and judge what the check makes of each."""
    dice, tables = random.Random(seed), read_tables()
    programs = write_all()
    before = {written.name: _read(written.data, tables) for written in programs}
    count = Count()
    for _ in range(files):
        written = dice.choice(programs)
        _judge(written, *_damage(written, dice), before[written.name][0], tables, count)
    size = f"{count.files:,} files, {count.told:,} of them told"
    clean = all(not codes for _, codes in before.values())
    return [
        Case("Z4", f"{len(programs)} ways to write it", "read alike, nothing told", "so" if clean else "NOT SO", clean),
        Case(
            "C5",
            size,
            "0 exceptions",
            f"{count.raised} {count.first if count.raised else ''}".strip(),
            not count.raised,
        ),
        Case(
            "C3",
            size,
            "0 silent changes",
            f"{count.silent} {count.first if count.silent else ''}".strip(),
            not count.silent,
        ),
    ]


def read_tables() -> Tables:
    """A few services of the shipped directory with their needs; what stands in other tables is not judged here."""

    def sheet(schema: SheetSchema) -> Sheet:
        return read_sheet((ROOT / schema.path).read_bytes(), schema.path, schema)[0]

    services = sheet(SERVICES)
    few = services.rows[:_ROWS]
    used = {need for row in few for need in split_list(row["needs"])}
    needs = sheet(NEEDS)
    return Tables(
        area=read_area((ROOT / AREA_FILE).read_bytes())[0],
        services=replace(services, rows=few),
        needs=replace(needs, rows=tuple(row for row in needs.rows if row["id"] in used)),
        **{name: replace(sheet(schema), rows=()) for name, schema in _EMPTY.items()},
        phrases=(),
        urgent_phrases=(),
        private_phrases=(),
        expressions=(),
        translations=(),
        today=TODAY,
    )


def write_all() -> list[Written]:
    """The small directory in every way that is damaged."""
    services = read_tables().services
    rows = [list(services.header.names), *(list(row.typed) for row in services.rows)]
    plain = [[cell.encode("cp1252", "ignore").decode("cp1252") for cell in row] for row in rows]
    ways: list[tuple[str, str, str, str, Literal[0, 1]]] = [
        ("Google Sheets", "utf-8", ",", "\r\n", csv.QUOTE_MINIMAL),
        ("Excel, CSV UTF-8", "utf-8-sig", ",", "\r\n", csv.QUOTE_MINIMAL),
        ("Excel, semicolons", "utf-8-sig", ";", "\r\n", csv.QUOTE_MINIMAL),
        ("Excel, Unicode Text", "utf-16", "\t", "\r\n", csv.QUOTE_MINIMAL),
        ("LibreOffice, all quoted", "utf-8", ",", "\n", csv.QUOTE_ALL),
        ("bars", "utf-8", "|", "\n", csv.QUOTE_MINIMAL),
    ]
    written = []
    for name, encoding, mark, end, quoting in ways:
        text = io.StringIO()
        csv.writer(text, delimiter=mark, lineterminator=end, quoting=quoting).writerows(plain)
        marks = tuple(
            sign.encode(encoding.removesuffix("-sig")).removeprefix(b"\xff\xfe") for sign in (mark, "\n", '"')
        )
        written.append(Written(name, text.getvalue().encode(encoding), marks))
    return [*written, Written("workbook", _workbook(plain), (b"<c ", b"<row", b"</c"), is_workbook=True)]


def _workbook(rows: list[list[str]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _damage(written: Written, dice: random.Random) -> tuple[bytes, int, str]:
    """The damaged file, how many cells the damage may have touched, and what was done."""
    if written.is_workbook and dice.random() < 0.7:
        package = zipfile.ZipFile(io.BytesIO(written.data))
        part, touched, done = _damage_bytes(package.read(SHEET), written.marks, dice)
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as target:
            for name in package.namelist():
                target.writestr(name, part if name == SHEET else package.read(name))
        return data.getvalue(), touched, done
    return _damage_bytes(written.data, written.marks, dice)


def _damage_bytes(data: bytes, marks: tuple[bytes, ...], dice: random.Random) -> tuple[bytes, int, str]:
    at, length = dice.randrange(len(data)), dice.choice((0, 1, 1, 2, 3, 8, 40, 400))
    lost, put, done = data[at : at + length], b"", "lost"
    match dice.randrange(6):
        case 0:
            lost, done = data[at:], "cut off"
        case 1:
            put, done = dice.choice(_HOSTILE), "put in"
        case 2:
            put, done = lost * 2, "doubled"
        case 3:
            put, done = dice.randbytes(len(lost)), "scrambled"
        case 4:
            put, done = bytes(byte ^ (1 << dice.randrange(8)) for byte in lost), "a bit turned in each byte"
        case _:
            pass
    touched = 2 + sum(piece.count(mark) for piece in (lost, put) for mark in marks)
    return data[:at] + put + data[at + len(lost) :], touched, f"{done} at {at}: {lost[:20]!r} {put[:20]!r}"


def _judge(
    written: Written, data: bytes, touched: int, done: str, before: Meaning, tables: Tables, count: Count
) -> None:
    count.files += 1
    try:
        after, codes = _read(data, tables)
    except Exception as error:  # whatever it is, it must not happen
        count.raised += 1
        count.first = count.first or f"({type(error).__name__}: {written.name}, {done})"
        return
    if codes:
        count.told += 1
    elif _changed_cells(before, after) > touched:
        count.silent += 1
        count.first = count.first or f"({written.name}, {done})"


def _read(data: bytes, tables: Tables) -> tuple[Meaning, list[str]]:
    """Id to cells, and the codes of what is told beyond what is told about the whole directory."""
    file = "services.xlsx" if data.startswith(b"PK") else SERVICES.path
    sheet, problems = read_sheet(data, file, SERVICES)
    told = [problem.code for problem in problems]
    if sheet.readable:
        told += [problem.code for problem in check(replace(tables, services=sheet)) if problem.file == file]
    names = [column.name for column in SERVICES.columns]
    return {row["id"]: tuple(row[name] for name in names) for row in sheet.rows}, told


def _changed_cells(before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]) -> int:
    """Cells that differ in rows that are there before and after."""
    return sum(
        old != new for id in before.keys() & after.keys() for old, new in zip(before[id], after[id], strict=True)
    )


def main(
    files: Annotated[int, typer.Option(help="How many files are damaged.")] = NIGHT,
    seed: Annotated[int, typer.Option(help="Another number damages them in other ways.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Write the rows to this file.")] = None,
) -> None:
    """Damage files and see what the check makes of them."""
    if not report(mutated(files, seed), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
