"""Totals of a programme: pure functions over its rows. Hours, gauges and coverage are computed, never typed.

Two gauges that are kept apart: the 100 hours of London Ambitions (voluntary: every kind that counts, by the end of
Year 11) and the two weeks in workplaces of the statutory guidance (an expectation; WEX-1, WEX-2). The weeks lie inside
the hundred: what a kind does not count there, it does not count here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.template.defaultfilters import floatformat

from curriculum.hours import (
    HUNDRED_HOURS_MINUTES,
    WORKPLACE_ACTIVITY_YEARS,
    WORKPLACE_PLACEMENT_YEARS,
    WORKPLACE_WEEK_MINUTES,
    by_year,
    counted_total,
    reached_by,
)
from hub.schools.duties.subject import WITHOUT_YEAR, PlannedActivity

PLACEMENTS = frozenset({"work-experience", "supported-work-experience", "volunteering"})
# A pupil's own job is not planned by the school.
NOT_PLANNED = frozenset({"part-time-work"})
BAR_WIDTH = 240


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


@dataclass(frozen=True, slots=True)
class Gauge:
    """Planned minutes beside the target. `target` is None where none applies to this school."""

    minutes: int
    target: int | None

    @property
    def hours(self) -> float:
        return hours(self.minutes)

    @property
    def target_hours(self) -> int | None:
        return None if self.target is None else self.target // 60

    @property
    def share(self) -> float:
        """How far the bar is filled, 0 to 1."""
        return min(self.minutes / self.target, 1) if self.target else 0

    @property
    def bar(self) -> float:
        """The length of the bar where 240 is all of what is asked for."""
        return round(self.share * BAR_WIDTH, 1)


@dataclass(frozen=True, slots=True)
class Sum:
    """How many activities, and the minutes of them that count."""

    activities: int = 0
    minutes: int = 0

    @classmethod
    def of(cls, rows: Iterable[PlannedActivity]) -> Self:
        rows = list(rows)
        return cls(len(rows), counted_total(row.activity for row in rows))

    @property
    def hours(self) -> float:
        return hours(self.minutes)


@dataclass(frozen=True, slots=True)
class Touched:
    """A benchmark that a programme touches, or does not: in which years, by which of its criteria (slugs), for whom."""

    benchmark: str
    years: tuple[int, ...] = ()
    criteria: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()


def hours(minutes: int) -> float:
    """Return hours with one decimal, never rounded up: 99 hours and 59 minutes are not a hundred hours."""
    return minutes // 6 / 10


def hours_in_words(minutes: int) -> str:
    """Return the same as every page shows it: a decimal only where there is one."""
    return floatformat(hours(minutes))


def hundred_gauge(rows: Iterable[PlannedActivity], *, asked: bool) -> Gauge:
    """Return the gauge of the 100 hours; `asked`: the school teaches Year 11."""
    return Gauge(hundred_minutes(rows), HUNDRED_HOURS_MINUTES if asked else None)


def week_gauges(rows: Iterable[PlannedActivity], *, asked: tuple[bool, bool]) -> tuple[Gauge, Gauge]:
    """Return the gauges of the week of activities and of the week of placement.

    Each has its own: hours too many in one do not make up for hours missing in the other.
    """
    rows = list(rows)
    sums = (activity_minutes(rows), placement_minutes(rows))
    first, second = (
        Gauge(minutes, WORKPLACE_WEEK_MINUTES if wanted else None) for minutes, wanted in zip(sums, asked, strict=True)
    )
    return first, second


def by_year_and_term(rows: Iterable[PlannedActivity]) -> dict[int, dict[str, Sum]]:
    """Return what each year group does in each term, by the term's slug; years in order, pathways left out."""
    groups: defaultdict[int, defaultdict[str, list[PlannedActivity]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.year != WITHOUT_YEAR:
            groups[row.year][row.term].append(row)
    return {year: {term: Sum.of(own) for term, own in sorted(terms.items())} for year, terms in sorted(groups.items())}


def by_kind(rows: Iterable[PlannedActivity]) -> dict[str, Sum]:
    """Return what there is of each kind, by its slug: the most hours first."""
    groups: defaultdict[str, list[PlannedActivity]] = defaultdict(list)
    for row in rows:
        groups[row.kind].append(row)
    sums = {kind: Sum.of(own) for kind, own in groups.items()}
    return dict(sorted(sums.items(), key=lambda each: (-each[1].minutes, each[0])))


def coverage(rows: Iterable[PlannedActivity], benchmarks: Iterable[str]) -> list[Touched]:
    """Return a line for each of `benchmarks` (slugs). A criterion counts for its benchmark: gb4-1 touches gb4."""
    years: defaultdict[str, set[int]] = defaultdict(set)
    criteria: defaultdict[str, set[str]] = defaultdict(set)
    pathways: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for slug in row.criteria:
            benchmark = slug.partition("-")[0]
            years[benchmark] |= {row.year} - {WITHOUT_YEAR}
            pathways[benchmark] |= {row.pathway} - {""}
            criteria[benchmark] |= {slug} - {benchmark}
    return [
        Touched(each, tuple(sorted(years[each])), tuple(sorted(criteria[each])), tuple(sorted(pathways[each])))
        for each in benchmarks
    ]
