"""Events as files and feeds that calendars read."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from hub.core.icalendar import CONTENT_TYPE, Event, calendar

if TYPE_CHECKING:
    from hub.pages.models import EventPage

HELD_SECONDS = 3600


def entry(page: "EventPage", request: HttpRequest, *, whose: str = "") -> Event:
    """Return an event for a calendar. `whose`: the school or cluster that holds it, where others stand beside it."""
    changed = f"{page.get_status_display()}. {page.change}".strip() if page.status != "planned" else ""
    return Event(
        # The same whichever language it is read in, and for good.
        uid=f"event-{page.translation_key}@london-ambitions-hub",
        day=timezone.localdate(page.starts),
        summary=f"{page.title} ({whose})" if whose else page.title,
        description="\n\n".join(filter(None, [changed, page.summary])),
        url=page.get_full_url(request) or "",
        place=page.place,
        starts=page.starts,
        ends=page.ends,
        is_cancelled=page.is_cancelled,
    )


def answer(title: str, events: Iterable[Event], *, name: str, on: datetime.date) -> HttpResponse:
    """Answer with a calendar called `title`, as a file called `name`."""
    response = HttpResponse(calendar(title, events, on=on), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    patch_cache_control(response, public=True, max_age=HELD_SECONDS)
    return response
