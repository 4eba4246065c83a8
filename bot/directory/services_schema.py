"""The columns of services.csv, the sheet that staff keep most; the other sheets are in schema.py."""

from __future__ import annotations

from datetime import timedelta

from bot.directory.columns import Column, Kind, Presence, SheetSchema
from bot.directory.model import AddressVisibility, Status, StatusRule

PLACE = ("address", "latitude", "longitude")
"""The columns that say where a service is; for a hidden place they must be empty."""

STALE_AFTER = timedelta(days=365)
"""After so long somebody should confirm a row with its provider again."""

STAFF_ONLY = ("editor_note",)
"""Columns that reach no output."""

_FILLED, _HEADING = Presence.FILLED, Presence.HEADING

SERVICES = SheetSchema(
    path="services.csv",
    meaning="One row is one service at one place.",
    key=("id",),
    needs_rows=True,
    columns=(
        Column(
            "id",
            Kind.SLUG,
            "A short name that never changes, because links and posters carry it: small letters, digits and "
            "hyphens, at most 40.",
            "service.id",
            "casa-norte-rent",
            _FILLED,
        ),
        Column(
            "status",
            Kind.CHOICE,
            "Whether residents see the row. Drafts are checked and stay back; closed rows stay back too.",
            "service.status",
            "active",
            _FILLED,
            tuple(Status),
        ),
        Column(
            "needs",
            Kind.NEEDS,
            "What the service helps with: ids from needs.csv, the most fitting first, separated by semicolons.",
            "attribute.taxonomy_term_id",
            "housing.rent_help;housing.eviction",
            _FILLED,
        ),
        Column(
            "organization",
            Kind.TEXT,
            "Who offers the service.",
            "organization.name",
            "Casa Norte",
            _FILLED,
            shown=True,
            one_line=True,
        ),
        Column(
            "name",
            Kind.TEXT,
            "What the service is called. Names are not translated.",
            "service.name",
            "Rent help",
            _FILLED,
            shown=True,
            one_line=True,
        ),
        Column(
            "description",
            Kind.TEXT,
            "What it does, in two or three short sentences.",
            "service.description",
            "Helps families pay one month of rent.",
            _FILLED,
            shown=True,
        ),
        Column(
            "phone",
            Kind.PHONES,
            "Numbers to call, the best first, separated by semicolons. Short numbers such as 211 are fine.",
            "phone.number",
            "+1-505-555-0123",
            _HEADING,
        ),
        Column("phone_ext", Kind.EXTENSION, "The extension of the first number: digits.", "phone.extension", "12"),
        Column("sms", Kind.PHONE, "A number that reads text messages.", "phone.number", "988", _HEADING),
        Column("email", Kind.EMAIL, "An e-mail address of the office.", "service.email", "help@example.org", _HEADING),
        Column(
            "website", Kind.URL, "A web page about the service.", "service.url", "https://example.org/rent", _HEADING
        ),
        Column(
            "address_visibility",
            Kind.CHOICE,
            "Write hidden for places that must stay secret, such as a shelter for people who flee violence, and "
            "leave their address empty. Empty means public.",
            "location.location_type",
            "public",
            _HEADING,
            tuple(AddressVisibility),
        ),
        Column(
            "address",
            Kind.TEXT,
            "Street and number.",
            "address.address_1",
            "12 Main St NW",
            _HEADING,
            shown=True,
            one_line=True,
        ),
        Column("city", Kind.TEXT, "The city.", "address.city", "Albuquerque", shown=True, one_line=True),
        Column(
            "state",
            Kind.TEXT,
            "The state. Empty means the one in directory.toml.",
            "address.state_province",
            "NM",
            shown=True,
            one_line=True,
        ),
        Column("zip", Kind.TEXT, "The ZIP code.", "address.postal_code", "87102", shown=True, one_line=True),
        Column("latitude", Kind.LATITUDE, "Degrees north, from a map (WGS 84).", "location.latitude", "35.0853"),
        Column("longitude", Kind.LONGITUDE, "Degrees east, from a map (WGS 84).", "location.longitude", "-106.6056"),
        Column(
            "hours",
            Kind.TEXT,
            "When it is open, as the provider says it. From plain days and times the bot tells what is open now.",
            "schedule.description",
            "Monday to Friday, 9 am to 4 pm",
            _HEADING,
            shown=True,
        ),
        Column(
            "languages",
            Kind.LANGUAGES,
            "Languages the staff speak: language codes separated by semicolons.",
            "language.code",
            "en;es;vi",
            _HEADING,
        ),
        Column(
            "interpretation_services",
            Kind.TEXT,
            "Interpreters on request.",
            "service.interpretation_services",
            "Phone interpreters",
            shown=True,
        ),
        Column(
            "eligibility",
            Kind.TEXT,
            "Who may come.",
            "service.eligibility_description",
            "Families with children",
            shown=True,
        ),
        Column("cost", Kind.TEXT, "What it costs.", "service.fees_description", "Free", shown=True),
        Column(
            "documents",
            Kind.TEXT,
            "What to bring.",
            "required_document.document",
            "A letter from the landlord",
            shown=True,
        ),
        Column(
            "how_to_apply", Kind.TEXT, "The first step.", "service.application_process", "Call or walk in", shown=True
        ),
        Column(
            "status_rule",
            Kind.CHOICE,
            "Only what the source says about who may come: open_to_all, no_id_needed or ask_provider. Empty means "
            "that it says nothing.",
            "",
            "open_to_all",
            _HEADING,
            tuple(rule for rule in StatusRule if rule),
        ),
        Column("service_area", Kind.TEXT, "Where people must live.", "service_area.name", "Bernalillo County"),
        Column("accessibility", Kind.TEXT, "Ramps, lifts, sign language.", "accessibility.description", "Ramp"),
        Column(
            "alert", Kind.TEXT, "A notice that stands on top of the card.", "service.alert", "Closed July 4", shown=True
        ),
        Column("alert_until", Kind.DATE, "The last day of the notice.", "", "2027-07-04"),
        Column(
            "checked_on",
            Kind.DATE,
            "The day someone confirmed the row with the provider.",
            "service.assured_date",
            "2027-02-14",
            _HEADING,
        ),
        Column(
            "checked_by",
            Kind.TEXT,
            "The office that confirmed it. An office or a role, never the name of a person.",
            "service.assurer_email",
            "front desk",
        ),
        Column(
            "owner",
            Kind.TEXT,
            "Your office that keeps this row up to date, for the work lists. Never shown, never a person's name.",
            "",
            "Housing team",
        ),
        Column(
            "source_url",
            Kind.URLS,
            "The web pages the facts come from, separated by a bar: |",
            "",
            "https://example.org/rent",
            _FILLED,
        ),
        Column("source_date", Kind.TEXT, "The date the page shows, often only a year.", "", "2026", _HEADING),
        Column("confidence", Kind.TEXT, "How sure the editor is: high, medium or low.", "", "high"),
        Column(
            "editor_note",
            Kind.TEXT,
            "For staff only: doubts, second numbers. It is never shown.",
            "",
            "Second number on the door: 505-555-0199",
        ),
    ),
)
