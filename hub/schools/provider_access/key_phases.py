"""The three key phases of the provider access duty, and the windows in which meetings count. Pure.

Education Act 1997 s42B(2A), (9A): from the start of Year 8, 10 or 12 to 28 February of the year after, in leap years
too. At any time two cohorts of each phase are under way, and each is judged by itself.
"""

import datetime
from dataclasses import dataclass

from hub.publication.dates import AcademicYear

MEETINGS = 2


@dataclass(frozen=True, slots=True)
class KeyPhase:
    """One phase: the two year groups that it runs through."""

    key: str
    junior: int
    senior: int

    @property
    def years(self) -> frozenset[int]:
        return frozenset({self.junior, self.senior})

    @property
    def attendance_is_optional(self) -> bool:
        """In the sixth form the duty is to put meetings on; in the others each pupil has to be there."""
        return self is THIRD

    def cohorts_on(self, on: datetime.date) -> "tuple[Cohort, Cohort]":
        """Return the cohorts under way on `on`, the older first."""
        year = AcademicYear.containing(on)
        return Cohort(self, year.previous), Cohort(self, year)


FIRST, SECOND, THIRD = KeyPhase("first", 8, 9), KeyPhase("second", 10, 11), KeyPhase("third", 12, 13)
KEY_PHASES = (FIRST, SECOND, THIRD)
PHASE_YEARS = frozenset().union(*(phase.years for phase in KEY_PHASES))


@dataclass(frozen=True, slots=True)
class Cohort:
    """The pupils who entered a phase at the start of the school year `entered`."""

    phase: KeyPhase
    entered: AcademicYear

    @property
    def opens(self) -> datetime.date:
        return self.entered.first_day

    @property
    def closes(self) -> datetime.date:
        """The last day on which a meeting counts."""
        return datetime.date(self.entered.start + 2, 2, 28)

    def year_on(self, on: datetime.date) -> int:
        """Return the year group in which this cohort is on `on`, a day of one of its two school years."""
        return self.phase.junior if AcademicYear.containing(on) == self.entered else self.phase.senior

    def counts(self, years: frozenset[int], on: datetime.date) -> bool:
        """Tell whether a meeting of `years` on `on` was one of this cohort inside its window."""
        return self.opens <= on <= self.closes and self.year_on(on) in years


def phase_of(year: int) -> KeyPhase | None:
    """Return the key phase of a year group; Year 7 is in none."""
    return next((phase for phase in KEY_PHASES if year in phase.years), None)
