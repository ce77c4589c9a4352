"""The list as a calendar: a step a week, on the weekday of the first one, in term time."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from curriculum.templatetags.curriculum_tags import as_hours, year_words
from hub.core.dates.reading import Unreadable, read_day
from hub.core.icalendar import Event, calendar
from hub.core.school_days import SchoolDays, weekly
from resources.my_list.page import full_address
from resources.my_list.steps import Step

NEAR = datetime.timedelta(days=3 * 366)


def read_start(text: str, *, on: datetime.date, days: SchoolDays) -> datetime.date:
    """Read the day of the first lesson.

    Raises:
        Unreadable: with what is wrong with it: no date, no school day, or years away from `on`.
    """
    start = read_day(text)
    if abs(start - on) > NEAR:
        raise Unreadable(_("Choose a day within three years of today."))
    if days.is_closed(start):
        raise Unreadable(_("Schools are usually closed on that day: choose a school day."))
    return start


def dates(
    title: str,
    steps: Sequence[Step],
    *,
    start: datetime.date,
    days: SchoolDays,
    on: datetime.date,
    request: HttpRequest,
) -> str:
    """Return the calendar as text, from `start` on. The same step of a list of the same title stays the same event, so
    that a calendar read a second time moves its events."""
    name = hashlib.sha256(title.encode()).hexdigest()[:12]
    seen: Counter[str] = Counter()
    events = []
    for step, day in zip(steps, weekly(start, days), strict=False):
        seen[step.ref] += 1
        uid = f"{name}-{step.ref}-{seen[step.ref]}@{request.get_host()}"
        events.append(_event(step, day, uid, days=days, request=request))
    return calendar(title, events, on=on)


def _event(step: Step, day: datetime.date, uid: str, *, days: SchoolDays, request: HttpRequest) -> Event:
    address = full_address(step.page, step.below, request)
    said = [step.kind, year_words(step.years), as_hours(step.minutes) if step.minutes else ""]
    lines = [", ".join(filter(None, said)), *(f"- {sheet.title}" for sheet in step.sheets), address]
    if days.known_until is None or day > days.known_until:
        lines.append(_("The holidays of that school year are not known here yet: check the day."))
    return Event(uid=uid, day=day, summary=step.title, description="\n".join(lines), url=address)
