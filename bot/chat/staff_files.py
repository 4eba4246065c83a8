"""Spreadsheets in the staff chat: fetched into memory, looked at, and answered with one report.

The only module that fetches what people send, and only from the staff chat.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from telegram.constants import ChatAction, FileSizeLimit

from bot.chat.patience import make_sure
from bot.chat.staff_buttons import Deed, StaffButton
from bot.chat.staff_learning import say_unlearnt, telling
from bot.errors import FolderChangingError, KeptElsewhereError, LearningError, UnwritableWorkbookError
from bot.staff.recognition import tables_in
from bot.staff.upload_text import describe
from bot.staff.uploads import examine, examine_folder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Document, Message

    from bot.chat.staff_room import Buttons, StaffRoom
    from bot.i18n.translations import Translator
    from bot.staff.uploads import Upload

_TABLES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
"""Other files are none of our business. Some of these cannot be read either, but then we can say why."""
_READ_TIMEOUT: Final = 60.0


def is_table(document: Document) -> bool:
    """Whether a file is meant for us, by its name."""
    return (document.file_name or "").lower().endswith(_TABLES)


async def report(room: StaffRoom, message: Message, document: Document) -> None:
    """Say in answer to a file what is wrong with it and what it would change, with buttons to publish it."""
    upload = await look(room, document, message.message_id)
    if upload is None:
        return
    text = describe(upload, room.t)
    await room.say(text.text, reply_to=message.message_id, buttons=buttons_of(upload, room.t))
    await attach_page(room, text.page, message.message_id)


async def look(room: StaffRoom, document: Document, message_id: int | None) -> Upload | None:
    """Fetch a file and compare it with what residents see. None when that cannot be done; then it was said why."""
    t = room.t
    if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        await room.say(t.gettext("This file is larger than 20 MB, so it was not read."), reply_to=message_id)
        return None
    await make_sure(lambda: room.bot.send_chat_action(room.chat_id, ChatAction.TYPING))
    data = await _fetch(room, document)
    codes = [row.code for row in room.translations.languages.rows]
    paths = await asyncio.to_thread(tables_in, data, document.file_name or "", codes)
    if not paths:
        sentence = t.gettext(
            "It is not clear which sheet this is. Give the file the name of the sheet, such as services.csv, or "
            "phrases-es.csv for the phrases in Spanish, and send it again."
        )
        await room.say(sentence, reply_to=message_id)
        return None
    try:
        return await _unless_unlearnt(room, message_id, lambda told: examine(room.office, data, paths, told))
    except KeptElsewhereError as error:
        sentence = t.gettext(
            "{sheet}: this table is kept in Google Sheets, so your file was not used. Change it there. Some minutes "
            "later, send /check here.",
            sheet=str(error),
        )
    except UnwritableWorkbookError as error:
        sentence = t.gettext(
            "Your sheet cannot be put into {file} without spoiling something else in that workbook. Open {file} in the "
            "folder of the spreadsheets and make the change there. Then send /check here.",
            file=str(error),
        )
    await room.say(sentence, reply_to=message_id)
    return None


async def look_at_folder(room: StaffRoom, message_id: int | None = None) -> Upload | None:
    """Compare the folder as it stands with what residents see. None when that cannot be done; then it was said why."""
    t = room.t
    await make_sure(lambda: room.bot.send_chat_action(room.chat_id, ChatAction.TYPING))
    try:
        upload = await _unless_unlearnt(room, message_id, lambda told: examine_folder(room.office, told))
    except OSError:
        await room.say(say_away(t), reply_to=message_id)
    except FolderChangingError:
        sentence = t.gettext("Somebody is writing into the folder of the spreadsheets. Try again in a minute.")
        await room.say(sentence, reply_to=message_id)
    else:
        return upload
    return None


def say_away(t: Translator) -> str:
    """The folder is not there, or may not be read."""
    return t.gettext("The folder of the spreadsheets cannot be read. Residents see what they saw before.")


async def _unless_unlearnt(
    room: StaffRoom, message_id: int | None, work: Callable[[Callable[[], Awaitable[None]]], Awaitable[Upload]]
) -> Upload | None:
    """Do `work`, which gets what to call before it learns; say so where learning fails."""

    async def say(text: str) -> None:
        await room.say(text, reply_to=message_id)

    try:
        async with telling(say, room.t) as begin:
            return await work(begin)
    except LearningError:
        await say(say_unlearnt(room.t))
        return None


def buttons_of(upload: Upload, t: Translator) -> Buttons:
    """Publish and Cancel, or Save where residents see the same; none where errors hold it back or nothing is new."""
    if upload.proposal is None or upload.is_known:
        return ()
    go, leave = (Deed.PUBLISH_FOLDER, Deed.CANCEL_FOLDER) if upload.is_folder else (Deed.PUBLISH, Deed.CANCEL)
    label = t.gettext("Publish") if upload.proposal.diff else t.gettext("Save in the folder")
    return (
        (label, StaffButton(go, upload.live, upload.digest)),
        (t.gettext("Cancel"), StaffButton(leave, upload.live)),
    )


async def attach_page(room: StaffRoom, page: str, message_id: int | None = None) -> None:
    """Send the whole report as a file, where a message did not hold it."""
    if page:
        await room.attach("report.html", page.encode(), caption=room.t.gettext("The whole report"), reply_to=message_id)


async def _fetch(room: StaffRoom, document: Document) -> bytes:
    file = await room.bot.get_file(document.file_id)
    return bytes(await file.download_as_bytearray(read_timeout=_READ_TIMEOUT))
