"""Taps in the staff chat: publish, cancel, undo. What is published is looked at again at the tap, to the letter.

Nothing waits in the bot between a report and a tap: the file is fetched again through the message that the report
answers, the folder is read again. So a restart loses nothing but the first of two approvals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError
from telegram import Message
from telegram.constants import CallbackQueryLimit, ChatID

from bot.chat.patience import make_sure
from bot.chat.staff_buttons import Deed, StaffButton, decode_button
from bot.chat.staff_files import attach_page, buttons_of, look, look_at_folder
from bot.errors import OpenElsewhereError, UndoError
from bot.staff.changes import summary
from bot.staff.outcome import say_not_undone, say_undone
from bot.staff.upload_text import describe, name_of
from bot.staff.uploads import release
from bot.storage.releases import undo

if TYPE_CHECKING:
    from telegram import CallbackQuery

    from bot.chat.staff_room import StaffRoom
    from bot.i18n.translations import Translator
    from bot.staff.uploads import Upload


async def tap(room: StaffRoom, query: CallbackQuery) -> None:
    """Do what a button says, if whoever tapped it is a member and no stranger to us."""
    t, report, button = room.t, query.message, decode_button(query.data or "")
    if button is None or not isinstance(report, Message):
        await _alert(query, t.gettext("This button is too old. Send the file again."))
    elif query.from_user.id == ChatID.ANONYMOUS_ADMIN:
        sentence = t.gettext(
            "You are anonymous here, so nobody can tell two people apart. Turn off “Remain anonymous” in your "
            "administrator rights, then tap again."
        )
        await _alert(query, sentence)
    elif not await room.has_member(query.from_user.id):
        await _alert(query, t.gettext("Only members of this group can do that."))
    elif button.deed in (Deed.PUBLISH, Deed.PUBLISH_FOLDER):
        await _publish(room, query, report, button)
    elif button.deed in (Deed.CANCEL, Deed.CANCEL_FOLDER):
        await make_sure(query.answer)
        room.approvals.forget(report.message_id)
        lines = [t.gettext("Cancelled. Nothing was published.")]
        if button.deed is Deed.CANCEL_FOLDER:
            lines.append(
                t.gettext(
                    "The change still stands in the folder. Take it back there, or it goes out with the next one."
                )
            )
        await room.rewrite(report, "\n".join(lines))
    else:
        await make_sure(query.answer)
        await _undo(room, report, button.release)


async def _publish(room: StaffRoom, query: CallbackQuery, report: Message, button: StaffButton) -> None:
    t, person = room.t, query.from_user.id
    file = report.reply_to_message
    document = file.document if file and button.deed is Deed.PUBLISH else None
    if document is None and button.deed is Deed.PUBLISH:
        await _alert(query, t.gettext("The file is not there any more. Send it again."))
        return
    first = room.approvals.first(report.message_id, button.digest)
    if first == person:
        await _alert(query, t.gettext("You have said yes already. Somebody else must tap Publish too."))
        return
    await make_sure(lambda: query.answer(t.gettext("One moment, please.")))
    answered = file.message_id if file else None
    upload = await (look(room, document, answered) if document else look_at_folder(room, answered))
    if upload is None:
        return
    if upload.proposal is None or (upload.live, upload.digest) != (button.release, button.digest):
        await _show_again(room, report, upload, answered)
    elif upload.proposal.doubts and first is None:
        room.approvals.note(report.message_id, button.digest, person)
        note = t.gettext("One person has tapped Publish. Somebody else must tap it too, within an hour.")
        await room.rewrite(report, f"{note}\n\n{describe(upload, t).text}", buttons=buttons_of(upload, room.t))
    else:
        await _release(room, report, upload, is_by_two=first is not None)


async def _show_again(room: StaffRoom, report: Message, upload: Upload, answered: int | None) -> None:
    room.approvals.forget(report.message_id)
    text = describe(upload, room.t)
    note = room.t.gettext("Something has changed since this report. Please look again:")
    await room.rewrite(report, f"{note}\n\n{text.text}", buttons=buttons_of(upload, room.t))
    await attach_page(room, text.page, answered)


async def _release(room: StaffRoom, report: Message, upload: Upload, *, is_by_two: bool) -> None:
    t, name = room.t, name_of(upload, room.t)
    try:
        done = await release(room.office, upload)
    except (OpenElsewhereError, SQLAlchemyError, OSError) as error:
        await room.say(_why_not(error, name, t), reply_to=report.message_id)
        return
    room.approvals.forget(report.message_id)
    if not done.is_new or upload.proposal is None:
        await room.rewrite(report, t.gettext("{file} is saved. Nothing changes for residents.", file=name))
        return
    number = str(done.release_id)
    if is_by_two:
        sentence = t.gettext("Published as release {number} by two people.", number=number)
    else:
        sentence = t.gettext("Published as release {number} by one person.", number=number)
    lines = (sentence, name, summary(upload.proposal.diff, t))
    undo_button = (t.gettext("Undo"), StaffButton(Deed.UNDO, done.release_id))
    await room.rewrite(report, "\n".join(lines), buttons=(undo_button,) if upload.live else ())


def _why_not(error: OpenElsewhereError | SQLAlchemyError | OSError, name: str, t: Translator) -> str:
    if isinstance(error, OpenElsewhereError):
        return t.gettext(
            "Somebody has {file} open, so nothing was published: close {file} first, then tap Publish again. If nobody "
            "has it open, delete the hidden file {sign} beside it.",
            file=str(error),
            sign=error.sign,
        )
    if isinstance(error, SQLAlchemyError):
        return t.gettext(
            "{file} was saved, but the database cannot be written, so residents see what they saw before. Try "
            "again, or ask whoever runs the bot.",
            file=name,
        )
    return t.gettext(
        "{file} cannot be saved in the folder of the spreadsheets, so nothing was published. Ask whoever runs the bot.",
        file=name,
    )


async def _undo(room: StaffRoom, report: Message, release_id: int) -> None:
    t = room.t
    try:
        before = await undo(room.office.engine, release_id)
    except UndoError:
        await room.rewrite(report, f"{report.text}\n\n{say_not_undone(t)}")
        return
    if room.is_watched:
        still = t.gettext("The sheets in the folder still hold what was undone: mend them there, and save them.")
    else:
        still = t.gettext(
            "The spreadsheets still hold what was undone: send a mended sheet before anything else is published."
        )
    await room.rewrite(report, f"{say_undone(release_id, before, t)}\n{still}")


async def _alert(query: CallbackQuery, text: str) -> None:
    await make_sure(lambda: query.answer(text[: CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH], show_alert=True))
