"""What of a service goes into other apps: a point on a map and a card in the address book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.directory.model import AddressVisibility
from bot.directory.places import exact_point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.directory.model import Location, Service
    from bot.directory.places import Point

VCARD_LIMIT: Final = 2048
"""Bytes that the Bot API takes as a vCard."""
NAME_LIMIT: Final = 64
"""Characters that Telegram shows of a name in a contact."""
_TEXT_LINE: Final = "text"


@dataclass(frozen=True, slots=True)
class Venue:
    """A place to open in a map app."""

    title: str
    address: str
    point: Point


@dataclass(frozen=True, slots=True)
class Contact:
    """A card for the address book."""

    phone: str
    name: str
    vcard: str


def venue_of(service: Service) -> Venue | None:
    """The service on a map; None without a public address and a point that its source gives for it."""
    point = exact_point(service.location)
    address = _street(service.location)
    return Venue(service.name, address, point) if point and service.location.address else None


def contact_of(service: Service) -> Contact | None:
    """The service in an address book; None without a number to call. A hidden address is not in it."""
    number = number_of(service)
    return Contact(number, service.name[:NAME_LIMIT], "\r\n".join(_vcard(service)) + "\r\n") if number else None


def number_of(service: Service) -> str:
    """The number to call first, without its extension; a line for text messages where there is no other."""
    voice = [phone.number for phone in service.phones if phone.type != _TEXT_LINE]
    return next(iter(voice or [phone.number for phone in service.phones]), "")


def escape(text: str) -> str:
    """A text as the value of a vCard property (RFC 2426, 4): one line, and no sign of it ends the value early."""
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, "\\" + sign)
    return "\\n".join(text.splitlines())


def _vcard(service: Service) -> Iterator[str]:
    """vCard 3.0, which every phone reads: the details that fit, what reaches the service first."""
    end = "END:VCARD"
    room = VCARD_LIMIT - len(f"{end}\r\n".encode())
    for line in _properties(service):
        room -= len(f"{line}\r\n".encode())
        if room < 0:
            break
        yield line
    yield end


def _properties(service: Service) -> Iterator[str]:
    name = escape(service.name[:NAME_LIMIT])
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"N:;{name};;;")
    for phone in service.phones:
        number = f"{phone.number} ext. {phone.extension}" if phone.extension else phone.number
        yield f"TEL;TYPE={'CELL' if phone.type == _TEXT_LINE else 'WORK,VOICE'}:{escape(number)}"
    yield f"ORG:{escape(service.organization.name)}"
    if service.email:
        yield f"EMAIL;TYPE=INTERNET:{escape(service.email)}"
    if service.url:
        yield f"URL:{service.url}"
    place = service.location
    if place.address and place.visibility is AddressVisibility.PUBLIC:
        parts = (place.address, place.city, place.state, place.postal_code)
        yield "ADR;TYPE=WORK:;;" + ";".join(map(escape, parts)) + ";"


def _street(place: Location) -> str:
    return ", ".join(part for part in (place.address, place.city) if part)
