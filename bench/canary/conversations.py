"""What invented people do with the bot, so that every field of an update carries a sentinel."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import aiohttp

from bot.actions import Screen, decode_callback
from bot.demo.webhook import SECRET_HEADER

if TYPE_CHECKING:
    from random import Random

    from bench.canary.sentinels import Identity
    from bot.demo import DemoServer, Group, Person

LANGUAGES: Final = ("en", "es", "vi", "zh-hans", "ar", "fa", "fr", "sw", "ru")
PATIENCE: Final = 60.0
"""Seconds to wait for the first answer: as long as a bot needs to come back."""

FORGETTING: Final = 0.2
"""The share of people who clear the chat at the end, which takes a bot many calls."""


async def converse(
    server: DemoServer, person: Person, who: Identity, random: Random, group: Group | None = None
) -> None:
    """Everything that a person can send, without waiting for each answer; then taps, if an answer came."""
    said = [
        person.start(who.start),
        *map(person.send, who.questions),
        person.send_location(*who.place),
        person.send_contact(who.contact),
        person.send_photo(who.caption),
        person.send_file("document", caption=who.caption, file_name=who.file_name),
        person.open_inline(who.inline),
    ]
    if group:
        said.append(person.send(f"@{server.world.bot.username} {who.word}", to=group))
    for one in said:
        await one
        await asyncio.sleep(0)  # others have their say between
    send_malformed(server, who, random)
    with suppress(TimeoutError):
        answer = await person.wait_for_message(seconds=PATIENCE)
        await person.send_callback(answer, who.callback)
        for _ in range(2):
            await tap_any(person, random)
        if random.random() < FORGETTING:
            await person.send("/forget")


def meet(server: DemoServer, who: Identity, random: Random) -> Person:
    """The person, with a phone that speaks some language."""
    return server.user(
        who.first_name,
        last_name=who.last_name,
        username=who.username,
        language_code=random.choice(LANGUAGES),
        user_id=who.user_id,
    )


async def tap_any(person: Person, random: Random, *, reports: bool = True) -> None:
    """Tap any button of the last message that has one; without `reports` none that says a listing is wrong."""
    for message in reversed(person.bot_messages):
        choices = [
            button.callback_data
            for button in message.buttons
            if button.callback_data and (reports or not _is_report(button.callback_data))
        ]
        if choices:
            await person.tap(message, random.choice(choices))
            return


def _is_report(data: str) -> bool:
    action = decode_callback(data, {})
    return action is not None and action.screen is Screen.REPORT


def send_malformed(server: DemoServer, who: Identity, random: Random) -> None:
    """A message of which one part is missing or of another kind than the Bot API says."""
    sender = {"id": who.user_id, "first_name": who.first_name, "is_bot": False}
    body = {"message_id": 1, "date": server.world.now, "chat": {"id": who.user_id, "type": "private"}, "from": sender}
    body["text"] = who.word
    part = random.choice(sorted(body))
    if random.random() < 0.5:
        del body[part]
    else:
        body[part] = random.choice([[], {}, who.word, [who.first_name], {"id": who.word}, -1.5, None])
    server.world.updates.add("message", json.loads(json.dumps(body)), who.user_id)


async def post_malformed(server: DemoServer, secret: str, who: Identity) -> None:
    """Bodies for the webhook that break off, are no JSON, or come without the secret."""
    body = json.dumps({"update_id": 1, "message": {"text": who.word, "from": {"id": who.user_id}}}).encode()
    headers = {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session:
        for shown in ({SECRET_HEADER: secret}, {SECRET_HEADER: who.word}, {}):
            for data in (body[:-5], who.word.encode("utf-16"), body * 1000):
                with suppress(aiohttp.ClientError):
                    url = f"{server.api.webhook.url}?{who.username}"
                    async with session.post(url, data=data, headers=headers | shown) as response:
                        await response.read()


def heard(people: list[Person]) -> int:
    """How many got any answer."""
    return sum(bool(person.bot_messages) for person in people)
