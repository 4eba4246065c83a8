"""Tables without errors -> the frozen directory, values normalised, cells kept as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory.columns import languages_of
from bot.directory.model import (
    AddressVisibility,
    Directory,
    Hotline,
    JudgedQuestion,
    Location,
    Need,
    Organization,
    Partner,
    Phone,
    Phrase,
    Service,
    Source,
    Status,
    StatusRule,
    ZipCenter,
)
from bot.directory.phones import parse_phone
from bot.directory.values import (
    is_named_source,
    parse_date,
    parse_degrees,
    parse_email,
    parse_language,
    parse_url,
    split_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.directory.model import Area
    from bot.directory.sheet import Row, Sheet
    from bot.directory.tables import Tables

    Texts = Mapping[str, Mapping[str, Mapping[str, str]]]

SMS = "text"
"""The HSDS type of a phone that reads text messages."""


def build_directory(tables: Tables, area: Area) -> Directory:
    """Turn checked tables into a directory. Only for tables in which no rule found an error."""
    texts, reviews = _translations(tables.translations, "text"), _translations(tables.translations, "review")
    return Directory(
        area=area,
        needs=tuple(_need(row) for row in tables.needs.rows),
        services=tuple(_service(row, area, texts, reviews) for row in tables.services.rows),
        hotlines=tuple(_hotline(row, area.phone_region) for row in tables.hotlines.rows),
        partners=tuple(Partner(row["code"], row["name"], cells=row.cells) for row in tables.partners.rows),
        phrases=tuple(_phrases(tables.phrases, "need")),
        urgent_phrases=tuple(_phrases(tables.urgent_phrases, "urgent")),
        private_phrases=tuple(_phrases(tables.private_phrases, "private")),
        expressions=tuple(_phrases(tables.expressions, "kind")),
        zip_centers=tuple(_zip_center(row) for row in tables.zip_centers.rows),
    )


def _service(row: Row, area: Area, texts: Texts, reviews: Texts) -> Service:
    return Service(
        id=row["id"],
        status=Status(row["status"]),
        needs=split_list(row["needs"]),
        organization=Organization(row["organization"]),
        name=row["name"],
        description=row["description"],
        phones=_phones(row, area.phone_region),
        email=parse_email(row["email"]) or "",
        url=parse_url(row["website"]) or "",
        location=_location(row, area),
        hours=row["hours"],
        languages=_languages(row),
        interpretation_services=row["interpretation_services"],
        eligibility=row["eligibility"],
        cost=row["cost"],
        documents=row["documents"],
        how_to_apply=row["how_to_apply"],
        status_rule=StatusRule(row["status_rule"]),
        service_area=row["service_area"],
        accessibility=row["accessibility"],
        alert=row["alert"],
        alert_until=parse_date(row["alert_until"]),
        source=_source(row),
        editor_note=row["editor_note"],
        translations=texts.get(row["id"], {}),
        translation_reviews=reviews.get(row["id"], {}),
        cells=row.cells,
    )


def build_questions(sheet: Sheet) -> tuple[JudgedQuestion, ...]:
    """The test questions of staff, in the order of the sheet."""
    return tuple(JudgedQuestion(row["text"], row["language"], row["expected"]) for row in sheet.rows)


def _phones(row: Row, region: str) -> tuple[Phone, ...]:
    voice = [phone for text in split_list(row["phone"]) if (phone := parse_phone(text, region))]
    if voice and row["phone_ext"]:
        voice[0] = Phone(voice[0].number, row["phone_ext"])
    text_line = parse_phone(row["sms"], region) if row["sms"] else None
    return (*voice, Phone(text_line.number, text_line.extension, SMS)) if text_line else tuple(voice)


def _location(row: Row, area: Area) -> Location:
    return Location(
        address=row["address"],
        city=row["city"],
        state=row["state"] or (area.state if row["address"] else ""),
        postal_code=row["zip"],
        latitude=parse_degrees(row["latitude"], 90),
        longitude=parse_degrees(row["longitude"], 180),
        visibility=AddressVisibility(row["address_visibility"] or AddressVisibility.PUBLIC),
    )


def _source(row: Row) -> Source:
    return Source(
        urls=_source_urls(row),
        dated=row["source_date"],
        checked_on=parse_date(row["checked_on"]),
        checked_by=row["checked_by"],
        confidence=row["confidence"],
    )


def _source_urls(row: Row) -> tuple[str, ...]:
    """Web addresses only; a source named in words stays in the cells."""
    named = (text for text in split_list(row["source_url"], "|") if not is_named_source(text))
    return tuple(url for text in named if (url := parse_url(text)))


def _languages(row: Row) -> tuple[str, ...]:
    return tuple(code for text in split_list(row["languages"]) if (code := parse_language(text)))


def _need(row: Row) -> Need:
    return Need(row["id"], labels=_by_language(row, "label_"), covers=row["covers"], cells=row.cells)


def _hotline(row: Row, region: str) -> Hotline:
    phone, sms = parse_phone(row["phone"], region), parse_phone(row["sms"], region)
    purposes = _by_language(row, "purpose_")
    return Hotline(
        id=row["id"],
        urgent=row["urgent"],
        name=row["name"],
        phone=phone.number if phone else "",
        sms=sms.number if sms else "",
        website=parse_url(row["website"]) or "",
        hours=row["hours"],
        languages=_languages(row),
        purpose=purposes.get("en", ""),
        purposes=purposes,
        source_url=row["source_url"],
        source_date=row["source_date"],
        cells=row.cells,
    )


def _zip_center(row: Row) -> ZipCenter:
    return ZipCenter(
        code=row["zip"],
        county=row["county"],
        latitude=parse_degrees(row["latitude"], 90),
        longitude=parse_degrees(row["longitude"], 180),
        source=row["source"],
    )


def _by_language(row: Row, stem: str) -> dict[str, str]:
    names = languages_of(row.header.names, stem)
    return {language: row[name] for language, name in names.items() if row[name]}


def _phrases(sheets: Iterable[Sheet], label: str) -> Iterable[Phrase]:
    for sheet in sheets:
        yield from (Phrase(sheet.language, row[label], row["phrase"]) for row in sheet.rows)


def _translations(sheets: Iterable[Sheet], column: str) -> dict[str, dict[str, dict[str, str]]]:
    """Service id to language to field to the text, or to who has read it."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for sheet in sheets:
        for row in sheet.rows:
            found.setdefault(row["id"], {}).setdefault(sheet.language, {})[row["field"]] = row[column]
    return found
