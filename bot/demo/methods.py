"""The methods this server knows, by name; everything else that Telegram documents is refused and recorded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bot.demo import editing, profile, queries, sending
from bot.demo.refusals import bad_request

if TYPE_CHECKING:
    from bot.demo.state import World
    from bot.demo.wire import JsonObject, JsonValue, Parameters

Method = Callable[["World", "Parameters"], "JsonValue"]


def get_me(world: World, params: Parameters) -> JsonValue:
    """Return the bot's own account."""
    return world.bot.to_wire() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Parameters) -> JsonValue:
    """Return what is known about a chat."""
    accepted: JsonObject = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    extra: JsonObject = {"accent_color_id": 3, "max_reaction_count": 11, "accepted_gift_types": accepted}
    return world.chat(params.values["chat_id"]).wire | extra


def get_chat_member(world: World, params: Parameters) -> JsonValue:
    """Return a person's part in a chat: who has never written into a group is not in it."""
    chat = world.chat(params.values["chat_id"])
    user = world.users.get(params.integer("user_id"))
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    status = "member" if chat.is_private else chat.standing.get(user.id, "left")
    wire: JsonObject = {"status": status, "user": user.to_wire()}
    return wire | dict.fromkeys(_RIGHTS, False) if status == "administrator" else wire


def get_file(world: World, params: Parameters) -> JsonValue:
    """Return where a file can be fetched."""
    file_id = params.text("file_id")
    upload = world.files.get(file_id)
    if upload is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": file_id,
        "file_unique_id": file_id[4:20],
        "file_size": len(upload.content),
        "file_path": f"documents/{file_id}",
    }


def get_user_profile_photos(world: World, params: Parameters) -> JsonValue:
    """Return no pictures: pretended people have none."""
    return {"total_count": 0, "photos": []}


_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)
"""What every ChatMemberAdministrator tells; an administrator of this server has none of it."""

_TEXTS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}

_BY_NAME: dict[str, Method] = {
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getFile": get_file,
    "getUserProfilePhotos": get_user_profile_photos,
    "sendMessage": sending.send_message,
    "sendLocation": sending.send_location,
    "sendVenue": sending.send_venue,
    "sendContact": sending.send_contact,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    **{f"setMy{label}": partial(profile.set_my_text, name=name) for label, name in _TEXTS.items()},
    **{f"getMy{label}": partial(profile.get_my_text, name=name) for label, name in _TEXTS.items()},
}

METHODS = {name.lower(): method for name, method in _BY_NAME.items()}
