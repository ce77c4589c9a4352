"""Whether a visit may be on a day: not past, and with school."""

import datetime

from django.utils.translation import gettext as _

from hub.schools.duties.closed_days import calendar
from hub.schools.models import School
from hub.schools.provider_access.forms import terms_of
from hub.schools.provider_access.school_days import no_school
from hub.schools.provider_access.services import access_page_of

SATURDAY = 5
LONGEST_AHEAD = datetime.timedelta(days=550)


def day_problem(day: datetime.date, *, school: School, on: datetime.date) -> str:
    """Return why there is no visit to `school` on `day`, asked on `on`; nothing if there may be.

    By the term dates that the school gives on its provider access page, else by the usual ones.
    """
    if day < on:
        return _("This day is past.")
    if day > on + LONGEST_AHEAD:
        return _("This is more than a school year ahead. Is the year right?")
    if day.weekday() >= SATURDAY:
        return _("This day is a weekend: there is no school.")
    page = access_page_of(school)
    terms = terms_of(vars(each) for each in page.terms.all()) if page is not None else []
    closed = no_school(day, terms, calendar())
    return str(closed.why) if closed else ""
