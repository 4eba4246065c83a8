"""What publishing would change: row by row and field by field, as the sheets name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.directory.area import AREA_KEYS
from bot.directory.columns import LANGUAGE_MARK
from bot.directory.model import AddressVisibility
from bot.directory.renaming import beside, renamed
from bot.directory.schema import (
    AREA_FILE,
    EXPRESSIONS,
    HOTLINES,
    NEEDS,
    PARTNERS,
    PHRASES,
    PRIVATE_PHRASES,
    URGENT_PHRASES,
    ZIP_CENTERS,
)
from bot.directory.services_schema import PLACE, SERVICES, STAFF_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.directory.model import Directory, Service

NOT_SHOWN: Final = "(not shown)"
"""Stands for what must stay out of every output: where a hidden place is, and notes for staff."""


class ChangeKind(StrEnum):
    """What happens to a row that residents see."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell: its heading, the text before and the text after."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of a sheet. `fields` are its changed cells; a row that comes or goes has none.

    `was` is the id that it had before; empty when that is the same.
    """

    file: str
    kind: ChangeKind
    id: str
    name: str
    fields: tuple[FieldChange, ...] = ()
    was: str = ""


@dataclass(frozen=True, slots=True)
class LineChanges:
    """How many lines of a long sheet come and go; nobody reads thousands of phrases one by one. `new` are those."""

    file: str
    added: int
    removed: int
    new: frozenset[tuple[str, ...]] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes, file by file in the order of the data dictionary."""

    rows: tuple[RowChange, ...] = ()
    lines: tuple[LineChanges, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.lines)

    def count(self, kind: ChangeKind, file: str = SERVICES.path) -> int:
        """How many rows of a file come, change or go."""
        return sum(change.kind is kind and change.file == file for change in self.rows)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row to compare: its name, its cells by heading, and its texts from the sheets of translations."""

    name: str
    cells: Mapping[str, str]
    is_hidden: bool = False
    translations: Mapping[str, str] = field(default_factory=dict)

    def beside(self, key: str) -> frozenset[tuple[str, str]]:
        """What stands in its own sheet beside its id."""
        return beside(self.cells.items(), key)


def compare(live: Directory | None, new: Directory) -> Diff:
    """What residents would see change. `live` is None before the first release: then everything is added."""
    rows = [
        *_rows(SERVICES.path, _services(live), _services(new)),
        *_rows(NEEDS.path, _needs(live), _needs(new)),
        *_rows(HOTLINES.path, _hotlines(live), _hotlines(new)),
        *_rows(PARTNERS.path, _partners(live), _partners(new)),
        *_rows(AREA_FILE, _area(live), _area(new)),
    ]
    before, after = _lines(live), _lines(new)
    lines = [_line_changes(file, before[file], after[file]) for file in sorted({*before, *after})]
    return Diff(tuple(rows), tuple(line for line in lines if line.added or line.removed))


def _rows(file: str, before: Mapping[str, _Entry], after: Mapping[str, _Entry]) -> Iterator[RowChange]:
    gone = {key: entry.beside(key) for key, entry in before.items() if key not in after}
    new = {key: entry.beside(key) for key, entry in after.items() if key not in before}
    was = renamed(gone, new)
    old_keys = frozenset(was.values())
    for key, entry in after.items():
        old_key = was.get(key, "")
        old = before.get(old_key or key)
        if old is None:
            yield RowChange(file, ChangeKind.ADDED, key, entry.name)
            continue
        fields = tuple(change for change in _fields(old, entry) if (change.old, change.new) != (old_key, key))
        if fields or old_key:
            yield RowChange(file, ChangeKind.CHANGED, key, entry.name, fields, old_key)
    for key in gone:
        if key not in old_keys:
            yield RowChange(file, ChangeKind.REMOVED, key, before[key].name)


def _fields(old: _Entry, new: _Entry) -> Iterator[FieldChange]:
    is_hidden = old.is_hidden or new.is_hidden
    cells, were = {**new.cells, **new.translations}, {**old.cells, **old.translations}
    for heading in {**cells, **were}:
        before, after = were.get(heading, ""), cells.get(heading, "")
        if before.strip() == after.strip():
            continue
        name = heading.strip()
        if name in STAFF_ONLY or (is_hidden and name in (*PLACE, "zip")):
            before, after = (NOT_SHOWN if text else "" for text in (before, after))
        yield FieldChange(name, before.strip(), after.strip())


def _services(directory: Directory | None) -> dict[str, _Entry]:
    return {service.id: _service(service) for service in directory.published} if directory else {}


def _service(service: Service) -> _Entry:
    texts: dict[str, str] = {}
    for language, translated in service.translations.items():
        texts |= {f"{name} ({language})": text for name, text in translated.items()}
    is_hidden = service.location.visibility is AddressVisibility.HIDDEN
    return _Entry(f"{service.organization.name}: {service.name}", dict(service.cells), is_hidden, texts)


def _needs(directory: Directory | None) -> dict[str, _Entry]:
    needs = directory.needs if directory else ()
    return {need.id: _Entry(need.labels.get("en", need.id), dict(need.cells)) for need in needs}


def _hotlines(directory: Directory | None) -> dict[str, _Entry]:
    hotlines = directory.hotlines if directory else ()
    return {line.id: _Entry(line.name, dict(line.cells)) for line in hotlines}


def _partners(directory: Directory | None) -> dict[str, _Entry]:
    partners = directory.partners if directory else ()
    return {partner.code: _Entry(partner.name, dict(partner.cells)) for partner in partners}


def _area(directory: Directory | None) -> dict[str, _Entry]:
    if directory is None:
        return {}
    area = directory.area
    cells = {key: _written(getattr(area, key)) for key in AREA_KEYS if key != "neighborhoods"}
    cells |= {f"neighborhoods: {name}": _written(codes) for name, codes in area.neighborhoods.items()}
    return {AREA_FILE: _Entry(area.name, cells)}


def _written(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _lines(directory: Directory | None) -> dict[str, Counter[tuple[str, ...]]]:
    """File to its lines."""
    found: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    if directory is None:
        return found
    spoken = (
        (PHRASES, directory.phrases),
        (URGENT_PHRASES, directory.urgent_phrases),
        (PRIVATE_PHRASES, directory.private_phrases),
        (EXPRESSIONS, directory.expressions),
    )
    for schema, phrases in spoken:
        for phrase in phrases:
            found[schema.path.replace(LANGUAGE_MARK, phrase.language)][phrase.label, phrase.text] += 1
    for center in directory.zip_centers:
        found[ZIP_CENTERS.path][center.code, center.county, str(center.latitude), str(center.longitude)] += 1
    return found


def _line_changes(file: str, before: Counter[tuple[str, ...]], after: Counter[tuple[str, ...]]) -> LineChanges:
    new = after - before
    return LineChanges(file, added=new.total(), removed=(before - after).total(), new=frozenset(new))
