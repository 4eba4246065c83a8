from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions import (
    FILTERS,
    HERE,
    LAST_PAGE,
    LENGTH,
    START_LIMIT,
    Action,
    Screen,
    StartLink,
    decode_callback,
    decode_start,
    encode_callback,
    encode_start,
    need_key,
    service_key,
    slug_of,
)

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue

LANGUAGES = {1: "en", 2: "es"}
CODES = {"en": "en", "es": "es", "fa-af": "fa-AF"}
ACTION = Action(Screen.SERVICE, "es", "abc1", service_key("x-1"), origin=(need_key("housing.rent_help"),), page=2)


def test_every_service_and_need_of_the_shipped_directory_returns_from_a_button(catalogue: Catalogue) -> None:
    needs = [need_key(need) for need in catalogue.needs]
    actions = [Action(Screen.SERVICE, "en", "", service_key(s), origin=tuple(needs[:3])) for s in catalogue.services]
    actions += [Action(Screen.RESULTS, "es", "p1", need=key, page=LAST_PAGE) for key in needs]
    for action in actions:
        data = encode_callback(action, 1 if action.language == "en" else 2)
        assert len(data.encode()) == LENGTH <= 64
        assert decode_callback(data, LANGUAGES) == action


@pytest.mark.parametrize("screen", list(Screen))
def test_every_screen_returns(screen: Screen) -> None:
    action = Action(screen, "en")
    assert decode_callback(encode_callback(action, 1), LANGUAGES) == action


@given(st.frozensets(st.sampled_from(FILTERS)), st.sampled_from(["", "vi", "asl"]), st.integers(-2, 99_999))
def test_every_way_to_narrow_a_list_returns(filters: frozenset[str], spoken: str, place: int) -> None:
    near = {-2: "", -1: HERE}.get(place, f"{place:05}")
    action = Action(Screen.RESULTS, "es", need=need_key("housing.shelter"), filters=filters, spoken=spoken, near=near)
    assert decode_callback(encode_callback(action, 2), LANGUAGES) == action


@given(st.text(max_size=80))
def test_reading_any_button_never_raises(data: str) -> None:
    assert decode_callback(data, LANGUAGES) is None


@given(st.integers(0, LENGTH - 1), st.sampled_from("AZaz09-_"))
def test_a_changed_character_is_noticed(at: int, char: str) -> None:
    data = encode_callback(ACTION, 2)
    forged = data[:at] + char + data[at + 1 :]
    assert decode_callback(forged, LANGUAGES) == (ACTION if forged == data else None)


def test_a_language_that_is_gone_is_left_empty() -> None:
    assert decode_callback(encode_callback(ACTION, 9), LANGUAGES) == replace(ACTION, language="")


def test_a_page_past_the_last_numeral_stays_on_the_last_one() -> None:
    decoded = decode_callback(encode_callback(replace(ACTION, page=500), 2), LANGUAGES)
    assert decoded is not None and decoded.page == LAST_PAGE


def test_every_target_of_the_shipped_directory_returns_from_a_link(catalogue: Catalogue) -> None:
    targets = [("service", identifier) for identifier in catalogue.services]
    targets += [("need", need) for need in catalogue.needs if "." in need]
    for kind, identifier in targets:
        link = StartLink(kind, slug_of(identifier), "es", "ab12")
        parameter = encode_start(link)
        assert len(parameter) <= START_LIMIT
        assert decode_start(parameter, CODES) == link
        assert catalogue.id_of_slug(link.kind, link.slug) == identifier


@given(st.text(max_size=100))
def test_reading_any_link_never_raises_and_names_only_known_kinds(parameter: str) -> None:
    link = decode_start(parameter, CODES)
    assert link.kind in ("", "service", "need", "category")
    assert link.language in ("", *CODES.values())


def test_an_unknown_part_of_a_link_is_left_out_and_the_rest_is_honoured() -> None:
    assert decode_start("need-housing-shelter_xx_toolong_ES", CODES) == StartLink("need", "housing-shelter", "es", "xx")
    assert decode_start("nonsense_fa-af", CODES) == StartLink(language="fa-AF")


@pytest.mark.parametrize("char", ["\ud800", "é", "\u202e"])
def test_a_button_with_signs_that_we_never_write_is_not_read_even_with_its_checksum(char: str) -> None:
    body = encode_callback(ACTION, 2)[:2] + char + encode_callback(ACTION, 2)[3 : LENGTH - 3]
    checksum = service_key(body)[:3] if char != "\ud800" else "AAA"
    assert decode_callback(body + checksum, LANGUAGES) is None
