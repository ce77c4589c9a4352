"""The calendar file of an agreed visit."""

import datetime

from django.utils.translation import gettext as _

from hub.core.dates.words import time_in_words
from hub.core.icalendar import Event, calendar
from hub.opportunities.visits.models import Visit

FILE_TYPE = "text/calendar"


def calendar_of(visit: Visit, *, on: datetime.date) -> str:
    """Return the day of a visit as a calendar: a whole day, with its time in the words."""
    said = {"organisation": visit.organisation_name, "school": visit.school.name}
    summary = _("%(organisation)s at %(school)s") % said
    starts = _("From %(time)s.") % {"time": time_in_words(visit.starts)} if visit.starts else ""
    events = []
    if visit.agreed_on:
        events.append(
            Event(
                uid=f"visit-{visit.pk}@london-ambitions-hub",
                day=visit.agreed_on,
                summary=summary,
                description=" ".join(filter(None, [visit.request.title + ".", starts])),
            )
        )
    return calendar(summary, events, on=on)
