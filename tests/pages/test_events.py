"""Pages of events: when and for whom, what has changed, and the file for a calendar."""

import datetime
import json
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone

from hub.pages.models import EventPage
from hub.pages.selectors import when
from tests.factories.pages import EventPageFactory, NewsIndexPageFactory
from tests.html import text_of

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
# In summer time: 5pm UTC is 6pm in London.
STARTS = datetime.datetime(2030, 6, 20, 17, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home, slug="news")


def graph(response) -> dict:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S)
    assert found
    return next(each for each in json.loads(found[1])["@graph"] if each["@type"] == "Event")


def test_an_event_says_when_where_for_whom_and_what_can_be_arranged(client, news):
    event = EventPageFactory(
        parent=news,
        starts=STARTS,
        ends=STARTS + 2 * HOUR,
        place="The library, ZZ9 9ZZ",
        attendance="both",
        audience="pupils",
        years="Years 9 to 11",
        booking="https://book.example/",
        adjustments="A quiet room; ask the school office.",
    )
    said = text_of(client.get(event.url))
    assert "Thursday 20 June 2030, 6pm to 8pm" in said
    assert "The library, ZZ9 9ZZ In person and online" in said and "Pupils Years 9 to 11" in said
    assert "A quiet room; ask the school office." in said and "Book on another site" in said
    assert "is over" not in said and "as planned" not in said


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (None, "Thursday 20 June 2030, 6pm"),
        (STARTS, "Thursday 20 June 2030, 6pm"),
        (STARTS + HOUR / 2, "Thursday 20 June 2030, 6pm to 6.30pm"),
        (STARTS + 24 * HOUR, "Thursday 20 June 2030, 6pm, to Friday 21 June 2030, 6pm"),
    ],
)
def test_its_hours_are_londons(ends, said):
    assert when(EventPage(starts=STARTS, ends=ends)) == said


def test_an_event_without_an_end_is_over_when_its_day_in_london_is():
    late = datetime.datetime(2030, 6, 20, 23, 50, tzinfo=LONDON)
    assert not EventPage(starts=STARTS).is_over(late)
    assert EventPage(starts=STARTS).is_over(late + HOUR)
    assert EventPage(starts=STARTS, ends=STARTS + HOUR).is_over(late)


def test_what_is_over_is_kept_and_says_so_and_asks_nobody_to_book(client, news):
    starts = timezone.now() - datetime.timedelta(days=40)
    event = EventPageFactory(parent=news, starts=starts, ends=starts + HOUR, booking="https://book.example/")
    html = client.get(event.url).content.decode()
    assert "This event is over." in html and "Book on another site" not in html and "Add to my calendar" not in html
    assert "Add to my record" in html


@pytest.mark.parametrize(("status", "name"), [("moved", "EventRescheduled"), ("cancelled", "EventCancelled")])
def test_what_is_moved_or_cancelled_says_so_to_people_and_machines(client, news, status, name):
    event = EventPageFactory(parent=news, starts=STARTS, status=status, change="The hall is closed.", booking="")
    response = client.get(event.url)
    assert f"{status.capitalize()}. The hall is closed." in text_of(response)
    assert graph(response)["eventStatus"] == f"https://schema.org/{name}"
    assert ("Add to my record" in response.content.decode()) == (status == "moved")


@pytest.mark.parametrize(
    ("attendance", "mode", "places"),
    [
        ("in-person", "Offline", ["Place"]),
        ("online", "Online", ["VirtualLocation"]),
        ("both", "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_its_structured_data_says_how_people_attend(client, news, attendance, mode, places):
    event = EventPageFactory(parent=news, starts=STARTS, attendance=attendance, place="The hall, ZZ9 9ZZ")
    found = graph(client.get(event.url))
    assert found["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    location = found["location"] if isinstance(found["location"], list) else [found["location"]]
    assert [each["@type"] for each in location] == places
    assert found["startDate"] == "2030-06-20T18:00:00+01:00"


def test_a_place_that_is_only_online_is_no_place(news):
    event = EventPage(title="A talk", slug="talk", starts=STARTS, place=" Online ")
    news.add_child(instance=event)
    event.full_clean()
    assert event.attendance == "online"


def test_its_file_for_a_calendar_holds_the_moment_and_says_what_has_changed(client, news):
    event = EventPageFactory(parent=news, starts=STARTS, ends=STARTS + HOUR, status="cancelled", change="Snow.")
    response = client.get(f"{event.url}calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (found,) = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert found.decoded("dtstart") == STARTS and found.decoded("dtend") == STARTS + HOUR
    assert found["status"] == "CANCELLED" and found["transp"] == "TRANSPARENT"
    assert "Cancelled. Snow." in str(found["description"]) and str(event.translation_key) in str(found["uid"])


def test_a_draft_has_no_file(client, news):
    event = EventPageFactory(parent=news, live=False)
    assert client.get(f"{news.url}{event.slug}/calendar.ics").status_code == 404
