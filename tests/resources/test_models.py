"""What a resource knows of itself."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.core.publishing import PublishRefused
from resources.choices import Licence
from resources.words import years_in_words
from tests.factories.curriculum import YearGroupFactory
from tests.factories.resources import CollectionItemFactory, CollectionPageFactory, LessonResourcePageFactory


def test_stages_derive_from_the_years(library):
    page = LessonResourcePageFactory(parent=library, year_groups=[YearGroupFactory(number=n) for n in (9, 6, 7)])
    page.refresh_from_db()
    assert page.year_numbers == [6, 7, 9]
    assert [stage.slug for stage in page.stages] == ["ks2", "ks3"]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([9], "Year 9"),
        ([8, 7], "Years 7 and 8"),
        ([7, 8, 9], "Years 7 to 9"),
        ([3, 4, 5, 6, 8], "Years 3 to 6 and 8"),
        ([7, 9, 11], "Years 7, 9 and 11"),
    ],
)
def test_years_are_said_in_words(numbers, words):
    assert years_in_words(numbers) == words


def test_a_link_says_where_it_leads(library):
    page = LessonResourcePageFactory(parent=library, link="https://www.Example.org/jobs?x=1")
    assert page.link_host == "example.org"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/a", "//example.org/"])
def test_a_link_that_is_not_a_web_address_is_refused(library, link):
    with pytest.raises(ValidationError) as caught:
        LessonResourcePageFactory(parent=library, link=link)
    assert list(caught.value.message_dict) == ["link"]


@pytest.mark.parametrize("minutes", [0, 601])
def test_minutes_lie_between_1_and_600(library, minutes):
    with pytest.raises(ValidationError) as caught:
        LessonResourcePageFactory(parent=library, minutes=minutes)
    assert list(caught.value.message_dict) == ["minutes"]


def test_a_check_in_the_future_is_refused_at_its_field(library):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError) as caught:
        LessonResourcePageFactory(parent=library, last_checked=tomorrow)
    assert caught.value.message_dict == {"last_checked": ["A check cannot lie in the future."]}


def test_a_known_licence_has_its_own_address():
    assert Licence.OGL.url.startswith("https://www.nationalarchives.gov.uk/")
    assert Licence.UNKNOWN.url == ""


def test_an_incomplete_draft_saves_and_does_not_go_live(library):
    page = LessonResourcePageFactory(parent=library, live=False, body=[], year_groups=[])
    revision = page.save_revision()
    with pytest.raises(PublishRefused) as caught:
        revision.publish()
    assert caught.value.reasons == [
        "Choose at least one year.",
        "Give a link, a file or content: a reader must get something.",
    ]
    page.refresh_from_db()
    assert not page.live


def test_a_complete_draft_goes_live(library):
    page = LessonResourcePageFactory(parent=library, live=False, year_groups=[YearGroupFactory(number=9)])
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


def test_a_collection_keeps_its_order(library):
    collection = CollectionPageFactory(parent=library)
    first, second = LessonResourcePageFactory.create_batch(2, parent=library)
    CollectionItemFactory(page=collection, resource=second, sort_order=1)
    CollectionItemFactory(page=collection, resource=first, sort_order=0)
    assert [item.resource for item in collection.items.all()] == [first, second]
