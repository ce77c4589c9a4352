"""Wagtail's own index serves the admin's search alone: pages are found there by their titles, and nothing else is kept
of them."""

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models

from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("wagtails_indexes")]


@pytest.fixture
def page(home, terms) -> Page:
    library = ResourceIndexPageFactory(parent=home)
    return LessonResourcePageFactory(parent=library, title="Mock interview", summary="With employers from the borough")


@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model._meta.label)
def test_no_page_type_keeps_more_than_every_page(model):
    assert model.search_fields == Page.search_fields


def test_of_a_page_only_its_title_is_kept(page):
    (held,) = page.index_entries.all()
    assert not held.body
    assert "mock" in str(held.title).lower()


SEARCHES = {
    "the search": lambda page: reverse("wagtailadmin_pages:search"),
    "the list of a section": lambda page: reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
    "the chooser": lambda page: reverse("wagtailadmin_choose_page_search"),
}


@pytest.mark.parametrize("where", SEARCHES)
@pytest.mark.parametrize(("typed", "found"), [("mock", True), ("inter", True), ("boroug", False)])
def test_editors_find_pages_by_the_beginnings_of_words_of_titles(where, typed, found, page, central):
    answer = central.get(SEARCHES[where](page), {"q": typed})
    assert answer.status_code == 200
    assert (
        reverse("wagtailadmin_pages:edit", args=[page.pk]) in answer.text or f'data-id="{page.pk}"' in answer.text
    ) == found
