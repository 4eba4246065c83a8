from __future__ import annotations

from pathlib import Path

import pytest

from bot.actions import START_LIMIT, StartLink, decode_start, slug_of
from bot.directory.loader import load_directory
from bot.i18n.locales import read_languages
from bot.partners.deep_links import LinkKind, build_link, linkable

DIRECTORY = load_directory(Path("directory_data"))


@pytest.mark.parametrize("kind", LinkKind)
def test_every_link_leads_back_to_what_it_names_and_fits_with_language_and_partner(kind: LinkKind) -> None:
    ids = linkable(DIRECTORY, kind)
    assert ids
    for identifier in ids:
        address = build_link("city_help_bot", kind, identifier, "es", "unm1")
        base, _, parameter = address.partition("?start=")
        assert base == "https://t.me/city_help_bot"
        assert len(parameter) <= START_LIMIT
        assert decode_start(parameter, read_languages().codes) == StartLink(kind, slug_of(identifier), "es", "unm1")


def test_drafts_have_no_link() -> None:
    drafts = {service.id for service in DIRECTORY.services} - {service.id for service in DIRECTORY.published}
    assert drafts and not drafts & set(linkable(DIRECTORY, LinkKind.SERVICE))


def test_a_link_too_long_for_telegram_is_refused() -> None:
    with pytest.raises(ValueError, match="64"):
        build_link("city_help_bot", LinkKind.SERVICE, "x" * 60)
