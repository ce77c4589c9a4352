"""A term of events: the hub's, a cluster's and two schools'. Dates count from `on` and are days of school."""

import datetime
from pathlib import Path

from django.utils import timezone
from wagtail.models import Page

from hub.core.school_days import SchoolDays, school_days
from hub.events.models import EventCalendarPage
from hub.home.demo.reading import Data, read_json
from hub.home.models import HomePage
from hub.home.tree import add_once, ensure_events
from hub.pages.models import EventPage

DATA = Path(__file__).parent / "data" / "events.json"
WORDS = ("title", "summary", "place", "attendance", "audience", "years", "booking", "adjustments", "status", "change")
SUMMARY = "What is planned, for whom, and what was."


def load(*, home: HomePage, on: datetime.date) -> None:
    """Add the events that are not there yet, and the calendars of the demo's cluster and schools."""
    days = school_days()
    for data in read_json(DATA):
        calendar = _calendar(home, data["under"])
        for event in data["events"]:
            calendar.refresh_from_db()
            add_once(calendar, EventPage, slug=event["slug"], **_fields(event, on, days))


def _calendar(home: HomePage, under: str) -> Page:
    if not under:
        return ensure_events(home)
    owner = Page.objects.get(url_path=f"{home.url_path}{under}/")
    return add_once(owner.specific, EventCalendarPage, slug="events", title="Events", summary=SUMMARY)


def _fields(event: Data, on: datetime.date, days: SchoolDays) -> Data:
    day = on + datetime.timedelta(days=event["days"])
    while days.is_closed(day):
        day += datetime.timedelta(days=1)
    words = {name: event[name] for name in WORDS if name in event}
    return {
        **words,
        "starts": _moment(day, event["from"]),
        "ends": _moment(day, event["to"]),
        "is_open": event.get("is_open", False),
        "is_sample": True,
        "body": [{"type": "paragraph", "value": event["body"]}],
    }


def _moment(day: datetime.date, hour: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.fromisoformat(hour)))
