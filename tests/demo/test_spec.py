from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.demo import spec
from bot.demo.refusals import RefusedError
from bot.demo.wire import Upload

if TYPE_CHECKING:
    from bot.demo.wire import JsonObject, JsonValue

API = spec.load()


def read(method: str, **raw: JsonValue) -> JsonObject:
    return API.read(method, raw, {})


def complaint(method: str, **raw: JsonValue) -> str:
    with pytest.raises(RefusedError) as caught:
        read(method, **raw)
    assert caught.value.code == 400
    assert caught.value.description.startswith("Bad Request: ")
    assert caught.value.violation
    return caught.value.violation


def test_every_documented_type_can_be_compiled() -> None:
    for name in API.methods:
        method = API.methods[name]
        for field in method.fields:
            with pytest.raises(RefusedError):
                method.checks[field](object(), field)  # type: ignore[arg-type]


def test_a_form_and_a_json_body_mean_the_same() -> None:
    rows: JsonValue = {"inline_keyboard": [[{"text": "Go", "callback_data": "1"}]]}
    form = read(
        "sendmessage",
        chat_id="42",
        text="7",
        disable_notification="true",
        reply_markup='{"inline_keyboard": [[{"text": "Go", "callback_data": "1"}]]}',
    )
    assert form == read("sendmessage", chat_id=42, text="7", disable_notification=True, reply_markup=rows)


def test_a_username_stays_text_where_an_id_would_be_a_number() -> None:
    assert read("sendmessage", chat_id="@somewhere", text="x")["chat_id"] == "@somewhere"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"chat_id": 1}, "parameter text is required"),
        ({"chat_id": 1, "text": "x", "colour": "red"}, "unknown parameter colour"),
        ({"chat_id": 1, "text": 7}, "field text must be a String"),
        ({"chat_id": True, "text": "x"}, "field chat_id must be an Integer"),
        ({"chat_id": 1, "text": "x", "protect_content": "perhaps"}, "field protect_content must be a Boolean"),
        ({"chat_id": 1, "text": "x", "reply_parameters": {}}, "field reply_parameters has no message_id"),
        ({"chat_id": 1, "text": "x", "reply_parameters": 5}, "field reply_parameters must be an Object"),
        ({"chat_id": 1, "text": "\ud83d"}, "strings must be encoded in UTF-8"),
        ({"chat_id": 1, "text": "x", "entities": [{"type": "bold", "offset": 0}]}, "field entities[0] has no length"),
    ],
)
def test_a_faulty_parameter_is_named(raw: JsonObject, expected: str) -> None:
    assert complaint("sendmessage", **raw) == expected


def test_faults_deep_inside_a_keyboard_are_found() -> None:
    rows: JsonValue = {"inline_keyboard": [[{"text": "Go", "callback_data": "1", "colour": "red"}]]}
    assert "colour" in complaint("editmessagereplymarkup", chat_id=1, message_id=1, reply_markup=rows)
    styled: JsonValue = {"inline_keyboard": [[{"text": "Go", "callback_data": "1", "style": "pink"}]]}
    assert "one of danger" in complaint("editmessagereplymarkup", chat_id=1, message_id=1, reply_markup=styled)


def test_subtypes_are_told_apart_by_their_type() -> None:
    read("setmycommands", commands=[], scope={"type": "chat", "chat_id": 5})
    assert complaint("setmycommands", commands=[], scope={"type": "chat"}) == "field scope has no chat_id"
    assert complaint("setmycommands", commands=[], scope={"type": "moon"}) == "field scope has an unknown type"


def test_documented_lengths_count() -> None:
    read("answercallbackquery", callback_query_id="1", text="x" * 200)
    assert "0-200 characters" in complaint("answercallbackquery", callback_query_id="1", text="x" * 201)
    assert "1-100 items" in complaint("deletemessages", chat_id=1, message_ids=[])
    assert "0-64 characters" in complaint("setmyname", name="x" * 65)


def test_a_file_is_taken_only_where_the_api_takes_one() -> None:
    upload = Upload("a.txt", "text/plain", b"x")
    assert API.read("senddocument", {"chat_id": 1}, {"document": upload})["document"] == "attach://document"
    with pytest.raises(RefusedError):
        API.read("sendmessage", {"chat_id": 1}, {"text": upload})
