"""Who may read a private page: groups or whoever signs in, never everybody who guesses a password that many share."""

import pytest
from django.urls import reverse
from wagtail.models import Collection, Page, PageViewRestriction

from hub.pages.models import StandardPage


@pytest.fixture
def text(home) -> Page:
    return home.add_child(instance=StandardPage(title="About", slug="about"))


def address(name: str, key: int) -> str:
    return reverse(name, args=[key])


def test_no_shared_password_is_offered_for_a_page_or_a_collection(admin_client, text):
    collection = Collection.get_first_root_node().add_child(name="Plans")
    for there in (
        address("wagtailadmin_pages:set_privacy", text.pk),
        address("wagtailadmin_collections:set_privacy", collection.pk),
    ):
        form = admin_client.get(there).json()["html"]
        assert 'value="groups"' in form and 'value="login"' in form and 'value="password"' not in form, there
        admin_client.post(there, {"restriction_type": "password", "password": "open sesame"})
    assert not text.view_restrictions.exists() and not collection.view_restrictions.exists()


def test_a_page_that_has_one_already_keeps_it(admin_client, client, text):
    PageViewRestriction.objects.create(page=text, restriction_type="password", password="open sesame")
    admin_client.get(address("wagtailadmin_pages:set_privacy", text.pk))
    assert text.view_restrictions.get().password == "open sesame"
    assert 'name="password"' in client.get(text.get_url()).content.decode()
