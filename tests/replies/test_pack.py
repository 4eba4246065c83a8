from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions import service_key
from bot.directory.catalogue import Catalogue
from bot.directory.loader import load_directory
from bot.directory.model import AddressVisibility, Location, Organization, Phone
from bot.i18n.locales import read_languages
from bot.i18n.translations import load_translations
from bot.partners.qr import draw_qr
from bot.replies.card import card_lines
from bot.replies.pack import is_listed, write_pack
from tests.directory.sample import write_sample
from tests.replies.page import read_page

if TYPE_CHECKING:
    from pathlib import Path

    from bot.i18n.translations import Translations

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ADDRESS = "https://t.me/VecinoDemoBot?start=category-housing_es"
CODE = draw_qr(ADDRESS)
LANGUAGES = read_languages()
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "section", "nav", "article", "figure", "figcaption"),
    *("h1", "h2", "h3", "p", "ul", "li", "a", "strong", "em", "bdi", "svg", "path"),
}
ATTRIBUTES = {
    *("lang", "dir", "charset", "name", "content", "id", "class", "href"),
    *("viewbox", "fill", "stroke", "d"),
}


def pack(catalogue: Catalogue, translations: Translations, need: str, language: str) -> str:
    t = translations.translator(language)
    return write_pack(catalogue.needs[need], catalogue, t, now=NOW, address=ADDRESS, code=CODE)


@pytest.mark.parametrize("language", [row.code for row in LANGUAGES.interface])
def test_every_list_is_a_whole_page_that_loads_and_runs_nothing(
    catalogue: Catalogue, translations: Translations, language: str
) -> None:
    row = LANGUAGES.find(language)
    assert row
    for need in (need for need in catalogue.needs.values() if is_listed(need, catalogue)):
        html = pack(catalogue, translations, need.id, language)
        page = read_page(html)
        assert len(html.encode()) <= 150 * 1024
        assert page.all("html")[0].attributes == {"lang": language, "dir": row.direction}
        assert {element.tag for element in page.elements} <= TAGS
        assert {name for element in page.elements for name in element.attributes} <= ATTRIBUTES
        assert not re.search(r"url\(|@import|expression\(", "".join(page.styles))
        ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids))
        for link in page.all("a"):
            target = link.attributes["href"]
            assert target == ADDRESS or target.startswith("tel:") or target.removeprefix("#") in ids, target


@pytest.mark.parametrize("language", ["en", "es", "ar", "zh"])
def test_a_category_holds_every_service_once_with_all_that_its_card_says(
    catalogue: Catalogue, translations: Translations, language: str
) -> None:
    t = translations.translator(language)
    for category in catalogue.directory.area.categories:
        page = read_page(pack(catalogue, translations, category, language))
        needs = [need for need in catalogue.needs_of(category) if catalogue.services_for(need.id)]
        services = {s.id: s for need in needs for s in catalogue.services_for(need.id)}
        assert sorted(article.attributes["id"] for article in page.all("article")) == sorted(
            f"s{service_key(service)}" for service in services
        )
        whole = "".join(page.texts)
        for service in services.values():
            assert all(str(line) in whole for line in card_lines(service, t, NOW, None))
        assert all(t.choose(need.labels) in page.texts for need in needs)


def test_the_numbers_for_danger_stand_before_the_first_service(
    catalogue: Catalogue, translations: Translations
) -> None:
    html = pack(catalogue, translations, "housing", "es")
    first = html.index("<article")
    assert html.index("tel:911") < html.index("tel:988") < first
    assert html.index("tel:211") < first
    assert len(re.findall(r'"tel:911"', html)) == 1


def test_no_draft_no_note_of_staff_and_no_hidden_address_is_in_it(
    catalogue: Catalogue, translations: Translations
) -> None:
    hidden = Location("77 Sentinel Road", "Zz Town", "NM", "87199", visibility=AddressVisibility.HIDDEN)
    # Every service is hidden here, so that the test holds whatever the sheet marks as hidden today.
    services = tuple(replace(s, location=hidden, editor_note="Sentinel note") for s in catalogue.directory.services)
    spoilt = Catalogue.of(replace(catalogue.directory, services=services))
    drafts = [s.name for s in spoilt.directory.services if s.id not in spoilt.services]
    for category in spoilt.directory.area.categories:
        html = pack(spoilt, translations, category, "en")
        assert not re.search("Sentinel|Zz Town|87199", html)
        assert "The address is private. Call first." in html
        assert not any(name in html for name in drafts if name not in {s.name for s in spoilt.services.values()})


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_number_of_a_service_can_be_tapped(
    catalogue: Catalogue, translations: Translations, language: str
) -> None:
    page = read_page(pack(catalogue, translations, "healthcare.dental", language))
    dialled = [a.attributes["href"] for a in page.all("a") if "article" in a.around]
    numbers = [phone.number for s in catalogue.services_for("healthcare.dental") for phone in s.phones]
    assert dialled == ["tel:" + re.sub(r"\D", "", number) for number in numbers]


def test_the_code_and_the_link_lead_back_to_the_bot(catalogue: Catalogue, translations: Translations) -> None:
    html = pack(catalogue, translations, "housing", "ar")
    assert CODE in html
    assert f'<a href="{ADDRESS}">{ADDRESS}</a>' in html


def test_a_need_is_a_list_of_its_own_and_one_without_services_is_none(
    catalogue: Catalogue, translations: Translations
) -> None:
    page = read_page(pack(catalogue, translations, "housing.shelter", "en"))
    assert len(page.all("article")) == len(catalogue.services_for("housing.shelter"))
    assert page.all("nav") == []
    empty = Catalogue.of(replace(catalogue.directory, services=()))
    assert not is_listed(empty.needs["housing"], empty)
    assert is_listed(catalogue.needs["housing"], catalogue)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder: Path = tmp_path_factory.mktemp("sample")
    return Catalogue.of(load_directory(write_sample(folder / "data")))


TRANSLATIONS = load_translations()
NASTY = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
    st.sampled_from(['"><script>x</script>', "</style><b>", "&lt;i&gt; & 'x'", "<!--", "]]>", "javascript:x", "${x}"]),
)


@given(name=NASTY, said=NASTY, label=NASTY, language=st.sampled_from(["en", "ar"]))
def test_whatever_staff_write_stays_text(small: Catalogue, name: str, said: str, label: str, language: str) -> None:
    directory = small.directory
    service = replace(
        small.services["casa-norte-rent"],
        name=name, organization=Organization(said), description=said, hours=said, cost=said, documents=said,
        eligibility=said, how_to_apply=said, alert=said, email=said, phones=(Phone(said),),
    )  # fmt: skip
    needs = tuple(replace(n, labels={language: label}) if n.id == "housing.rent_help" else n for n in directory.needs)
    lines = tuple(replace(line, phone=said, purpose=said, purposes={}) for line in directory.hotlines)
    area = replace(directory.area, name=said)
    changed = Catalogue.of(replace(directory, area=area, needs=needs, services=(service,), hotlines=lines))
    page = read_page(pack(changed, TRANSLATIONS, "housing.rent_help", language))
    plain = read_page(pack(small, TRANSLATIONS, "housing.rent_help", language))
    assert {element.tag for element in page.elements} <= {element.tag for element in plain.elements}
    assert {n for e in page.elements for n in e.attributes} <= {n for e in plain.elements for n in e.attributes}
    whole = "".join(page.texts)
    assert all(text in whole for text in (name, said, label) if text.strip())
