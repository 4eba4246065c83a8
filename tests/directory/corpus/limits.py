"""Files at the limits and far beyond them. Each is made when it is needed: small on disk, large when it is read."""

from __future__ import annotations

import io
import zipfile

from bot.directory.cells import MAX_BYTES, MAX_COLUMNS, MAX_FILLED, MAX_ROWS
from tests.directory.corpus.case import Case
from tests.directory.corpus.programs import FILES
from tests.directory.corpus.spreadsheets import save, spanish
from tests.directory.corpus.workbooks import HEAD, ROW, change, sheet

_HEAD = b"id,name,phone\n"


def _wide(columns: int) -> bytes:
    more = "".join(f",own {i}" for i in range(columns - 3))
    return f"id,name,phone{more}\na,Casa,911{',x' * (columns - 3)}\n".encode()


def _unpacks_to(size: int) -> bytes:
    """A sheet that is only spaces, so that a thousandth of it stands in the file."""
    return change("xl/worksheets/sheet1.xml", b" " * size)


def _many_texts() -> bytes:
    """One long text to which many cells refer."""
    texts = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, 40_000))
    source, data = zipfile.ZipFile(FILES / "spanish.xlsx"), io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            xml = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                xml = f"<worksheet><sheetData>{HEAD}{cells}</sheetData></worksheet>".encode()
            target.writestr(name, texts if name == "xl/sharedStrings.xml" else xml)
    return data.getvalue()


def _lies_about_its_size() -> bytes:
    """The directory of the package says 100 bytes, the packed part holds 30 MB."""
    data = bytearray(_unpacks_to(30_000_000))
    honest = (30_000_000).to_bytes(4, "little")
    return bytes(data).replace(honest, (100).to_bytes(4, "little"))


CASES = (
    Case("as many rows as are read", lambda: _HEAD + b"a,Casa,911\n" * MAX_ROWS, (), MAX_ROWS),
    Case("one row too many", lambda: _HEAD + b"a,Casa,911\n" * (MAX_ROWS + 1), ("too-many-rows",), 0),
    Case("a million rows", lambda: _HEAD + b"a,b,9\n" * 1_000_000, ("too-many-rows",), 0),
    Case("a million empty rows", lambda: _HEAD + b"a,Casa,911\n" + b",,\n" * 1_000_000, (), 1),
    Case("as many columns as are read", lambda: _wide(MAX_COLUMNS), (), 1),
    Case("one column too many", lambda: _wide(MAX_COLUMNS + 1), ("too-many-columns",), 0),
    Case("ten thousand columns", lambda: _wide(10_000), ("too-many-columns",), 0),
    Case("ten million separators", lambda: _HEAD + b"," * 10_000_000, ("too-many-columns",), 0),
    Case(
        "too many filled cells",
        lambda: (
            _HEAD.strip() + b",x" * 40 + b"\n" + b"a,Casa,911" * 1 + (b"\n" + b"a" + b",1" * 42) * (MAX_FILLED // 43)
        ),
        ("too-many-cells",),
        0,
    ),
    Case("21 MB", lambda: _HEAD + b" " * MAX_BYTES, ("file-too-large",), 0),
    Case("a workbook of 21 MB", lambda: save(spanish) + bytes(MAX_BYTES), ("file-too-large",), 0),
    Case("a cell of 19 MB", lambda: _HEAD + b"a," + b"x" * 19_000_000 + b",911\n", ("quote",), 0),
    Case("a line of 19 MB", lambda: b"x" * 19_000_000, ("quote",), 0),
    Case("a workbook that unpacks to 200 MB", lambda: _unpacks_to(200_000_000), ("workbook-too-large",), 0),
    Case("a workbook that unpacks to 90 MB of nothing", lambda: _unpacks_to(90_000_000), ("damaged-workbook",), 0),
    Case("a workbook that lies about its size", _lies_about_its_size, ("damaged-workbook",), 0),
    Case(
        "a workbook of many parts",
        lambda: _with_parts(3000),
        ("workbook-too-large",),
        0,
    ),
    Case("tags that say nothing", lambda: sheet(HEAD + ROW + "<x/>" * 5_000_000), ("workbook-too-large",), 0),
    Case("tags within tags", lambda: sheet(HEAD + ROW + "<x>" * 5_000_000), ("workbook-too-large",), 0),
    Case("two hundred thousand rows in a workbook", lambda: sheet(HEAD + _rows(200_000)), ("too-many-rows",), 0),
    Case("one long text in many cells", _many_texts, ("too-many-cells",), 0),
)


def _with_parts(count: int) -> bytes:
    data = io.BytesIO(save(spanish))
    with zipfile.ZipFile(data, "a") as target:
        for i in range(count):
            target.writestr(f"xl/media/{i}.png", b"")
    return data.getvalue()


def _rows(count: int) -> str:
    return "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(2, count))
