from __future__ import annotations

import pytest

from bot.demo import DemoServer, Message, Person
from tests.demo.conftest import Caller

ROWS = {"inline_keyboard": [[{"text": "Go", "callback_data": "1"}]]}


@pytest.fixture
async def ana(server: DemoServer) -> Person:
    person = server.user()
    await person.start()
    return person


@pytest.fixture
async def sent(ana: Person, call: Caller) -> Message:
    await call("sendMessage", chat_id=ana.id, text="Hi", reply_markup=ROWS)
    return await ana.wait_for_message()


async def test_an_edit_replaces_text_and_buttons_in_place(ana: Person, sent: Message, call: Caller) -> None:
    _, body = await call("editMessageText", chat_id=ana.id, message_id=sent.message_id, text="Bye")
    assert "reply_markup" not in body["result"] and body["result"]["edit_date"]
    now = ana.current(sent)
    assert (now.text, now.rows, len(ana.bot_messages)) == ("Bye", (), 1)
    assert await ana.wait_for_message() == now


async def test_an_edit_without_a_change_is_refused_but_no_violation(
    server: DemoServer, ana: Person, sent: Message, call: Caller
) -> None:
    same = {"chat_id": ana.id, "message_id": sent.message_id, "reply_markup": ROWS}
    for method, extra in (
        ("editMessageText", {"text": " <b></b>Hi", "parse_mode": "HTML"}),
        ("editMessageReplyMarkup", {}),
    ):
        status, body = await call(method, **same, **extra)
        assert status == 400
        assert body["description"].startswith("Bad Request: message is not modified: ")
    assert server.violations == []


async def test_a_message_that_is_gone_cannot_be_edited(ana: Person, sent: Message, call: Caller) -> None:
    await call("deleteMessage", chat_id=ana.id, message_id=sent.message_id)
    status, body = await call("editMessageText", chat_id=ana.id, message_id=sent.message_id, text="x")
    assert (status, body["description"]) == (400, "Bad Request: message to edit not found")
    status, body = await call("deleteMessage", chat_id=ana.id, message_id=sent.message_id)
    assert (status, body["description"]) == (400, "Bad Request: message to delete not found")


async def test_what_people_wrote_cannot_be_edited(server: DemoServer, ana: Person, call: Caller) -> None:
    status, _ = await call("editMessageText", chat_id=ana.id, message_id=ana.messages[0].message_id, text="x")
    assert status == 400
    assert server.violations[0].reason == "message can't be edited"


async def test_after_48_hours_nothing_can_be_deleted(
    server: DemoServer, ana: Person, sent: Message, call: Caller
) -> None:
    server.world.clock.advance(48 * 3600 + 60)
    status, body = await call("deleteMessage", chat_id=ana.id, message_id=sent.message_id)
    assert (status, body["description"]) == (400, "Bad Request: message can't be deleted for everyone")
    assert server.violations == []


async def test_several_messages_go_at_once_and_missing_ones_are_passed_over(
    ana: Person, sent: Message, call: Caller
) -> None:
    ids = [message.message_id for message in ana.messages]
    assert (await call("deleteMessages", chat_id=ana.id, message_ids=[*ids, 9_999]))[1]["result"] is True
    assert ana.messages == []


async def test_in_groups_only_own_messages_can_be_deleted(server: DemoServer, ana: Person, call: Caller) -> None:
    group = server.group()
    theirs = await ana.send("/help", to=group)
    await call("sendMessage", chat_id=group.id, text="Hi")
    assert (await call("deleteMessage", chat_id=group.id, message_id=theirs.message_id))[0] == 400
    own = group.bot_messages[0]
    assert (await call("deleteMessage", chat_id=group.id, message_id=own.message_id))[0] == 200
