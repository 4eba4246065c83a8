"""What people and attackers write into the cells of a whole directory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell of services.csv in the invented directory, and the code that must be told; None when it is fine."""

    name: str
    column: str
    value: str
    code: str | None
    row: int = 2


TYPED = (
    Typed("a link of a web page", "description", 'Call <a href="https://example.org">here</a>', "markup"),
    Typed("a link into Telegram", "description", '<a href="tg://user?id=1">Casa</a>', "markup"),
    Typed("a script", "name", "<script>alert(1)</script>", "markup"),
    Typed("stars and lines of Markdown", "description", "*free* _help_ [here](x)", None),
    Typed("entities of a web page", "description", "Casa &amp; Norte", "web-code"),
    Typed("a letter O in a phone", "phone", "505-555-O101", "letters-in-phone"),
    Typed("letters in a phone", "phone", "505-CALL-NOW-TODAY-PLEASE", "phone"),
    Typed("sixteen digits in a phone", "phone", "5055550101505555", "phone"),
    Typed("too few digits in a phone", "phone", "555-0101", "phone"),
    Typed("an equals sign in front of a phone", "phone", "=1-505-555-0101", None),
    Typed("a script as web address", "website", "javascript:alert(1)", "url"),
    Typed("a page inside a web address", "website", "data:text/html,hello", "url"),
    Typed("a name in front of a host", "website", "https://example.org@evil.example", "url-with-name"),
    Typed("a space in a web address", "website", "https://example.org/a b", "url"),
    Typed("a web address without https", "website", "example.org", "url-without-https"),
    Typed("an address of this machine", "website", "https://127.0.0.1/", "private-url"),
    Typed("two signs in an e-mail", "email", "a@@example.org", "email"),
    Typed("a name in an e-mail", "email", "Casa <casa@example.org>", "email"),
    Typed("a hidden place with its street", "address", "12 Main St", "hidden-address", row=3),
    Typed("a hidden place on the map", "latitude", "35.08", "hidden-address", row=3),
    Typed("a question about status", "how_to_apply", "What is your immigration status?", "private-question"),
    Typed("a question in Spanish", "how_to_apply", "¿Cuál es su estatus migratorio?", "private-question"),
    Typed("an id that stands twice", "id", "casa-norte-rent", "duplicate-id", row=3),
    Typed("capitals in an id", "id", "Casa-Norte", "id"),
    Typed("an id of letters that look alike", "id", "саsа", "id"),
    Typed("a latitude beyond the pole", "latitude", "135.08", "coordinate"),
    Typed("a latitude with letters", "latitude", "35.O8", "coordinate"),
    Typed("half a place", "longitude", "", "half-coordinate"),
    Typed("a need with a typing error", "needs", "housing.rent_halp", "unknown-need"),
    Typed("a language by its name", "languages", "English;Spanish", "language"),
    Typed("another status", "status", "open", "unknown-choice"),
    Typed("a day that is none", "checked_on", "2027-02-30", "date"),
    Typed("a day of Excel", "checked_on", "2/14/2027", "date-read"),
    Typed("words for the date of a page", "source_date", "next friday", "no-date"),
    Typed("a month and a year of a page", "source_date", "spring 2025", None),
    Typed("a line break in a name", "name", "Rent\nhelp", "line-break"),
    Typed("a line break between needs", "needs", "housing.rent_help;\nadjacent:food", None),
    Typed("a notice that is over", "alert_until", "2020-01-01", "expired-alert"),
    Typed("a name of spaces that do not break", "name", "\u00a0\u00a0", "empty-cell"),
    Typed("no source", "source_url", "", "missing-source"),
    Typed("a phone in full-width digits", "phone", "５０５-５５５-０１０１", "other-digits"),
    Typed("Persian joiners", "description", "می‌خواهم کمک", None),
)
