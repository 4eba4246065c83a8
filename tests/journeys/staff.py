"""A staff group with an invented directory: the bot at work in it, spreadsheets to send, and what it called."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from bot.chat.staff_room import StaffChat
from bot.chat.staff_watch import WatchedFolder
from bot.demo import DemoServer, Fault
from bot.directory.loader import load_directory
from bot.lexicon.learning import learn
from bot.lexicon.learnt import FILE
from bot.staff.language import StaffLanguage, staff_translator
from bot.storage.releases import live_release_id
from bot.storage.session import open_engine
from tests.directory.sample import read_rows, write_sample
from tests.journeys.conftest import address, load_from, publish_into, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.demo import Call, Group, Message, Person


@dataclass
class Staff:
    """The group and all around it. `calls` are the methods that the bot has called, in their order."""

    server: DemoServer
    group: Group
    data: Path
    database: Path
    calls: list[str] = field(default_factory=list)

    def note(self, call: Call) -> Fault | None:
        if call.method != "getUpdates":
            self.calls.append(call.method)
        return None

    def member(self) -> Person:
        """Somebody who has joined the group."""
        person = self.server.user()
        self.group.chat.standing[person.id] = "member"
        return person

    def sheet(self, change: Callable[[list[list[str]]], object], file: str = "services.csv") -> bytes:
        """A sheet of the folder with a change, as a spreadsheet program saves it."""
        rows = read_rows(self.data / file)
        change(rows)
        return "\r\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows).encode()

    async def send(self, person: Person, content: bytes, name: str = "services.csv") -> Message:
        """Send a file and return the report."""
        await person.send_document(name=name, content=content, to=self.group)
        return await self.report()

    async def report(self) -> Message:
        """The next message or edit with which the bot answers a file."""
        return await self.group.wait_for_message()

    async def tap(self, person: Person, message: Message, label: str) -> Message:
        """Tap a button and return what the message has become."""
        self.group.begin_turn()
        await person.tap(message, label)
        return await self.group.wait_for_message()

    async def toast(self, person: Person, message: Message, data: str) -> str:
        """Tap with these data, which no button need have, and return the notice that comes."""
        await self.server.settle()
        self.group.begin_turn()
        await person.send_callback(message, data)
        return (await self.group.wait_for_toast()).text

    async def live(self) -> int | None:
        engine = open_engine(address(self.database))
        try:
            return await live_release_id(engine)
        finally:
            await engine.dispose()


def set_cell(row: int, column: str, value: str) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        rows[row - 1][rows[0].index(column)] = value

    return change


async def prepare(folder: Path) -> tuple[Path, Path]:
    """The spreadsheets with their weights, and a database in which they are published."""
    data = write_sample(folder / "data")
    directory = load_directory(data)
    (data / FILE).write_bytes(learn(directory).to_bytes())
    database = folder / "vecino.db"
    await publish_into(database, directory, data)
    return data, database


@asynccontextmanager
async def at_work(
    server: DemoServer,
    group: Group,
    data: Path,
    database: Path,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    language: StaffLanguage = "en",
    watch: Literal["off", "check", "publish"] = "off",
) -> AsyncIterator[None]:
    """The bot, serving residents and this staff group."""
    t = staff_translator(language)
    watched = WatchedFolder(data, t, watch == "publish", data.parent / "report.html", look_every=0.1)
    async with serving(
        database,
        await load_from(database),
        server,
        staff=StaffChat(group.id, data, t),
        watched=None if watch == "off" else watched,
        clock=clock,
    ):
        yield


@asynccontextmanager
async def staff_at_work(
    folder: Path, language: StaffLanguage = "en", watch: Literal["off", "check", "publish"] = "off"
) -> AsyncIterator[Staff]:
    """All of it; at the end no documented rule may have been broken."""
    data, database = await prepare(folder)
    async with DemoServer() as server:
        staff = Staff(server, server.group("Staff", administrator=True), data, database)
        server.faults = staff.note
        async with at_work(server, staff.group, data, database, language=language, watch=watch):
            yield staff
        assert server.violations == []
