"""Invented updates: every field that the Bot API documents, at random.

The shapes come from the documentation itself (the data of `bot/demo`), so a field that Telegram adds is fuzzed as soon
as that data is renewed. What the bot answers (texts, taps, inline queries, places) comes more often than the rest.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from bot.actions import FILTERS, HERE, Action, Screen, encode_callback, need_key, service_key
from bot.chat.commands import COMMANDS
from bot.demo.spec import DATA

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from bot.directory.catalogue import Catalogue
    from bot.i18n.locales import Languages

MARK: Final = "Qzvixo"
"""Stands in every name and in many texts: what must not be found in a log."""
LONGEST: Final = 4096
_ARRAY: Final = "Array of "
_CHOICES: Final = re.compile(r"[\"“](\w+)[\"”]")
_ALWAYS: Final = re.compile(r"(?:must be|always) [\"“]?(\w+)")
_SHALLOW: Final = 3
"""Below this depth only required fields are made."""

ODD: Final[tuple[str, ...]] = (
    "\ud800", "\udfff", "a\udc00b", "\x00", "\x00\x01\x1b[31m", "\u200d", "\u200b\ufeff", "👩\u200d👩", "\u202e",
    "e\u0301" * 20, "\u0489" * 30, "ﷺ", "İı", "ß", "٨٧١٠٢", "８７１０２", "Ⅷ", "½", "①②", "1\u20e3", "🦷🏥",
    "<b>", "</a>&amp;", "&#0;", "{0.__class__}", "%s%n", "${jndi}", "'; DROP TABLE release;--", "../../etc/passwd",
    "\n" * 40, "\t", "\r\n", " ", "-", "/", "@", "#", "....", "?!", "[" * 50, "\\u0000", "null", "0", "-1", "1e999",
)  # fmt: skip
WORDS: Final = (
    "rent", "help", "food", "doctor", "job", "school", "dentist", "open", "now", "near", "me", "free", "no", "id",
    "renta", "ayuda", "comida", "trabajo", "médico", "niños", "hoy", "thuê", "nhà", "bác", "sĩ", "租房", "看牙", "工作",
    "إيجار", "طعام", "طبيب", "اجاره", "غذا", "kodi", "chakula", "loyer", "nourriture", "aluguel", "аренда", "врач",
    "hungry", "tonight", "sleep", "hurt", "die", "police", "hello", "gracias", "87102", "505-555-0100", "A012345678",
    "123", "Main", "St", "a@b.example", "1990-01-01", "women", "kids", "wheelchair", "Spanish", "Dari", "Friday", "9am",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    types: tuple[str, ...]
    values: tuple[str, ...]
    is_date: bool
    is_span: bool


@dataclass(frozen=True, slots=True)
class _Type:
    required: tuple[_Field, ...]
    optional: tuple[_Field, ...]
    subtypes: tuple[str, ...]


@cache
def documented() -> dict[str, _Type]:
    """The documented types, read once a process."""
    types = json.loads(DATA.read_text(encoding="utf-8"))["types"]
    found = {}
    for name, entry in types.items():
        rows = [(row["required"], _field(row)) for row in entry.get("fields", ())]
        found[name] = _Type(
            tuple(field for required, field in rows if required),
            tuple(field for required, field in rows if not required),
            tuple(entry.get("subtypes", ())),
        )
    return found


def _field(row: dict[str, Any]) -> _Field:
    words = row["description"]
    values = tuple(_ALWAYS.findall(words)[:1] or _CHOICES.findall(words)) if row["types"] == ["String"] else ()
    is_date = "Unix time" in words or row["name"].endswith("date")
    return _Field(row["name"], tuple(row["types"]), values, is_date, "second" in words and "Integer" in row["types"])


class Shapes:
    """Updates one after the other, the same for the same `draw`. `chat` numbers begin at `first_chat`."""

    def __init__(
        self, draw: random.Random, catalogue: Catalogue, languages: Languages, first_chat: int = 1_000
    ) -> None:
        self._draw = draw
        self._catalogue = catalogue
        self._languages = languages
        self._chat = first_chat
        self._numbers = [row.number for row in languages.rows]
        self._services = [service_key(id) for id in catalogue.services]
        self._needs = [need_key(id) for id in catalogue.needs]
        self._said = [*ODD, *WORDS, *(need.labels.get("en", "") for need in catalogue.needs.values())]
        self._language_codes: list[str | None] = [row.telegram for row in languages.rows]
        self._language_codes += [None, "", "xx", "zh-hans", "pt-br", "fa-AF", MARK, "\ud800"]

    def update(self) -> dict[str, Any]:
        """An update as documented; a chat has some of them one after the other."""
        draw, optional = self._draw, documented()["Update"].optional
        if draw.random() < 0.08:
            self._chat += 1
        kind = draw.choices(("message", "callback_query", "inline_query", draw.choice(optional).name), (60, 18, 7, 15))[
            0
        ]
        if kind == "callback_query":
            return {kind: self.tap()}
        if kind == "inline_query":
            query = self._object("InlineQuery", 1)
            query |= {
                "id": str(draw.getrandbits(62)),
                "from": self.person(),
                "query": self.text()[:256],
                "offset": draw.choice(("", "10", "x", "٣", "9" * 64)),
            }
            return {kind: query}
        field = next(field for field in optional if field.name == kind)
        return {kind: self.message() if field.types == ("Message",) else self._value(field, 0)}

    def message(self) -> dict[str, Any]:
        """A message of any kind, most of them texts in private chats."""
        draw = self._draw
        person = self.person()
        message: dict[str, Any] = {
            "message_id": draw.randint(1, 10**9),
            "date": self._date(),
            "from": person,
            "chat": self._chat_of(person),
        }
        kind = draw.choices(("text", "location", "documented"), (75, 8, 17))[0]
        if kind == "text":
            message["text"] = self.text()
        elif kind == "location":
            message["location"] = {"latitude": draw.uniform(-90, 90), "longitude": draw.uniform(-180, 180)}
        if kind == "documented" or draw.random() < 0.1:
            for field in draw.sample(documented()["Message"].optional, draw.randint(1, 4)):
                message[field.name] = self._value(field, 1)
        message.pop("entities", None)  # a text's own, so never without one
        if "text" in message and draw.random() < 0.1:
            message["entities"] = [self._entity() for _ in range(draw.randint(1, 5))]
        return message

    def tap(self) -> dict[str, Any]:
        """A tap on a button of ours, an old or a forged one, below a message that may be gone."""
        draw = self._draw
        query: dict[str, Any] = self._object("CallbackQuery", 1) if draw.random() < 0.2 else {"chat_instance": "1"}
        query["id"] = str(draw.getrandbits(62))
        person = self.person()
        query["from"] = person
        if draw.random() < 0.9:
            date = 0 if draw.random() < 0.05 else self._date()
            query["message"] = {"message_id": draw.randint(1, 10**9), "date": date, "chat": self._chat_of(person)}
        if draw.random() < 0.95:
            query["data"] = self.button()
        return query

    def button(self) -> str:
        """What a tap brings: mostly what we wrote, else something forged."""
        draw = self._draw
        data = encode_callback(self.action(), draw.choice(self._numbers))
        way = draw.random()
        if way < 0.7:
            return data
        if way < 0.8:
            at = draw.randrange(len(data))
            sign: str = draw.choice(("a", "Z", "9", "-", "_", *ODD))
            return data[:at] + sign + data[at + 1 :]
        return self.text()[:64] if way < 0.9 else ("2" + self.text())[:42].ljust(42, "-")

    def action(self) -> Action:
        """Any screen, with targets that are there or not."""
        draw = self._draw
        return Action(
            draw.choice(tuple(Screen)),
            partner=draw.choice(("", "", "abc1")),
            service=draw.choice((*draw.choices(self._services, k=3), "", "AAAAAA")),
            need=draw.choice((*draw.choices(self._needs, k=3), "", "AAAA")),
            origin=tuple(draw.choices(self._needs, k=draw.randint(0, 3))),
            page=draw.choice((0, 0, 0, 1, 2, 5, 62)),
            filters=frozenset(draw.sample(FILTERS, draw.choice((0, 0, 1, 2, 17)))),
            spoken=draw.choice(("", "", "es", "ase", "und", "zz", "---")),
            near=draw.choice(("", "", HERE, "87102", "00000", "99999")),
        )

    def text(self) -> str:
        """What somebody types: words, commands, numbers, all kinds of signs; now and then as long as can be."""
        draw = self._draw
        way = draw.random()
        if way < 0.10:
            rest = draw.choice(
                ("", "", " ", self._words(3), "service-x", "need-housing-shelter_es_abc1", draw.choice(ODD))
            )
            name = draw.choice((*(command.name for command in COMMANDS), "housing", "x" * 64, draw.choice(ODD)))
            return f"/{name}{draw.choice(('', '', '@bench_bot', '@' + MARK))} {rest}"
        if way < 0.18:
            return draw.choice(
                ("0", "1", "2", "7", "99", "٣", "²", "87102", "87102-1234", "00000", str(draw.getrandbits(80)))
            )
        if way < 0.184:
            piece = draw.choice((draw.choice(ODD), draw.choice(WORDS), self._words(5) + " "))
            return (piece * LONGEST)[:LONGEST]
        return self._words(draw.randint(1, 12))

    def person(self) -> dict[str, Any]:
        """Who writes, with a name that must not be found anywhere."""
        draw = self._draw
        user = {"id": self._chat, "is_bot": False, "first_name": MARK + draw.choice(("", *ODD))}
        code = draw.choice(self._language_codes)
        if code is not None:
            user["language_code"] = code
        if draw.random() < 0.3:
            user |= {"last_name": MARK, "username": MARK.lower(), "is_premium": True}
        return user

    def _words(self, most: int) -> str:
        mark = [MARK] if self._draw.random() < 0.4 else []
        return " ".join(self._draw.choices(self._said, k=most) + mark)[:LONGEST]

    def _chat_of(self, person: dict[str, Any]) -> dict[str, Any]:
        if self._draw.random() < 0.9:
            return {"id": person["id"], "type": "private", "first_name": person["first_name"]}
        kind = self._draw.choice(("group", "supergroup", "channel"))
        return {"id": -self._draw.randint(1, 10**12), "type": kind, "title": MARK}

    def _entity(self) -> dict[str, Any]:
        draw = self._draw
        entity = self._object("MessageEntity", 2)
        return entity | {"offset": draw.choice((0, 1, 4095, 10**6, -1)), "length": draw.choice((0, 1, 11, 10**6, -5))}

    def _date(self) -> int:
        now = int(time.time())
        return self._draw.choice((now, now, now, now - 700, now - 200_000, 1, 2**31 - 1))

    def _object(self, name: str, depth: int) -> dict[str, Any]:
        entry = documented()[name]
        made = {field.name: self._value(field, depth + 1) for field in entry.required}
        if entry.optional and depth < _SHALLOW:
            for field in self._draw.sample(entry.optional, min(len(entry.optional), self._draw.randint(0, 3))):
                made[field.name] = self._value(field, depth + 1)
        return made

    def _value(self, field: _Field, depth: int) -> Any:
        if field.values:
            return self._draw.choice(field.values)
        if field.is_date:
            return self._date()
        if field.is_span:
            return self._draw.choice((1, 60, 86_400))
        return self._of_type(self._draw.choice(field.types), field.types, depth)

    def _of_type(self, name: str, others: Sequence[str], depth: int) -> Any:
        draw = self._draw
        if name.startswith(_ARRAY):
            count = draw.randint(1, 2) if depth <= _SHALLOW + 1 else 0
            return [self._of_type(name.removeprefix(_ARRAY), others, depth + 1) for _ in range(count)]
        match name:
            case "String":
                return MARK if draw.random() < 0.5 else self._words(2)
            case "Integer":
                return draw.choice((0, 1, 7, 1000, 2**31 - 1, 2**52, -1_001_234_567_890))
            case "Float":
                return draw.uniform(-90, 90)
            case "Boolean" | "True":
                return draw.random() < 0.5
        subtypes = documented()[name].subtypes
        return self._of_type(draw.choice(subtypes), (), depth) if subtypes else self._object(name, depth)
