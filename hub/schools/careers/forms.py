"""The editor's form of the careers page: what is refused at its field, in words that say what to write."""

from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.choices import criteria_choices, gatsby_points
from curriculum.models import ActivityKind
from hub.publication.dates import AcademicYear
from hub.schools.microsites.forms import Cleaned, SchoolPageForm, years_taught
from hub.schools.validators import validate_mailbox, validate_minutes


class CareersPageForm(SchoolPageForm):
    """The careers page, whose rows offer current terms only.

    What was on the page before is not refused anew: a page whose year has lapsed, or whose school has changed the ages
    it teaches, can still have its telephone number corrected.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "careers_leader_email" in self.fields:
            self.fields["careers_leader_email"].validators = [validate_mailbox]
        kinds, points = ActivityKind.objects.current(), gatsby_points()
        for row in [*self.formsets["programme"].forms, self.formsets["programme"].empty_form]:
            row.fields["kind"].queryset = kinds | ActivityKind.objects.filter(pk=row.instance.kind_id)
            row.fields["criteria"].choices = criteria_choices(points, kept=row.instance.criteria or ())
            row.fields["minutes"].validators = [validate_minutes]
            row.fields["minutes"].widget.attrs["min"] = 1

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

    def _check_dates(self, cleaned: Cleaned) -> None:
        today, changed = timezone.localdate(), self.changed_data
        for name in ("last_reviewed", "lmi_checked_on"):
            if name in changed and cleaned.get(name) and cleaned[name] > today:
                self.add_error(name, _("This day is still to come: enter the day on which it was done."))
        last, next_by = cleaned.get("last_reviewed"), cleaned.get("next_review")
        if last and next_by and next_by < last and {"last_reviewed", "next_review"} & set(changed):
            self.add_error("next_review", _("This is before the day of the last review. Is the year right?"))

    def _check_years(self) -> None:
        """Hold the rows against the years taught today or, on a page for a coming school year, when that begins."""
        today, year = timezone.localdate(), AcademicYear.parse_or_none(self.cleaned_data.get("academic_year") or "")
        taught = years_taught(self.instance.school, max(today, year.first_day) if year else today)
        for row, data in self.rows("programme"):
            year = data.get("year_group")
            if taught is not None and year and year.number not in taught and "year_group" in row.changed_data:
                row.add_error("year_group", _("The school does not teach Year %(years)s.") % {"years": year.number})
