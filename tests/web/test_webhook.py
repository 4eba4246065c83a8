"""The webhook, as Telegram uses it and as strangers find it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import aiohttp
import pytest
from telegram import Bot, Update

from bot.chat.patience import make_sure
from bot.demo import DemoServer
from bot.errors import SettingsError
from bot.web.webhook import BODY_LIMIT, SECRET_HEADER, Hook, listen
from tests.chat.echo import repeat, say
from tests.chat.test_delivery import Holding, Times, answered, answers, ask_all, pending, until
from tests.web.echo import SECRET, echo_webhook, open_hook

if TYPE_CHECKING:
    import io
    from collections.abc import AsyncIterator

    from bot.demo import Person
    from bot.demo.wire import JsonValue

SENTINEL: Final = "Xiomara-A012345678"
AS_TELEGRAM: Final = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}


@pytest.fixture
async def telegram() -> AsyncIterator[DemoServer]:
    async with DemoServer() as server:
        server.api.webhook.first_pause = 0.05
        yield server


@pytest.fixture
def hook() -> Hook:
    return open_hook()


def intercepted(telegram: DemoServer) -> dict[str, JsonValue]:
    """The one update that waits at the server, taken from it so that only the test delivers it."""
    (update,) = telegram.world.updates.batch(100)
    telegram.world.updates.remove(update)
    return update.wire


async def asked(telegram: DemoServer, person: Person, text: str = SENTINEL) -> dict[str, JsonValue]:
    await person.send(text)
    return intercepted(telegram)


async def post(hook: Hook, body: object, headers: dict[str, str] = AS_TELEGRAM) -> tuple[int, str]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with aiohttp.ClientSession() as session, session.post(hook.url, data=data, headers=headers) as response:
        return response.status, await response.text()


async def knock(hook: Hook, *lines: str, body: bytes = b"") -> str:
    """What comes back for a request written by hand, until the server closes the connection."""
    address = urlsplit(hook.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    head = [f"POST {address.path} HTTP/1.1", f"Host: {address.netloc}", "Content-Type: application/json", *lines]
    writer.write("\r\n".join([*head, "", ""]).encode() + body)
    try:
        async with asyncio.timeout(20):
            return (await reader.read()).decode()
    finally:
        writer.close()


async def test_questions_are_answered_each_chat_in_order(telegram: DemoServer, hook: Hook) -> None:
    crowd = await ask_all(telegram, people=5, questions=60)
    async with echo_webhook(telegram, hook):
        await telegram.settle()
    assert [answers(person) for person in crowd] == [[str(n) for n in range(i, 60, 5)] for i in range(5)]
    assert telegram.violations == []


@pytest.mark.parametrize(
    "shown", [None, "", SECRET[:-1], SECRET + "0", SECRET.lower(), SECRET.swapcase(), " ", "\u00e9" * 40]
)
async def test_who_does_not_know_the_secret_is_turned_away(telegram: DemoServer, hook: Hook, shown: str | None) -> None:
    ana = telegram.user()
    update = await asked(telegram, ana)
    headers = {"Content-Type": "application/json"} | ({} if shown is None else {SECRET_HEADER: shown})
    async with echo_webhook(telegram, hook) as lanes:
        status, said = await post(hook, update, headers)
        assert (status, said, lanes.tally.answered) == (403, "Forbidden", 0)
    assert answers(ana) == []


async def test_without_the_secret_no_byte_of_the_body_is_waited_for(telegram: DemoServer, hook: Hook) -> None:
    async with echo_webhook(telegram, hook):
        assert "403 Forbidden" in await knock(hook, f"Content-Length: {90 * 1024 * 1024}")
        assert "403 Forbidden" in await knock(hook, "Transfer-Encoding: chunked")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"update_id": 1, "message": {"text": "Xiomara-A012345678"',
        b'\xff\xfe\x00{"Xiomara-A012345678"}',
        b'"Xiomara-A012345678"',
        b"null",
        b"[" * 60_000,
        b'{"update_id": ' + b"9" * 5_000 + b"}",
        b'[{"update_id": 1}]',
        b'{"message": {"text": "Xiomara-A012345678"}}',
        b'{"update_id": true}',
        b'{"update_id": "1"}',
        '{"update_id": 1, "message": {"text": "Xiomara-A012345678"}}'.encode("utf-16"),
    ],
    ids=range(13),
)
async def test_what_is_no_update_is_a_bad_request_and_leaves_no_trace(
    telegram: DemoServer, hook: Hook, log: io.StringIO, body: bytes
) -> None:
    async with echo_webhook(telegram, hook) as lanes:
        assert await post(hook, body) == (400, "Bad Request")
        assert lanes.window.unanswered == 0
    assert log.getvalue() == ""


async def test_another_content_type_is_refused(telegram: DemoServer, hook: Hook) -> None:
    update = await asked(telegram, telegram.user())
    async with echo_webhook(telegram, hook):
        assert (await post(hook, update, {**AS_TELEGRAM, "Content-Type": "text/plain"}))[0] == 415


async def test_an_update_that_cannot_be_read_is_skipped(telegram: DemoServer, hook: Hook, log: io.StringIO) -> None:
    async with echo_webhook(telegram, hook) as lanes:
        assert (await post(hook, {"update_id": 1, "message": {"text": SENTINEL}}))[0] == 200
        assert lanes.tally.unreadable == 1
    assert "UPDATE_UNREADABLE" in log.getvalue() and SENTINEL not in log.getvalue()


async def test_a_body_above_the_limit_is_cut_off(telegram: DemoServer, hook: Hook) -> None:
    secret = f"{SECRET_HEADER}: {SECRET}"
    chunk = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
    ana = telegram.user()
    update = json.dumps(await asked(telegram, ana)).encode()
    async with echo_webhook(telegram, hook):
        assert "413" in await knock(hook, secret, f"Content-Length: {BODY_LIMIT + 1}")
        assert "413" in await knock(hook, secret, "Transfer-Encoding: chunked", body=chunk * 5)
        assert (await post(hook, update.ljust(BODY_LIMIT + 1)))[0] == 413
        assert answers(ana) == []
        assert (await post(hook, update.ljust(BODY_LIMIT)))[0] == 200
    assert answers(ana) == [SENTINEL]


async def test_only_posts_to_the_one_address_are_taken(telegram: DemoServer, hook: Hook) -> None:
    async with echo_webhook(telegram, hook), aiohttp.ClientSession(headers=AS_TELEGRAM) as session:
        async with session.get(hook.url) as response:
            assert response.status == 405
        async with session.post(hook.url + "/other", json={}) as response:
            assert response.status == 404


async def test_an_update_that_comes_again_is_answered_once(telegram: DemoServer, hook: Hook) -> None:
    ana = telegram.user()
    update, held = await asked(telegram, ana), Holding(ana)
    async with echo_webhook(telegram, hook, held):
        posts = [asyncio.create_task(post(hook, update)) for _ in range(3)]
        await asyncio.sleep(0.1)
        assert not any(sent.done() for sent in posts)  # 200 comes after the work
        held.release.set()
        assert [status for status, _ in [*await asyncio.gather(*posts), await post(hook, update)]] == ([200] * 4)
    assert answers(ana) == [SENTINEL]


async def test_updates_out_of_order_are_answered_once_each(telegram: DemoServer, hook: Hook) -> None:
    crowd = [telegram.user() for _ in range(6)]
    updates = [await asked(telegram, crowd[number % 6], str(number)) for number in range(12)]
    async with echo_webhook(telegram, hook):
        posts = [post(hook, update) for update in reversed(updates) for _ in range(3)]
        assert {status for status, _ in await asyncio.gather(*posts)} == {200}
    assert sorted(int(text) for person in crowd for text in answers(person)) == list(range(12))


async def test_what_takes_too_long_is_refused_and_known_when_it_comes_again(
    telegram: DemoServer, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.webhook.ANSWER_WITHIN", 0.2)
    ana = telegram.user()
    update, held = await asked(telegram, ana), Holding(ana)
    async with echo_webhook(telegram, hook, held):
        assert (await post(hook, update))[0] == 503
        held.release.set()
        assert (await post(hook, update))[0] == 200
    assert answers(ana) == [SENTINEL]


async def test_the_answer_to_a_tap_rides_in_the_response_and_nothing_else_does(
    telegram: DemoServer, hook: Hook
) -> None:
    async def notice(bot: Bot, update: Update) -> None:
        if query := update.callback_query:
            await make_sure(lambda: query.answer("noted"))
        await say(bot, update, "done")

    telegram.faults = taps = Times("answerCallbackQuery")
    ana = telegram.user()
    async with echo_webhook(telegram, hook, notice):
        shown = await ana.ask("question")
        await telegram.settle()
        tap_id = await ana.send_callback(shown, "x")
        status, said = await post(hook, intercepted(telegram))
    assert status == 200
    assert json.loads(said) == {"method": "answerCallbackQuery", "callback_query_id": tap_id, "text": "noted"}
    assert answers(ana) == ["done", "done"] and taps.at == []


async def test_a_stop_finishes_what_was_taken_and_telegram_keeps_the_rest(
    telegram: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.lanes.FINISH_WITHIN", 0.3)
    ana, ben = telegram.user(), telegram.user()
    hanging = await ben.send("hangs")
    async with echo_webhook(telegram, open_hook(), Holding(ben)) as lanes:
        assert (await ana.ask("quick")).text == "quick"
        await until(lambda: lanes.window.unanswered == 1)
    assert pending(telegram) == [hanging.message_id]
    telegram.api.webhook.url = ""
    async with echo_webhook(telegram, open_hook()):
        await telegram.settle()
    assert answers(ben) == ["hangs"]


async def test_after_a_failed_answer_the_person_is_told_and_telegram_is_content(
    telegram: DemoServer, hook: Hook
) -> None:
    async def fail(bot: Bot, update: Update) -> None:
        if update.effective_message and update.effective_message.text == "bad":
            raise KeyError("bad")
        await repeat(bot, update)

    crowd = await ask_all(telegram, people=2, questions=2)
    await crowd[0].send("bad")
    async with echo_webhook(telegram, hook, fail):
        await telegram.settle()
    assert answers(crowd[0]) == ["0", "sorry"] and answered([crowd[1]]) == {1}


async def test_what_comes_above_the_pace_is_confirmed_and_not_answered(telegram: DemoServer, hook: Hook) -> None:
    (ana,) = await ask_all(telegram, people=1, questions=40)
    async with echo_webhook(telegram, hook, burst=3) as lanes:
        await telegram.settle()
        assert lanes.tally.dropped > 20
    assert answers(ana)[:4] == ["0", "1", "2", "slow down"] and answers(ana).count("slow down") == 1


async def test_an_address_that_telegram_refuses_ends_the_start_with_a_sentence(telegram: DemoServer) -> None:
    hook = open_hook()
    public = Hook("http://example.org/hook", SECRET, hook.listener, hook.sending)
    with pytest.raises(SettingsError, match="WEBHOOK_URL"):
        async with echo_webhook(telegram, public):
            pass


async def test_a_port_in_use_is_told(hook: Hook) -> None:
    with hook.listener, pytest.raises(SettingsError, match="WEBHOOK_PORT"):
        listen("127.0.0.1", hook.listener.getsockname()[1])


def test_the_secret_does_not_show_in_the_repr(hook: Hook) -> None:
    with hook.listener:
        assert SECRET not in repr(hook)
