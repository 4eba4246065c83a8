"""Delivery against the local Bot API server: order, loss, duplicates, pauses, outages, stops and kills."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from telegram import Bot

from bot.chat.transport import AiohttpRequest
from bot.demo import NETWORK_FAULTS, Call, DemoServer, Fault, Person, always, once, sometimes
from bot.demo.refusals import RefusedError, flood
from bot.errors import SettingsError
from tests.chat.echo import echo_bot, repeat

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from telegram import Update

    from bot.chat.delivery import Delivery
    from bot.demo.updates import Update as QueuedUpdate

SILENT = Fault(ending="silence")
BAD_GATEWAY = RefusedError(502, "Bad Gateway")


@pytest.fixture
async def telegram() -> AsyncIterator[DemoServer]:
    async with DemoServer() as server:
        yield server
        assert server.violations == []


@asynccontextmanager
async def serving(delivery: Delivery) -> AsyncIterator[None]:
    """Let it run; at the end it is cut off without a word to Telegram, like a killed process."""
    run = asyncio.create_task(delivery.run())
    yield
    run.cancel()
    await asyncio.wait([run])


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - what is waited for is plain data of the server
            await asyncio.sleep(0.005)


def pending(telegram: DemoServer) -> list[int]:
    """Message ids of what Telegram still holds for the bot."""
    bodies = [update.wire["message"] for update in telegram.world.updates.batch(100)]
    return [int(str(body["message_id"])) for body in bodies if isinstance(body, dict)]


def answers(person: Person) -> list[str]:
    return [message.text for message in person.bot_messages]


async def ask_all(telegram: DemoServer, people: int, questions: int) -> list[Person]:
    """Questions 0, 1, 2 ... asked by turns, as their own texts."""
    crowd = [telegram.user() for _ in range(people)]
    for number in range(questions):
        await crowd[number % people].send(str(number))
    return crowd


def answered(crowd: list[Person]) -> set[int]:
    return {int(text) for person in crowd for text in answers(person)}


class Holding:
    """A handler that holds the answers to one person until it is released."""

    def __init__(self, person: Person) -> None:
        self.release = asyncio.Event()
        self._chat = person.id

    async def __call__(self, bot: Bot, update: Update) -> None:
        if update.effective_chat and update.effective_chat.id == self._chat:
            await self.release.wait()
        await repeat(bot, update)


class Times:
    """Fault rules that change nothing and note when a method was called."""

    def __init__(self, method: str, faults: Callable[[Call], Fault | None] = lambda call: None) -> None:
        self.at: list[float] = []
        self._method = method
        self._faults = faults

    def __call__(self, call: Call) -> Fault | None:
        if call.method == self._method:
            self.at.append(asyncio.get_running_loop().time())
        return self._faults(call)

    @property
    def shortest_pause(self) -> float:
        return min(later - sooner for sooner, later in zip(self.at, self.at[1:], strict=False))


async def test_answers_of_a_chat_keep_the_order_of_its_questions(telegram: DemoServer) -> None:
    telegram.faults = lambda call: Fault(latency=random.uniform(0, 0.02)) if call.method == "sendMessage" else None
    crowd = await ask_all(telegram, people=5, questions=60)
    async with echo_bot(telegram.base_url, telegram.token) as delivery, serving(delivery):
        await telegram.settle()
    assert [answers(person) for person in crowd] == [[str(n) for n in range(i, 60, 5)] for i in range(5)]


async def test_chats_are_served_beside_each_other(telegram: DemoServer) -> None:
    everyone = asyncio.Barrier(5)

    async def meet(bot: Bot, update: Update) -> None:
        await everyone.wait()  # opens only when five handlers are at work at once
        await repeat(bot, update)

    crowd = await ask_all(telegram, people=5, questions=5)
    async with echo_bot(telegram.base_url, telegram.token, meet) as delivery, serving(delivery):
        await until(lambda: answered(crowd) == set(range(5)))


async def test_of_many_at_once_the_first_is_answered_before_the_last_begins(telegram: DemoServer) -> None:
    order: list[str] = []

    async def note(bot: Bot, update: Update) -> None:
        order.append("begun")
        await repeat(bot, update)
        order.append("answered")

    await ask_all(telegram, people=100, questions=100)
    async with echo_bot(telegram.base_url, telegram.token, note) as delivery, serving(delivery):
        await telegram.settle()
    assert order.index("answered") < 50


async def test_a_slow_chat_neither_holds_up_others_nor_is_confirmed_unanswered(telegram: DemoServer) -> None:
    slow, *others = [telegram.user() for _ in range(4)]
    held = Holding(slow)
    question = await slow.send("slow")
    async with echo_bot(telegram.base_url, telegram.token, held) as delivery, serving(delivery):
        for person in others:
            assert (await person.ask("quick")).text == "quick"
        assert pending(telegram)[0] == question.message_id
        held.release.set()
        await telegram.settle()
    assert [answers(person) for person in (slow, *others)] == [["slow"], *[["quick"]] * 3]


async def test_waiting_for_a_slow_answer_does_not_poll_in_a_busy_loop(telegram: DemoServer) -> None:
    person = telegram.user()
    held = Holding(person)
    telegram.faults = polls = Times("getUpdates")
    await person.send("slow")
    async with echo_bot(telegram.base_url, telegram.token, held) as delivery, serving(delivery):
        await until(lambda: len(polls.at) == 4)
        del polls.at[0]  # the first one named no offset
        assert polls.shortest_pause >= 0.5
        held.release.set()
        await telegram.settle()
    assert answers(person) == ["slow"]


async def test_a_bot_cut_off_in_the_middle_loses_nothing(telegram: DemoServer) -> None:
    crowd = await ask_all(telegram, people=30, questions=150)
    for cut in (20, 60, 100, 150):
        async with echo_bot(telegram.base_url, telegram.token) as delivery, serving(delivery):
            await until(lambda: len(answered(crowd)) >= cut)  # noqa: B023 - awaited in this round
    assert answered(crowd) == set(range(150))


async def test_what_telegram_sends_again_is_answered_once(telegram: DemoServer) -> None:
    def disorder(batch: list[QueuedUpdate]) -> list[QueuedUpdate]:
        again = [update for update in batch for _ in range(random.randint(1, 5))]
        random.shuffle(again)
        return again

    telegram.world.updates.disorder = disorder
    crowd = await ask_all(telegram, people=7, questions=150)
    async with echo_bot(telegram.base_url, telegram.token) as delivery, serving(delivery):
        await telegram.settle()
    assert sorted(int(text) for person in crowd for text in answers(person)) == list(range(150))


async def test_when_numbers_start_lower_earlier_updates_that_come_again_hold_up_nothing(telegram: DemoServer) -> None:
    updates = telegram.world.updates
    earlier: list[QueuedUpdate] = []

    def replay(batch: list[QueuedUpdate]) -> list[QueuedUpdate]:
        earlier.extend(batch)
        return [*batch, *earlier[:20]]

    async with echo_bot(telegram.base_url, telegram.token) as delivery, serving(delivery):
        updates.disorder = replay
        crowd = await ask_all(telegram, people=7, questions=40)
        await telegram.settle()
        updates.renumber(1_000)
        late = await ask_all(telegram, people=7, questions=150)
        await until(lambda: len(updates) == 0)
    assert answered(crowd) == set(range(40))
    assert sorted(int(text) for person in late for text in answers(person)) == list(range(150))


async def test_a_poll_that_nobody_answers_is_given_up_soon_while_telegram_holds_something(telegram: DemoServer) -> None:
    ana = telegram.user()
    held = Holding(ana)
    await ana.send("held")
    polling = AiohttpRequest(connections=2, read_timeout=0.2)  # beyond the wait of a long poll, which is 30 s here
    telegram.faults = polls = Times("getUpdates", lambda call: SILENT if len(polls.at) == 2 else None)
    async with echo_bot(telegram.base_url, telegram.token, held, polling) as delivery, serving(delivery):
        await until(lambda: len(polls.at) == 3)
        held.release.set()
        await telegram.settle()
    assert answers(ana) == ["held"]


async def test_a_chat_that_must_wait_is_not_asked_earlier_and_others_go_on(telegram: DemoServer) -> None:
    ana, ben = telegram.user(), telegram.user()
    telegram.faults = sends = Times("sendMessage", once("sendMessage", Fault(refusal=flood(1))))
    await ana.send("first")
    await ana.send("second")
    async with echo_bot(telegram.base_url, telegram.token) as delivery, serving(delivery):
        await until(lambda: len(sends.at) == 1)
        await ben.ask("other")
        assert answers(ana) == []
        await telegram.settle()
    assert answers(ana) == ["first", "second"]
    assert sends.at[2] - sends.at[0] >= 1.0


async def test_a_chat_that_waits_too_long_is_parked_and_the_window_moves_on(
    telegram: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.delivery.PARK_AFTER", 0.3)
    ana, ben = telegram.user(), telegram.user()
    held = Holding(ana)
    await ana.send("held")
    async with echo_bot(telegram.base_url, telegram.token, held) as delivery, serving(delivery):
        await until(lambda: pending(telegram) == [])
        assert answers(ana) == [] and delivery.tally.parked == 1
        await ben.ask("other")
        held.release.set()
        await until(lambda: answers(ana) == ["held"])


async def test_a_flood_that_cannot_be_answered_does_not_hold_up_others(
    telegram: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.delivery.PARK_AFTER", 3600.0)  # time alone would help only after an hour
    ana, ben = telegram.user(), telegram.user()
    held = Holding(ana)
    for number in range(350):
        await ana.send(str(number))
    async with echo_bot(telegram.base_url, telegram.token, held, burst=20) as delivery, serving(delivery):
        assert (await ben.ask("other")).text == "other"
        assert answers(ana) == []
        await until(lambda: pending(telegram) == [])
        held.release.set()
        await until(lambda: "slow down" in answers(ana))
        assert delivery.tally.dropped >= 300
    assert answers(ana)[:21] == [*map(str, range(20)), "slow down"] and answers(ana).count("slow down") == 1


async def test_a_flood_is_answered_no_further_than_its_pace_before_others_are(telegram: DemoServer) -> None:
    ana, ben = telegram.user(), telegram.user()
    for number in range(350):
        await ana.send(str(number))
    async with echo_bot(telegram.base_url, telegram.token, burst=20) as delivery, serving(delivery):
        await ben.ask("other")
        assert len(answers(ana)) < 30
        await telegram.settle()


async def test_more_than_a_full_window_gets_through(telegram: DemoServer) -> None:
    crowd = await ask_all(telegram, people=350, questions=350)
    async with echo_bot(telegram.base_url, telegram.token) as delivery, serving(delivery):
        await telegram.settle()
        assert delivery.tally.answered == 350
    assert answered(crowd) == set(range(350))


async def test_a_malformed_update_is_skipped_and_its_neighbours_are_answered(telegram: DemoServer) -> None:
    ana = telegram.user()
    await ana.send("before")
    telegram.world.updates.add("message", {"text": "no id, no chat, no date"}, ana.id)
    telegram.world.updates.add("message", {"message_id": 5, "date": 0, "chat": {"id": "?"}, "from": []}, ana.id)
    telegram.world.updates.add("a_kind_of_next_year", {"id": 1}, ana.id)
    await ana.send("after")

    async def answer(bot: Bot, update: Update) -> None:
        if update.effective_message:
            await repeat(bot, update)

    async with echo_bot(telegram.base_url, telegram.token, answer) as delivery, serving(delivery):
        await telegram.settle()
        assert (delivery.tally.unreadable, delivery.tally.parked) == (2, 0)
    assert answers(ana) == ["before", "after"]


async def test_a_failing_handler_means_an_apology_and_the_next_question_is_answered(telegram: DemoServer) -> None:
    async def fail(bot: Bot, update: Update) -> None:
        if update.effective_message and update.effective_message.text == "bad":
            raise KeyError("bad")
        await repeat(bot, update)

    ana = telegram.user()
    await ana.send("bad")
    await ana.send("good")
    async with echo_bot(telegram.base_url, telegram.token, fail) as delivery, serving(delivery):
        await telegram.settle()
    assert answers(ana) == ["sorry", "good"]


async def test_while_nobody_can_be_told_the_question_is_kept_and_tried_again(telegram: DemoServer) -> None:
    telegram.faults = sends = Times("sendMessage", always(Fault(refusal=BAD_GATEWAY), "sendMessage"))
    ana = telegram.user()
    question = await ana.send("question")
    async with echo_bot(telegram.base_url, telegram.token) as delivery, serving(delivery):
        await until(lambda: len(sends.at) >= 2)  # the answer and the apology
        assert pending(telegram) == [question.message_id]
        telegram.faults = None
        await telegram.settle()
    assert answers(ana) == ["question"]


async def test_in_an_outage_nothing_is_parked(telegram: DemoServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.delivery.PARK_AFTER", 0.05)
    ana = telegram.user()
    await ana.send("question")
    async with echo_bot(telegram.base_url, telegram.token) as delivery:
        telegram.faults = polls = Times(
            "getUpdates", lambda call: Fault(refusal=BAD_GATEWAY) if call.number > 2 else None
        )
        async with serving(delivery):
            await until(lambda: len(polls.at) == 4)
            assert len(pending(telegram)) == 1
            telegram.faults = None
            await telegram.settle()
            assert delivery.tally.parked == 0
    assert answers(ana) == ["question"]


async def test_every_question_is_answered_or_apologised_for_over_a_faulty_network(telegram: DemoServer) -> None:
    telegram.faults = sometimes(0.1, NETWORK_FAULTS, random.Random(4))
    crowd = await ask_all(telegram, people=40, questions=80)
    async with echo_bot(telegram.base_url, telegram.token) as delivery, serving(delivery):
        await telegram.settle()
        assert delivery.tally.abandoned == 0
    for person in crowd:
        asked = [message.text for message in person.messages if not message.is_from_bot]
        assert set(answers(person)) <= {*asked, "sorry"}
        assert len(set(asked) - set(answers(person))) <= answers(person).count("sorry")


class OddPolling(AiohttpRequest):
    """Polls whose first results have the right envelope and the wrong content."""

    def __init__(self) -> None:
        super().__init__(connections=2)
        self.odd = [b'{"ok": true}', b'{"ok": true, "result": {}}', b'{"ok": true, "result": [{"update_id": "x"}, 5]}']

    async def do_request(self, *args: object, **kwargs: object) -> tuple[int, bytes]:
        if self.odd:
            return 200, self.odd.pop()
        return await super().do_request(*args, **kwargs)  # type: ignore[arg-type]


async def test_odd_results_of_a_poll_are_failures_and_pass(telegram: DemoServer) -> None:
    polling = OddPolling()
    ana = telegram.user()
    await ana.send("question")
    async with echo_bot(telegram.base_url, telegram.token, polling=polling) as delivery, serving(delivery):
        await until(lambda: answers(ana) == ["question"])
        assert delivery.last_successful_poll is not None
    assert polling.odd == []


async def test_after_a_pause_asked_of_the_poll_it_comes_no_earlier(telegram: DemoServer) -> None:
    telegram.faults = polls = Times("getUpdates", once("getUpdates", Fault(refusal=flood(1))))
    async with echo_bot(telegram.base_url, telegram.token) as delivery, serving(delivery):
        await until(lambda: len(polls.at) == 2)
    assert polls.shortest_pause >= 1.0


async def test_two_bots_with_one_token_lose_nothing(telegram: DemoServer) -> None:
    async with (
        echo_bot(telegram.base_url, telegram.token) as one,
        echo_bot(telegram.base_url, telegram.token) as two,
        serving(one),
        serving(two),
    ):
        crowd = [telegram.user() for _ in range(4)]
        for number in range(30):
            await crowd[number % 4].send(str(number))
            await asyncio.sleep(0.01)
        await telegram.settle()
    assert answered(crowd) == set(range(30))


async def test_polling_takes_over_from_a_webhook(telegram: DemoServer) -> None:
    async with (
        echo_bot(telegram.base_url, telegram.token) as delivery,
        Bot(
            telegram.token, telegram.base_url, request=AiohttpRequest(), get_updates_request=AiohttpRequest()
        ) as earlier,
    ):
        await earlier.set_webhook("https://bot.example.org/hook")
        async with serving(delivery):
            assert (await telegram.user().ask("question")).text == "question"
        assert (await earlier.get_webhook_info()).url == ""


async def test_a_token_that_telegram_does_not_know_is_one_sentence(telegram: DemoServer) -> None:
    async with echo_bot(telegram.base_url, "123456:unknown") as delivery:
        with pytest.raises(SettingsError, match=r"^[^.]*BOT_TOKEN[^.]*\.$"):
            await delivery.run()


async def test_a_stop_finishes_what_was_taken_and_confirms_it(telegram: DemoServer) -> None:
    telegram.faults = sends = Times("sendMessage", always(Fault(latency=0.2), "sendMessage"))
    crowd = await ask_all(telegram, people=8, questions=8)
    async with echo_bot(telegram.base_url, telegram.token) as delivery:
        run = asyncio.create_task(delivery.run())
        await until(lambda: len(sends.at) > 0)
        await delivery.stop()
        await run
    assert answered(crowd) == set(range(8))
    assert pending(telegram) == []


async def test_a_stop_gives_up_on_what_hangs_and_telegram_keeps_it(
    telegram: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.lanes.FINISH_WITHIN", 0.3)
    ana, ben, eve = (telegram.user() for _ in range(3))
    await ana.send("quick")
    hanging = await ben.send("hangs")
    behind = await eve.send("quick")
    async with echo_bot(telegram.base_url, telegram.token, Holding(ben)) as delivery:
        run = asyncio.create_task(delivery.run())
        await until(lambda: answers(eve) == ["quick"] == answers(ana))
        await delivery.stop()
        await run
    assert pending(telegram) == [hanging.message_id, behind.message_id]


async def test_a_stop_of_an_idle_bot_ends_its_long_poll(telegram: DemoServer) -> None:
    telegram.faults = polls = Times("getUpdates")
    async with echo_bot(telegram.base_url, telegram.token) as delivery:
        run = asyncio.create_task(delivery.run())
        await until(lambda: len(polls.at) == 1)
        await delivery.stop()
        await run


async def test_a_stop_before_the_start_ends_at_once(telegram: DemoServer) -> None:
    async with echo_bot(telegram.base_url, telegram.token) as delivery:
        await delivery.stop()
        await delivery.run()
