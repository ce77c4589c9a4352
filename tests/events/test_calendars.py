"""Calendars as people read them: what is to come, what is over, and which events are whose."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from hub.events.models import EventCalendarPage
from tests.factories.pages import NewsIndexPageFactory
from tests.html import text_of

from .conftest import at, event

MOST_QUERIES = {"hub": 18, "cluster": 18, "school": 21}
pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    """Return the titles that a list of events shows, in its order."""
    html = response.content.decode()
    return re.findall(r'<h3>.*?<a href="[^"]*"[^>]*>([^<]*)</a>', html, re.S)


def test_what_is_to_come_stands_under_its_month_the_soonest_first(client, calendars):
    event(calendars.school, "Options evening", at("01-21"))
    event(calendars.school, "Careers fair", at("12-08"))
    event(calendars.school, "Speed networking", at("01-12"))
    event(calendars.school, "Last week’s talk", at("11-16"))
    response = client.get(calendars.school.url)
    assert titles(response) == ["Careers fair", "Speed networking", "Options evening"]
    assert re.findall(r"<header><h2>(\w+ 20\d\d)</h2>", response.content.decode()) == ["December 2026", "January 2027"]


def test_what_is_over_is_kept_the_latest_first_over_pages(client, calendars, monkeypatch):
    monkeypatch.setattr(EventCalendarPage, "per_page", 2)
    for day in ("11-03", "11-10", "11-17"):
        event(calendars.school, f"Talk of {day}", at(day))
    event(calendars.school, "Still to come", at("12-08"))
    assert titles(client.get(f"{calendars.school.url}?past=1")) == ["Talk of 11-17", "Talk of 11-10"]
    assert titles(client.get(f"{calendars.school.url}?past=1&page=2")) == ["Talk of 11-03"]
    assert titles(client.get(f"{calendars.school.url}?past=1&page=nine")) == ["Talk of 11-17", "Talk of 11-10"]


def test_an_event_of_today_stays_until_it_ends(client, calendars):
    # The clock of the tests goes on from ten in the morning.
    event(calendars.school, "All day", at("11-23", 0), ends=None)
    event(calendars.school, "Goes on", at("11-23", 9))
    event(calendars.school, "Ended at nine", at("11-23", 7))
    assert titles(client.get(calendars.school.url)) == ["All day", "Goes on"]
    assert titles(client.get(f"{calendars.school.url}?past=1")) == ["Ended at nine"]


def test_each_sees_its_own_and_the_hub_also_what_is_open_with_whose_it_is(client, calendars):
    event(calendars.hub, "Skills week", at("12-01"))
    event(calendars.cluster, "Members’ fair", at("12-02"), is_open=True)
    event(calendars.cluster, "Members only", at("12-03"))
    event(calendars.school, "Open evening", at("12-04"), is_open=True)
    event(calendars.school, "Assembly", at("12-05"))
    hub = client.get(calendars.hub.url)
    assert titles(hub) == ["Skills week", "Members’ fair", "Open evening"]
    assert "Alder Wharf School" in text_of(hub) and "Lea Valley cluster" in text_of(hub)
    assert titles(client.get(calendars.cluster.url)) == ["Members’ fair", "Members only"]
    assert titles(client.get(calendars.school.url)) == ["Open evening", "Assembly"]


def test_events_among_the_news_are_in_the_calendar_too(client, calendars):
    school = calendars.school.get_parent()
    event(NewsIndexPageFactory(parent=school, slug="news"), "Among the news", at("12-08"))
    assert titles(client.get(calendars.school.url)) == ["Among the news"]
    assert titles(client.get(calendars.hub.url)) == []


def test_neither_drafts_nor_private_events_are_listed_nor_those_of_a_school_that_is_not_public(client, calendars):
    event(calendars.school, "Draft", at("12-01"), live=False, is_open=True)
    private = event(calendars.school, "Private", at("12-02"), is_open=True)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    event(calendars.school, "Open", at("12-03"), is_open=True)
    assert titles(client.get(calendars.hub.url)) == ["Open"]
    calendars.school.get_parent().unpublish()
    assert titles(client.get(calendars.hub.url)) == []


def test_filters_keep_what_is_for_everybody_and_what_is_both(client, calendars):
    event(calendars.school, "Parents here", at("12-01"), audience="parents")
    event(calendars.school, "Everybody here", at("12-02"))
    event(calendars.school, "Staff online", at("12-03"), audience="staff", attendance="online")
    event(calendars.school, "Parents both", at("12-04"), audience="parents", attendance="both")
    url = calendars.school.url
    assert titles(client.get(f"{url}?for=parents")) == ["Parents here", "Everybody here", "Parents both"]
    assert titles(client.get(f"{url}?how=online")) == ["Staff online", "Parents both"]
    assert titles(client.get(f"{url}?for=parents&how=online")) == ["Parents both"]
    assert len(titles(client.get(f"{url}?for=nobody&how=by-boat"))) == 4
    assert "No event fits all of this." in text_of(client.get(f"{url}?for=employers&how=online"))


def test_an_empty_calendar_says_so(client, calendars):
    assert "Nothing is planned at the moment." in text_of(client.get(calendars.hub.url))
    assert "No event is over yet." in text_of(client.get(f"{calendars.hub.url}?past=1"))


def test_the_school_names_its_calendar_and_what_comes_next(client, calendars):
    event(calendars.school, "Options evening", at("01-21"))
    event(calendars.school, "Over", at("11-02"))
    html = client.get(calendars.school.get_parent().url).content.decode()
    assert f'href="{calendars.school.url}"' in html and "Options evening" in html and ">Over<" not in html
    band = client.get(calendars.school.url).content.decode()
    assert re.search(r'aria-current="page"[^>]*>\s*Events', band), "the school's own band, with this page marked"


def test_a_cluster_names_what_comes_next(client, calendars):
    event(calendars.cluster, "Members’ fair", at("12-02"))
    html = client.get(calendars.cluster.get_parent().url).content.decode()
    assert "Members’ fair" in html and f'href="{calendars.cluster.url}"' in html


def test_a_second_calendar_in_one_place_is_not_offered(admin_client, calendars):
    place = calendars.school.get_parent()
    address = reverse("wagtailadmin_pages:add", args=["events", "eventcalendarpage", place.pk])
    assert admin_client.get(address).status_code in (302, 403)
    assert not EventCalendarPage.can_create_at(place.specific)


@pytest.mark.parametrize("whose", ["hub", "cluster", "school"])
@pytest.mark.parametrize("query", ["", "?past=1", "?month=2026-12"])
def test_events_cost_no_queries_of_their_own(client, calendars, whose, query):
    calendar = getattr(calendars, whose)
    for day in ("11-10", "12-08"):
        event(calendars.school, f"First {day}", at(day), is_open=True)
        event(calendar, f"Own {day}", at(day))

    def asked() -> int:
        client.get(calendar.url + query)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(calendar.url + query).status_code == 200
        return len(queries)

    before = asked()
    for number in range(12):
        for day in ("11-11", "12-09"):
            event(calendars.school, f"School {day} {number}", at(day), is_open=True)
            event(calendar, f"More {day} {number}", at(day))
    assert asked() == before <= MOST_QUERIES[whose]
