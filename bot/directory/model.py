"""The directory as frozen values. Names follow HSDS 3.1 where it has one.

Empty always means *the source does not say*. It never means no.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

NONE_OF_OURS = "none"
"""The label of phrases that must not match any need: weather, jokes, football."""


class Status(StrEnum):
    """Whether a row is shown to residents. Drafts are checked but never published."""

    ACTIVE = "active"
    DRAFT = "draft"
    PAUSED = "paused"
    SEASONAL = "seasonal"
    CLOSED = "closed"


class AddressVisibility(StrEnum):
    """Hidden addresses stand in no output at all, whatever the other columns hold."""

    PUBLIC = "public"
    HIDDEN = "hidden"


class StatusRule(StrEnum):
    """Who may come whatever their immigration status, only where the source says so."""

    OPEN_TO_ALL = "open_to_all"
    NO_ID_NEEDED = "no_id_needed"
    ASK_PROVIDER = "ask_provider"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """Who offers a service."""

    name: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as `+1 505-768-3040` for people, or a short code such as 988."""

    number: str
    extension: str = ""
    type: str = "voice"


@dataclass(frozen=True, slots=True)
class Location:
    """Where to go. All fields may be empty; latitude and longitude are degrees, WGS 84."""

    address: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    visibility: AddressVisibility = AddressVisibility.PUBLIC


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts of a row come from. `dated` is what the page showed, often only a year."""

    urls: tuple[str, ...] = ()
    dated: str = ""
    checked_on: date | None = None
    checked_by: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """One service at one place: one row of services.csv.

    `needs` are ids from needs.csv, most fitting first. `translations` maps a language to field to text,
    `translation_reviews` a language to field to who has read it (draft, second-read, reviewed).
    `cells` is the row as typed, unknown columns included, in the order of the sheet.
    `editor_note` is for staff only and must reach no output.
    """

    id: str
    status: Status
    needs: tuple[str, ...]
    organization: Organization
    name: str
    description: str
    phones: tuple[Phone, ...] = ()
    email: str = ""
    url: str = ""
    location: Location = Location()
    hours: str = ""
    languages: tuple[str, ...] = ()
    interpretation_services: str = ""
    eligibility: str = ""
    cost: str = ""
    documents: str = ""
    how_to_apply: str = ""
    status_rule: StatusRule = StatusRule.UNKNOWN
    service_area: str = ""
    accessibility: str = ""
    alert: str = ""
    alert_until: date | None = None
    source: Source = Source()
    editor_note: str = ""
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cells: tuple[tuple[str, str], ...] = ()
    translation_reviews: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        """The office that keeps the row up to date, as typed; for staff only."""
        return next((cell.strip() for heading, cell in self.cells if heading.strip() == "owner"), "")


@dataclass(frozen=True, slots=True)
class Need:
    """A need, category, topic beside, urgent class or about class. `labels` maps a language to a short name."""

    id: str
    labels: Mapping[str, str]
    covers: str = ""
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number on an urgent card. `urgent` is a class such as `crisis`, or `info` for 2-1-1 and 3-1-1.

    `purpose` says in one short line when to use it; `purposes` maps a language to that line.
    Hotlines of a class stand in the order of the sheet: the first one leads the card.
    """

    id: str
    urgent: str
    name: str
    phone: str
    sms: str = ""
    website: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    purpose: str = ""
    purposes: Mapping[str, str] = field(default_factory=dict)
    source_url: str = ""
    source_date: str = ""
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words people use, and what they tell: `label` is a need, `about:…`, an urgent class, a kind, or `none`."""

    language: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question that staff keep to try the directory with. `expected` is a need, a service, or `none`."""

    text: str
    language: str
    expected: str


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that hands out links. The code stands in the link and is counted, never who used it."""

    code: str
    name: str
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ZipCenter:
    """A ZIP code of the state, its county and the middle of its area in degrees, WGS 84; mail boxes have no area."""

    code: str
    county: str = ""
    latitude: float | None = None
    longitude: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """The `directory.toml` of a city. `neighborhoods` maps a part of the city to its ZIP codes, the main one first."""

    name: str
    country: str
    state: str
    time_zone: str
    phone_region: str
    categories: tuple[str, ...]
    city: str = ""
    counties: tuple[str, ...] = ()
    neighborhoods: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that one release holds. `services` are in the order of the sheet and include drafts."""

    area: Area
    needs: tuple[Need, ...]
    services: tuple[Service, ...]
    hotlines: tuple[Hotline, ...]
    partners: tuple[Partner, ...]
    phrases: tuple[Phrase, ...]
    urgent_phrases: tuple[Phrase, ...]
    private_phrases: tuple[Phrase, ...] = ()
    expressions: tuple[Phrase, ...] = ()
    zip_centers: tuple[ZipCenter, ...] = ()

    @property
    def published(self) -> tuple[Service, ...]:
        """The services residents may see: no drafts, nothing closed."""
        return tuple(s for s in self.services if s.status not in (Status.DRAFT, Status.CLOSED))
