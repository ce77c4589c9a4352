"""The hub, a cluster and a school, each with a calendar, made once for a module."""

import copy
import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from wagtail.models import Page

from hub.events.models import EventCalendarPage
from hub.home.models import HomePage
from hub.pages.models import EventPage
from tests.factories.clusters import ClusterIndexPageFactory, ClusterPageFactory
from tests.factories.events import EventCalendarPageFactory
from tests.factories.pages import EventPageFactory
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory, SchoolIndexPageFactory

# Tests run on Monday 23 November 2026, from ten in the morning.
TODAY = datetime.date(2026, 11, 23)
HOUR = datetime.timedelta(hours=1)


def at(day: str, hour: int = 18) -> datetime.datetime:
    """Return a moment in winter, when London's time is UTC: at("12-08")."""
    year = 2027 if day < "09" else 2026
    return datetime.datetime(year, int(day[:2]), int(day[3:]), hour, tzinfo=datetime.UTC)


def event(calendar: Page, title: str, starts: datetime.datetime, **fields: Any) -> EventPage:
    """Return an event of two hours, in person, under a calendar."""
    held: dict[str, Any] = {"ends": starts + 2 * HOUR, "place": "The hall, ZZ9 9ZZ", **fields}
    return EventPageFactory(parent=calendar, title=title, starts=starts, **held)


@dataclass
class Calendars:
    """The three calendars."""

    hub: EventCalendarPage
    cluster: EventCalendarPage
    school: EventCalendarPage


@pytest.fixture(scope="module")
def made_once(once) -> dict[str, Calendars]:
    made: dict[str, Calendars] = {}

    def make() -> None:
        home = HomePage.objects.get()
        cluster = ClusterPageFactory(parent=ClusterIndexPageFactory(parent=home), title="Lea Valley cluster")
        school = SchoolHomePageFactory(
            parent=SchoolIndexPageFactory(parent=home), school=SchoolFactory(name="Alder Wharf School")
        )
        parents = {"hub": home, "cluster": cluster, "school": school}
        made["all"] = Calendars(**{key: EventCalendarPageFactory(parent=page) for key, page in parents.items()})

    once(make)
    return made


@pytest.fixture
def calendars(made_once, db) -> Calendars:
    return copy.deepcopy(made_once["all"])
