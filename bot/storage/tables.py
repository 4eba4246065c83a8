"""The tables of the database. Names follow HSDS 3.1; every row of the directory belongs to one release.

No column may hold anything about a person who asks; what people report is a count in a table of its own. `cells` keep
a row of a sheet as typed, as a list of (heading, text). `position` keeps the order of the sheet.
"""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)
"""All tables; the migrations must lead to exactly these."""


_Value = TypeVar("_Value")


def _required(name: str, kind: TypeEngine[_Value]) -> Column[_Value]:
    return Column(name, kind, nullable=False)


def _texts(*names: str) -> list[Column[str]]:
    return [_required(name, Text()) for name in names]


def _release_key() -> Column[int]:
    return Column("release_id", Integer, ForeignKey("release.id", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


def _service_key() -> tuple[Column[int], Column[str], ForeignKeyConstraint]:
    """Columns of a table whose rows belong to a service."""
    return (
        Column("release_id", Integer, primary_key=True),
        Column("service_id", Text, primary_key=True),
        ForeignKeyConstraint(["release_id", "service_id"], ["service.release_id", "service.id"], ondelete="CASCADE"),
    )


release = Table(
    "release",
    METADATA,
    Column("id", Integer, primary_key=True),
    _required("digest", String(64)),
    _required("published_at", DateTime(timezone=True)),
    *_texts("name", "city", "country", "state", "time_zone", "phone_region"),
    _required("categories", JSON()),
    Column("learnt", LargeBinary),  # weights learnt from the phrases; without them the bot learns when it loads
    Column("counties", JSON),  # a release from before these two were known has none
    Column("neighborhoods", JSON),
    sqlite_autoincrement=True,  # a number is never given twice, so a bot that compares numbers misses no release
)
live_release = Table(
    "live_release",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("release_id", Integer, ForeignKey("release.id"), nullable=False),
    CheckConstraint("id = 1", name="single"),
)
taxonomy_term = Table(
    "taxonomy_term",
    METADATA,
    _release_key(),
    _position(),
    *_texts("id", "description"),
    _required("labels", JSON()),
    _required("cells", JSON()),
)
organization = Table("organization", METADATA, _release_key(), _position(), *_texts("name"))
service = Table(
    "service",
    METADATA,
    _release_key(),
    Column("id", Text, primary_key=True),
    _required("position", Integer()),
    _required("organization_position", Integer()),
    *_texts("status", "name", "description", "email", "url"),
    *_texts("schedule", "interpretation_services", "eligibility_description", "fees_description"),
    *_texts("required_document", "application_process", "status_rule", "service_area", "accessibility", "alert"),
    Column("alert_until", Date),
    Column("assured_date", Date),
    *_texts("assured_by", "source_date", "confidence", "editor_note"),
    _required("source_urls", JSON()),
    _required("cells", JSON()),
    ForeignKeyConstraint(
        ["release_id", "organization_position"],
        ["organization.release_id", "organization.position"],
        ondelete="CASCADE",
    ),
)
location = Table(
    "location",
    METADATA,
    *_service_key(),
    *_texts("address_1", "city", "state_province", "postal_code", "visibility"),
    Column("latitude", Double),
    Column("longitude", Double),
)
phone = Table("phone", METADATA, *_service_key(), _position(), *_texts("number", "extension", "type"))
language = Table("language", METADATA, *_service_key(), _position(), *_texts("code"))
attribute = Table("attribute", METADATA, *_service_key(), _position(), *_texts("taxonomy_term_id"))
translation = Table(
    "translation",
    METADATA,
    *_service_key(),
    Column("language", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    *_texts("text", "review"),
)
hotline = Table(
    "hotline",
    METADATA,
    _release_key(),
    _position(),
    *_texts("id", "urgent", "name", "phone", "sms", "website", "hours", "purpose", "source_url", "source_date"),
    _required("languages", JSON()),
    _required("purposes", JSON()),
    _required("cells", JSON()),
)
zip_center = Table(
    "zip_center",
    METADATA,
    _release_key(),
    _position(),
    *_texts("postal_code", "region", "source"),
    Column("latitude", Double),
    Column("longitude", Double),
)
partner = Table("partner", METADATA, _release_key(), _position(), *_texts("code", "name"), _required("cells", JSON()))


def _phrases(name: str) -> Table:
    return Table(name, METADATA, _release_key(), _position(), *_texts("language", "label", "text"))


phrase = _phrases("phrase")
urgent_phrase = _phrases("urgent_phrase")
private_phrase = _phrases("private_phrase")
expression = _phrases("expression")


def _counted(name: str, *keys: str) -> Table:
    """A count for each key since a day. Days are those on which a batch was written, never those of a tap."""
    return Table(
        name,
        METADATA,
        *(Column(key, Text, primary_key=True) for key in keys),
        _required("count", Integer()),
        _required("since", Date()),
        _required("latest", Date()),
    )


listing_report = _counted("listing_report", "service_id", "kind")
missing_need = _counted("missing_need", "need_id")


usage_window = Table(
    "usage_window",
    METADATA,
    Column("id", Integer, primary_key=True),
    _required("since", Date()),
    _required("until", Date()),
)
"""A stretch of days in which people were counted. It is there also when there was nothing to count."""


def _used(name: str, *keys: Column[str] | Column[bool]) -> Table:
    """A count for each key in a window."""
    window = Column("window_id", Integer, ForeignKey("usage_window.id", ondelete="CASCADE"), primary_key=True)
    return Table(name, METADATA, window, *keys, _required("count", Integer()))


usage_need = _used(
    "usage_need", Column("need_id", Text, primary_key=True), Column("matched", Boolean, primary_key=True)
)
usage_language = _used(
    "usage_language", Column("need_id", Text, primary_key=True), Column("language", Text, primary_key=True)
)
usage_partner = _used("usage_partner", Column("partner_code", Text, primary_key=True))

staff_month = Table(
    "staff_month",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _required("month", String(7)),
    CheckConstraint("id = 1", name="single"),
)
"""The month, such as 2026-12, whose work lists were sent to the staff chat last; a single row, about nobody."""
