from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.actions import LAST_PAGE, Action, Screen, decode_callback, encode_callback, need_key, service_key
from bot.replies.reporting import KINDS, kind_of
from bot.replies.screens import show
from bot.search.filters import Properties

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translations
    from bot.replies.reply import Reply

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def opened(action: Action, label: str, catalogue: Catalogue, translations: Translations) -> tuple[Action, Reply]:
    """What the button with this label on the screen of `action` asks for, read from its wire form, and shows."""
    reply = show(action, catalogue, translations, properties=Properties(()), now=NOW)
    found = next(b.action for row in reply.rows for b in row if b.label == label)
    assert found is not None
    assert decode_callback(encode_callback(found, 1), {1: "en"}) == found
    return found, show(found, catalogue, translations, properties=Properties(()), now=NOW)


@pytest.mark.parametrize(
    ("label", "kind"),
    list(zip(("Wrong phone number", "It has closed", "It has moved", "Something else"), KINDS, strict=True)),
)
def test_two_taps_say_what_is_wrong_and_back_leads_to_the_same_card(
    catalogue: Catalogue, translations: Translations, label: str, kind: str
) -> None:
    service = next(iter(catalogue.services.values()))
    card = Action(
        *(Screen.SERVICE, "en", "ab", service_key(service.id)),
        origin=(need_key("housing.shelter"),),
        page=3,
        filters=frozenset({"free"}),
        near="87102",
    )
    asking, asked = opened(card, "Something is wrong", catalogue, translations)
    assert (kind_of(asking), service.name in str(asked)) == ("", True)
    chosen, thanks = opened(asking, label, catalogue, translations)
    assert kind_of(chosen) == kind
    assert "Thank you. Staff will check it." in str(thanks)
    for reply in (asked, thanks):
        assert card in reply.choices


def test_a_page_too_far_for_the_button_changes_no_kind(catalogue: Catalogue, translations: Translations) -> None:
    card = Action(Screen.SERVICE, "en", service=service_key(next(iter(catalogue.services))), page=LAST_PAGE)
    asking, _ = opened(card, "Something is wrong", catalogue, translations)
    chosen, thanks = opened(asking, "It has moved", catalogue, translations)
    assert (kind_of(asking), kind_of(chosen)) == ("", "moved")
    assert replace(card, page=9) in thanks.choices


@pytest.mark.parametrize("page", range(LAST_PAGE + 1))
def test_every_number_shows_a_screen(catalogue: Catalogue, translations: Translations, page: int) -> None:
    action = Action(Screen.REPORT, "en", service=service_key(next(iter(catalogue.services))), page=page)
    assert kind_of(action) in ("", *KINDS)
    assert show(action, catalogue, translations, properties=Properties(()), now=NOW).choices
