"""When something is due, and which reminder of it is sent on a day. Pure; it knows neither schools nor mail."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from .dates import days_left
from .rules import Finding, Status, Strength

DAYS_BEFORE = (60, 30, 0)
DAYS_BETWEEN = 7
# The one reminder of what can no longer be done.
CLOSED = 1
# Statuses that have a day: met and valid until then, under way until then, still to be done by then, or not in time.
_DATED = (Status.MET, Status.EXPIRING, Status.UNDER_WAY, Status.MISSING, Status.OVERDUE)


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by a day: the finding that says so, with what is certain about a finding that is dated.

    The last good day is `day`: it is overdue from the next one.
    """

    finding: Finding
    day: datetime.date
    strength: Strength

    @property
    def place(self) -> str:
        """The kind of page (or record) where it is fixed."""
        return self.finding.where.page

    @property
    def closed(self) -> bool:
        """Whether its day has passed without it, and nothing that is done now makes up for it."""
        return self.finding.status is Status.MISSING and self.finding.late

    @property
    def rule(self) -> str:
        return self.finding.rule.id


def dated(findings: Iterable[Finding]) -> list[Due]:
    """Return what of `findings` has a day, the earliest first, and on one day what the law asks first."""
    found = [
        Due(each, each.due, each.strength) for each in findings if each.due and each.strength and each.status in _DATED
    ]
    return sorted(found, key=lambda each: (each.day, list(Strength).index(each.strength), each.rule))


def current_stage(due: Due, on: datetime.date) -> int | None:
    """Return the reminder of `due` that is current on `on`; of what can no longer be done there is one, and no more."""
    return CLOSED if due.closed else stage_on(due.day, on)


def stage_on(due: datetime.date, on: datetime.date) -> int | None:
    """Return the reminder that is current on `on`, by its days from `due`: -60, -30, 0, then 7, 14, 21 and so on.

    None: more than 60 days are left. One reminder is current at a time, so after a standstill the last one that was
    missed goes out, and those before it never do.
    """
    left = days_left(due, on)
    if left > DAYS_BEFORE[0]:
        return None
    if left > DAYS_BEFORE[-1]:
        return -min(days for days in DAYS_BEFORE if days >= left)
    return -left // DAYS_BETWEEN * DAYS_BETWEEN
