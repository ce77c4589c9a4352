"""The admin's report: every school by every rule, in a number of queries that does not grow with either."""

import datetime
from collections.abc import Sequence

from curriculum.models import Borough
from hub.publication.rules import Finding, Rule
from hub.publication.sources import ReportRow
from hub.schools.models import School
from hub.schools.requirements import RULES

from .judging import judged


class SchoolsReport:
    """The source that hub.publication's report view reads (registered in SchoolsConfig.ready())."""

    rules: Sequence[Rule] = RULES

    def areas(self) -> list[str]:
        return list(Borough.objects.order_by("label").values_list("label", flat=True))

    def rows(self, *, on: datetime.date, rules: Sequence[Rule], area: str = "") -> list[ReportRow]:
        schools = School.objects.exclude(status=School.Status.CLOSED).select_related("borough")
        schools = schools.prefetch_related("registrations").order_by("name", "pk")
        if area:
            schools = schools.filter(borough__label=area)
        return [
            _row(each.school, finding, on=on)
            for each in judged(schools, on=on, rules=rules)
            for finding in each.findings
        ]


def _row(school: School, finding: Finding, *, on: datetime.date) -> ReportRow:
    registration = school.registration_on(on)
    return ReportRow(
        subject=school.name,
        area=school.borough.label if school.borough else "",
        kind=registration.type_name if registration else "",
        rule=finding.rule.id,
        title=str(finding.rule.title),
        strength=str(finding.strength.label) if finding.strength else "",
        status=str(finding.status.label),
        due=finding.due,
        message=finding.message,
    )
