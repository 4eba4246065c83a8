from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions import Action, Screen, decode_callback, encode_callback, need_key, service_key
from bot.directory.asking import find_private_question
from bot.pipeline import Question, respond
from tests.conftest import NOW
from tests.replies.test_screens import screen

if TYPE_CHECKING:
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease
    from bot.replies.reply import Button, Reply

NEED = "healthcare.mental_health"
LIST = Action(Screen.RESULTS, "en", "ab", need=need_key(NEED))
FREE = replace(LIST, filters=frozenset({"free"}))


def buttons(reply: Reply) -> dict[str, Action]:
    return {button.label: button.action for row in reply.rows for button in row if button.action}


def narrowing(reply: Reply) -> list[Button]:
    """The buttons of a list that neither open a card, turn a page, ask for a place, save, nor stand at the foot."""
    rows = [row for row in reply.rows[:-1] if {b.label for b in row}.isdisjoint({"More", "Previous"})]
    others = (Screen.SERVICE, Screen.NEAR, Screen.PACK)
    return [button for row in rows for button in row if button.action and button.action.screen not in others]


def test_a_filter_shows_the_count_that_its_list_then_knows(shipped: LiveRelease, translations: Translations) -> None:
    known = [s for s in shipped.catalogue.services_for(NEED) if shipped.index.properties.knows(s, "free", True)]
    off = buttons(screen(LIST, shipped, translations))
    assert off[f"Free ({len(known)})"] == FREE
    total = len(shipped.catalogue.services_for(NEED))
    narrowed = screen(FREE, shipped, translations)
    assert f"{len(known)} of {total} are known to have it." in str(narrowed)
    assert buttons(narrowed)["✓ Free"] == LIST
    opened = [action.service for action in narrowed.choices if action.screen is Screen.SERVICE]
    assert opened == [service_key(service.id) for service in known][: len(opened)]


def test_a_tap_starts_at_the_first_page_and_keeps_what_is_already_on(
    shipped: LiveRelease, translations: Translations
) -> None:
    later = replace(FREE, page=1, near="87108")
    toggles = narrowing(screen(later, shipped, translations))
    both = next(b.action for b in toggles if b.action and b.label.startswith("Open now"))
    assert both == replace(later, page=0, filters=frozenset({"free", "open_now"}))
    less = next(b.action for b in toggles if b.action and b.label == "✓ Free")
    assert less == replace(later, page=0, filters=frozenset())


def test_what_is_on_stands_under_the_list_and_the_rest_behind_more(
    shipped: LiveRelease, translations: Translations
) -> None:
    spoken = replace(LIST, spoken="vi", filters=frozenset({"for_families"}))
    labels = [button.label for button in narrowing(screen(spoken, shipped, translations))]
    assert {"✓ They speak Vietnamese", "✓ For families"} <= set(labels)
    more = buttons(screen(LIST, shipped, translations))["More filters"]
    offered = buttons(screen(more, shipped, translations))
    assert offered["They speak Vietnamese (3)"] == replace(LIST, spoken="vi")
    assert offered["Back"] == LIST
    assert not any("English" in label for label in offered)


def test_no_filter_is_offered_that_nobody_is_known_to_meet(shipped: LiveRelease, translations: Translations) -> None:
    for need in shipped.catalogue.needs:
        for kind in (Screen.RESULTS, Screen.MORE_FILTERS):
            reply = screen(Action(kind, "en", need=need_key(need)), shipped, translations)
            for label, action in buttons(reply).items():
                if action.screen is Screen.RESULTS and (action.filters or action.spoken):
                    assert int(label.rpartition("(")[2].rstrip(")")) > 0


def test_a_list_of_one_service_has_nothing_to_narrow(shipped: LiveRelease, translations: Translations) -> None:
    need = next(name for name in shipped.catalogue.needs if len(shipped.catalogue.services_for(name)) == 1)
    assert narrowing(screen(Action(Screen.RESULTS, "en", need=need_key(need)), shipped, translations)) == []


def test_where_nobody_is_known_to_fit_it_is_said_and_the_ways_out_stand_there(
    shipped: LiveRelease, translations: Translations
) -> None:
    asked = replace(FREE, filters=frozenset({"free", "pets"}))
    reply = screen(asked, shipped, translations)
    assert "No service here is known to have all of this." in str(reply)
    assert "Ask them about: pets welcome." in str(reply)
    assert sum(action.screen is Screen.SERVICE for action in reply.choices) == 5
    ways = buttons(reply)
    assert (ways["Without: Pets welcome"], ways["Show all"]) == (FREE, LIST)
    alone = buttons(screen(replace(LIST, filters=frozenset({"pets"})), shipped, translations))
    assert alone["Show all"] == LIST
    assert not any(label.startswith("Without") for label in alone)


def test_a_card_leads_back_to_the_list_as_it_was_narrowed(shipped: LiveRelease, translations: Translations) -> None:
    listed = replace(FREE, spoken="es", near="87108", page=1)
    card = screen(screen(listed, shipped, translations).choices[0], shipped, translations)
    assert buttons(card)["Back"] == listed


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_no_row_is_crowded_and_no_text_asks_what_is_private(
    shipped: LiveRelease, translations: Translations, language: str
) -> None:
    for need in shipped.catalogue.needs:
        for kind in (Screen.RESULTS, Screen.MORE_FILTERS):
            reply = screen(Action(kind, language, need=need_key(need), spoken="vi"), shipped, translations)
            assert all(len(row) <= 3 for row in reply.rows)
            assert find_private_question(str(reply)) is None


@settings(max_examples=25)
@given(taps=st.lists(st.integers(0, 99), max_size=6), need=st.sampled_from([NEED, "housing.shelter", "adjacent:legal"]))
def test_after_any_taps_every_service_is_still_reached_by_paging(
    shipped: LiveRelease, translations: Translations, taps: list[int], need: str
) -> None:
    languages = {row.number: row.code for row in translations.languages.rows}
    action = Action(Screen.RESULTS, "es", need=need_key(need))
    for tap in taps:
        offered = [b.action for b in narrowing(screen(action, shipped, translations)) if b.action]
        data = encode_callback(offered[tap % len(offered)], 2)
        assert len(data.encode()) <= 64
        decoded = decode_callback(data, languages)
        assert decoded == offered[tap % len(offered)]
        action = decoded
    seen: list[str] = []
    listed: Action | None = replace(action, screen=Screen.RESULTS, page=0)
    while listed is not None:
        reply = screen(listed, shipped, translations)
        seen += [choice.service for choice in reply.choices if choice.screen is Screen.SERVICE]
        after = replace(listed, page=listed.page + 1)
        listed = after if after in reply.choices else None
    assert sorted(seen) == sorted(service_key(s.id) for s in shipped.catalogue.services_for(need))


def test_wishes_in_words_go_on_in_the_buttons_below_the_answer(
    shipped: LiveRelease, translations: Translations
) -> None:
    reply = respond(Question("free counseling, someone who speaks vietnamese"), shipped, translations, NOW)
    carried = [action for action in reply.choices if action.screen in (Screen.SERVICE, Screen.RESULTS)]
    assert {action.screen for action in carried} == {Screen.SERVICE, Screen.RESULTS}
    assert {(action.filters, action.spoken) for action in carried} == {(frozenset({"free"}), "vi")}
    opened = next(action for action in carried if action.screen is Screen.RESULTS)
    assert "You asked for: no cost and Vietnamese." in str(screen(opened, shipped, translations))
