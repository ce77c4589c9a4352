"""Every finding for every school on a day, in a number of queries that does not grow with the schools."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hub.publication.rules import Finding, evaluate
from hub.schools.duties.judging import judged
from hub.schools.duties.published import published_by, subject_from
from hub.schools.duties.rules import RULES
from hub.schools.register.models import Registration, School


@dataclass(frozen=True, slots=True)
class SchoolFindings:
    """One school on one day. `urn` is the one registered on that day, else the latest; None without any."""

    school: School
    urn: int | None
    findings: tuple[Finding, ...]

    def rows(self) -> Iterator[dict[str, object]]:
        """Return the findings as plain values, in the order of the rules."""
        for finding in self.findings:
            yield {
                "school": self.school.name,
                "urn": self.urn,
                "rule": finding.rule.id,
                "status": finding.status.value,
                "strength": finding.strength.value if finding.strength else None,
                "message": finding.message,
                "evidence": str(finding.evidence),
            }


def open_schools(on: datetime.date) -> QuerySet[School]:
    """Return every school that is not closed, and those closed since that were registered on `on`, by name."""
    registered = Registration.objects.filter(Q(starts_on=None) | Q(starts_on__lte=on), ends_on__gte=on)
    schools = School.objects.filter(~Q(status=School.Status.CLOSED) | Q(pk__in=registered.values("school_id")))
    return schools.prefetch_related("registrations").order_by("name", "pk")


def findings_on(on: datetime.date, *, of: Collection[int] | None = None) -> Iterator[SchoolFindings]:
    """Judge every school of that day by what is published and recorded now and by the rules and dates of `on`.

    `of`: only the schools with these keys.
    """
    schools = open_schools(on)
    for each in judged(schools if of is None else schools.filter(pk__in=of), on=on):
        yield SchoolFindings(each.school, urn_on(each.school, on), each.findings)


def findings_of_school(school: School, on: datetime.date) -> SchoolFindings:
    """Judge one school, open or closed; reads that school alone."""
    subject = subject_from(school, published_by(school, on=on))
    return SchoolFindings(school, urn_on(school, on), tuple(evaluate(subject, RULES, on)))


def urn_on(school: School, on: datetime.date) -> int | None:
    registration = school.registration_for(on)
    return registration.urn if registration else None
