from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.directory.asking import find_private_question
from bot.directory.model import AddressVisibility, Location, Organization, Service, Source, Status, StatusRule
from bot.replies.card import card_lines
from tests.directory.test_hours import ZONE, schedule

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue
    from bot.i18n.translations import Translations

NOW = datetime(2026, 3, 1, 12, tzinfo=ZONE)
TODAY = NOW.date()
SERVICE = Service("x-1", Status.ACTIVE, ("housing.shelter",), Organization("House"), "Night House", "A bed.")


def card(service: Service, translations: Translations, language: str = "en") -> str:
    return "\n".join(str(line) for line in card_lines(service, translations.translator(language), NOW, None))


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_published_service_has_a_card_that_fits_one_message(
    catalogue: Catalogue, translations: Translations, language: str
) -> None:
    for service in catalogue.services.values():
        text = card(service, translations, language)
        assert service.name in text
        assert len(text.encode("utf-16-le")) // 2 <= 4096
        assert not service.editor_note or service.editor_note not in text
        assert "{" not in text


def test_hours_that_are_certain_say_what_is_open_and_the_text_stays(translations: Translations) -> None:
    service = replace(SERVICE, hours="Daily 9am-5pm")
    english, spanish = (
        [str(line) for line in card_lines(service, translations.translator(code), NOW, schedule(service.hours))]
        for code in ("en", "es")
    )
    assert "Hours: Daily 9am-5pm" in english
    assert any(line.startswith("Open now, until 5:00") for line in english)
    assert any("lun–dom 9:00\u202fa.m.–5:00\u202fp.m." in line for line in spanish)
    assert "Daily 9am-5pm" in spanish


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_hidden_address_stands_on_any_card(catalogue: Catalogue, translations: Translations, language: str) -> None:
    for service in catalogue.services.values():
        # Every service is hidden here, so that the test holds whatever the sheet marks as hidden today.
        place = replace(
            service.location, visibility=AddressVisibility.HIDDEN, address="77 Sentinel Road", city="Zz Town"
        )
        text = card(replace(service, location=place), translations, language)
        assert "Sentinel" not in text and "Zz Town" not in text
        if service.location.visibility is AddressVisibility.HIDDEN and service.location.address:
            assert service.location.address not in card(service, translations, language)


def test_a_public_address_is_shown(translations: Translations) -> None:
    place = Location("1 Oak St", "Albuquerque", "NM", "87102")
    assert "Address: 1 Oak St, Albuquerque, NM 87102" in card(replace(SERVICE, location=place), translations)


def test_unknown_facts_are_left_out(translations: Translations) -> None:
    text = card(SERVICE, translations)
    for label in ("Hours", "Cost", "Address", "Call:", "Languages", "Who may go"):
        assert label not in text


def test_a_notice_is_shown_until_its_last_day(translations: Translations) -> None:
    def shown(until: date | None) -> bool:
        return "Notice: Closed Monday" in card(replace(SERVICE, alert="Closed Monday", alert_until=until), translations)

    assert (shown(None), shown(TODAY), shown(date(2026, 2, 28))) == (True, True, False)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (replace(SERVICE, status=Status.PAUSED), "paused now"),
        (replace(SERVICE, status=Status.SEASONAL), "part of the year"),
        (replace(SERVICE, status_rule=StatusRule.OPEN_TO_ALL), "Open to everyone"),
        (replace(SERVICE, status_rule=StatusRule.NO_ID_NEEDED), "No ID needed."),
        (replace(SERVICE, status_rule=StatusRule.ASK_PROVIDER), "Ask them; you do not have to tell us."),
        (SERVICE, "Ask them; you do not have to tell us."),
        (
            replace(SERVICE, source=Source(checked_on=date(2026, 2, 5))),
            "Confirmed with the provider on February 5, 2026",
        ),
        (replace(SERVICE, source=Source(dated="seen in 2024")), "public page of 2024"),
        (SERVICE, "not confirmed: call first"),
    ],
)
def test_what_is_known_is_said_plainly(translations: Translations, changed: Service, sentence: str) -> None:
    assert sentence in card(changed, translations)


def test_a_card_says_when_parts_are_not_in_the_readers_language(translations: Translations) -> None:
    note = translations.translator("es").gettext("Some details are in English only.")
    whole = replace(SERVICE, translations={"es": {"description": "Una cama."}})
    assert note in card(SERVICE, translations, "es")
    assert note not in card(whole, translations, "es")
    assert "Una cama." in card(whole, translations, "es")


def test_numbers_in_a_translated_text_keep_their_direction_in_a_right_to_left_card(translations: Translations) -> None:
    translated = replace(SERVICE, translations={"ar": {"description": "اتصلوا بـ 211 أولا"}})
    assert "\u2068211\u2069" in card(translated, translations, "ar")


@pytest.mark.parametrize("rule", list(StatusRule))
def test_who_may_come_is_said_in_one_line_and_open_to_all_only_by_the_source(
    translations: Translations, rule: StatusRule
) -> None:
    text = card(replace(SERVICE, status_rule=rule), translations)
    said = [line in text for line in ("Open to everyone", "No ID needed", "you do not have to tell us")]
    assert said.count(True) == 1
    assert ("Open to everyone" in text) == (rule is StatusRule.OPEN_TO_ALL)
    assert find_private_question(text) is None
