"""N1: who asks makes no difference. python -m bench.sameness [--cases 10000] [--out FILE].

Two people who share nothing but the language of their phones do the same one after the other: they open something, then
write or tap. To each the bot must say the same.
"""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from bench.cases import Case, report
from bench.matching import NOW, ROOT, build_release, read_dev, read_languages
from bench.postbox import open_office
from bench.shapes import Shapes
from bot.actions import encode_callback
from bot.i18n.translations import load_translations

if TYPE_CHECKING:
    from bench.postbox import Office, Sent
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

_OF_THE_CHAT: Final = ("chat_id", "message_id", "message_ids", "callback_query_id", "inline_query_id")
"""Where an answer goes; all else is what is said."""
_NAMES: Final = ("Ana", "Nguyễn Thị Mai", "محمد", "Олег", "<b>Li</b>", "O'Brien", "租房", "{name}", "rent", "ICE")


class Person:
    """Somebody with a name of their own."""

    def __init__(self, number: int, draw: random.Random, language: str | None) -> None:
        self._number = number
        self._user: dict[str, Any] = {"id": number, "is_bot": False, "first_name": draw.choice(_NAMES)}
        self._user |= draw.choice(({}, {"last_name": draw.choice(_NAMES)}, {"username": f"user{number}"}))
        self._user |= draw.choice(({}, {"is_premium": True}, {"added_to_attachment_menu": True}))
        self._user |= {"language_code": language} if language is not None else {}

    def update(self, number: int, said: dict[str, Any]) -> dict[str, Any]:
        """What this person does: `said` is the part of it that does not tell who it was."""
        (kind, words), *_ = said.items()
        if kind == "inline_query":
            return {"update_id": number, kind: {"id": str(number), "from": self._user, "offset": ""} | words}
        chat = {"id": self._number, "type": "private", "first_name": self._user["first_name"]}
        message = {"message_id": number, "date": int(NOW.timestamp()), "chat": chat}
        if kind == "callback_query":
            tap = {"id": str(number), "from": self._user, "chat_instance": str(self._number), "message": message}
            return {"update_id": number, kind: tap | words}
        return {"update_id": number, kind: message | {"from": self._user} | words}


def said_by(sent: list[Sent]) -> list[tuple[str, Any]]:
    """The calls without their addresses, and without erasing: how far that goes back depends on all chats."""
    return [(call.method, _bare(dict(call.values))) for call in sent if not call.method.startswith("delete")]


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key not in _OF_THE_CHAT}


async def run(cases: int, release: LiveRelease, translations: Translations) -> list[Case]:
    """Let so many pairs do the same."""
    draw = random.Random(cases)
    shapes = Shapes(draw, release.catalogue, translations.languages)
    asked = [question.text for question in (*read_dev(), *read_languages())]
    different = silent = 0
    async with open_office(release, translations, now=NOW) as office:
        for case in range(cases):
            language = draw.choice([row.telegram for row in translations.languages.rows] + [None, "xx"])
            before = {
                "callback_query": {
                    "data": encode_callback(shapes.action(), draw.choice(list(translations.languages.numbers)))
                }
            }
            then = draw.choice(
                (
                    {"message": {"text": draw.choice(asked)}},
                    {"message": {"text": draw.choice(asked)}},
                    {"message": {"text": shapes.text()}},
                    {"callback_query": {"data": shapes.button()}},
                    {"inline_query": {"query": draw.choice(asked)[:256]}},
                    {
                        "message": {
                            "location": {"latitude": draw.uniform(34, 36), "longitude": draw.uniform(-108, -106)}
                        }
                    },
                )
            )
            pair = [Person(10 * case + one, draw, language) for one in (1, 2)]
            one, other = [
                await _do(office, 4 * case + at, person, before, then) for at, person in zip((1, 3), pair, strict=True)
            ]
            different += one != other
            silent += not one
    got = f"{different} different ({silent} got no answer)"
    return [Case("N1 two people, the same reply", f"{cases:,} pairs", "0 different", got, not different and not silent)]


async def _do(office: Office, number: int, person: Person, *steps: dict[str, Any]) -> list[tuple[str, Any]]:
    said = []
    for at, step in enumerate(steps):
        said += said_by(await office.ask(person.update(number + at, step)))
    return said


def main(
    cases: Annotated[int, typer.Option(help="How many pairs.")] = 10_000,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too.")] = None,
) -> None:
    """Measure and print the table."""
    release, translations = build_release(ROOT / "directory_data"), load_translations()
    if not report(asyncio.run(run(cases, release, translations)), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
