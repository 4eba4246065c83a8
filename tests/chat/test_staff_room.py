"""Whether a group can be the staff chat."""

from __future__ import annotations

from bot.app import build_bot
from bot.chat.staff_room import Standing, look_at_staff_chat
from bot.demo import DemoServer


async def test_a_group_is_fit_when_the_bot_is_administrator_of_it() -> None:
    async with DemoServer() as server:
        fine, plain, old = server.group(administrator=True), server.group(), server.group(kind="group")
        person = server.user()
        server.upgrade(old)
        bot, _ = build_bot(server.token, server.base_url)
        async with bot:
            found = [await look_at_staff_chat(bot, id) for id in (fine.id, plain.id, old.id, person.id, -42)]
    assert found == [
        Standing.FINE,
        Standing.NO_ADMINISTRATOR,
        Standing.MOVED,
        Standing.NO_GROUP,
        Standing.UNREACHABLE,
    ]
    assert server.violations == []
