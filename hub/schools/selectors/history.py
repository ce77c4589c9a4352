"""Reads of what the rules found over time."""

import datetime
from typing import NamedTuple

from django.db.models import Q

from hub.schools.models import FindingPeriod, School


class Now(NamedTuple):
    """What a rule was found to be at the last record, and since when."""

    status: str
    since: datetime.date


def periods_between(school: School, first: datetime.date, last: datetime.date) -> list[FindingPeriod]:
    """Return the periods of `school` that have a day from `first` to `last` (both included), by rule and day."""
    within = Q(until=None) | Q(until__gte=first)
    return list(FindingPeriod.objects.filter(within, school=school, since__lte=last).order_by("rule", "since"))


def since_when() -> dict[tuple[int, str], Now]:
    """Return what was found last at every school, by school's key and rule; one query."""
    rows = FindingPeriod.objects.filter(until=None).values_list("school_id", "rule", "status", "since")
    return {(school, rule): Now(status, since) for school, rule, status, since in rows.iterator(chunk_size=5000)}
