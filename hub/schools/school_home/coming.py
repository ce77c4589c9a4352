"""The next dates of a school: its events, planned meetings with providers, and what is due for review soon."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.core.dates.words import time_in_words
from hub.core.selectors import address
from hub.pages.kinds import EventStatus
from hub.pages.models import EventPage
from hub.publication.dates import EXPIRING_DAYS, days_left
from hub.schools.policy.models.approval import Approval
from hub.schools.provider_access.models import Encounter
from hub.schools.school_home.reading import ACCESS, CAREERS, POLICY, PublishedPages

MOST = 6


@dataclass(frozen=True, slots=True)
class Coming:
    """Something on a day: what it is, where one reads more, where or with whom, and how it has changed."""

    day: datetime.date
    what: str
    url: str
    starts: datetime.time | None = None
    note: str = ""
    change: str = ""

    @property
    def time(self) -> str:
        return time_in_words(self.starts) if self.starts else ""


def coming(
    pages: PublishedPages,
    request: HttpRequest,
    *,
    events: Iterable[EventPage],
    meetings: Iterable[Encounter],
    approval: Approval | None,
    on: datetime.date,
) -> list[Coming]:
    """Return the next dates, the soonest first and of a day what has no hour last.

    Of what is due, only what is due soon: the rest is years away.
    """
    found = [
        *(_event(each, request) for each in events),
        *_meetings(pages, meetings),
        *_due(pages, approval, on),
    ]
    return sorted(found, key=lambda each: (each.day, each.starts or datetime.time.max))[:MOST]


def _event(event: EventPage, request: HttpRequest) -> Coming:
    starts = timezone.localtime(event.starts)
    return Coming(
        day=starts.date(),
        starts=starts.time(),
        what=event.title,
        url=address(event, request),
        note=event.place,
        change=str(event.get_status_display()) if event.status != EventStatus.PLANNED else "",
    )


def _meetings(pages: PublishedPages, rows: Iterable[Encounter]) -> Iterable[Coming]:
    shown = pages.first(ACCESS)
    if shown is None:
        return
    for row in rows:
        names = [each["value"].get("name", "") for each in row.providers.raw_data]
        years = [_("Year %(number)s") % {"number": number} for number in row.years]
        yield Coming(
            day=row.date,
            starts=row.starts,
            what=row.title or shown.page.title,
            url=shown.url,
            note=", ".join([*names, *years]),
        )


def _due(pages: PublishedPages, approval: Approval | None, on: datetime.date) -> Iterable[Coming]:
    dues = (
        (CAREERS, pages.said(CAREERS, "next_review"), _("Next review due by")),
        (POLICY, approval.good_until if approval else None, _("Next approval due by")),
    )
    for kind, day, label in dues:
        shown = pages.first(kind)
        if shown and day and 0 <= days_left(day, on) <= EXPIRING_DAYS:
            yield Coming(day=day, what=shown.page.title, url=shown.url, note=label)
