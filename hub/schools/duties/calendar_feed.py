"""A school's due dates as a calendar to subscribe to.

It is public, without a token: each date in it can be read on the school's public pages or follows from the law ("Met
until ...", "Overdue since ...", "due by 28 February"), it is made of what is published and of nothing else, and it
names no person. A secret address would protect nothing, and could be lost, leaked in a log, and have to be renewed.
Who mends what is in the reminders and in the admin, not here.
"""

import datetime
import uuid
from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hub.core.icalendar import CONTENT_TYPE, Event, calendar
from hub.publication.due import Due
from hub.schools.duties.due import due_at, schools_at_work
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.register.models import School

HELD_SECONDS = 3600
# Any constant: it keeps our identifiers apart from everybody else's.
UIDS = uuid.UUID("6f6c1c2b-3c0e-5d0c-9a53-0d5a7a3a1c42")


@require_safe
def school_dates(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the calendar of the school called `slug`; 404 where the school has no public pages here."""
    school = School.called(slug)
    if school is None or not schools_at_work().filter(pk=school.pk).exists():
        raise Http404("no calendar of that school")
    if school.slug != slug:
        return redirect("school_dates", school.slug, permanent=True)
    on = timezone.localdate()
    # The legal parts are in English, and a calendar that changes with its reader would change its events.
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Careers dates: %(school)s") % {"school": school.name}
        text = calendar(name, events_of(school, due_at(school, on=on)), on=on)
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{school.slug}.ics"'
    patch_cache_control(response, public=True, max_age=HELD_SECONDS)
    return response


def events_of(school: School, dues: Iterable[Due]) -> list[Event]:
    """Return an event for each page and day: on 28 February six rules on meetings are one thing to do.

    What the law asks never shares an event with what it does not.
    """
    home = SchoolHomePage.objects.live().filter(school=school, locale__language_code=settings.LANGUAGE_CODE).first()
    url = home.full_url if home else ""
    ordered = sorted(dues, key=_together)
    return [_event(school, list(group), url) for _key, group in groupby(ordered, key=_together)]


def _together(due: Due) -> tuple[datetime.date, str, str]:
    return due.day, due.strength.value, due.place


def _event(school: School, dues: list[Due], url: str) -> Event:
    first = dues[0]
    title = str(first.finding.rule.title)
    if more := len(dues) - 1:
        said = {"title": title, "more": more}
        title = ngettext("%(title)s, and %(more)d more", "%(title)s, and %(more)d more", more) % said
    parts = [f"{due.finding.demand} ({due.finding.source})" for due in dues]
    return Event(
        uid=str(uuid.uuid5(UIDS, "/".join([school.slug, *map(str, _together(first))]))),
        day=first.day,
        summary=_("Due: %(what)s, %(school)s") % {"what": title, "school": school.name},
        description="\n".join([str(first.strength.label), *parts]),
        url=url,
        category=str(first.strength.label),
    )
