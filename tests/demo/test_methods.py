from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.demo import DemoServer, spec
from bot.demo.messages import User
from bot.demo.methods import METHODS
from bot.demo.refusals import RefusedError
from bot.demo.state import World
from bot.demo.wire import Parameters
from tests.demo.conftest import Caller

if TYPE_CHECKING:
    import pytest

    from bot.demo.wire import JsonObject

WORDS = [
    "text",
    "type",
    "id",
    "title",
    "offset",
    "length",
    "inline_keyboard",
    "callback_data",
    "keyboard",
    "message_text",
]
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8))
KNOWN = st.sampled_from(["<b>x</b>", "HTML", "typing", "bold", "article", "default", "es", "@x"])
VALUES = st.recursive(
    SCALARS | KNOWN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=8,
)


def test_every_method_is_documented() -> None:
    assert set(METHODS) <= set(spec.load().methods)


@given(method=st.sampled_from(sorted(METHODS)), data=st.data())
def test_whatever_is_called_is_done_or_refused(method: str, data: st.DataObject) -> None:
    fields = spec.load().methods[method].fields
    world = World(User(1, "Vecino", is_bot=True))
    chosen = data.draw(st.sets(st.sampled_from(sorted(fields) or ["x"])))
    raw: JsonObject = {name: data.draw(VALUES) for name in chosen | set(spec.load().methods[method].required)}
    if "chat_id" in raw:
        raw["chat_id"] = world.add_group("Neighbors").id
    with suppress(RefusedError):
        METHODS[method](world, Parameters(spec.load().read(method, raw, {})))


async def test_a_mistake_of_the_server_is_recorded_without_its_words(
    server: DemoServer, call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(world: World, params: Parameters) -> None:
        raise ValueError(params.text("title"))

    monkeypatch.setitem(METHODS, "setchattitle", fail)
    status, _ = await call("setChatTitle", chat_id=1, title="zanahoria")
    assert status == 500
    assert server.violations[0].reason.startswith("the server failed: ValueError in fail")
    assert "zanahoria" not in repr(server.violations)
