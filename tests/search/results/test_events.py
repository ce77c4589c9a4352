"""Events among the results: a section of those to come that hold all words, on the hub's calendar."""

import datetime
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from hub.pages.models import EventPage
from tests.factories.events import EventCalendarPageFactory
from tests.factories.pages import EventPageFactory
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory, SchoolIndexPageFactory

pytestmark = pytest.mark.postgresql
DAY = datetime.timedelta(days=1)
# Of the day on which tests run.
MORNING = datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC)


class Search:
    """The hub's search, and its calendar."""

    def __init__(self, client: Client, home: Page) -> None:
        self.client, self.calendar = client, EventCalendarPageFactory(parent=home)

    def __call__(self, typed: str) -> Any:
        return self.client.get("/search/", {"q": typed}).context["view"].elsewhere.events

    def make(self, title: str, days: int = 9, parent: Page | None = None, **values: Any) -> EventPage:
        return EventPageFactory(
            parent=parent or self.calendar, title=title, starts=MORNING + days * DAY, ends=None, **values
        )


@pytest.fixture
def found(client, home, terms) -> Search:
    search = Search(client, home)
    search.make("Skills fair", place="Town hall", audience="everybody", summary="Things to try.")
    return search


def test_an_event_to_come_is_found_by_its_words_and_says_when_and_where(client, found):
    (line,) = found("skills try")
    assert line.title == "Skills fair" and line.summary == "Wednesday 2 December 2026, 10am. Town hall"
    assert client.get(line.url).status_code == 200
    assert not found("skills breakfast") and not found("")
    html = client.get("/search/", {"q": "skills fair"}).content.decode()
    assert 'id="found-events"' in html


def test_it_is_found_until_the_day_is_over_and_not_the_day_after(found):
    found.make("Breakfast", 0)
    found.make("Supper", -1)
    assert found("breakfast") and not found("supper")


def test_a_title_that_is_changed_is_found_and_what_goes_is_not(found):
    page = found.make("Breakfast")
    assert found("breakfast")
    page.title = "Luncheon"
    page.save_revision().publish()
    assert found("luncheon") and not found("breakfast")
    page.unpublish()
    assert not found("luncheon")


def test_what_few_may_read_is_not_found_from_that_moment(found):
    page = found.make("Breakfast")
    assert found("breakfast")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not found("breakfast")


def test_of_schools_only_what_is_open_to_others_is_found_while_the_school_is_public(home, found):
    school = SchoolHomePageFactory(parent=SchoolIndexPageFactory(parent=home), school=SchoolFactory())
    calendar = EventCalendarPageFactory(parent=school)
    found.make("Open breakfast", parent=calendar, is_open=True)
    found.make("Closed supper", parent=calendar)
    assert found("open breakfast") and not found("closed supper")
    school.unpublish()
    assert not found("open breakfast")
