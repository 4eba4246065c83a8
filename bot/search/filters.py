"""What a service is known to have of what a person asks for. The source's own words decide; silence means unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.directory.model import StatusRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.directory.model import Service
    from bot.query.filters import Filters

_FREE = re.compile(r"\b(free|no cost|no charge|at no cost)\b", re.IGNORECASE)
_HAS_PRICE = re.compile(r"\$\s?[1-9]|\b(fee|tuition|rent is)\b", re.IGNORECASE)
_WORDS: Final[Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]] = {
    name: (fields, re.compile(pattern, re.IGNORECASE))
    for name, fields, pattern in (
        ("no_insurance", ("eligibility", "cost", "description"), r"uninsured|without (health )?insurance|no insurance"),
        ("no_ssn", ("eligibility", "documents", "description"), r"(no|without( a)?) (ssn|social security)|\bitin\b"),
        ("no_address", ("eligibility", "documents"), r"no proof of address|without (an )?address|homeless"),
        ("walk_in", ("how_to_apply", "hours", "description"), r"walk[- ]?in|no appointment|drop[- ]?in"),
        ("wheelchair", ("accessibility",), r"wheelchair|ramp|\bada\b|accessible"),
        ("pets", ("eligibility", "description"), r"\bpets?\b|\bdogs?\b"),
        ("for_children", ("name", "eligibility", "description"), r"\bchild|\bkids?\b|\bbab(y|ies)\b|pediatric"),
        ("for_women", ("name", "eligibility", "description"), r"\bwom[ae]n|\bmothers?\b|pregnan"),
        ("for_men", ("name", "eligibility", "description"), r"\bm[ae]n\b|\bfathers?\b"),
        ("for_youth", ("name", "eligibility", "description"), r"\byouth|\bteens?\b|young (people|adults?)"),
        ("for_elders", ("name", "eligibility", "description"), r"\bseniors?\b|\belder|\bolder (people|adults?)"),
        ("for_families", ("name", "eligibility", "description"), r"\bfamil(y|ies)\b|\bparents?\b"),
        ("open_tonight", ("hours",), r"24 hours|24/7|day and night"),
        ("open_now", ("hours",), r"24 hours|24/7|day and night"),
        ("open_saturday", ("hours",), r"\bsat|24/7|every day|daily|7 days"),
        ("open_sunday", ("hours",), r"\bsun|24/7|every day|daily|7 days"),
        ("open_weekend", ("hours",), r"\b(sat|sun)|24/7|every day|daily|7 days|weekend"),
    )
}


def known_to_have(service: Service, filters: Filters) -> int:
    """How many of the asked properties the service is known to have."""
    return sum(has(service, name, value) is True for name, value in filters.items())


def has(service: Service, name: str, value: str | bool) -> bool | None:
    """Whether the service has a property; None when its source does not say."""
    if name == "free":
        return True if _FREE.search(service.cost) else False if _HAS_PRICE.search(service.cost) else None
    if name == "no_id":
        return True if service.status_rule in (StatusRule.NO_ID_NEEDED, StatusRule.OPEN_TO_ALL) else None
    if name == "language":
        return True if value in service.languages or service.interpretation_services else None
    if name == "zip":
        return True if value == service.location.postal_code else None
    if name not in _WORDS:
        return None
    fields, pattern = _WORDS[name]
    return True if any(pattern.search(getattr(service, field)) for field in fields) else None
