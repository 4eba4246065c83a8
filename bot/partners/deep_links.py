"""Links that open the bot at a service, a need or a category: for posters, flyers and partners' pages."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.actions import START_LIMIT, StartLink, encode_start, slug_of

if TYPE_CHECKING:
    from bot.directory.model import Directory


class LinkKind(StrEnum):
    """What a link can open."""

    SERVICE = "service"
    NEED = "need"
    CATEGORY = "category"


def linkable(directory: Directory, kind: LinkKind) -> list[str]:
    """The ids that a link of this kind can name, in the order of the sheets."""
    match kind:
        case LinkKind.SERVICE:
            return [service.id for service in directory.published]
        case LinkKind.CATEGORY:
            return list(directory.area.categories)
        case LinkKind.NEED:
            return [need.id for need in directory.needs if need.id not in directory.area.categories]


def build_link(username: str, kind: LinkKind, identifier: str, language: str = "", partner: str = "") -> str:
    """The address of the link. Raises ValueError when it is longer than Telegram takes."""
    parameter = encode_start(StartLink(kind, slug_of(identifier), language, partner))
    if len(parameter) > START_LIMIT:
        raise ValueError(f"{parameter} has {len(parameter)} characters; Telegram takes {START_LIMIT}")
    return f"https://t.me/{username}?start={parameter}"
