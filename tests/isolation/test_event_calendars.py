"""Calendars and events belong to the school they stand under."""

import datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from hub.events.models import EventCalendarPage
from hub.pages.models import EventPage
from tests.factories.events import EventCalendarPageFactory
from tests.factories.pages import EventPageFactory

STARTS = datetime.datetime(2027, 1, 21, 18, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def their_event(theirs) -> EventPage:
    calendar = EventCalendarPageFactory(parent=theirs.home, title="Beaconmark calendar", slug="events")
    return EventPageFactory(parent=calendar, title="Beaconmark evening", starts=STARTS, live=False)


def form(**fields) -> dict[str, str]:
    data = {"title": "Evening", "slug": "evening", "summary": "", "place": "The hall", "booking": "", "ends": ""}
    data |= {"starts": "2027-01-20 18:00", "attendance": "in-person", "audience": "parents", "status": "planned"}
    data |= {"adjustments": "", "change": "", "years": "", "body": streamfield([]), "comments": inline_formset([])}
    return nested_form_data({**data, **fields})


def test_a_careers_leader_adds_a_calendar_and_an_event_to_the_schools_own_pages(leader, ours):
    add = reverse("wagtailadmin_pages:add", args=["events", "eventcalendarpage", ours.home.pk])
    data = nested_form_data({"title": "Events", "slug": "events", "summary": "", "comments": inline_formset([])})
    leader.post(add, data)
    calendar = EventCalendarPage.objects.child_of(ours.home).get()
    leader.post(reverse("wagtailadmin_pages:add", args=["pages", "eventpage", calendar.pk]), form())
    assert EventPage.objects.child_of(calendar).get().place == "The hall"


def test_another_schools_calendar_takes_nothing_and_shows_nothing(leader, their_event):
    calendar = their_event.get_parent()
    for name, page in (("pages", "eventpage"), ("events", "eventcalendarpage")):
        place = calendar.pk if name == "pages" else calendar.get_parent().pk
        response = leader.post(reverse("wagtailadmin_pages:add", args=[name, page, place]), form())
        assert response.status_code in (302, 403, 404)
    before = EventPage.objects.values().get(pk=their_event.pk)
    for name in ("edit", "delete", "unpublish", "copy", "move", "set_privacy", "history", "view_draft"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[their_event.pk])
        for response in (leader.get(address, follow=True), leader.post(address, form(title="Taken"), follow=True)):
            assert "Beaconmark" not in response.content.decode(), name
    assert EventPage.objects.values().get(pk=their_event.pk) == before
    assert EventPage.objects.count() == 1 == EventCalendarPage.objects.count()


def test_an_event_moves_to_no_other_school_even_by_central_staff(central, ours, their_event):
    calendar = EventCalendarPageFactory(parent=ours.home, slug="events")
    address = reverse("wagtailadmin_pages:move_confirm", args=[their_event.pk, calendar.pk])
    assert "cannot be moved or copied" in central.post(address, follow=True).content.decode()
    assert not calendar.get_children().exists()


def test_one_schools_calendar_and_feed_hold_nothing_of_another(client, ours, their_event):
    EventPage.objects.filter(pk=their_event.pk).update(live=True, is_open=True)
    calendar = EventCalendarPageFactory(parent=ours.home, slug="events")
    for address in (calendar.url, f"{calendar.url}?month=2027-01", f"{calendar.url}calendar.ics", ours.home.url):
        assert "Beaconmark" not in client.get(address).content.decode(), address
