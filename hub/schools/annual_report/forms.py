"""The editor's form of the yearly report: what is refused at its field, in words that say what to write."""

import datetime
from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.publication.dates import AcademicYear
from hub.schools.microsites.forms import Cleaned, Row, SchoolPageForm, years_taught

PER_CENT = "per-cent"
# The years of which a school must teach one for its leavers to be these.
TAUGHT = {"year-11": {11}, "year-13": {12, 13}}


class AnnualReportPageForm(SchoolPageForm):
    """The yearly report. What was on the page before is not refused anew: only what is changed is held to this."""

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        year = AcademicYear.parse_or_none(cleaned.get("academic_year") or "")
        if year is not None and "academic_year" in self.changed_data and (problem := self._odd_year(year)):
            self.add_error("academic_year", problem)
        self._check_date(cleaned.get("dated"))
        self._check_destinations(year)
        return cleaned

    def _odd_year(self, year: AcademicYear) -> str | None:
        taken = self.instance.figures.get("academic_year") if isinstance(self.instance.figures, dict) else None
        if year > AcademicYear.containing(timezone.localdate()):
            return _("The school year %(year)s has not begun.") % {"year": year}
        if self._is_reported(year):
            return _("There is a report for %(year)s already: go on with that one.") % {"year": year}
        if taken and taken != str(year):
            words = _("The figures on this page are of %(taken)s. Draft a report of its own for %(year)s.")
            return words % {"taken": taken, "year": year}
        return None

    def _is_reported(self, year: AcademicYear) -> bool:
        others = type(self.instance).objects.filter(school=self.instance.school_id, locale=self.instance.locale_id)
        return others.filter(academic_year=str(year), alias_of=None).exclude(pk=self.instance.pk).exists()

    def _check_date(self, day: datetime.date | None) -> None:
        # Not `changed_data`: a field with a callable default is compared with what the browser says it was.
        if day is not None and day > timezone.localdate() and day != self.initial.get("dated"):
            self.add_error("dated", _("This day is still to come. Write the day on which the report was made."))

    def _check_destinations(self, year: AcademicYear | None) -> None:
        """Hold rows against one another: each destination once, one measure for all, no more than all leavers."""
        groups: defaultdict[str, list[Row]] = defaultdict(list)
        for row, data in self.rows("destinations"):
            groups[data.get("leavers", "")].append((row, data))
        school, day = self.instance.school_id and self.instance.school, year.last_day if year else timezone.localdate()
        taught = years_taught(school, day) if school else None
        for leavers, rows in groups.items():
            if taught is not None and not taught & TAUGHT.get(leavers, taught):
                for row, _data in rows:
                    if "leavers" in row.changed_data:
                        row.add_error("leavers", _("The school has no leavers of these years."))
            _check_group(rows)


def _check_group(rows: list[Row]) -> None:
    first, kinds, per_cent = rows[0][1].get("measure"), set(), 0
    for row, data in rows:
        if data.get("kind") in kinds:
            row.add_error("kind", _("This destination is here twice."))
        kinds.add(data.get("kind"))
        if (data.get("measure") == PER_CENT) != (first == PER_CENT):
            row.add_error("measure", _("Give all of these leavers in numbers, or all in per cent."))
        per_cent += data.get("figure") or 0 if data.get("measure") == PER_CENT else 0
    # Whole per cents may add up to a little more than all of them.
    if per_cent > 100 + len(rows) / 2:
        rows[-1][0].add_error("figure", _("Together these are %(sum)d per cent of the leavers.") % {"sum": per_cent})
