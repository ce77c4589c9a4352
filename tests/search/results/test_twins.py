"""What says the same twice stands once among the results, and names the rest."""

import pytest
from django.urls import reverse

from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory
from tests.html import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(home):
    return ResourceIndexPageFactory(parent=home)


def test_a_copied_resource_stands_once_and_leads_to_its_twin(library, client):
    first = LessonResourcePageFactory(parent=library, title="Job  cards", summary="Match jobs to subjects.", slug="a")
    second = LessonResourcePageFactory(parent=library, title="job cards", summary="Match jobs to subjects.", slug="b")
    response = client.get(reverse("search") + "?q=job+cards")
    html = response.content.decode()
    assert html.count('<li class="hit">') == 1
    assert "And 1 more like it" in text_of(response)
    assert f'href="{first.url}"' in html and f'href="{second.url}"' in html


@pytest.mark.parametrize(
    "other", [{"summary": "Match jobs to places."}, {"title": "Job cards, large"}, {"summary": ""}]
)
def test_what_differs_in_title_or_summary_is_no_twin(library, client, other):
    same = {"title": "Job cards", "summary": "Match jobs to subjects."}
    LessonResourcePageFactory(parent=library, **same, slug="a")
    LessonResourcePageFactory(parent=library, **{**same, **other}, slug="b")
    response = client.get(reverse("search") + "?q=job+cards")
    assert response.content.decode().count('<li class="hit">') == 2
    assert "more like it" not in text_of(response)


def test_two_of_one_title_without_a_summary_are_no_twins(library, client):
    for slug in ("a", "b"):
        LessonResourcePageFactory(parent=library, title="Job cards", summary="", slug=slug)
    assert client.get(reverse("search") + "?q=job+cards").content.decode().count('<li class="hit">') == 2
