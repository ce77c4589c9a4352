"""The editor's form of the provider access statement: what can only be seen across its rows and the register."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from hub.publication.dates import AcademicYear

from .forms import SchoolPageForm


class ProviderAccessPageForm(SchoolPageForm):
    """Holds every row against the years the school teaches, and each meeting against the term dates on the page."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.school_id is None:
            return cleaned
        prefetch_related_objects([self.instance.school], "registrations")
        terms = [
            (data["first_day"], data["last_day"])
            for data in self._rows("terms")
            if data.get("first_day") and data.get("last_day")
        ]
        for form, data in self._forms("encounters"):
            day = data.get("date")
            if day and in_holidays(day, terms):
                form.add_error("date", _("This day is in the holidays, by the term dates on this page."))
            self._check_years(form, data, day)
        for form, data in self._forms("times"):
            self._check_years(form, data, None)
        return cleaned

    def _forms(self, name: str) -> list[tuple[Any, dict[str, Any]]]:
        """Return the rows that stay, each with what could be read of it."""
        if name not in self.formsets:
            return []
        formset = self.formsets[name]
        formset.is_valid()  # reads every row
        read = [(form, getattr(form, "cleaned_data", {})) for form in formset.forms]
        return [(form, data) for form, data in read if data and not data.get("DELETE")]

    def _rows(self, name: str) -> list[dict[str, Any]]:
        return [data for _form, data in self._forms(name)]

    def _check_years(self, form: Any, data: dict[str, Any], day: Any) -> None:
        taught = self._taught(day)
        strangers = [year for year in data.get("years") or () if taught is not None and year not in taught]
        if strangers:
            years = ", ".join(str(year) for year in strangers)
            form.add_error("years", _("The school does not teach Year %(years)s.") % {"years": years})

    def _taught(self, day: Any) -> frozenset[int] | None:
        """Return the years taught on `day` (None: now), or None where the register does not say."""
        school = self.instance.school
        registration = school.registration_on(day) if day else None
        registration = registration or school.latest_registration()
        years = registration.years_taught if registration else None
        return None if years is None else frozenset(years)


def in_holidays(day: Any, terms: list[tuple[Any, Any]]) -> bool:
    """Tell whether `day` is in no term, though terms of its school year are given."""
    year = AcademicYear.containing(day)
    given = [(first, last) for first, last in terms if first in year]
    return bool(given) and not any(first <= day <= last for first, last in given)
