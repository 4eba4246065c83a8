"""Text with entities: plain text plus marked stretches.

Offsets and lengths count UTF-16 code units, as everywhere in the Bot API.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.demo.wire import JsonObject

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_DETECTED = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?:https?://|www\.)[^\s<>]+[^\s<>.,;:!?)\]'\"]|(?<![\w@./])(?:[a-z0-9-]+\.)+(?:org|com|gov|net|edu|us|me)\b(?:/[^\s<>.,;]*)?)"
    r"|(?<![\w/<])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@\w{3,32})"
    r"|(?<![\w/&#])(?P<hashtag>#\w*[^\W\d]\w*)"
    r"|(?<![\w+])(?P<phone_number>\+\d[\d ()-]{7,17}\d)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked stretch of a text; `detail` is the link, the language of a code block or the emoji id."""

    type: str
    offset: int
    length: int
    detail: str = ""

    @property
    def end(self) -> int:
        """Return the first position behind the stretch."""
        return self.offset + self.length

    def to_wire(self) -> JsonObject:
        """Return the MessageEntity."""
        wire: JsonObject = {"type": self.type, "offset": self.offset, "length": self.length}
        names = {"text_link": "url", "pre": "language", "custom_emoji": "custom_emoji_id"}
        if self.detail and self.type in names:
            wire[names[self.type]] = self.detail
        return wire


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text and its entities, in order."""

    plain: str = ""
    entities: tuple[Entity, ...] = ()


def length(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, entity: Entity) -> str:
    """Return the stretch of `text` that `entity` marks."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * entity.offset : 2 * entity.end].decode("utf-16-le", "surrogatepass")


def clean(text: str) -> str:
    """Return the text as Telegram keeps it: no control characters, no blank ends."""
    return CONTROL.sub(" ", text.replace("\r", "")).strip()


def with_detected(text: Text) -> Text:
    """Add what Telegram marks by itself: commands, addresses, mentions, phone numbers."""
    if not _DETECTED.search(text.plain):
        return text
    taken = [entity for entity in text.entities if entity.type in {"code", "pre", "text_link"}]
    found = list(text.entities)
    for match in _DETECTED.finditer(text.plain):
        kind = match.lastgroup or ""
        entity = Entity(kind, length(text.plain[: match.start()]), length(match[0]))
        if not any(entity.offset < other.end and other.offset < entity.end for other in taken):
            found.append(entity)
    return Text(text.plain, ordered(found))


def ordered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return entities in reading order, the outer ones first."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))
