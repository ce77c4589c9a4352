"""The months that the access log is read by."""

import datetime
from dataclasses import dataclass

from hub.schools.access_log.models import KEPT_FOR


@dataclass(frozen=True, slots=True)
class Month:
    """A month, as far as the log reaches."""

    first: datetime.date
    last: datetime.date

    @property
    def key(self) -> str:
        """Return how an address writes it."""
        return f"{self.first:%Y-%m}"


def months(*, on: datetime.date) -> list[Month]:
    """Return the months of which the log holds something, the latest first."""
    oldest, found, last = on - KEPT_FOR, [], on
    while last >= oldest:
        first = last.replace(day=1)
        found.append(Month(max(first, oldest), last))
        last = first - datetime.timedelta(days=1)
    return found


def month_of(key: str, *, on: datetime.date) -> Month | None:
    """Return the month that an address names; None for what is none of them."""
    return next((month for month in months(on=on) if month.key == key), None)
