"""The arithmetic of the 100 hours: pure functions over minutes, shared by units and by schools' programmes.

London Ambitions element 2 asks for 100 hours of experience of the world of work by 16. No source says how to count, so:
minutes are those planned; a school day of activity is five hours; what is stated never exceeds what is taught; one
activity counts once in a year group, whatever it could also be called; nothing is ever typed that can be added up.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HUNDRED_HOURS = 100
HUNDRED_HOURS_MINUTES = HUNDRED_HOURS * 60
# The end of Year 11 is when most pupils are 16.
HUNDRED_HOURS_BY_YEAR = 11
SCHOOL_DAY_MINUTES = 5 * 60
# A school is open to pupils on 190 days of the year: no pupil can do more of anything in one.
SCHOOL_YEAR_MINUTES = 190 * SCHOOL_DAY_MINUTES
# The Department's two weeks of workplace experience: inside the 100 hours, never beside them. A week's worth of
# activities in the first of these years and a week's worth of placement in the others, each by itself.
WORKPLACE_WEEK_MINUTES = 5 * SCHOOL_DAY_MINUTES
WORKPLACE_MINUTES = 2 * WORKPLACE_WEEK_MINUTES
WORKPLACE_ACTIVITY_YEARS = frozenset({7, 8, 9})
WORKPLACE_PLACEMENT_YEARS = frozenset({10, 11})


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One planned activity.

    `minutes` for each pupil, in each of `years`; `kind` is an ActivityKind slug; `kind_counts` is that kind's own say;
    `stated` overrides it with the minutes that count, at most all of them.
    """

    kind: str
    minutes: int
    years: frozenset[int] = frozenset()
    kind_counts: bool = True
    stated: int | None = None

    @property
    def counted(self) -> int:
        """Minutes that count towards the 100 hours."""
        return counted(minutes=self.minutes, kind_counts=self.kind_counts, stated=self.stated)


def total(parts: Iterable[int | None]) -> int:
    """Add up minutes; a part without minutes adds nothing."""
    return sum(part or 0 for part in parts)


def counted(*, minutes: int, kind_counts: bool = True, stated: int | None = None) -> int:
    """Return the minutes that count: those stated, else all of them if the kind counts; never more than there are."""
    if stated is None:
        return minutes if kind_counts else 0
    return max(0, min(stated, minutes))


def counted_total(activities: Iterable[Activity]) -> int:
    """Add up the minutes that count."""
    return sum(activity.counted for activity in activities)


def by_kind(activities: Iterable[Activity]) -> dict[str, int]:
    """Return counted minutes by activity kind, for one pupil who does each activity once."""
    sums: defaultdict[str, int] = defaultdict(int)
    for activity in activities:
        sums[activity.kind] += activity.counted
    return dict(sums)


def by_year(activities: Iterable[Activity]) -> dict[int, int]:
    """Return counted minutes by year group, in year order: an activity for two years counts in each."""
    sums: defaultdict[int, int] = defaultdict(int)
    for activity in activities:
        for year in activity.years:
            sums[year] += activity.counted
    return dict(sorted(sums.items()))


def running_total(minutes_by_year: Mapping[int, int], *, years: Iterable[int] | None = None) -> dict[int, int]:
    """Return what a pupil has reached by the end of each year group.

    `years` are those the school teaches (default: those with minutes); what was done outside them is left out.
    """
    reached, running = 0, {}
    for year in sorted(minutes_by_year if years is None else set(years)):
        reached += minutes_by_year.get(year, 0)
        running[year] = reached
    return running


def reached_by(minutes_by_year: Mapping[int, int], *, year: int = HUNDRED_HOURS_BY_YEAR) -> int:
    """Return the minutes reached by the end of `year`."""
    return sum(minutes for each, minutes in minutes_by_year.items() if each <= year)


def shortfall(minutes_by_year: Mapping[int, int], *, year: int = HUNDRED_HOURS_BY_YEAR) -> int:
    """Return the minutes still missing from 100 hours at the end of `year`; 0 when they are reached."""
    return max(0, HUNDRED_HOURS_MINUTES - reached_by(minutes_by_year, year=year))
