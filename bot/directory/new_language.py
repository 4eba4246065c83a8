"""Room for one more language in a folder of spreadsheets: columns and sheets, all empty."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from bot.directory.columns import LANGUAGE_MARK, languages_of
from bot.directory.schema import SHEETS
from bot.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from bot.directory.columns import SheetSchema

_MARK_OF_UTF8 = b"\xef\xbb\xbf"


def make_room(folder: Path, code: str) -> list[Path]:
    """Add what is missing for the language; the files that were changed or made. Twice is the same as once.

    Only for a folder without errors. Every cell that was there stays as it was. Raises OSError.
    """
    changed = []
    for schema in SHEETS:
        file = folder / schema.path.replace(LANGUAGE_MARK, code)
        if schema.per_language:
            data = b"" if file.exists() else _rows_as_bytes([[column.name for column in schema.columns]], "\n")
        else:
            data = _with_columns(file.read_bytes(), schema, code) if file.exists() else b""
        if data:
            write_whole(file, data)
            changed.append(file)
    return changed


def _with_columns(data: bytes, schema: SheetSchema, code: str) -> bytes:
    """The sheet with a column for the language behind its like; nothing when it needs none."""
    body = data.removeprefix(_MARK_OF_UTF8)
    rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
    columns = [column.name for column in schema.columns if column.name.endswith(LANGUAGE_MARK)]
    wanted = [
        name for column in columns if (name := column.replace(LANGUAGE_MARK, code)) not in map(str.strip, rows[0])
    ]
    for name in wanted:
        header = [heading.strip() for heading in rows[0]]
        like = languages_of(tuple(header), name.removesuffix(code)).values()
        at = max(header.index(heading) for heading in like) + 1
        for number, row in enumerate(rows):
            if row:  # an empty line stays one
                row += [""] * (at - len(row))
                row.insert(at, "" if number else name)
    end = "\r\n" if b"\r\n" in body.partition(b"\n")[0] + b"\n" else "\n"
    return data[: len(data) - len(body)] + _rows_as_bytes(rows, end) if wanted else b""


def _rows_as_bytes(rows: list[list[str]], end: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows(rows)
    return text.getvalue().encode()
