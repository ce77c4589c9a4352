"""The editor's form of the provider access statement: what can only be seen across its rows and the register."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from hub.publication.dates import AcademicYear

from .forms import SchoolPageForm, years_taught


class ProviderAccessPageForm(SchoolPageForm):
    """Holds every row against the years the school teaches, and each meeting against the term dates on the page."""

    def clean(self) -> dict[str, Any]:
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
            if day and in_holidays(day, terms):
                form.add_error("date", _("This day is in the holidays, by the term dates on this page."))
            self._check_years(form, data, day)
        for form, data in self.rows("times"):
            self._check_years(form, data, None)
        return cleaned

    def _check_years(self, form: Any, data: dict[str, Any], day: Any) -> None:
        taught = years_taught(self.instance.school, day)
        strangers = [year for year in data.get("years") or () if taught is not None and year not in taught]
        if strangers:
            years = ", ".join(str(year) for year in strangers)
            form.add_error("years", _("The school does not teach Year %(years)s.") % {"years": years})


def in_holidays(day: Any, terms: list[tuple[Any, Any]]) -> bool:
    """Tell whether `day` is in no term, though terms of its school year are given."""
    year = AcademicYear.containing(day)
    given = [(first, last) for first, last in terms if first in year]
    return bool(given) and not any(first <= day <= last for first, last in given)
