from wagtail.models import Locale

from tests.factories.pages import StandardPageFactory


def test_a_container_that_has_no_words_of_its_own_sends_its_reader_to_the_page_that_has(home, client):
    bengali = Locale.objects.create(language_code="bn")
    page = StandardPageFactory(parent=home, title="Parents", slug="parents")
    home.copy_for_translation(bengali, alias=True)
    page.copy_for_translation(bengali, alias=True)
    assert client.get("/bn/parents/").headers["Location"] == page.get_url()


def test_an_alias_in_the_same_language_shows_its_words(home, client):
    page = StandardPageFactory(parent=home, title="Parents", slug="parents")
    page.create_alias(parent=home, update_slug="families")
    assert client.get("/families/").status_code == 200
