"""What is counted of providers' requests, by school year, and what a yearly report says of it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.opportunities.provider_requests.models import ProviderRequest
from hub.publication.dates import AcademicYear
from hub.schools.annual_report.passages import Passage
from hub.schools.models import School

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


def passage(school: School, year: AcademicYear, *, on: datetime.date) -> Passage | None:
    """Return how many providers asked `school` for access in `year`, and what was answered, for its yearly report."""
    asked = [each for each in school.provider_requests.all() if (each.confirmed_at or each.asked_at).date() <= on]
    line = next((line for line in by_year(asked) if line.year == year), None)
    if line is None:
        return None
    said = [
        (line.asked, ngettext("%(n)s request was made.", "%(n)s requests were made.", line.asked)),
        (line.granted, ngettext("%(n)s was granted.", "%(n)s were granted.", line.granted)),
        (line.refused, ngettext("%(n)s was refused.", "%(n)s were refused.", line.refused)),
        (line.waiting, ngettext("%(n)s waits for an answer.", "%(n)s wait for an answer.", line.waiting)),
    ]
    lead = _("In the school year %(year)s providers asked to meet our pupils (Education Act 1997, section 42B).")
    items = [words % {"n": count} for count, words in said if count]
    return Passage(_("Requests of providers for access"), lead % {"year": year}, items)
