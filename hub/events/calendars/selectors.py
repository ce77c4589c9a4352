"""Which events a calendar lists, and whose they are."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.events.calendars.asked import Asked
from hub.events.calendars.models import EventCalendarPage
from hub.events.calendars.months import Month
from hub.pages.kinds import Attendance, Audience
from hub.pages.models import EventPage
from hub.pages.selectors import to_come

STEP = Page.steplen
# Root, front page, directory or list of clusters, then the school or the cluster.
OWNER_DEPTH = 4
FEED_DAYS_BACK = 90
MOST_IN_FEED = 500


def listed(calendar: EventCalendarPage) -> PageQuerySet:
    """Return the public events of a calendar: all of its school, cluster or hub, whichever page they stand under.

    The hub's calendar also has those of schools and clusters that are open to people from outside.
    """
    events = EventPage.objects.live().public().filter(locale_id=calendar.locale_id, alias_of=None)
    events = events.defer_streamfields().select_related("locale")
    if not calendar.path:
        return events.none()
    if not calendar.is_of_hub:
        return events.filter(path__startswith=calendar.path[:-STEP])
    return of_hub(events)


def of_hub(events: PageQuerySet) -> PageQuerySet:
    """Keep the hub's own events, and those of schools and clusters that are open to people from outside."""
    # A school whose home page is not public keeps its pages, but nothing leads to them.
    owner = Page.objects.filter(path=Substr(OuterRef("path"), 1, STEP * OWNER_DEPTH), live=True)
    return events.filter(Q(depth=OWNER_DEPTH) | Q(is_open=True), Exists(owner))


def narrowed(events: PageQuerySet, asked: Asked) -> PageQuerySet:
    """Keep the events that the filters leave."""
    if asked.audience:
        events = events.filter(audience__in=(asked.audience, Audience.EVERYBODY))
    if asked.attendance:
        events = events.filter(attendance__in=(asked.attendance, Attendance.BOTH))
    return events


def coming(events: PageQuerySet, *, now: datetime.datetime) -> PageQuerySet:
    """Keep what is not over, the soonest first."""
    return events.filter(to_come(now)).order_by("starts", "pk")


def past(events: PageQuerySet, *, now: datetime.datetime) -> PageQuerySet:
    """Keep what is over, the latest first."""
    return events.exclude(to_come(now)).order_by("-starts", "-pk")


def in_month(events: PageQuerySet, month: Month) -> PageQuerySet:
    """Keep what takes place on any day of a month."""
    begins, ends = month.begins, month.moved(1).begins
    lasts = Q(starts__gte=begins) | Q(ends__gt=begins)
    return events.filter(lasts, starts__lt=ends).order_by("starts", "pk")


def in_feed(events: PageQuerySet, *, now: datetime.datetime) -> PageQuerySet:
    """Keep what a calendar that subscribes is given: what is to come, and the last months."""
    since = now - datetime.timedelta(days=FEED_DAYS_BACK)
    return events.filter(to_come(now) | Q(starts__gte=since)).order_by("-starts", "-pk")[:MOST_IN_FEED]


def owners(events: Iterable[EventPage]) -> dict[int, Page]:
    """Return the school or cluster of each event that belongs to one, by the event's key, in one query."""
    above = {event.pk: event.path[: STEP * OWNER_DEPTH] for event in events if event.depth > OWNER_DEPTH}
    if not above:
        return {}
    pages = Page.objects.filter(path__in=set(above.values())).select_related("locale")
    by_path = {page.path: page for page in pages}
    return {key: by_path[path] for key, path in above.items() if path in by_path}
