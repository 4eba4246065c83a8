from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import need_key, service_key, slug_of

if TYPE_CHECKING:
    from bot.directory.catalogue import Catalogue


def test_only_published_services_can_be_found(catalogue: Catalogue) -> None:
    assert set(catalogue.services) == {service.id for service in catalogue.directory.published}
    hidden = [s for s in catalogue.directory.services if s.id not in catalogue.services]
    assert hidden
    for service in hidden:
        assert catalogue.service(service_key(service.id)) is None
        assert catalogue.id_of_slug("service", slug_of(service.id)) == ""
        assert all(service not in catalogue.services_for(need) for need in catalogue.needs)


def test_every_key_leads_back_to_its_own_entry(catalogue: Catalogue) -> None:
    assert all(catalogue.service(service_key(s.id)) == s for s in catalogue.services.values())
    assert all(catalogue.need(need_key(n.id)) == n for n in catalogue.needs.values())


def test_unknown_keys_find_nothing(catalogue: Catalogue) -> None:
    assert catalogue.service("zzzzzz") is None
    assert catalogue.need("zzzz") is None
    assert catalogue.id_of_slug("need", "gone") == ""
    assert catalogue.services_for("housing.gone") == ()


def test_a_service_meant_for_a_need_goes_first_and_otherwise_the_rows_decide(catalogue: Catalogue) -> None:
    rows = [*catalogue.services]
    for need in catalogue.needs:
        listed = [(service.needs.index(need), rows.index(service.id)) for service in catalogue.services_for(need)]
        assert listed == sorted(listed)


def test_categories_list_their_needs_and_links_tell_them_apart(catalogue: Catalogue) -> None:
    for category in catalogue.directory.area.categories:
        assert catalogue.needs_of(category)
        assert catalogue.id_of_slug("category", category) == category
        assert catalogue.id_of_slug("need", category) == ""
