"""The edit form of the careers page, with validation messages that say what to write."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from curriculum.choices import criteria_choices, gatsby_points
from curriculum.models import ActivityKind
from hub.core.references import install_sieves
from hub.publication.dates import AcademicYear
from hub.schools.microsites.forms import Cleaned, Row, SchoolPageForm, staying, years_taught
from hub.schools.register.models import School
from hub.schools.validators import validate_mailbox, validate_minutes

# Each row is a dozen fields and thirty boxes to tick; a longer programme is changed in its table
# (hub.schools.careers.grid).
ROWS_MOST = 5


def offer_current_terms(rows: Any) -> None:
    """Let the form set of the rows of a programme choose among current terms, and those that they have already."""
    kinds, points = ActivityKind.objects.current(), gatsby_points()
    for row in [*rows.forms, rows.empty_form]:
        row.fields["kind"].queryset = kinds | ActivityKind.objects.filter(pk=row.instance.kind_id)
        row.fields["criteria"].choices = criteria_choices(points, kept=row.instance.criteria or ())
        row.fields["minutes"].validators = [validate_minutes]
        row.fields["minutes"].widget.attrs["min"] = 1


def refuse_years_not_taught(rows: Iterable[Row], school: School, on: datetime.date) -> None:
    """Say at its field which year group the school does not teach on that day, of the rows that changed it.

    A row without a year group names a pathway or course, where the school may plan by these.
    """
    taught = years_taught(school, on)
    registration = school.registration_for(on)
    by_pathway = registration is not None and registration.goes_by_pathway
    for row, data in rows:
        year = data.get("year_group")
        if year is None and not (by_pathway and data.get("pathway")):
            either = _("Choose a year group, or name the pathway, course or level.")
            row.add_error("year_group", either if by_pathway else _("Choose a year group."))
        if taught is not None and year and year.number not in taught and "year_group" in row.changed_data:
            row.add_error("year_group", _("The school does not teach Year %(years)s.") % {"years": year.number})


class CareersPageForm(SchoolPageForm):
    """The careers page, whose rows offer current terms only.

    What was on the page before is accepted: a page whose year has ended, or whose school has changed the ages
    it teaches, can still have its telephone number corrected.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "careers_leader_email" in self.fields:
            self.fields["careers_leader_email"].validators = [validate_mailbox]
        now = AcademicYear.containing(timezone.localdate())
        if "academic_year" in self.fields and self._is_public_for(now):
            self.fields["academic_year"].help_text = _(
                "The year this programme is for. Next year's is kept apart: “Carry over into the next school year”, "
                "among this page's actions, makes it."
            )
        self._leave_a_long_programme_to_its_table()
        if "programme" in self.formsets:
            offer_current_terms(self.formsets["programme"])

    @cached_property
    def programme_count(self) -> int:
        # In memory from now on: the checklist reads them all.
        return len(self.instance.programme.get_object_list())

    def _leave_a_long_programme_to_its_table(self) -> None:
        """Go without the rows of a long programme: they stay as they are in the draft, and so say the gates."""
        if self.is_bound:
            shown = f"{self.formsets['programme'].prefix}-TOTAL_FORMS" in self.data
        else:
            shown = self.programme_count <= ROWS_MOST
        if not shown:
            del self.formsets["programme"]

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        self._check_academic_year(cleaned.get("academic_year"))
        self._check_dates(cleaned)
        if self.instance.school_id is not None:
            self._check_years()
        return cleaned

    def _check_academic_year(self, text: str | None) -> None:
        year = AcademicYear.parse_or_none(text or "")
        if year is None or "academic_year" not in self.changed_data:
            return
        now = AcademicYear.containing(timezone.localdate())
        if not now.start - 1 <= year.start <= now.start + 1:
            words = _("Write %(now)s, or %(next)s for a page about the coming school year: %(year)s is too far away.")
            names = {"now": now, "next": AcademicYear(now.start + 1), "year": year}
            self.add_error("academic_year", words % names)
        elif self._is_public_for(now) and year > now:
            words = _(
                "The public page is for %(now)s until %(day)s. Next year's programme is kept apart until then: “Carry "
                "over into the next school year”, among this page's actions, makes it. "
                "There it can be made public earlier, from %(from)s."
            )
            days = {"day": date_format(now.last_day), "from": date_format(year.may_be_shown_from)}
            self.add_error("academic_year", words % {"now": now, **days})

    def _is_public_for(self, year: AcademicYear) -> bool:
        page = self.instance
        stored = page.as_stored or type(page).objects.filter(pk=page.pk).first()
        if stored is None or not stored.live:
            return False
        # What is bound to the form changes with it.
        public = self.initial.get("academic_year") if stored is page else stored.academic_year
        return AcademicYear.parse_or_none(public or "") == year

    def _check_dates(self, cleaned: Cleaned) -> None:
        today, changed = timezone.localdate(), self.changed_data
        for name in ("last_reviewed", "lmi_checked_on"):
            if name in changed and cleaned.get(name) and cleaned[name] > today:
                self.add_error(name, _("This day is still to come: enter the day on which it was done."))
        last, next_by = cleaned.get("last_reviewed"), cleaned.get("next_review")
        if last and next_by and next_by < last and {"last_reviewed", "next_review"} & set(changed):
            self.add_error("next_review", _("This is before the day of the last review. Is the year right?"))

    def _check_years(self) -> None:
        """Check the rows against the years taught today or, on a page for a coming school year, when that begins."""
        today, year = timezone.localdate(), AcademicYear.parse_or_none(self.cleaned_data.get("academic_year") or "")
        day = max(today, year.first_day) if year else today
        refuse_years_not_taught(self.rows("programme"), self.instance.school, day)


class NextProgrammeForm(WagtailAdminModelForm):
    """Next year's programme: the same choices and checks, on the first day of that year."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_current_terms(self.formsets["rows"])
        install_sieves(self)
        self.initial["opened"] = self.instance.changed_at.isoformat()

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if cleaned.get("opened") != self.instance.changed_at.isoformat():
            self.add_error(None, _("Somebody has saved this since you opened it. Look at theirs in another tab first."))
        refuse_years_not_taught(staying(self.formsets["rows"]), self.instance.page.school, self.instance.first_day)
        return cleaned
