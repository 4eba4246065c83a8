"""Sheets of a workbook replaced, all else left as it is to the byte: other sheets, drop-down lists, styles.

A library would read the whole workbook and write anew what it knows of it; what it does not know would be gone.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from bot.directory.packages import XmlReader, relations
from bot.directory.sheet import column_letter
from bot.directory.workbooks import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TYPES: Final = "[Content_Types].xml"
_ROWS: Final = re.compile(r"<(\w+:)?sheetData\b[^>]*?(?:/>|>.*?</(?:\w+:)?sheetData>)", re.DOTALL)
_BOUND: Final = re.compile(
    r"<(\w+:)?(dimension|autoFilter|mergeCells|hyperlinks|tableParts)\b[^>]*?(?:/>|(?<!/)>.*?</(?:\w+:)?\2>)", re.DOTALL
)
"""What a sheet says of cells by their places: it would be about others now."""
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def replace_sheets(data: bytes, sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """A workbook in which the sheets of these names hold these rows, as text. Raises Refused, ValueError, KeyError."""
    book = open_workbook(data)
    texts = {book.sheets[name]: _sheet(book.package, book.sheets[name], rows) for name, rows in sheets.items()}
    main = next(path for kind, path in relations(book.package, "").values() if kind == "officeDocument")
    gone: set[str] = set()
    for source, kind in ((main, "calcChain"), *((part, "table") for part in tuple(texts))):
        # The order of formulas, and the frame of a table: the program makes the first anew and misses the second least.
        related = {id: path for id, (found, path) in relations(book.package, source).items() if found == kind}
        if related:
            name = _relations_of(source)
            texts[name] = _without(_read(book.package, name), "Relationship", "Id", related)
            gone |= {*related.values()}
    if gone:
        texts[_TYPES] = _without(_read(book.package, _TYPES), "Override", "PartName", {f"/{path}" for path in gone})
    return _packed(book.package, texts, gone)


def _sheet(package: zipfile.ZipFile, part: str, rows: Sequence[Sequence[str]]) -> str:
    text = _BOUND.sub("", _read(package, part))
    found = _ROWS.search(text)
    if found is None:
        raise ValueError("The sheet has no place for rows.")
    prefix = found.group(1) or ""
    styles = _Styles()
    for _ in styles.feed(package, part):
        pass
    written = "".join(_row(number, cells, styles, prefix) for number, cells in enumerate(rows, start=1))
    return f"{text[: found.start()]}<{prefix}sheetData>{written}</{prefix}sheetData>{text[found.end() :]}"


def _row(number: int, cells: Sequence[str], styles: _Styles, prefix: str) -> str:
    made = []
    for index, cell in enumerate(cells):
        style = styles.of(column_letter(index), is_first=number == 1)
        place = f'r="{column_letter(index)}{number}"{style}'
        held = _UNWRITABLE.sub(lambda sign: f"_x{ord(sign[0]):04X}_", cell)
        text = f'<{prefix}is><{prefix}t xml:space="preserve">{escape(held)}</{prefix}t></{prefix}is>'
        made.append(f'<{prefix}c {place} t="inlineStr">{text}</{prefix}c>' if cell else f"<{prefix}c {place}/>")
    return f'<{prefix}row r="{number}">{"".join(made)}</{prefix}row>'


class _Styles(XmlReader):
    """How each column looked in the first row and in the one below, so that a ZIP code stays a text."""

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, list[str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._found.setdefault(attributes.get("r", "").rstrip("0123456789"), []).append(attributes.get("s", ""))

    def of(self, letter: str, *, is_first: bool) -> str:
        """The attribute for a cell of a column; nothing for a new column."""
        found = self._found.get(letter, [])[: 1 if is_first else 2]
        return f' s="{found[-1]}"' if found and found[-1].isdigit() else ""


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _read(package: zipfile.ZipFile, part: str) -> str:
    return package.read(part).decode("utf-8-sig")


def _without(text: str, tag: str, attribute: str, values: Iterable[str]) -> str:
    named = "|".join(map(re.escape, values))
    return re.sub(rf'<(\w+:)?{tag}\b[^>]*\b{attribute}="(?:{named})"[^>]*?(?:/>|></(?:\w+:)?{tag}>)', "", text)


def _packed(package: zipfile.ZipFile, texts: Mapping[str, str], gone: Iterable[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in package.infolist():
            if info.filename not in gone:
                held = texts[info.filename].encode() if info.filename in texts else package.read(info)
                target.writestr(info, held, zipfile.ZIP_DEFLATED)
    return out.getvalue()
