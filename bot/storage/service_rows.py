"""A service as rows of its tables, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory.model import AddressVisibility, Location, Organization, Phone, Service, Source, Status, StatusRule
from bot.storage import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import RowMapping, Table

    Values = Mapping[str, object]
    ByService = Mapping[str, Sequence[RowMapping]]


def service_row(position: int, service: Service, organization: int) -> Values:
    """The columns of `service`."""
    return {
        "id": service.id,
        "position": position,
        "organization_position": organization,
        "status": service.status,
        "name": service.name,
        "description": service.description,
        "email": service.email,
        "url": service.url,
        "schedule": service.hours,
        "interpretation_services": service.interpretation_services,
        "eligibility_description": service.eligibility,
        "fees_description": service.cost,
        "required_document": service.documents,
        "application_process": service.how_to_apply,
        "status_rule": service.status_rule,
        "service_area": service.service_area,
        "accessibility": service.accessibility,
        "alert": service.alert,
        "alert_until": service.alert_until,
        "assured_date": service.source.checked_on,
        "assured_by": service.source.checked_by,
        "source_date": service.source.dated,
        "source_urls": service.source.urls,
        "confidence": service.source.confidence,
        "editor_note": service.editor_note,
        "cells": service.cells,
    }


def location_row(service: Service) -> Values:
    """The columns of `location`."""
    place = service.location
    return {
        "service_id": service.id,
        "address_1": place.address,
        "city": place.city,
        "state_province": place.state,
        "postal_code": place.postal_code,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "visibility": place.visibility,
    }


def translation_rows(service: Service) -> Iterable[Values]:
    """One row for each translated text."""
    for code, texts in service.translations.items():
        reviews = service.translation_reviews.get(code, {})
        for name, text in texts.items():
            yield {
                "service_id": service.id,
                "language": code,
                "field": name,
                "text": text,
                "review": reviews.get(name, ""),
            }


def service_of(row: RowMapping, organization: Organization, details: Mapping[Table, ByService]) -> Service:
    """The service in a row of `service`; `details` are the rows of the tables that belong to services."""
    own = {table: by_service.get(row["id"], ()) for table, by_service in details.items()}
    return Service(
        id=row["id"],
        status=Status(row["status"]),
        needs=tuple(item["taxonomy_term_id"] for item in own[tables.attribute]),
        organization=organization,
        name=row["name"],
        description=row["description"],
        phones=tuple(Phone(item["number"], item["extension"], item["type"]) for item in own[tables.phone]),
        email=row["email"],
        url=row["url"],
        location=_location(own[tables.location][0]),
        hours=row["schedule"],
        languages=tuple(item["code"] for item in own[tables.language]),
        interpretation_services=row["interpretation_services"],
        eligibility=row["eligibility_description"],
        cost=row["fees_description"],
        documents=row["required_document"],
        how_to_apply=row["application_process"],
        status_rule=StatusRule(row["status_rule"]),
        service_area=row["service_area"],
        accessibility=row["accessibility"],
        alert=row["alert"],
        alert_until=row["alert_until"],
        source=_source(row),
        editor_note=row["editor_note"],
        translations=_translations(own[tables.translation], "text"),
        translation_reviews=_translations(own[tables.translation], "review"),
        cells=cells_of(row),
    )


def _source(row: RowMapping) -> Source:
    return Source(
        urls=tuple(row["source_urls"]),
        dated=row["source_date"],
        checked_on=row["assured_date"],
        checked_by=row["assured_by"],
        confidence=row["confidence"],
    )


def _location(row: RowMapping) -> Location:
    return Location(
        address=row["address_1"],
        city=row["city"],
        state=row["state_province"],
        postal_code=row["postal_code"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        visibility=AddressVisibility(row["visibility"]),
    )


def _translations(rows: Iterable[RowMapping], column: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row[column]:
            found.setdefault(row["language"], {})[row["field"]] = row[column]
    return found


def cells_of(row: RowMapping) -> tuple[tuple[str, str], ...]:
    """The cells of a sheet's row as typed."""
    return tuple((heading, text) for heading, text in row["cells"])
