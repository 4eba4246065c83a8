"""The composition root: makes the bot, keeps the live release at hand, and serves until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import TelegramError

from bot.chat.answering import ALLOWED_UPDATES, answer, apologise, slow_down
from bot.chat.approvals import Approvals
from bot.chat.commands import update_menus
from bot.chat.counting import Counting
from bot.chat.delivery import Delivery
from bot.chat.failure import handle_failure
from bot.chat.lanes import Lanes
from bot.chat.pace import Pace
from bot.chat.session import Sessions
from bot.chat.staff_answering import open_staff
from bot.chat.staff_monthly import send_monthly
from bot.chat.staff_room import StaffRoom
from bot.chat.staff_watch import FolderWatch, watch_folder
from bot.chat.transport import AiohttpRequest
from bot.chat.turn import Desk
from bot.chat.watchdog import wait_for_silence
from bot.directory.catalogue import Catalogue
from bot.errors import SilenceError
from bot.logs import Event, log_event
from bot.memory import keep_memory_whole, settle_memory
from bot.pipeline import LiveRelease
from bot.pulse import Pulse
from bot.search.index import build_index
from bot.staff.uploads import Office
from bot.staff.weights import Weights
from bot.storage.releases import live_release_id, load_answers
from bot.web.webhook import Webhook

try:
    from uvloop import new_event_loop
except ImportError:  # Windows, PyPy
    from asyncio import new_event_loop  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.chat.staff_room import StaffChat
    from bot.chat.staff_watch import WatchedFolder
    from bot.config import EraseTyped
    from bot.directory.model import Directory
    from bot.i18n.translations import Translations
    from bot.lexicon.learnt import Learnt
    from bot.web.webhook import Hook

LOOK_EVERY: Final = 1.0
SWEEP_EVERY: Final = 60.0
POLL_CONNECTIONS: Final = 2


def _now() -> datetime:
    return datetime.now(UTC)


class LiveReleases:
    """The live release, swapped in whole when another one is published. Make it with `open`."""

    def __init__(self, engine: AsyncEngine, first: LiveRelease) -> None:
        self.engine = engine
        self._tried = first.id
        self.current = first

    @classmethod
    async def open(cls, engine: AsyncEngine) -> LiveReleases:
        """Load the live release. Raises NoReleaseError when nothing is published yet."""
        releases = cls(engine, await _load(engine))
        settle_memory()
        return releases

    async def watch(self, swapped: Callable[[LiveRelease], Awaitable[None]]) -> None:
        """Look every second, until cancelled. A release that cannot be loaded is tried once; the old one stays."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                live = await live_release_id(self.engine)
            except SQLAlchemyError:
                continue  # the database is busy or away: what is in memory goes on answering
            if live is None or live == self._tried:
                continue
            self._tried = live
            try:
                self.current = await _load(self.engine)
            except Exception as error:
                log_event(Event.RELEASE_FAULTY, error=error)
                continue
            settle_memory()
            log_event(Event.RELEASE_SWAPPED, count=len(self.current.catalogue.services))
            await swapped(self.current)


async def _load(engine: AsyncEngine) -> LiveRelease:
    return await asyncio.to_thread(build_release, *await load_answers(engine))


def build_release(release_id: int, directory: Directory, learnt: Learnt | None = None) -> LiveRelease:
    """Index a directory, so that questions can be answered from it."""
    return LiveRelease(release_id, Catalogue.of(directory), build_index(directory, learnt))


def build_bot(
    token: str, base_url: str | None = None, sending: AiohttpRequest | None = None
) -> tuple[Bot, AiohttpRequest]:
    """The bot and the connection it polls by; `base_url` is that of another Bot API server than Telegram's.

    `sending` is the connection for all other calls, a plain one unless given. Enter the bot with `async with`: it asks
    Telegram who it is. Raises InvalidToken, NetworkError there.
    """
    polling = AiohttpRequest(connections=POLL_CONNECTIONS)
    sending = sending or AiohttpRequest()
    if base_url is None:
        return Bot(token, request=sending, get_updates_request=polling), polling
    files = f"{base_url.removesuffix('bot')}file/bot"
    bot = Bot(token, base_url=base_url, base_file_url=files, request=sending, get_updates_request=polling)
    return bot, polling


async def serve(
    bot: Bot,
    polling: AiohttpRequest,
    releases: LiveReleases,
    translations: Translations,
    *,
    poll_timeout: int,
    stopped: asyncio.Event,
    inline: bool = True,
    erase_typed: EraseTyped = "sensitive",
    hook: Hook | None = None,
    staff: StaffChat | None = None,
    watched: WatchedFolder | None = None,
    clock: Callable[[], datetime] = _now,
) -> None:
    """Answer people until `stopped` is set, then end within 5 seconds.

    Raises SettingsError for a wrong token, SilenceError when Telegram has not answered for half an hour.

    Updates are polled for, or come to `hook` if given. `inline` offers listings in other chats, where the bot's owner
    has allowed that at @BotFather. `watched` is the folder of spreadsheets to look at, if any. `clock` gives the aware
    time of now.
    """
    sessions, pace = Sessions(time.monotonic), Pace(time.monotonic)
    inline = inline and bot.supports_inline_queries
    counting = Counting(releases.engine)
    desk = Desk(
        bot,
        translations,
        sessions,
        lambda: releases.current,
        clock,
        counting,
        inline=inline,
        erase_typed=erase_typed,
        staff=open_staff_room(bot, staff, translations, releases.engine, clock, is_watched=watched is not None)
        if staff
        else None,
    )
    settle = partial(handle_failure, partial(apologise, desk))
    lanes = Lanes(bot, partial(answer, desk), settle, pace=pace, slow_down=partial(slow_down, desk))
    kinds = [kind for kind in ALLOWED_UPDATES if inline or kind != "inline_query"]
    intake = (
        Webhook(bot, lanes, hook, allowed_updates=kinds)
        if hook
        else Delivery(bot, polling, lanes, poll_timeout=poll_timeout, allowed_updates=kinds)
    )

    def last_poll() -> float | None:
        return intake.last_successful_poll if isinstance(intake, Delivery) else None

    def last_contact() -> float | None:
        # Telegram calls a webhook only when somebody writes: that it said it will is all there is to know.
        if isinstance(intake, Delivery):
            return intake.last_successful_poll
        return asyncio.get_running_loop().time() if intake.is_subscribed else None

    pulse = Pulse(last_contact, lambda: releases.current)
    menus = partial(_show_menus, bot, translations)
    beside = [
        asyncio.create_task(menus(releases.current)),
        asyncio.create_task(releases.watch(menus)),
        asyncio.create_task(_sweep(sessions, pace)),
        asyncio.create_task(counting.keep()),
        asyncio.create_task(pulse.keep()),
    ]
    if desk.staff:
        beside.append(asyncio.create_task(open_staff(desk.staff)))
        local = partial(_local_now, releases, clock)
        beside.append(asyncio.create_task(send_monthly(desk.staff, local)))
    if watched:
        folder = open_watch(watched, desk.staff, releases.engine, clock)
        beside.append(asyncio.create_task(watch_folder(folder, watched.look_every)))
    run, stop = asyncio.create_task(intake.run()), asyncio.create_task(stopped.wait())
    # A webhook hears of Telegram only when somebody writes, so its silence tells nothing.
    watch = asyncio.Event().wait() if hook else wait_for_silence(last_poll, asyncio.get_running_loop().time)
    silence = asyncio.create_task(watch)
    pulse.beat(Event.BOT_STARTED)
    try:
        await asyncio.wait([run, stop, silence], return_when=asyncio.FIRST_COMPLETED)
        is_silent = silence.done() and not stop.done()
        if not run.done():
            await intake.stop()
        await run
    finally:
        for task in (*beside, stop, run, silence):
            task.cancel()
        await asyncio.gather(*beside, stop, run, silence, return_exceptions=True)
    await counting.write(closing=True)
    if is_silent:
        raise SilenceError("Telegram has not answered for too long. Start the bot again.")
    pulse.beat(Event.BOT_STOPPED)


def open_staff_room(
    bot: Bot,
    staff: StaffChat,
    translations: Translations,
    engine: AsyncEngine,
    clock: Callable[[], datetime],
    *,
    is_watched: bool = False,
) -> StaffRoom:
    """What answering in the staff chat needs."""
    office = Office(staff.data, engine, Weights(staff.data), clock, staff.published)
    approvals = Approvals(time.monotonic)
    return StaffRoom(bot, staff.id, staff.translator, translations, office, approvals, is_watched)


def open_watch(
    watched: WatchedFolder, room: StaffRoom | None, engine: AsyncEngine, clock: Callable[[], datetime]
) -> FolderWatch:
    """What watching the folder needs, in the staff chat if there is one."""
    office = room.office if room else Office(watched.data, engine, Weights(watched.data), clock, watched.published)
    return FolderWatch(office, watched.translator, watched.publishes, watched.page, room)


def _local_now(releases: LiveReleases, clock: Callable[[], datetime]) -> datetime:
    return releases.current.catalogue.local(clock())


def run_in_loop(work: Coroutine[None, None, None]) -> None:
    """Run `work` to its end, on uvloop where there is one: it takes less CPU for each call than asyncio's own loop."""
    keep_memory_whole()
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(work)


def stop_on_signals() -> asyncio.Event:
    """An event that Ctrl-C and the system's request to end set."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl-C ends the program by itself
            loop.add_signal_handler(number, stopped.set)
    return stopped


async def _show_menus(bot: Bot, translations: Translations, release: LiveRelease) -> None:
    try:
        await update_menus(bot, release.catalogue.directory, translations)
    except TelegramError as error:  # the bot answers without its menu too
        log_event(Event.SEND_FAILED, error=error)


async def _sweep(sessions: Sessions, pace: Pace) -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        sessions.sweep()
        pace.sweep()
