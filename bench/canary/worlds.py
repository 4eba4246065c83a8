"""R3, non-interference: two worlds that differ by one person's conversation leave the same bytes on the disk.

What may differ, and why:
- in the log, the time of a line and the memory of the process: clocks and the system give them, not people;
- in a world of many people, counts of a window: each is of 11 people or more, rounded to 5, so one person more may
  turn 12 (written as 10) into 13 (as 15). In a world of few no count is written, and the databases are the same in
  each byte.

Nobody says here that a listing is wrong: such taps are counted for the listing, however few they are.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from signal import SIGKILL, SIGTERM
from typing import TYPE_CHECKING, Final

from bench.canary.conversations import PATIENCE, meet, tap_any
from bench.canary.life import DATABASE, OPENED, Life
from bench.canary.lives import furnish, running, server
from bench.canary.plants import COUNTER
from bench.canary.sentinels import draw
from bench.cases import Case

if TYPE_CHECKING:
    from pathlib import Path

    from bench.canary.sentinels import Identity
    from bot.demo import DemoServer

QUESTIONS: Final = (
    "help with rent",
    "my landlord wants us out on Friday",
    "necesito comida para mis hijos",
    "clases de inglés por la noche",
    "where can I see a doctor without insurance",
    "tôi cần tìm việc làm",
    "cours d'anglais gratuits",
    "أحتاج إلى طبيب أسنان",
    "I want to die",
    "thank you",
    "can you fix my car",
    "87108",
)
MESSAGES: Final = 30
"""How much the person in question says; the last third comes faster than the bot's pace for a chat."""
PAIRS_AT_ONCE: Final = 3
SILENCE: Final = 1.0
"""Seconds without a call. An idle bot has one poll open for half a minute."""
FEW, MANY = 9, 14
"""People in a world: with one more, too few for any count to be written, or enough for some."""
COUNTS: Final = ("usage_need", "usage_language", "usage_partner", "missing_need")
FEWEST_WRITTEN: Final = 10
"""Eleven people, rounded."""

_CLOCK: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d(:\d\dZ|h)|Since \d\d:\d\dZ|memory \d+ MB")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two worlds: their crowd, the person in question, and whether the bot is killed at the end."""

    others: tuple[Identity, ...]
    person: Identity
    is_killed: bool
    seed: int
    plant: str = ""


async def compare_worlds(pairs: int, folder: Path, database: Path) -> list[Case]:
    """One row for the pairs, one for a pair with a leak that has to be seen. `database` has no learnt weights."""
    slots, random = asyncio.Semaphore(PAIRS_AT_ONCE), Random()

    async def differing(number: int, pair: Pair) -> list[str]:
        async with slots:
            return await differences(pair, folder / str(number), database)

    # By turns: few people and a clean stop, few and a kill, many and a clean stop.
    drawn = [draw_pair(random, MANY if turn % 3 == 2 else FEW, is_killed=turn % 3 == 1) for turn in range(pairs)]
    leaking = replace(drawn[0], plant=COUNTER)
    *found, seen = await asyncio.gather(*(differing(number, pair) for number, pair in enumerate((*drawn, leaking))))
    differ = [file for files in found for file in files]
    return [
        Case(
            "R3 two worlds", f"{pairs} pairs", "0 differ", "; ".join([f"{len(differ)} differ", *differ[:3]]), not differ
        ),
        Case("R3 with a leak", "1 pair", "seen", "seen" if seen else "not seen", bool(seen)),
    ]


def draw_pair(random: Random, others: int, *, is_killed: bool) -> Pair:
    """Invent the people of a pair."""
    person, *crowd = draw(random, others + 1, lambda taken: False)
    return Pair(tuple(crowd), person, is_killed, random.randrange(2**32))


async def differences(pair: Pair, folder: Path, database: Path) -> list[str]:
    """The files in which the two worlds differ more than they may, each with the first difference."""
    while True:
        day = datetime.now(UTC).date()
        without, with_ = (furnish(folder / name, database) for name in ("without", "with"))
        await asyncio.gather(inhabit(pair, without, with_person=False), inhabit(pair, with_, with_person=True))
        if datetime.now(UTC).date() == day:  # a window of counts bears the day; the worlds must have had the same
            break
    one, other = traces(without), traces(with_)
    if len(pair.others) >= MANY:
        del one[DATABASE], other[DATABASE]
        one |= tables(without / DATABASE)
        other |= tables(with_ / DATABASE)
    return [
        f"{name} {_first_difference(one.get(name, b''), other.get(name, b''))}"
        for name in sorted(one.keys() | other.keys())
        if one.get(name) != other.get(name)
    ]


def _first_difference(one: bytes, other: bytes) -> str:
    at = next((at for at, (here, there) in enumerate(zip(one, other, strict=False)) if here != there), len(one))
    return f"from byte {at}: {one[at : at + 60]!r} against {other[at : at + 60]!r}"


async def inhabit(pair: Pair, folder: Path, *, with_person: bool) -> None:
    """Live through a world. The others do the same in both."""
    async with server() as telegram:
        life = Life(folder, telegram.base_url, plant=pair.plant, is_loaded=True)
        async with running(life) as process:
            talks = [visit(telegram, who, Random(pair.seed + number)) for number, who in enumerate(pair.others)]
            if with_person:
                talks.append(talk(telegram, pair.person, Random(pair.seed)))
            await asyncio.gather(*talks)
            await telegram.settle()
            await fall_silent(telegram)
            await process.end(SIGKILL if pair.is_killed else SIGTERM)


async def fall_silent(telegram: DemoServer) -> None:
    """Wait until the bot has done what it took from Telegram early, as it does for a chat that waits long.

    A stop before that would say how many answers it cut off, which is a line that the worlds need not share.
    """
    calls = -1
    while calls != telegram.api.calls:
        calls = telegram.api.calls
        await asyncio.sleep(SILENCE)


async def visit(telegram: DemoServer, who: Identity, random: Random) -> None:
    """One of the others asks what all of them ask, and something else."""
    person = meet(telegram, who, random)
    for question in (QUESTIONS[0], random.choice(QUESTIONS)):
        await person.send(question)
        await person.wait_for_message(seconds=PATIENCE)


async def talk(telegram: DemoServer, who: Identity, random: Random) -> None:
    """The person in question asks, taps, sends a place and a contact, and clears the chat."""
    person = meet(telegram, who, random)
    await person.start(who.start)
    for number in range(MESSAGES - 4):
        if number % 3 == 2:
            await tap_any(person, random, reports=False)
        else:
            await person.send(random.choice((*QUESTIONS, *who.questions)))
        with suppress(TimeoutError):  # what comes too fast gets no answer
            await person.wait_for_message(seconds=0.1)
    await person.send_location(*who.place)
    await person.send_contact(who.contact)
    await person.send("/forget")


def traces(folder: Path) -> dict[str, bytes]:
    """Every file of a world, without what the clock, the system and the folder's own name put into it."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found["stderr"] = _CLOCK.sub(b"", found["stderr"])
    found[OPENED] = b"\n".join(sorted(found[OPENED].replace(bytes(folder), b"").splitlines()))
    return found


def tables(file: Path) -> dict[str, bytes]:
    """The content of a database, where of the counts only those stand that are of too few people."""
    with closing(sqlite3.connect(file)) as database:
        for table in COUNTS:
            database.execute(f"DELETE FROM {table} WHERE count >= {FEWEST_WRITTEN} AND count % 5 = 0")
        return dict.fromkeys(database.iterdump(), b"")
