"""The hub's own days without school: bank holidays and usual school holidays, as rows that its staff keep."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hub.core.school_days import SchoolDays
from hub.schools.duties.models import ClosedDays

DATA = Path(__file__).parent / "data" / "closed_days.json"

AUGUST = 8

Span = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days without school, first and last day each."""

    bank_holidays: tuple[Span, ...] = ()
    school_holidays: tuple[Span, ...] = ()

    def is_bank_holiday(self, day: datetime.date) -> bool:
        return _within(day, self.bank_holidays)

    def is_usual_holiday(self, day: datetime.date) -> bool:
        return _within(day, self.school_holidays)


def _within(day: datetime.date, spans: Iterable[Span]) -> bool:
    return any(first <= day <= last for first, last in spans)


def calendar() -> Calendar:
    """Read the calendar, in one query."""
    rows = list(ClosedDays.objects.values_list("kind", "first_day", "last_day"))

    def of(kind: str) -> tuple[Span, ...]:
        return tuple((first, last) for each, first, last in rows if each == kind)

    return Calendar(of(ClosedDays.Kind.BANK_HOLIDAY), of(ClosedDays.Kind.SCHOOL_HOLIDAY))


def usual_days() -> SchoolDays:
    """Return on which days schools are usually closed, for whoever plans lessons without naming a school."""
    read = calendar()

    def is_closed(day: datetime.date) -> bool:
        return day.month == AUGUST or read.is_bank_holiday(day) or read.is_usual_holiday(day)

    return SchoolDays(is_closed, max((last for _first, last in read.school_holidays), default=None))


def load_closed_days() -> int:
    """Add the days of the file that are not there yet, and return how many; what staff changed or added stays."""
    read = json.loads(DATA.read_text())
    known = set(ClosedDays.objects.values_list("kind", "first_day"))
    rows = [ClosedDays(**day, source=read["sources"][day["kind"]]) for day in read["days"]]
    new = [row for row in rows if (row.kind, datetime.date.fromisoformat(str(row.first_day))) not in known]
    ClosedDays.objects.bulk_create(new)
    return len(new)
