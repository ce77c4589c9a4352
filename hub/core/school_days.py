"""Which days schools are usually closed. The room that keeps the calendar registers it in `AppConfig.ready()`."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SATURDAY = 5
WEEK = datetime.timedelta(days=7)
# No holidays are as long as half a year of weeks.
_LONGEST = 26


@dataclass(frozen=True)
class SchoolDays:
    """Whether schools are usually closed on a day, and the last day of which that is known (None: of no day)."""

    is_closed: Callable[[datetime.date], bool]
    known_until: datetime.date | None = None


_readers: list[Callable[[], SchoolDays]] = []


def register(read: Callable[[], SchoolDays]) -> None:
    """Register a function that reads the calendar, once for each that asks."""
    _readers.append(read)


def school_days() -> SchoolDays:
    """Return what is registered, with weekends."""
    known = [read() for read in _readers]
    ends = [each.known_until for each in known if each.known_until]

    def is_closed(day: datetime.date) -> bool:
        return day.weekday() >= SATURDAY or any(each.is_closed(day) for each in known)

    return SchoolDays(is_closed, max(ends, default=None))


def weekly(first: datetime.date, days: SchoolDays) -> Iterator[datetime.date]:
    """Yield the school days on the weekday of `first`, from that day on; none where half a year is closed."""
    day, closed = first, 0
    while closed < _LONGEST:
        if days.is_closed(day):
            closed += 1
        else:
            closed = 0
            yield day
        day += WEEK
