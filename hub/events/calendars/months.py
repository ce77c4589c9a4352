"""A month of a calendar: its weeks, the months beside it, and how it is read from an address."""

import calendar
import datetime
import re
from dataclasses import dataclass

from django.utils import timezone

# What is over is kept; nobody plans further ahead.
YEARS_BACK, YEARS_AHEAD = 10, 3
_WRITTEN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    @classmethod
    def of(cls, day: datetime.date) -> "Month":
        """Return the month that a day lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.number, 1)

    def moved(self, months: int) -> "Month":
        """Return the month so many months later."""
        years, number = divmod(self.number - 1 + months, 12)
        return Month(self.year + years, number + 1)

    @property
    def begins(self) -> datetime.datetime:
        """The moment at which it begins in London."""
        return timezone.make_aware(datetime.datetime.combine(self.first, datetime.time.min))

    @property
    def weeks(self) -> list[list[datetime.date]]:
        """Its weeks from Monday to Sunday; the first and the last may begin or end outside it."""
        return _WEEKS.monthdatescalendar(self.year, self.number)


def within(month: Month, on: datetime.date) -> bool:
    """Tell whether a calendar read on a day shows a month."""
    return on.year - YEARS_BACK <= month.year <= on.year + YEARS_AHEAD


def read_month(typed: str, *, on: datetime.date) -> Month | None:
    """Return the month that is written as 2026-12; None for what is none, or is too far away."""
    found = _WRITTEN.fullmatch(typed)
    month = Month(int(found[1]), int(found[2])) if found else None
    return month if month and within(month, on) else None
