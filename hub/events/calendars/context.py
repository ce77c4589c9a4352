"""Template context of a calendar."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.core.kept.clock import good_until
from hub.core.page_context import Context
from hub.core.selectors import address
from hub.events.calendars import selectors
from hub.events.calendars.asked import Asked, asked
from hub.events.calendars.models import FEED, EventCalendarPage, Feed
from hub.events.calendars.months import Month, within
from hub.pages.models import EventPage
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.microsites.selectors import children_in_band

GOOD_FOR = datetime.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Line:
    """An event as a list shows it. `whose`: the school or cluster that holds it, on the hub's calendar."""

    event: EventPage
    url: str
    whose: Page | None = None
    whose_url: str = ""

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.event.starts)

    @property
    def last_day(self) -> datetime.date:
        return timezone.localdate(self.event.ends) if self.event.ends else self.day


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the table of a month, and what takes place on it."""

    date: datetime.date
    is_inside: bool
    is_today: bool
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class View:
    """A way to read a calendar."""

    label: str
    address: str
    is_current: bool


def calendar_context(page: EventCalendarPage, request: HttpRequest, feed: bool = False, **_kwargs: object) -> Context:
    """Return what a calendar shows for the address that was asked, or its feed."""
    now = timezone.now()
    events = selectors.listed(page)
    if feed:
        return {"feed": _feed(page, request, list(selectors.in_feed(events, now=now)))}
    # Which of all the events is over next is more to find out than to make the page again.
    good_until(now + GOOD_FOR)
    wanted = asked(request.GET, on=timezone.localdate(now))
    events = selectors.narrowed(events, wanted)
    common = {"asked": wanted, "views": _views(wanted, timezone.localdate(now))}
    if wanted.month:
        return {**common, **_month(page, request, wanted, list(selectors.in_month(events, wanted.month)), now)}
    found = selectors.past(events, now=now) if wanted.past else selectors.coming(events, now=now)
    numbered = Paginator(found, page.per_page).get_page(request.GET.get("page"))
    return {**common, "found": numbered, "months": _by_month(_lines(page, request, numbered))}


def school_home_context(page: SchoolHomePage, request: HttpRequest, **_kwargs: object) -> Context:
    """Return the school's calendar and the address of its feed, for its home page; nothing where it has none."""
    named = EventCalendarPage._meta.model_name
    own = [each for each in children_in_band(page) if each.content_type.model == named and not each.alias_of_id]
    if not own:
        return {}
    calendar = own[0].specific_deferred
    return {"calendar": calendar, "feed": f"{address(calendar, request)}{FEED}"}


def _views(wanted: Asked, today: datetime.date) -> list[View]:
    is_list = wanted.month is None
    return [
        View(_("Coming up"), wanted.address(), is_list and not wanted.past),
        View(_("Month by month"), wanted.address(month=Month.of(today)), not is_list),
        View(_("Past events"), wanted.address(past=1), wanted.past),
    ]


def _lines(page: EventCalendarPage, request: HttpRequest, events: Iterable[EventPage]) -> list[Line]:
    shown = list(events)
    owners = selectors.owners(shown) if page.is_of_hub else {}
    lines = []
    for event in shown:
        owner = owners.get(event.pk)
        lines.append(Line(event, address(event, request), owner, address(owner, request) if owner else ""))
    return lines


def _by_month(lines: Sequence[Line]) -> list[tuple[datetime.date, list[Line]]]:
    months = groupby(lines, key=lambda line: line.day.replace(day=1))
    return [(first, list(those)) for first, those in months]


def _month(
    page: EventCalendarPage, request: HttpRequest, wanted: Asked, events: Sequence[EventPage], now: datetime.datetime
) -> Context:
    month, today = wanted.month, timezone.localdate(now)
    assert month is not None
    lines = _lines(page, request, events)
    weeks = [[_day(date, month, today, lines) for date in week] for week in month.weeks]
    beside = [each for each in (month.moved(-1), month.moved(1)) if within(each, today)]
    return {
        "month": month.first,
        "weeks": weeks,
        "count": len(lines),
        "beside": [(each.first, wanted.address(month=each), each < month) for each in beside],
    }


def _day(date: datetime.date, month: Month, today: datetime.date, lines: Sequence[Line]) -> Day:
    on_it = [line for line in lines if line.day <= date <= line.last_day]
    inside = Month.of(date) == month
    return Day(date, inside, inside and date == today, on_it if inside else [])


def _feed(page: EventCalendarPage, request: HttpRequest, events: Sequence[EventPage]) -> Feed:
    owners = selectors.owners(events)
    names = {key: owner.title for key, owner in owners.items()} if page.is_of_hub else {}
    of = next((owner.title for owner in owners.values()), "") if not page.is_of_hub else ""
    return Feed(
        title=f"{page.title}: {of}" if of else page.title,
        events=[event.calendar_entry(request, whose=names.get(event.pk, "")) for event in events],
    )
