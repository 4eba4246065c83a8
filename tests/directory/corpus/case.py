"""What a case of the corpus is, and the small sheet that most of them spoil."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.directory.columns import Column, Kind, Presence, SheetSchema

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA = SheetSchema(
    path="services.csv",
    meaning="A sheet with a column of each kind that spreadsheet programs change.",
    key=("id",),
    columns=(
        Column("id", Kind.SLUG, "Its id.", presence=Presence.FILLED),
        Column("name", Kind.TEXT, "Its name.", presence=Presence.FILLED),
        Column("phone", Kind.PHONES, "Its numbers.", presence=Presence.HEADING),
        Column("phone_ext", Kind.EXTENSION, "Its extension."),
        Column("status", Kind.CHOICE, "Its state.", choices=("active", "draft", "open_to_all")),
        Column("zip", Kind.ZIP, "Its ZIP code."),
        Column("checked_on", Kind.DATE, "The day it was checked."),
        Column("latitude", Kind.LATITUDE, "Degrees north."),
        Column("longitude", Kind.LONGITUDE, "Degrees east."),
        Column("hours", Kind.TEXT, "Its hours."),
        Column("cost", Kind.TEXT, "Its cost.", one_line=True),
        Column("website", Kind.URL, "Its page."),
        Column("source_date", Kind.TEXT, "The date of its page."),
        Column("label_<lang>", Kind.TEXT, "Its label."),
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A file and what must come of it: codes of problems, rows read, and row, column and value of one cell."""

    name: str
    data: Callable[[], bytes]
    codes: tuple[str, ...] = ()
    rows: int = 2
    cell: tuple[int, str, str] | None = None
    file: str = "services.csv"


def text(name: str, written: str, *codes: str, encoding: str = "utf-8", **rest: object) -> Case:
    """A case whose file is this text."""
    return Case(name, lambda: written.encode(encoding), codes, **rest)  # type: ignore[arg-type]


def one(name: str, column: str, typed: str, *codes: str, read: str | None = None) -> Case:
    """A case of one row in which one cell holds `typed`; `read` is what must be read."""
    cell = '"' + typed.replace('"', '""') + '"'
    value = typed.strip() if read is None else read
    head, row = (f"id,name,phone,{column}", f"a,Casa,911,{cell}")
    if column in ("name", "phone"):
        head, row = "id,name,phone", f"a,{cell},911" if column == "name" else f"a,Casa,{cell}"
    return text(name, f"{head}\r\n{row}\r\n", *codes, rows=1, cell=(2, column, value))
