"""Numbers and lists of what was found last at many schools, from the record: none of them is judged for it."""

import datetime

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from hub.publication.enums import Status, Strength
from hub.publication.rollup import TO_DO_FIRST
from hub.publication.sources import NO_STRENGTH, ReportFilter
from hub.schools.duties.models import FindingPeriod, FindingPeriodQuerySet
from hub.schools.register.models import School

UNMET = [status.value for status in Status if status.unmet]


class SchoolsRecord:
    """What was found last at `schools`, narrowed by `asked` (hub.publication.sources.FindingsRecord)."""

    def __init__(self, schools: QuerySet[School], asked: ReportFilter, *, as_of: datetime.datetime):
        self.as_of = as_of
        self._rows = _narrowed(
            FindingPeriod.objects.found_last().filter(school__in=schools.order_by().values("pk")), asked
        )

    def counts(self) -> dict[tuple[Strength | None, str, Status], int]:
        """Return the numbers of findings by strength, rule and status; one query."""
        numbers = self._rows.order_by().values_list("strength", "rule", "status").annotate(Count("pk"))
        return {
            (Strength(strength) if strength else None, rule, Status(status)): number
            for strength, rule, status, number in numbers
        }

    def findings(self) -> QuerySet[FindingPeriod, tuple[int, str]]:
        """Return keys of schools with ids of rules: what has to be done first, then by school's name."""
        urgent = Case(
            *(When(status=status.value, then=Value(place)) for place, status in enumerate(TO_DO_FIRST)),
            output_field=IntegerField(),
        )
        return self._rows.order_by(urgent, "school__name", "school", "rule").values_list("school_id", "rule")

    def subjects(self) -> QuerySet[FindingPeriod, int]:
        """Return keys of schools: where the law is least met first, then guidance, then by name."""
        by_school = (
            self._rows.order_by()
            .values("school")
            .annotate(
                must=Count("pk", filter=Q(strength=Strength.MUST.value, status__in=UNMET)),
                should=Count("pk", filter=Q(strength=Strength.SHOULD.value, status__in=UNMET)),
            )
        )
        return by_school.order_by("-must", "-should", "school__name", "school").values_list("school", flat=True)


def _narrowed(rows: FindingPeriodQuerySet, asked: ReportFilter) -> FindingPeriodQuerySet:
    if asked.rule:
        rows = rows.filter(rule=asked.rule)
    if asked.strength:
        rows = rows.filter(strength="" if asked.strength == NO_STRENGTH else asked.strength)
    if asked.statuses:
        rows = rows.filter(status__in=[status.value for status in asked.statuses])
    # Since when a rule does not apply is not said, so that has changed since no day.
    return rows.of_rules_that_apply().filter(since__gte=asked.since) if asked.since else rows
