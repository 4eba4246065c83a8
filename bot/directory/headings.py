"""Headings as people write them -> the headings of our sheets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.directory.columns import LANGUAGE_MARK
from bot.directory.values import language_names, parse_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory.columns import SheetSchema

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("service id", "identificador", "clave"),
    "status": ("service status", "record status", "situación"),
    "needs": ("need", "need ids", "needs met", "necesidades", "necesidad"),
    "need": ("need id", "needs", "necesidad"),
    "organization": (
        *("organisation", "agency", "organization agency", "organisation agency", "provider", "agency name"),
        *("organization name", "organisation name", "org", "organización", "agencia", "institución"),
    ),
    "name": ("service name", "program", "program name", "programme", "service", "nombre", "nombre del servicio"),
    "description": ("service description", "what it does", "descripción"),
    "phone": (
        *("phone number", "phone numbers", "phone no", "phones", "telephone", "telephone number", "tel", "main phone"),
        *("teléfono", "teléfonos", "número de teléfono", "tel no"),
    ),
    "phone_ext": ("extension", "ext", "phone extension", "extensión"),
    "sms": ("text number", "text messages", "texting", "mensajes de texto"),
    "email": ("e-mail address", "mail", "correo", "correo electrónico"),
    "website": (
        *("web", "web page", "web site url", "website url", "url", "site", "link", "homepage"),
        *("sitio web", "página web", "enlace"),
    ),
    "address_visibility": ("visibility", "visibility of address"),
    "address": ("street", "street address", "address 1", "address line 1", "location", "dirección", "domicilio"),
    "city": ("town", "ciudad"),
    "state": ("state province", "province"),
    "zip": ("zip code", "postal code", "zip code postal code", "zip postal code", "postcode", "código postal", "cp"),
    "latitude": ("lat", "latitud"),
    "longitude": ("lon", "lng", "long", "longitud"),
    "hours": ("opening hours", "open hours", "hours of operation", "business hours", "horario", "horarios", "horas"),
    "languages": ("languages spoken", "language", "idiomas", "idioma", "lenguas"),
    "interpretation_services": ("interpreters", "interpretation", "intérpretes"),
    "eligibility": ("who can come", "who is eligible", "elegibilidad"),
    "cost": ("costs", "fee", "fees", "price", "costo", "precio"),
    "documents": ("documents needed", "required documents", "what to bring", "documentos"),
    "how_to_apply": ("application process", "apply", "first step", "cómo solicitar"),
    "service_area": ("area served", "areas served", "coverage area", "área de servicio"),
    "accessibility": ("accesibilidad",),
    "alert": ("notice", "aviso", "anuncio"),
    "alert_until": ("notice until", "alert end", "aviso hasta", "anuncio hasta"),
    "checked_on": ("last checked", "checked", "date checked", "last verified", "verified on", "fecha de revisión"),
    "checked_by": ("verified by", "revisado por"),
    "source_url": ("source", "sources", "source link", "fuente", "fuentes"),
    "source_date": ("date of source", "fecha de la fuente"),
    "editor_note": ("note", "notes", "comment", "comments", "internal notes", "staff notes", "notas"),
    "phrase": ("phrases", "words", "frase", "frases"),
    "expected": ("expected need", "expected answer"),
    "code": ("partner code", "código"),
    "covers": ("what it covers",),
    "county": ("condado",),
}
"""What else a column may be called. Capitals, spaces, signs and accents do not count, so they need not stand here."""

_LONGEST: Final = 60
_SIGNS = re.compile(r"[\W_]+")


def read_heading(typed: str, schema: SheetSchema) -> str:
    """The heading of ours that is meant, or `typed` without spaces around it."""
    plain = typed.strip()
    if schema.column(plain) is not None or len(plain) > _LONGEST:
        return plain
    folded = fold(plain)
    return _by_folded(schema).get(folded) or _by_language(folded, schema) or plain


def fold(heading: str) -> str:
    """Small letters and digits only, without accents."""
    letters = unicodedata.normalize("NFKD", heading.casefold())
    return _SIGNS.sub("", "".join(c for c in letters if not unicodedata.combining(c)))


@lru_cache(maxsize=32)
def _by_folded(schema: SheetSchema) -> Mapping[str, str]:
    names = [column.name for column in schema.columns if LANGUAGE_MARK not in column.name]
    others = {fold(other): name for name in names for other in SYNONYMS.get(name, ())}
    return others | {fold(name): name for name in names}


def _by_language(folded: str, schema: SheetSchema) -> str:
    """label_es for “Label (ES)” and “Label Spanish”."""
    for folded_stem, stem in _stems(schema):
        rest = folded.removeprefix(folded_stem)
        if rest != folded and (code := language_names().get(rest) or (parse_language(rest) if len(rest) < 4 else None)):
            return stem + code
    return ""


@lru_cache(maxsize=32)
def _stems(schema: SheetSchema) -> tuple[tuple[str, str], ...]:
    stems = [column.name.removesuffix(LANGUAGE_MARK) for column in schema.columns if LANGUAGE_MARK in column.name]
    return tuple((fold(stem), stem) for stem in stems)
