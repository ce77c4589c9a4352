"""Whether there is school on a day: by bank holidays, the page's own term dates and the usual ones. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hub.publication.dates import AcademicYear
from hub.schools.duties.closed_days import Calendar, Span

JULY, AUGUST, SEPTEMBER = 7, 8, 9
CHRISTMAS_FROM, NEW_YEAR = (12, 24), (1, 1)


@dataclass(frozen=True, slots=True)
class NoSchool:
    """Why there is no school on a day. `usually`: by the usual dates of other schools, this one has given none."""

    why: str
    usually: bool = False


def no_school(day: datetime.date, terms: Sequence[Span], calendar: Calendar) -> NoSchool | None:
    """Return why there is no school on `day`, or None; `terms` are those that the school itself gives."""
    if calendar.is_bank_holiday(day):
        return NoSchool(_("This day is a bank holiday: there is no standard school day."))
    if own := holiday(day, terms):
        return NoSchool(own)
    if any(first <= day <= last for first, last in terms):
        return None
    if day.month == AUGUST:
        return NoSchool(_("August is in the summer holidays."))
    year = AcademicYear.containing(day)
    if calendar.is_usual_holiday(day) and not any(first in year for first, _last in terms):
        text = _("By the usual dates this day is in the school holidays. Give your own term dates if they differ.")
        return NoSchool(text, usually=True)
    return None


def holiday(day: datetime.date, terms: Sequence[Span]) -> str | None:
    """Return why `day` is in the holidays, or None.

    Often only some terms of a school year are entered yet: then nothing is known of the days before the first of them,
    unless it is the one that begins in September, nor of those after the last, unless it ends in July or later.
    """
    year = AcademicYear.containing(day)
    given = [(first, last) for first, last in terms if first in year]
    if any(first <= day <= last for first, last in given):
        return None
    if (day.month, day.day) >= CHRISTMAS_FROM or (day.month, day.day) == NEW_YEAR:
        return _("24 December to 1 January are in the Christmas holidays.")
    if not given:
        return None
    first, last = min(first for first, _last in given), max(last for _first, last in given)
    known_from = year.first_day if first.month == SEPTEMBER else first
    known_to = year.last_day if last >= datetime.date(year.start + 1, JULY, 1) else last
    if known_from <= day <= known_to:
        return _("This day is in the holidays, by the term dates on this page.")
    return None
