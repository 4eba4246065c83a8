"""P1: links to the bot with anything in them. python -m bench.start_parameters [--parameters 1000000] [--out FILE].

Each is read, and what it opens compared with what the readable link to the same place opens. Every tenth also goes to
the whole bot in a message; there the replies are compared to the last sign, so nothing of a parameter can stand in one.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import string
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from bench.cases import Case, report
from bench.fuzz import listening
from bench.matching import NOW, ROOT, build_release
from bench.postbox import open_office
from bench.shapes import MARK, ODD, WORDS
from bot.actions import START_LIMIT, Action, decode_callback, decode_start, encode_start, slug_of
from bot.actions import StartLink as Link
from bot.i18n.translations import load_translations
from bot.partners.deep_links import LinkKind, linkable
from bot.replies.screens import action_of_link

if TYPE_CHECKING:
    from bench.postbox import Office, Sent
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

ECHO: Final = 6
"""From so many characters on a parameter found in a reply would be an echo; shorter ones stand in any text."""
WHOLE: Final = 10
_SIGNS: Final = string.ascii_letters + string.digits + "_-"
_OTHERS: Final = (
    *(
        "ref_123456789",
        "r00000abcd",
        "utm_source-flyer",
        "invite_AAAAAE",
        "startapp",
        "pay-4000",
        "login_x9",
        "promo10",
    ),
    *("service", "service-", "need--", "category-_", "_", "__es", "-_-", "user-1_es", "SERVICE-A"),
)


class Parameters:
    """Parameters one after the other, each with the kind, slug and language that it rightly names, if any."""

    def __init__(self, draw: random.Random, release: LiveRelease, translations: Translations) -> None:
        directory = release.catalogue.directory
        self._draw = draw
        self._codes = translations.languages.codes
        self.known = {(str(k), slug_of(id)) for k in LinkKind for id in linkable(directory, k)}
        self._links = sorted(self.known)

    def next(self) -> str:
        """A parameter; a quarter are links of ours, whole or nearly so."""
        draw = self._draw
        match draw.randrange(8):
            case 0 | 1:
                kind, slug = draw.choice(self._links)
                link = encode_start(Link(kind, slug, draw.choice(("", *self._codes)), draw.choice(("", "ab12"))))
                at = draw.randrange(len(link))
                return link if draw.random() < 0.5 else link[:at] + draw.choice((*_SIGNS, *ODD)) + link[at + 1 :]
            case 2:
                return "".join(draw.choices(_SIGNS, k=START_LIMIT))
            case 3:
                return "".join(draw.choices(_SIGNS, k=draw.randint(0, START_LIMIT)))
            case 4:
                return "".join(draw.choices((*_SIGNS, *ODD, *WORDS), k=draw.randint(1, 30)))
            case 5:
                return MARK * draw.randint(1, 9) + draw.choice(("", "_es", "_vi_abcd"))
            case 6:
                return draw.choice(_OTHERS) + draw.choice(ODD)
            case _:
                return "".join(draw.choices(_SIGNS, k=draw.choice((65, 128, 512))))

    def rightly(self, parameter: str) -> tuple[str, str, str]:
        """Kind, slug and language of a parameter, as the description of links reads; kind and slug empty for none."""
        head, *rest = parameter[:START_LIMIT].lower().split("_")
        kind, _, slug = head.partition("-")
        language = next((self._codes[part] for part in rest if part in self._codes), "")
        return (kind, slug, language) if (kind, slug) in self.known else ("", "", language)


class Openings:
    """What the bot says to a link, each time in a chat that it does not know."""

    def __init__(self, office: Office, translations: Translations) -> None:
        self._office = office
        self._numbers = translations.languages.numbers
        self._ids = itertools.count(1)
        self._right: dict[tuple[str, str, str], list[tuple[str, Any]]] = {}

    async def of(self, parameter: str) -> list[Sent]:
        number = next(self._ids)
        user = {"id": number, "is_bot": False, "first_name": "Ana", "language_code": "en"}
        message = {
            "message_id": number,
            "date": int(time.time()),
            "from": user,
            "chat": {"id": number, "type": "private"},
        }
        return await self._office.ask({"update_id": number, "message": message | {"text": f"/start {parameter}"}})

    async def of_link(self, kind: str, slug: str, language: str) -> list[tuple[str, Any]]:
        """What the link in its own form opens, asked once."""
        key = kind, slug, language
        if key not in self._right:
            link = encode_start(Link(kind, slug, language)) if kind else f"_{language}"
            self._right[key] = self.essence(await self.of(link if link != "_" else ""))
        return self._right[key]

    def essence(self, sent: list[Sent]) -> list[tuple[str, Any]]:
        """All that is said, with the buttons read and their partner left out: up to four letters that a link gives."""
        return [(call.method, self._bare(dict(call.values))) for call in sent]

    def _bare(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._read(key, inner) for key, inner in value.items() if key != "chat_id"}
        return [self._bare(inner) for inner in value] if isinstance(value, list) else value

    def _read(self, key: str, value: Any) -> Any:
        if key != "callback_data":
            return self._bare(value)
        action = decode_callback(value, self._numbers)
        return action and (action.screen, action.language, action.service, action.need, action.origin, action.page)


def opens(parameter: str, release: LiveRelease, codes: dict[str, str]) -> Action:
    """What a parameter opens, without its partner."""
    return replace(action_of_link(decode_start(parameter, codes), release.catalogue, "en"), partner="")


async def run(parameters: int, release: LiveRelease, translations: Translations) -> list[Case]:
    """Read so many parameters, and open the bot by every tenth."""
    source = Parameters(random.Random(parameters), release, translations)
    codes = translations.languages.codes
    errors = strange = other = echoed = links = 0
    with listening() as log:
        async with open_office(release, translations, now=NOW) as office:
            openings = Openings(office, translations)
            for number in range(parameters):
                parameter = source.next().strip()  # as the command is read
                right = source.rightly(parameter)
                links += bool(right[0])
                try:
                    strange += opens(parameter, release, codes) != opens(encode_start(Link(*right)), release, codes)
                except Exception:
                    errors += 1
                if number % WHOLE == 0:
                    sent, wanted = await openings.of(parameter), await openings.of_link(*right)
                    other += openings.essence(sent) != wanted
                    own = json.dumps(wanted, ensure_ascii=False, default=str)
                    echoed += len(parameter) >= ECHO and parameter not in own and any(parameter in s.wire for s in sent)
        errors += log.getvalue().count("\n")
    read, asked = f"{parameters:,} parameters", f"{-(-parameters // WHOLE):,} messages"
    return [
        Case("P1 start parameters: errors", read, "0", str(errors), not errors),
        Case(
            "P1 opens what no link of that name opens",
            read,
            "0",
            f"{strange} ({links:,} name a place)",
            not strange and links > 0,
        ),
        Case("P1 reply is not its link's", asked, "0", str(other), not other),
        Case("P1 parameter in the reply", asked, "0", str(echoed), not echoed),
    ]


def main(
    parameters: Annotated[int, typer.Option(help="How many.")] = 1_000_000,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too.")] = None,
) -> None:
    """Measure and print the table."""
    release, translations = build_release(ROOT / "directory_data"), load_translations()
    if not report(asyncio.run(run(parameters, release, translations)), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
