"""The calendar file of a meeting: for its page, and for the letter that calls it."""

import datetime
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.clusters.models import Meeting
from hub.core.icalendar import Event, calendar

FILE_TYPE = "text/calendar"


def calendar_of(meeting: Meeting, *, base: str, on: datetime.date) -> str:
    """Return a meeting as a file that calendars read; `base` is where the hub's pages are."""
    event = Event(
        uid=f"cluster-meeting-{meeting.pk}@{urlsplit(base).netloc}",
        day=timezone.localdate(meeting.starts),
        summary=f"{meeting.cluster}: {meeting.title}",
        description="\n\n".join(filter(None, [meeting.online, meeting.agenda])),
        url=base.rstrip("/") + reverse("clusters_meeting", args=[meeting.pk]),
        place=meeting.place or _("Online"),
        starts=meeting.starts,
        ends=meeting.ends,
    )
    return calendar(str(meeting.cluster), [event], on=on)
