"""Answers that calendars read."""

import datetime
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from hub.core.icalendar import CONTENT_TYPE, Event, calendar

HELD_SECONDS = 3600


def answer(title: str, events: Iterable[Event], *, name: str, on: datetime.date) -> HttpResponse:
    """Answer with a calendar called `title`, as a file called `name`."""
    response = HttpResponse(calendar(title, events, on=on), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    patch_cache_control(response, public=True, max_age=HELD_SECONDS)
    return response
