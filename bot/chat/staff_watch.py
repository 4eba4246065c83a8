"""The folder of the spreadsheets, watched: what a change would mean is told in the staff chat, or written as a page.

A change is published by itself only where that was asked for, and never when it is doubtful or takes back an undo.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot.chat.staff_buttons import Deed, StaffButton
from bot.chat.staff_files import attach_page, buttons_of, say_away
from bot.chat.staff_learning import say_unlearnt, telling
from bot.chat.staff_room import nothing_published
from bot.chat.transport import NotSentError
from bot.directory.published import Published
from bot.errors import FolderChangingError, LearningError
from bot.files import write_whole
from bot.logs import Event, log_event
from bot.staff.html_report import html_report
from bot.staff.upload_text import describe, page_of
from bot.staff.uploads import examine_folder, release
from bot.staff.watching import AWAY, LOOK_EVERY, Watch
from bot.storage.releases import is_undone

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.chat.staff_room import Buttons, StaffRoom
    from bot.i18n.translations import Translator
    from bot.staff.uploads import Office, Upload

FETCH_EVERY: Final = 180.0
"""Seconds between two fetches of published sheets."""


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """What an operator says about watching: the folder, the texts for staff, whether a change publishes itself.

    `page` is the file to write where there is no staff chat, `published` gives the tables that come from the web.
    """

    data: Path
    translator: Translator
    publishes: bool
    page: Path
    published: Callable[[], Awaitable[Published]] = nothing_published
    look_every: float = LOOK_EVERY


@dataclass(frozen=True, slots=True)
class FolderWatch:
    """What watching needs: `publishes` what is not doubtful; without a `room` what there is to say goes to `page`.

    `unsettled` is set while the last report left something to mend or to publish.
    """

    office: Office
    t: Translator
    publishes: bool
    page: Path
    room: StaffRoom | None = None
    unsettled: asyncio.Event = field(default_factory=asyncio.Event)

    async def say(self, text: str, buttons: Buttons = ()) -> None:
        """Say something in the staff chat, if there is one and it has not moved. Raises TelegramError."""
        if self.room and not self.room.closed.is_set():
            await self.room.say(text, buttons=buttons)


async def watch_folder(watch: FolderWatch, look_every: float) -> None:
    """Look at the folder until cancelled. Each state that differs from what residents see is reported once."""
    folder, told, is_away = Watch(watch.office.folder), "", False
    clock = asyncio.get_running_loop().time
    published, fetched = Published(), -FETCH_EVERY
    while True:
        try:
            if clock() - fetched >= FETCH_EVERY:
                fetched = clock()
                published = await watch.office.published()
            seen = await asyncio.to_thread(folder.look, published.tables)
            if seen is not None and (seen == AWAY) is not is_away:
                is_away = seen == AWAY
                await _say_away(watch, is_away=is_away)
            if seen and seen != told:
                before, told = told, seen
                if not await _is_reported(watch):
                    told = before
        except Exception as error:  # whatever it is, the watch goes on with the next change
            log_event(Event.UNCAUGHT, error=error)
        await asyncio.sleep(look_every)


async def _say_away(watch: FolderWatch, *, is_away: bool) -> None:
    log_event(Event.FOLDER_UNREADABLE if is_away else Event.FOLDER_READABLE)
    await watch.say(say_away(watch.t) if is_away else watch.t.gettext("The folder of the spreadsheets is back."))


async def _is_reported(watch: FolderWatch) -> bool:
    """Report the folder as it stands. False when that is to be tried again at the next look."""
    try:
        async with telling(watch.say, watch.t) as begin:
            upload = await examine_folder(watch.office, begin)
    except (FolderChangingError, OSError, SQLAlchemyError, TelegramError):
        return False  # the next look sees the same trouble, or none
    except LearningError:
        await _say_unlearnt(watch)
        return True
    try:
        await _report(watch, upload)
    except (SQLAlchemyError, NotSentError) as error:
        log_event(Event.SEND_FAILED, error=error)
        return False
    except (TelegramError, OSError) as error:  # a message may have come through: better not told than told for ever
        log_event(Event.SEND_FAILED, error=error)
    return True


async def _say_unlearnt(watch: FolderWatch) -> None:
    sentence = say_unlearnt(watch.t)
    if watch.room is None:
        await asyncio.to_thread(write_whole, watch.page, html_report((), watch.t, (sentence,)).encode())
    await watch.say(sentence)


async def _report(watch: FolderWatch, upload: Upload) -> None:
    t, proposal = watch.t, upload.proposal
    note, buttons = t.gettext("The spreadsheets in the folder have changed."), buttons_of(upload, t)
    if proposal is not None and not proposal.diff:
        note = t.gettext("Residents see what stands in the folder.")
        if watch.room:
            if watch.unsettled.is_set():  # whoever has mended the sheets waits for an answer
                await watch.say(note)
                watch.unsettled.clear()
            return
    is_settled = False
    watch.unsettled.set()
    if watch.publishes and proposal and proposal.diff and not proposal.doubts:
        if await is_undone(watch.office.engine):
            note = t.gettext("The last release was undone, so this is not published by itself.")
        else:
            number, is_settled = (await release(watch.office, upload)).release_id, True
            note = t.gettext(
                "The spreadsheets in the folder have changed. The bot has published them as release {number}.",
                number=str(number),
            )
            buttons = ((t.gettext("Undo"), StaffButton(Deed.UNDO, number)),) if upload.live else ()
    if watch.room is None:
        await asyncio.to_thread(write_whole, watch.page, page_of(upload, note, t).encode())
    else:
        text = describe(upload, t, head=note)
        await watch.say(text.text, buttons)
        if not watch.room.closed.is_set():
            await attach_page(watch.room, text.page)
    if is_settled:
        watch.unsettled.clear()
    if proposal is None or proposal.diff:
        log_event(Event.FOLDER_CHANGED, count=len(upload.result.errors))
