"""A directory as rows of the tables, and back. The two functions are each other's inverse."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.directory.model import (
    Area,
    Directory,
    Hotline,
    Need,
    Organization,
    Partner,
    Phrase,
    ZipCenter,
)
from bot.storage import tables
from bot.storage.service_rows import cells_of, location_row, service_of, service_row, translation_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import RowMapping, Table

    Values = Mapping[str, object]
    TableRows = Mapping[Table, Sequence[RowMapping]]
    ByService = Mapping[str, Sequence[RowMapping]]

RELEASED = (
    tables.taxonomy_term,
    tables.organization,
    tables.service,
    tables.location,
    tables.phone,
    tables.language,
    tables.attribute,
    tables.translation,
    tables.hotline,
    tables.partner,
    tables.phrase,
    tables.urgent_phrase,
    tables.private_phrase,
    tables.expression,
    tables.zip_center,
)
"""The tables that hold a directory, in the order in which rows can be inserted."""
LEARNT_FROM = (tables.phrase, tables.urgent_phrase, tables.private_phrase)
"""The tables that only learning reads."""


def to_rows(directory: Directory) -> dict[Table, list[Values]]:
    """The rows of each table without their release. Only published services: drafts never leave the sheets."""
    services = directory.published
    organizations = {name: i for i, name in enumerate(dict.fromkeys(s.organization.name for s in services))}
    return {
        tables.taxonomy_term: [_need_row(i, need) for i, need in enumerate(directory.needs)],
        tables.organization: [{"position": i, "name": name} for name, i in organizations.items()],
        tables.service: [service_row(i, s, organizations[s.organization.name]) for i, s in enumerate(services)],
        tables.location: [location_row(s) for s in services],
        tables.phone: [
            {"service_id": s.id, "position": i, "number": p.number, "extension": p.extension, "type": p.type}
            for s in services
            for i, p in enumerate(s.phones)
        ],
        tables.language: [
            {"service_id": s.id, "position": i, "code": code} for s in services for i, code in enumerate(s.languages)
        ],
        tables.attribute: [
            {"service_id": s.id, "position": i, "taxonomy_term_id": n} for s in services for i, n in enumerate(s.needs)
        ],
        tables.translation: [row for s in services for row in translation_rows(s)],
        tables.hotline: [_hotline_row(i, hotline) for i, hotline in enumerate(directory.hotlines)],
        tables.partner: [
            {"position": i, "code": p.code, "name": p.name, "cells": p.cells} for i, p in enumerate(directory.partners)
        ],
        tables.phrase: _phrase_rows(directory.phrases),
        tables.urgent_phrase: _phrase_rows(directory.urgent_phrases),
        tables.private_phrase: _phrase_rows(directory.private_phrases),
        tables.expression: _phrase_rows(directory.expressions),
        tables.zip_center: [_zip_center_row(i, center) for i, center in enumerate(directory.zip_centers)],
    }


def from_rows(release: RowMapping, rows: TableRows) -> Directory:
    """The directory that `release` and its rows hold, in the order of the sheets. Phrases may be left out."""
    organizations = {row["position"]: Organization(row["name"]) for row in rows[tables.organization]}
    details = {
        table: _by_service(rows[table])
        for table in (tables.location, tables.phone, tables.language, tables.attribute, tables.translation)
    }
    return Directory(
        area=_area(release),
        needs=tuple(
            Need(row["id"], row["labels"], row["description"], cells_of(row)) for row in rows[tables.taxonomy_term]
        ),
        services=tuple(
            service_of(row, organizations[row["organization_position"]], details)
            for row in sorted(rows[tables.service], key=lambda row: row["position"])
        ),
        hotlines=tuple(_hotline(row) for row in rows[tables.hotline]),
        partners=tuple(Partner(row["code"], row["name"], cells_of(row)) for row in rows[tables.partner]),
        phrases=_phrases(rows.get(tables.phrase, ())),
        urgent_phrases=_phrases(rows.get(tables.urgent_phrase, ())),
        private_phrases=_phrases(rows.get(tables.private_phrase, ())),
        expressions=_phrases(rows[tables.expression]),
        zip_centers=tuple(_zip_center(row) for row in rows[tables.zip_center]),
    )


def area_row(area: Area) -> Values:
    """The columns of `release` that hold directory.toml."""
    return {
        "name": area.name,
        "city": area.city,
        "country": area.country,
        "state": area.state,
        "time_zone": area.time_zone,
        "phone_region": area.phone_region,
        "categories": area.categories,
        "counties": area.counties,
        "neighborhoods": dict(area.neighborhoods),
    }


def _area(row: RowMapping) -> Area:
    return Area(
        name=row["name"],
        country=row["country"],
        state=row["state"],
        time_zone=row["time_zone"],
        phone_region=row["phone_region"],
        categories=tuple(row["categories"]),
        city=row["city"],
        counties=tuple(row["counties"] or ()),
        neighborhoods={name: tuple(codes) for name, codes in (row["neighborhoods"] or {}).items()},
    )


def _need_row(position: int, need: Need) -> Values:
    return {
        "position": position,
        "id": need.id,
        "description": need.covers,
        "labels": dict(need.labels),
        "cells": need.cells,
    }


def _hotline_row(position: int, hotline: Hotline) -> Values:
    return {
        "position": position,
        "id": hotline.id,
        "urgent": hotline.urgent,
        "name": hotline.name,
        "phone": hotline.phone,
        "sms": hotline.sms,
        "website": hotline.website,
        "hours": hotline.hours,
        "purpose": hotline.purpose,
        "source_url": hotline.source_url,
        "source_date": hotline.source_date,
        "languages": hotline.languages,
        "purposes": dict(hotline.purposes),
        "cells": hotline.cells,
    }


def _hotline(row: RowMapping) -> Hotline:
    return Hotline(
        id=row["id"],
        urgent=row["urgent"],
        name=row["name"],
        phone=row["phone"],
        sms=row["sms"],
        website=row["website"],
        hours=row["hours"],
        languages=tuple(row["languages"]),
        purpose=row["purpose"],
        purposes=row["purposes"],
        source_url=row["source_url"],
        source_date=row["source_date"],
        cells=cells_of(row),
    )


def _zip_center_row(position: int, center: ZipCenter) -> Values:
    return {
        "position": position,
        "postal_code": center.code,
        "region": center.county,
        "latitude": center.latitude,
        "longitude": center.longitude,
        "source": center.source,
    }


def _zip_center(row: RowMapping) -> ZipCenter:
    return ZipCenter(row["postal_code"], row["region"], row["latitude"], row["longitude"], row["source"])


def _phrase_rows(phrases: Sequence[Phrase]) -> list[Values]:
    return [
        {"position": i, "language": phrase.language, "label": phrase.label, "text": phrase.text}
        for i, phrase in enumerate(phrases)
    ]


def _phrases(rows: Iterable[RowMapping]) -> tuple[Phrase, ...]:
    return tuple(Phrase(row["language"], row["label"], row["text"]) for row in rows)


def _by_service(rows: Iterable[RowMapping]) -> ByService:
    grouped: dict[str, list[RowMapping]] = defaultdict(list)
    for row in rows:
        grouped[row["service_id"]].append(row)
    return grouped
