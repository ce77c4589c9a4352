"""The editor's form of the provider access statement: what can only be seen across its rows and the register."""

import datetime

from django.db.models import prefetch_related_objects
from django.forms import ModelForm
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.publication.dates import AcademicYear
from hub.schools.microsites.forms import Cleaned, SchoolPageForm, years_taught

JULY, SEPTEMBER = 7, 9
CHRISTMAS_FROM, NEW_YEAR = (12, 24), (1, 1)


class ProviderAccessPageForm(SchoolPageForm):
    """Holds every row against the years the school teaches, and each meeting against the term dates on the page."""

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if self.instance.school_id is None:
            return cleaned
        prefetch_related_objects([self.instance.school], "registrations")
        terms = [
            (data["first_day"], data["last_day"])
            for _form, data in self.rows("terms")
            if data.get("first_day") and data.get("last_day")
        ]
        for form, data in self.rows("encounters"):
            day = data.get("date")
            if day and (problem := holiday(day, terms)):
                form.add_error("date", problem)
            self._check_years(form, data, day or timezone.localdate())
        for form, data in self.rows("times"):
            self._check_years(form, data, timezone.localdate())
        return cleaned

    def _check_years(self, form: ModelForm, data: Cleaned, day: datetime.date) -> None:
        taught = years_taught(self.instance.school, day)
        strangers = [year for year in data.get("years") or () if taught is not None and year not in taught]
        if strangers:
            years = ", ".join(str(year) for year in strangers)
            form.add_error("years", _("The school does not teach Year %(years)s.") % {"years": years})


def holiday(day: datetime.date, terms: list[tuple[datetime.date, datetime.date]]) -> str | None:
    """Return why `day` is in the holidays, or None.

    Often only some terms of a school year are given yet: then nothing is known of the days before the first of them,
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
