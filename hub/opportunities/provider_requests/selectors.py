"""What is counted of providers' requests, by school year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hub.opportunities.provider_requests.models import ProviderRequest
from hub.publication.dates import AcademicYear

State = ProviderRequest.State


@dataclass(frozen=True, slots=True)
class YearLine:
    """How many providers asked in one school year, and how they were answered."""

    year: AcademicYear
    asked: int
    granted: int
    refused: int

    @property
    def waiting(self) -> int:
        return self.asked - self.granted - self.refused


def by_year(requests: Iterable[ProviderRequest]) -> list[YearLine]:
    """Return a line for each school year in which somebody asked, the latest first. Unconfirmed ones do not count."""
    years: defaultdict[AcademicYear, list[str]] = defaultdict(list)
    for each in requests:
        if each.state != State.UNCONFIRMED:
            years[each.school_year].append(each.state)
    return [
        YearLine(year, len(states), states.count(State.ACCEPTED), states.count(State.REFUSED))
        for year, states in sorted(years.items(), key=lambda each: each[0].start, reverse=True)
    ]
