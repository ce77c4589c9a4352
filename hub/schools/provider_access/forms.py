"""The edit form of the provider access statement: checks across its rows and against the register."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.forms import ModelForm
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.publication.rules import LazyText
from hub.schools.duties.closed_days import Calendar, Span, calendar
from hub.schools.duties.subject import EncounterFact
from hub.schools.microsites.forms import Cleaned, years_taught
from hub.schools.provider_access.key_phases import PHASE_YEARS
from hub.schools.provider_access.rules.meetings import is_short, overlap
from hub.schools.provider_access.school_days import no_school
from hub.schools.word.forms import FromWordPageForm

TOO_SHORT = gettext_lazy(
    "Shorter than 20 minutes. The Act asks for “a reasonable period of time” and gives no number (Education Act 1997 "
    "s42B(2B)): 20 minutes are our reading, so this meeting is in doubt. It is kept as you enter it."
)
TOGETHER = gettext_lazy(
    "At the same time as another meeting of these year groups: together they are one occasion, and the Act asks for "
    "two (Education Act 1997 s42B(2A))."
)


class ProviderAccessPageForm(FromWordPageForm):
    """Checks every row against the years the school teaches, and each meeting against the days without school.

    What is only our reading of the Act, or the usual dates of other schools, is said at its field and refuses nothing.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        meetings = self.formsets.get("encounters")
        if meetings is not None and not self.is_bound:
            rows = [(form, vars(form.instance)) for form in meetings.forms if form.instance.date]
            terms = [vars(form.instance) for form in self.formsets["terms"].forms]
            self._warn(rows, terms_of(terms), calendar() if rows else Calendar())

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if self.instance.school_id is None:
            return cleaned
        prefetch_related_objects([self.instance.school], "registrations")
        terms = terms_of(data for _form, data in self.rows("terms"))
        rows = [(form, data) for form, data in self.rows("encounters")]
        closed = calendar() if rows else Calendar()
        for form, data in rows:
            day = data.get("date")
            if day and (found := no_school(day, terms, closed)) and not found.usually and not form.has_error("date"):
                form.add_error("date", found.why)
            self._check_years(form, data, day or timezone.localdate())
        self._warn(rows, terms, closed)
        for form, data in self.rows("times"):
            self._check_years(form, data, timezone.localdate())
        return cleaned

    def _warn(self, rows: list[tuple[ModelForm, Cleaned]], terms: list[Span], closed: Calendar) -> None:
        """Say at its field what the hub doubts of a meeting."""
        whole = [(form, data) for form, data in rows if data.get("date") and data.get("starts") and data.get("ends")]
        for form, data in rows:
            found = no_school(data["date"], terms, closed) if data.get("date") else None
            if found and found.usually:
                _say(form, "date", found.why)
        for form, data in whole:
            if is_short(data["starts"], data["ends"]):
                _say(form, "ends", TOO_SHORT)
            if any(other is not form and together(data, theirs) for other, theirs in whole):
                _say(form, "starts", TOGETHER)

    def _check_years(self, form: ModelForm, data: Cleaned, day: datetime.date) -> None:
        taught = years_taught(self.instance.school, day)
        strangers = [year for year in data.get("years") or () if taught is not None and year not in taught]
        if strangers:
            years = ", ".join(str(year) for year in strangers)
            form.add_error("years", _("The school does not teach Year %(years)s.") % {"years": years})


def _say(form: ModelForm, name: str, words: LazyText) -> None:
    field = form.fields[name]
    field.help_text = " ".join(str(each) for each in (field.help_text, words) if each)


def terms_of(rows: Iterable[Cleaned]) -> list[Span]:
    """Return the terms that are given whole, by their first and last day."""
    return [(row["first_day"], row["last_day"]) for row in rows if row.get("first_day") and row.get("last_day")]


def together(one: Cleaned, other: Cleaned) -> bool:
    """Tell whether two meetings are of the same year groups at the same time: one occasion, not two."""
    shared = set(one.get("years") or ()) & set(other.get("years") or ()) & PHASE_YEARS
    times = [EncounterFact(date=row["date"], starts=row["starts"], ends=row["ends"]) for row in (one, other)]
    return bool(shared) and overlap(*times)
