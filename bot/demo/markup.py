"""Telegram's HTML read into text with entities, and back."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.demo.entities import Entity, Text, length, ordered
from bot.demo.refusals import broken_rule

if TYPE_CHECKING:
    from bot.demo.refusals import RefusedError

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[^\s<>/=]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|&(?P<escape>#?\w+);")
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def parse_html(source: str) -> Text:
    """Read Telegram's HTML subset; raise a RefusedError for tags it does not know or that do not match."""
    pieces: list[str] = []
    found: list[Entity] = []
    opened: list[tuple[str, Entity]] = []
    position = cursor = 0
    for token in _TOKEN.finditer(source):
        before = source[cursor : token.start()]
        _refuse_open_bracket(before, source, cursor)
        cursor = token.end()
        written = before if token["escape"] is None else before + _unescape(token)
        pieces.append(written)
        position += length(written)
        if token["escape"] is not None:
            continue
        offset = len(source[: token.start()].encode("utf-8", "surrogatepass"))
        if token["end"]:
            found += _close(opened, token["tag"].lower(), position, offset)
        else:
            opened.append((token["tag"].lower(), _open(token, position, offset)))
    _refuse_open_bracket(source[cursor:], source, cursor)
    if opened:
        raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"', "start tag not closed")
    pieces.append(source[cursor:])
    return Text("".join(pieces), _joined_code(found))


def write_html(text: Text) -> str:
    """Return the text as Telegram HTML, without what Telegram finds by itself (addresses, commands)."""
    marks: list[tuple[int, int, int, str]] = []
    for rank, entity in enumerate(text.entities):
        pair = _marks_of(entity)
        if pair:
            marks.append((entity.offset, 1, rank, pair[0]))
            marks.append((entity.end, 0, -rank, pair[1]))
    units = text.plain.encode("utf-16-le", "surrogatepass")
    pieces, cursor = [], 0
    for offset, _, _, mark in sorted(marks):
        pieces += [html.escape(units[2 * cursor : 2 * offset].decode("utf-16-le", "surrogatepass"), quote=False), mark]
        cursor = offset
    return "".join(pieces) + html.escape(units[2 * cursor :].decode("utf-16-le", "surrogatepass"), quote=False)


def _cannot_parse(description: str, rule: str) -> RefusedError:
    return broken_rule(f"can't parse entities: {description}", f"can't parse entities: {rule}")


def _refuse_open_bracket(text: str, source: str, cursor: int) -> None:
    place = text.find("<")
    if place >= 0:
        offset = len(source[: cursor + place].encode("utf-8", "surrogatepass"))
        raise _cannot_parse(f"Unclosed start tag at byte offset {offset}", f"unclosed start tag at byte {offset}")


def _unescape(token: re.Match[str]) -> str:
    name = token["escape"]
    if name in _NAMED:
        return _NAMED[name]
    if re.fullmatch(r"#(\d{1,7}|x[0-9a-fA-F]{1,6})", name):
        return html.unescape(token[0])
    return token[0]


def _open(token: re.Match[str], position: int, offset: int) -> Entity:
    tag = token["tag"].lower()
    attributes = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(token["rest"])}
    kind = _TAGS.get(tag)
    if kind is None or (tag == "span" and attributes.get("class") != "tg-spoiler"):
        raise _cannot_parse(
            f'Unsupported start tag "{tag}" at byte offset {offset}', f"unsupported start tag at byte {offset}"
        )
    if tag == "blockquote" and "expandable" in attributes:
        kind = "expandable_blockquote"
    detail = attributes.get("href", "") or attributes.get("emoji-id", "")
    if tag == "code":
        detail = attributes.get("class", "").removeprefix("language-")
    return Entity(kind, position, 0, detail)


def _close(opened: list[tuple[str, Entity]], tag: str, position: int, offset: int) -> list[Entity]:
    if not opened:
        raise _cannot_parse(f"Unexpected end tag at byte offset {offset}", f"unexpected end tag at byte {offset}")
    start, entity = opened.pop()
    if tag != start:
        raise _cannot_parse(
            f'Unmatched end tag at byte offset {offset}, expected "</{start}>", found "</{tag}>"',
            f"unmatched end tag at byte {offset}",
        )
    size = position - entity.offset
    nameless_link = entity.type == "text_link" and not entity.detail
    return [replace(entity, length=size)] if size and not nameless_link else []


def _joined_code(found: list[Entity]) -> tuple[Entity, ...]:
    """`<pre><code class="language-x">` is one block of code with a language."""
    languages = {(e.offset, e.length): e.detail for e in found if e.type == "code"}
    blocks = {(e.offset, e.length) for e in found if e.type == "pre"}
    kept = []
    for entity in found:
        place = (entity.offset, entity.length)
        if entity.type == "pre":
            kept.append(replace(entity, detail=languages.get(place, "")))
        elif entity.type == "code":
            if place not in blocks:
                kept.append(replace(entity, detail=""))
        else:
            kept.append(entity)
    return ordered(kept)


_WRITTEN = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
}


def _marks_of(entity: Entity) -> tuple[str, str] | None:
    if entity.type == "text_link":
        return f'<a href="{html.escape(entity.detail)}">', "</a>"
    if entity.type == "pre":
        inner = f'<code class="language-{html.escape(entity.detail)}">' if entity.detail else ""
        return f"<pre>{inner}", ("</code>" if inner else "") + "</pre>"
    return _WRITTEN.get(entity.type)
