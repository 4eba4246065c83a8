"""A Bot API server on this machine, with pretended people and a chat page: for newcomers, for tests, for load.

    async with DemoServer() as server:                      # port=8080, or_next=True for a fixed start
        application = ApplicationBuilder().token(server.token).base_url(server.base_url)...
        ana = server.user("Ana", language_code="es")
        await ana.start("svc-legal-aid_es")                 # the deep link; plain: await ana.start()
        menu = await ana.wait_for_message()                 # the bot's next message OR edit since Ana's last action
        await ana.tap(menu, "Vivienda")                     # by label or callback data
        needs = await ana.wait_for_message()
        assert "renta" in needs.text and needs.labels == ("...",) and needs.rows[0][0].callback_data
        card = await ana.ask("nesecito ayuda pa la renta")  # send and wait in one
        assert card.html and card.marked("bold")
        await ana.send_callback(card, "forged")             # data that no button has
        assert (await ana.wait_for_toast()).text
        group = server.group("Neighbors")
        await ana.send("/help@VecinoDemoBot", to=group)
        await server.settle()                               # all updates confirmed, no call running
        assert server.violations == []                      # documented rules the bot has broken

`ana.messages`, `ana.bot_messages` and `ana.current(message)` show the chat as it stands now; `server.faults` makes
things go wrong (see `bot.demo.faults`); `server.world.clock.advance(seconds)` lets time pass; `server.page_url` is the
chat page.
"""

from bot.demo.api import Violation
from bot.demo.conversations import Group, Toast
from bot.demo.faults import NETWORK_FAULTS, Call, Fault, always, once, sometimes
from bot.demo.messages import Button, Message
from bot.demo.people import Person
from bot.demo.refusals import flood
from bot.demo.server import DemoServer

__all__ = [
    "NETWORK_FAULTS",
    "Button",
    "Call",
    "DemoServer",
    "Fault",
    "Group",
    "Message",
    "Person",
    "Toast",
    "Violation",
    "always",
    "flood",
    "once",
    "sometimes",
]
