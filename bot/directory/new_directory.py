"""The sheets of a new city: the words people use are already there, the services are two examples to write over.

How people ask for help is the same in the next city, so needs, phrases and expressions are copied. Facts about places
are not: only telephone lines of the whole country come along.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from bot.directory.area import AREA_KEYS
from bot.directory.columns import LANGUAGE_MARK, Presence
from bot.directory.csv_output import csv_bytes
from bot.directory.model import Status
from bot.directory.schema import (
    AREA_FILE,
    INFO_LINES,
    PARTNERS,
    QUESTIONS,
    TRANSLATIONS,
    URGENT_CLASSES,
    ZIP_CENTERS,
)
from bot.directory.services_schema import SERVICES
from bot.directory.tables import ids_of
from bot.directory.workbook_output import WORKBOOK, Page, workbook_bytes

if TYPE_CHECKING:
    from bot.directory.columns import SheetSchema
    from bot.directory.model import Area
    from bot.directory.sheet import Row, Sheet
    from bot.directory.tables import Tables

_OF_HERE: Final = ("hours", "website", "languages")
"""What a line of the whole country may have otherwise in another city."""
_FILLED: Final = Presence.FILLED


def new_directory(area: Area, like: Tables) -> dict[str, bytes]:
    """File to content of a directory for `area`, whose needs and words are those of `like`, read without errors."""
    pages = (
        Page(
            "services",
            SERVICES,
            _headings(SERVICES),
            (_example("example-full"), _example("example-short", Presence.FILLED)),
        ),
        Page(like.hotlines.page_name, like.hotlines.schema, like.hotlines.header.typed, _lines(like, area.country)),
        _page(like.needs),
        Page("questions", QUESTIONS, _headings(QUESTIONS), _questions(like)),
        Page("partners", PARTNERS, _headings(PARTNERS), ()),
        Page("zip_centers", ZIP_CENTERS, _headings(ZIP_CENTERS), ()),
    )
    files = {AREA_FILE: area_bytes(area), WORKBOOK: workbook_bytes(pages, list(ids_of(like.needs)))}
    for sheet in (*like.phrases, *like.urgent_phrases, *like.private_phrases, *like.expressions):
        files[sheet.path] = csv_bytes(sheet.header.typed, (row.typed for row in sheet.rows))
    for sheet in like.translations:
        files[sheet.path] = csv_bytes(_headings(TRANSLATIONS), ())
    return files


def _headings(schema: SheetSchema) -> tuple[str, ...]:
    return tuple(column.name for column in schema.columns if LANGUAGE_MARK not in column.name)


def _page(sheet: Sheet) -> Page:
    return Page(sheet.page_name, sheet.schema, sheet.header.typed, tuple(row.typed for row in sheet.rows))


def _example(service_id: str, *presences: Presence) -> tuple[str, ...]:
    """A draft with the examples of the data dictionary, in every column or in those of the `presences`."""
    wanted = presences or tuple(Presence)
    cells = {column.name: column.example for column in SERVICES.columns if column.presence in wanted}
    cells |= {"id": service_id, "status": Status.DRAFT, "alert": "", "alert_until": "", "checked_on": ""}
    return tuple(cells.get(name, "") for name in _headings(SERVICES))


def _lines(like: Tables, country: str) -> tuple[tuple[str, ...], ...]:
    """The lines of the whole country; a class without one begins with the general line."""
    names = like.hotlines.header.names
    common = [row for row in like.hotlines.rows if row["service_area"] == country]
    general = next((row for row in common if row["urgent"] == INFO_LINES), None)
    lines = [_line(row, names) for row in common]
    if general:
        lacking = [name for name in URGENT_CLASSES if name not in {row["urgent"] for row in common}]
        lines += [_line(general, names, id=f"{name.replace('_', '-')}-211", urgent=name) for name in lacking]
    return tuple(lines)


def _line(row: Row, names: tuple[str, ...], **changed: str) -> tuple[str, ...]:
    cells = {**{name: row[name] for name in row.header.names}, **dict.fromkeys(_OF_HERE, ""), **changed}
    return tuple(cells[name] for name in names)


def _questions(like: Tables) -> tuple[tuple[str, ...], ...]:
    """The test questions that expect a need; those that expect a service are about another city."""
    needs = ids_of(like.needs)
    return tuple(
        (row["text"], row["language"], row["expected"]) for row in like.questions.rows if row["expected"] in needs
    )


def area_bytes(area: Area) -> bytes:
    """directory.toml with every setting explained. A text in JSON is a text in TOML too."""
    lines = []
    for key, meaning in AREA_KEYS.items():
        lines.append(f"# {meaning}")
        value = getattr(area, key)
        if key == "neighborhoods":
            lines.append("[neighborhoods]")
        elif value:
            written = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
            lines.append(f"{key} = {written}")
    return ("\n".join(lines) + "\n").encode()
