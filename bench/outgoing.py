"""N2: nothing of a person goes out. python -m bench.outgoing [--messages 100000] [--out FILE].

People have invented names, and write invented words among real ones. No four letters in a row of what is theirs alone,
and not in the directory's or the bot's own words, may stand in anything that is sent.
"""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from bench.cases import Case, report
from bench.matching import NOW, ROOT, build_release, read_dev, read_languages
from bench.postbox import NAME, open_office
from bench.shapes import Shapes
from bot.i18n.catalogues import read_catalogue
from bot.i18n.locales import LOCALES_FOLDER
from bot.i18n.translations import load_translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.postbox import Sent
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

RUN: Final = 4
_LETTERS: Final = ("bcdfghjklmnpqrstvwxz", "aeiouy", "ñçğøß", "бгджзк", "тюяыэ", "خغثظض", "龘靐齉爨", "0123456789")
_KINDS: Final = (
    *(
        "{0}",
        "rent help {0}",
        "ayuda {0} renta",
        "I am {0} {1} and need a doctor",
        "my number is 7{2}",
        "{0}@{1}.example",
    ),
    *(
        "A{2}",
        "{0} {1} St 87102",
        "/start {0}",
        "/{0}",
        "/help {0}",
        "open now {0}?",
        "“{0}”",
        "<b>{0}</b>",
        "{0} {1} {0}",
    ),
)
_SILENT: Final = ("callback_data", "callback_query_id", "inline_query_id", "chat_id", "message_id", "message_ids", "id")
"""What is not shown: addresses, and the buttons' data, which hold keys of ours and look like any letters."""

_DRAWN: Final = re.compile(r"<(style|svg)\b.*?</\1>", re.DOTALL)
"""The parts of a file that are drawn, not read: full of numbers, in which any four digits come up by chance."""


def runs(text: str) -> set[str]:
    """Every four characters in a row, whatever their case."""
    folded = text.casefold()
    return {folded[at : at + RUN] for at in range(len(folded) - RUN + 1)}


def strings(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _SILENT:
                yield from strings(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, list | tuple | frozenset | set):
        for inner in value:
            yield from strings(inner)


def vocabulary(release: LiveRelease, translations: Translations) -> set[str]:
    """The runs of all that the directory and the interface say."""
    known = runs(f"https://t.me/{NAME}")
    for text in strings(release.catalogue.directory):
        known |= runs(text) | _dialled(text)
    for row in translations.languages.interface:
        for message in read_catalogue(LOCALES_FOLDER, row.code):
            for text in strings([message.id, message.string]):
                known |= runs(text)
    return known


def _dialled(text: str) -> set[str]:
    """The runs of a phone number as it stands in a link, without its dashes."""
    return runs("".join(filter(str.isdigit, text))) if text.startswith("+") else set()


def shown(sent: list[Sent]) -> str:
    """All that the person, or anybody else, gets to see of the calls."""
    files = (_DRAWN.sub("", call.files) for call in sent)
    return "\n".join((*(text for call in sent for text in strings(call.values)), *files)).casefold()


class Writers:
    """People with invented names who write invented words, and what is theirs alone."""

    def __init__(self, draw: random.Random, known: set[str]) -> None:
        self._draw = draw
        self._known = known

    def word(self) -> str:
        """A word that nobody has used: each run of four letters in it is new."""
        while True:
            letters = [self._draw.choice(_LETTERS) for _ in range(3)]
            word = "".join(self._draw.choice(self._draw.choice(letters)) for _ in range(self._draw.randint(6, 12)))
            if not runs(word) & self._known:
                return word

    def number(self) -> str:
        """Eight digits in a row of which no four stand in the directory."""
        while runs(digits := str(self._draw.randint(10**7, 10**8 - 1))) & self._known:
            pass
        return digits


def _update(draw: random.Random, shapes: Shapes, names: dict[str, str], text: str, chat: int) -> dict[str, Any]:
    user: dict[str, Any] = shapes.person() | names | {"id": chat}
    message = {"message_id": 1, "date": int(NOW.timestamp()), "chat": {"id": chat, "type": "private"} | names}
    match draw.choices(("text", "tap", "inline", "picture", "contact"), (60, 20, 10, 5, 5))[0]:
        case "text":
            return {"message": message | {"from": user, "text": text}}
        case "tap":
            tap = {"id": "1", "from": user, "chat_instance": "1", "message": message, "data": shapes.button()}
            return {"callback_query": tap}
        case "inline":
            return {"inline_query": {"id": "1", "from": user, "query": text[:256], "offset": ""}}
        case "picture":
            return {"message": message | {"from": user, "photo": [], "caption": text}}
    return {"message": message | {"from": user, "contact": {"phone_number": text} | names}}


async def run(messages: int, release: LiveRelease, translations: Translations) -> list[Case]:
    """Have so many updates answered, a third of them with words of the given questions."""
    draw = random.Random(messages)
    known = vocabulary(release, translations)
    writers = Writers(draw, known)
    shapes = Shapes(draw, release.catalogue, translations.languages)
    asked = [question.text for question in (*read_dev(), *read_languages())]
    found = calls = 0
    async with open_office(release, translations, now=NOW) as office:
        for number in range(1, messages + 1):
            own = [writers.word(), writers.word(), writers.word(), writers.number()]
            names = {"first_name": own[2], "last_name": own[0], "username": own[1]}
            text = draw.choice(asked) + " {0}" if draw.random() < 0.33 else draw.choice(_KINDS)
            text = text.replace("{0}", own[0]).replace("{1}", own[1]).replace("{2}", own[3])
            update = _update(draw, shapes, names, text, chat=number // 8)
            sent = await office.ask(update | {"update_id": number})
            seen = shown(sent)
            calls += len(sent)
            found += any(piece in seen for piece in set().union(*map(runs, own)))
    size = f"{messages:,} updates"
    return [
        Case(
            "N2 a person's own words in what is sent",
            size,
            "0",
            f"{found} ({calls:,} calls)",
            not found and calls > messages // 2,
        )
    ]


def main(
    messages: Annotated[int, typer.Option(help="How many.")] = 100_000,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too.")] = None,
) -> None:
    """Measure and print the table."""
    release, translations = build_release(ROOT / "directory_data"), load_translations()
    if not report(asyncio.run(run(messages, release, translations)), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
