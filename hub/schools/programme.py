"""What a programme adds up to: pure functions over its rows. Hours, gauges and coverage are computed, never typed.

Two gauges that are kept apart: the 100 hours of London Ambitions (voluntary: every kind that counts, by the end of
Year 11) and the two weeks in workplaces of the statutory guidance (an expectation; WEX-1, WEX-2). The weeks lie inside
the hundred: what a kind does not count there, it does not count here.
"""

from collections.abc import Iterable

from curriculum.hours import (
    WORKPLACE_ACTIVITY_YEARS,
    WORKPLACE_PLACEMENT_YEARS,
    by_year,
    counted_total,
    reached_by,
)

from .subject import PlannedActivity

PLACEMENTS = frozenset({"work-experience", "supported-work-experience", "volunteering"})
# A pupil's own job is not something the school planned.
NOT_PLANNED = frozenset({"part-time-work"})


def hundred_minutes(rows: Iterable[PlannedActivity]) -> int:
    """Return the minutes towards the 100 hours: everything that counts, by the end of Year 11."""
    return reached_by(by_year(row.activity for row in rows))


def activity_minutes(rows: Iterable[PlannedActivity]) -> int:
    """Return the minutes of activities in workplaces in Years 7 to 9 (WEX-1)."""
    return counted_total(
        row.activity
        for row in rows
        if row.year in WORKPLACE_ACTIVITY_YEARS and row.in_workplace and row.kind not in NOT_PLANNED
    )


def placement_minutes(rows: Iterable[PlannedActivity]) -> int:
    """Return the minutes of placements in Years 10 and 11 (WEX-2)."""
    return counted_total(
        row.activity for row in rows if row.year in WORKPLACE_PLACEMENT_YEARS and row.kind in PLACEMENTS
    )
