"""Methods that answer taps and inline queries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.demo.keyboards import rows_of
from bot.demo.refusals import broken_rule
from bot.demo.sending import contact, point, read_text, venue
from bot.demo.wire import Parameters

if TYPE_CHECKING:
    from bot.demo.state import World
    from bot.demo.wire import JsonObject, JsonValue

MAX_RESULTS = 50
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


def answer_callback_query(world: World, params: Parameters) -> JsonValue:
    """End the waiting state of a button, with a short notice or an alert if there is a text."""
    query = world.close_query(params.text("callback_query_id"))
    detail: JsonObject = {"text": params.text("text"), "show_alert": params.flag("show_alert")}
    world.chat(query.chat_id).tell("toast", detail=detail, user_id=query.user_id)
    return True


def answer_inline_query(world: World, params: Parameters) -> JsonValue:
    """Show results for what a person typed after the bot's name."""
    results = params.objects("results")
    if len(results) > MAX_RESULTS:
        raise broken_rule("RESULTS_TOO_MUCH", f"more than {MAX_RESULTS} inline results")
    if len({str(result["id"]) for result in results}) < len(results):
        raise broken_rule("RESULT_ID_DUPLICATE", "two inline results with one id")
    for result in results:
        _check_result(result)
    button = params.object("button")
    start = button.get("start_parameter") if button else None
    if start is not None and not _START.fullmatch(str(start)):
        raise broken_rule("START_PARAM_INVALID", "start_parameter is not 1-64 of A-Z, a-z, 0-9, _, -")
    if len(params.text("next_offset").encode()) > 64:
        raise broken_rule("NEXT_OFFSET_INVALID", "next_offset longer than 64 bytes")
    query = world.close_query(params.text("inline_query_id"))
    detail: JsonObject = {
        "query_id": params.text("inline_query_id"),
        "results": [*results],
        "next_offset": params.text("next_offset"),
        "button": button,
        "cache_time": params.integer("cache_time", 300),
        "is_personal": params.flag("is_personal"),
    }
    world.chat(query.chat_id).tell("inline_results", detail=detail, user_id=query.user_id)
    return True


def _check_result(result: JsonObject) -> None:
    """Read a result as if it had been chosen, so that faults show before anyone chooses it."""
    markup = result.get("reply_markup")
    if isinstance(markup, dict):
        rows_of(markup)
    content = Parameters(result).nested("input_message_content")
    if "message_text" in content.values:
        read_text(content, "message_text")
    elif "title" in content.values and "address" in content.values:
        venue(content)
    elif "latitude" in content.values:
        point(content)
    elif "phone_number" in content.values:
        contact(content)
    elif result["type"] == "venue":
        venue(Parameters(result))
    elif result["type"] == "contact":
        contact(Parameters(result))
