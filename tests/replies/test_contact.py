from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.directory.model import AddressVisibility, Location, Organization, Phone, Service, Status
from bot.directory.places import Point
from bot.replies.contact import NAME_LIMIT, VCARD_LIMIT, contact_of, escape, number_of, venue_of

PLACE = Location("12 Main St NW, Suite 3", "Albuquerque", "NM", "87102", 35.08, -106.65)
SERVICE = Service(
    id="x",
    status=Status.ACTIVE,
    needs=(),
    organization=Organization("Casa; Norte, Inc."),
    name="Rent help",
    description="Helps.",
    phones=(Phone("988", type="text"), Phone("+1 505-555-0101", "12")),
    email="rent@example.org",
    url="https://example.org/rent;a",
    location=PLACE,
)
HIDDEN = replace(SERVICE, location=replace(PLACE, visibility=AddressVisibility.HIDDEN))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


def unescaped(value: str) -> str:
    """A value as a phone reads it (RFC 2426, 4)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_a_contact_holds_what_is_known_with_its_signs_escaped() -> None:
    contact = contact_of(SERVICE)
    assert contact is not None
    assert (contact.phone, contact.name) == ("+1 505-555-0101", "Rent help")
    assert contact.vcard.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Rent help",
        "N:;Rent help;;;",
        "TEL;TYPE=CELL:988",
        "TEL;TYPE=WORK,VOICE:+1 505-555-0101 ext. 12",
        r"ORG:Casa\; Norte\, Inc.",
        "EMAIL;TYPE=INTERNET:rent@example.org",
        "URL:https://example.org/rent;a",
        r"ADR;TYPE=WORK:;;12 Main St NW\, Suite 3;Albuquerque;NM;87102;",
        "END:VCARD",
        "",
    ]


def test_a_hidden_address_is_on_no_map_and_in_no_contact() -> None:
    contact = contact_of(HIDDEN)
    assert venue_of(HIDDEN) is None
    assert contact is not None and "ADR" not in contact.vcard and "Main" not in contact.vcard


def test_a_pin_needs_a_point_and_an_address() -> None:
    venue = venue_of(SERVICE)
    assert venue is not None
    assert (venue.title, venue.address, venue.point) == (
        "Rent help", "12 Main St NW, Suite 3, Albuquerque", Point(35.08, -106.65)
    )  # fmt: skip
    assert venue_of(replace(SERVICE, location=replace(PLACE, latitude=None))) is None
    assert venue_of(replace(SERVICE, location=replace(PLACE, address=""))) is None


def test_without_a_number_there_is_no_contact() -> None:
    assert contact_of(replace(SERVICE, phones=())) is None
    assert number_of(replace(SERVICE, phones=SERVICE.phones[:1])) == "988"


@given(texts)
def test_an_escaped_text_is_one_value_and_reads_as_it_was(text: str) -> None:
    value = escape(text)
    assert len(value.splitlines()) <= 1
    assert re.search(r"(?<!\\)(\\\\)*[,;]", value) is None
    assert unescaped(value) == "\n".join(text.splitlines())


@given(name=texts, organization=texts, street=texts, town=texts)
def test_a_vcard_fits_and_has_whole_lines_whatever_a_row_holds(
    name: str, organization: str, street: str, town: str
) -> None:
    row = replace(
        SERVICE, name=name, organization=Organization(organization), location=replace(PLACE, address=street, city=town)
    )
    contact = contact_of(row)
    assert contact is not None
    assert len(contact.vcard.encode()) <= VCARD_LIMIT and len(contact.name) <= NAME_LIMIT
    first, *middle, last, end = contact.vcard.split("\r\n")
    assert (first, last, end) == ("BEGIN:VCARD", "END:VCARD", "")
    assert all(re.match(r"(VERSION|FN|N|TEL|ORG|EMAIL|URL|ADR)[;:]", line) for line in middle)
    assert any(line.startswith("TEL") for line in middle)
