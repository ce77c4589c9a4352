"""Date arithmetic for the rules: school years, "three years from", "how many days are left"."""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EXPIRING_DAYS = 60
HOW_TO_WRITE_A_YEAR = _("Write the school year as two years that follow one another, for example 2026/27.")
_WRITTEN = re.compile(r"\s*(\d{4})\s*(?:[/‐‑–—−-]|\bto\b)\s*(\d{2}|\d{4})\s*", re.IGNORECASE)


@dataclass(frozen=True, order=True, slots=True)
class AcademicYear:
    """A school year, 1 September to 31 August, by the calendar year it starts in. Written "2026/27".

    The statute speaks of the first term after July; 1 September is this hub's convention.
    """

    start: int

    @classmethod
    def containing(cls, on: datetime.date) -> Self:
        return cls(on.year if on.month >= 9 else on.year - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026/27", "2026-27", "2026/2027" or "2026 to 2027".

        Raises:
            ValueError: if the text is not a school year.
        """
        match = _WRITTEN.fullmatch(text)
        if not match:
            raise ValueError(f"not a school year: {text!r}")
        start, end = int(match[1]), match[2]
        if int(end) != (start + 1) % (100 if len(end) == 2 else 10_000) or not 2000 <= start < 2100:
            raise ValueError(f"not two years that follow one another: {text!r}")
        return cls(start)

    @classmethod
    def parse_or_none(cls, text: str) -> Self | None:
        try:
            return cls.parse(text)
        except ValueError:
            return None

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.start, 9, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.start + 1, 8, 31)

    @property
    def may_be_shown_from(self) -> datetime.date:
        """The day from which a page for this coming year may be public, while the ending year is still current.

        The School Information Regulations 2008 begin an academic year on 1 August, schools on 1 September; a month is
        left to prepare.
        """
        return datetime.date(self.start, 7, 1)

    @property
    def previous(self) -> "AcademicYear":
        return AcademicYear(self.start - 1)

    def __contains__(self, day: datetime.date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"


def validate_academic_year(value: str) -> None:
    """Form and model validator for a school year as text."""
    if AcademicYear.parse_or_none(value) is None or str(AcademicYear.parse(value)) != value:
        raise ValidationError(HOW_TO_WRITE_A_YEAR, code="academic_year")


def add_years(day: datetime.date, years: int) -> datetime.date:
    """Return the same calendar day `years` on; 29 February becomes 28 February where there is none."""
    year = day.year + years
    last = calendar.monthrange(year, day.month)[1]
    return day.replace(year=year, day=min(day.day, last))


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of the month `months` on, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_left(due: datetime.date, on: datetime.date) -> int:
    """Return the days from `on` until `due`: 0 on the last valid day, negative once it has passed."""
    return (due - on).days
