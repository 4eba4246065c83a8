"""What Telegram makes of a text and its markup before people see it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.demo.entities import CONTROL, Entity, Text, clean, length, ordered, with_detected
from bot.demo.markup import parse_html
from bot.demo.refusals import broken_rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.demo.wire import JsonObject

_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}


def read(text: str, parse_mode: str, entities: Iterable[JsonObject] = ()) -> Text:
    """Return what people will see; raise the RefusedError that Telegram would give for faulty markup."""
    text = text.replace("\r", "")
    if parse_mode.lower() == "html":
        parsed = parse_html(text)
    elif parse_mode:
        raise broken_rule(f"unsupported parse_mode {parse_mode[:20]}", "this server reads HTML only")
    else:
        parsed = Text(text, tuple(_from_wire(entity) for entity in entities))
    return with_detected(_trimmed(_separated(parsed)))


def _separated(text: Text) -> Text:
    """Code stands alone: Telegram lets no style reach into it."""
    code = [entity for entity in text.entities if entity.type in {"code", "pre"}]
    if not code:
        return text
    kept: list[Entity] = []
    for entity in text.entities:
        parts = [entity]
        if entity.type in _STYLES:
            for block in code:
                parts = [rest for part in parts for rest in _without(part, block)]
        kept += parts
    return Text(text.plain, ordered(kept))


def _without(entity: Entity, block: Entity) -> list[Entity]:
    if entity.end <= block.offset or block.end <= entity.offset:
        return [entity]
    before = replace(entity, length=block.offset - entity.offset)
    behind = replace(entity, offset=block.end, length=entity.end - block.end)
    return [part for part in (before, behind) if part.length > 0]


def _trimmed(text: Text) -> Text:
    plain = clean(text.plain)
    if plain == text.plain:
        return text
    raw = CONTROL.sub(" ", text.plain)
    shift = length(raw) - length(raw.lstrip())
    size = length(plain)
    kept = []
    for entity in text.entities:
        start, end = max(0, entity.offset - shift), min(size, entity.end - shift)
        if end > start:
            kept.append(replace(entity, offset=start, length=end - start))
    return Text(plain, tuple(kept))


def _from_wire(entity: JsonObject) -> Entity:
    detail = entity.get("url") or entity.get("language") or entity.get("custom_emoji_id") or ""
    offset, size = entity["offset"], entity["length"]
    assert isinstance(offset, int) and isinstance(size, int)
    return Entity(str(entity["type"]), offset, size, str(detail))
