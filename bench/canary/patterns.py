"""The bytes that a value becomes when a program writes it down: encodings, number formats, fingerprints."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from bot.text import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.canary.sentinels import Identity

FINGERPRINT = 8
"""Bytes of a digest that are looked for: programs cut digests short, and 8 bytes do not turn up by chance."""


def patterns_of(person: Identity) -> Iterator[tuple[bytes, str]]:
    """Every pattern of a person with the name of the field and of the encoding."""
    yield from id_patterns("user id", person.user_id)
    for field, text in person.facts().items():
        yield from text_patterns(field, text)
    for question in person.questions:  # its parts are looked for above; a fingerprint is of the whole
        for form in _forms(question):
            yield from _fingerprints("message", form.encode())
    for field, degrees in zip(("latitude", "longitude"), person.place, strict=True):
        yield struct.pack("<d", degrees), f"{field}, little-endian"
        yield struct.pack(">d", degrees), f"{field}, big-endian"


def id_patterns(field: str, number: int) -> Iterator[tuple[bytes, str]]:
    """The decimal digits and everything made of them, and the number's own bytes: an 8-byte number holds the 6-byte
    one in either order."""
    width = 4 if 0 < number < 2**31 else 6
    yield number.to_bytes(width, "big", signed=True), f"{field}, big-endian"
    yield number.to_bytes(width, "little", signed=True), f"{field}, little-endian"
    yield f"{number:x}".encode(), f"{field}, hex number"
    for digits in {str(number), str(abs(number))}:
        yield from text_patterns(field, digits)
    for width in (6, 8):
        yield from _fingerprints(f"{field}, {width} bytes", number.to_bytes(width, "big", signed=True))


def text_patterns(field: str, text: str) -> Iterator[tuple[bytes, str]]:
    """The text in its Unicode forms and cases, each in every encoding and as a fingerprint."""
    for form in _forms(text):
        for pattern, name in _encodings(form):
            yield pattern, f"{field}, {name}"
        yield from _fingerprints(field, form.encode())


def _forms(text: str) -> set[str]:
    composed = {unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", text).lower()}
    return composed | {unicodedata.normalize("NFD", form) for form in composed} | {normalize(text)}


def _encodings(text: str) -> Iterator[tuple[bytes, str]]:
    data = text.encode()
    yield data, "UTF-8"
    if max(text) <= "\xff":
        yield text.encode("latin-1"), "Latin-1"
    yield text.encode("utf-16-le"), "UTF-16LE"
    yield text.encode("utf-16-be"), "UTF-16BE"
    yield text.encode("utf-32-le"), "UTF-32"  # Python's own memory of a text with rare characters
    for alphabet, name in ((b"+/", "base64"), (b"-_", "base64 for URLs")):
        for shift in range(3):
            yield _inner_base64(data, shift, alphabet), f"{name}, shifted by {shift}"
    yield data.hex().encode(), "hex"
    yield data.hex().upper().encode(), "hex, capitals"
    yield quote(text, safe="").encode(), "percent"
    yield quote_plus(text).encode(), "form"
    yield "".join(f"%{byte:02x}" for byte in data).encode(), "percent, all"
    yield "".join(f"%{byte:02X}" for byte in data).encode(), "percent, all, capitals"
    yield json.dumps(text)[1:-1].encode(), "JSON"
    units = [unit for (unit,) in struct.iter_unpack(">H", text.encode("utf-16-be"))]
    yield "".join(f"\\u{unit:04x}" for unit in units).encode(), "JSON, all escaped"
    yield "".join(f"\\u{unit:04X}" for unit in units).encode(), "JSON, all escaped, capitals"


def _inner_base64(data: bytes, shift: int, alphabet: bytes) -> bytes:
    """What base64 makes of `data` behind `shift` other bytes, without the letters that its neighbours decide."""
    whole = base64.b64encode(bytes(shift) + data, alphabet)
    first = -(-shift * 8 // 6)
    return whole[first : (shift + len(data)) * 8 // 6]


def _fingerprints(field: str, data: bytes) -> Iterator[tuple[bytes, str]]:
    for algorithm in (hashlib.md5, hashlib.sha1, hashlib.sha256):
        digest = algorithm(data, usedforsecurity=False).digest()
        name = f"{field}, {algorithm().name}"
        yield digest[:FINGERPRINT], name
        yield digest.hex()[: 2 * FINGERPRINT].encode(), f"{name} in hex"
        yield digest.hex()[: 2 * FINGERPRINT].upper().encode(), f"{name} in hex, capitals"
        for alphabet in (b"+/", b"-_"):
            yield base64.b64encode(digest, alphabet)[: 4 * FINGERPRINT // 3], f"{name} in base64"
