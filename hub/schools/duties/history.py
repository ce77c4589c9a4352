"""Queries for recorded findings over time."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from hub.publication.sources import Recorded
from hub.schools.duties.models import FindingPeriod, FindingRun
from hub.schools.register.models import School


def periods_between(school: School, first: datetime.date, last: datetime.date) -> list[FindingPeriod]:
    """Return the periods of `school` that have a day from `first` to `last` (both included), by rule and day."""
    within = Q(until=None) | Q(until__gte=first)
    periods = FindingPeriod.objects.of_rules_that_apply().filter(within, school=school, since__lte=last)
    return list(periods.order_by("rule", "since"))


def since_when(schools: Iterable[int] | None = None) -> dict[tuple[int, str], Recorded]:
    """Return what was found last at `schools` (keys; None: at every school), by school's key and rule; one query."""
    open_ones = FindingPeriod.objects.found_last().of_rules_that_apply()
    if schools is not None:
        open_ones = open_ones.filter(school__in=list(schools))
    rows = open_ones.values_list("school_id", "rule", "status", "since")
    return {(school, rule): Recorded(status, since) for school, rule, status, since in rows.iterator(chunk_size=5000)}


def is_recorded() -> bool:
    """Tell whether the findings of any day have been recorded."""
    return FindingRun.objects.exists()
