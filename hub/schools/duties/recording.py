"""Recording what the rules find, day by day, so that a report can say since when."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from hub.publication.rules import Finding, Status
from hub.schools.duties.findings import SchoolFindings, findings_on
from hub.schools.duties.models import FindingPeriod, FindingRun

# Schools to a transaction: whoever saves a page meanwhile waits for a fraction of a second.
TOGETHER = 100
ONE_DAY = datetime.timedelta(days=1)


class HistoryGoesForward(ValueError):
    """A day was to be recorded that lies before one that has been."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a record changed: periods that began, and periods that ended."""

    begun: int
    ended: int


def record_findings(*, on: datetime.date, tell: Callable[[int], object] = lambda schools: None) -> Recorded:
    """Record what is found at every open school on `on`. Again on the same day it records what differs by then.

    `tell` is called with the number of schools that have been done.

    Raises:
        HistoryGoesForward: if a later day has been recorded.
    """
    if FindingRun.objects.filter(on__gt=on).exists():
        raise HistoryGoesForward(f"a day after {on} has been recorded")
    begun = ended = 0
    judged: set[int] = set()
    findings = findings_on(on)
    while group := list(islice(findings, TOGETHER)):
        judged |= _keys(group)
        with transaction.atomic():
            new, old = _record(group, on)
        begun, ended = begun + new, ended + old
        tell(len(group))
    gone = FindingPeriod.objects.filter(until=None).exclude(school__in=judged)
    with transaction.atomic():
        ended += _end(list(gone), on)
        FindingRun.objects.update_or_create(on=on)
    return Recorded(begun, ended)


def _record(group: Iterable[SchoolFindings], on: datetime.date) -> tuple[int, int]:
    found = {
        (each.school.pk, finding.rule.id): finding
        for each in group
        for finding in each.findings
        if finding.status is not Status.NOT_APPLICABLE
    }
    open_ones = FindingPeriod.objects.filter(until=None, school__in=_keys(group))
    over = []
    for period in open_ones:
        finding = found.get((period.school_id, period.rule))
        if finding is not None and _state(finding) == (period.status, period.strength):
            del found[period.school_id, period.rule]
        else:
            over.append(period)
    ended = _end(over, on)
    reopened = _reopen(found, on)
    FindingPeriod.objects.bulk_create(
        FindingPeriod(school_id=school, rule=rule, status=status, strength=strength, since=on)
        for (school, rule), (status, strength) in ((key, _state(finding)) for key, finding in found.items())
        if (school, rule) not in reopened
    )
    return len(found) - len(reopened), ended


def _keys(group: Iterable[SchoolFindings]) -> set[int]:
    return {each.school.pk for each in group}


def _state(finding: Finding) -> tuple[str, str]:
    return finding.status.value, finding.strength.value if finding.strength else ""


def _end(periods: list[FindingPeriod], on: datetime.date) -> int:
    """End periods on the day before `on`; one that began on `on` never was."""
    FindingPeriod.objects.filter(pk__in=[each.pk for each in periods if each.since == on]).delete()
    before = [each for each in periods if each.since < on]
    for period in before:
        period.until = on - ONE_DAY
    FindingPeriod.objects.bulk_update(before, ["until"], batch_size=500)
    return len(before)


def _reopen(found: dict[tuple[int, str], Finding], on: datetime.date) -> set[tuple[int, str]]:
    """Open again the periods that ended yesterday with what is found today after all; return their keys."""
    wanted: defaultdict[int, set[str]] = defaultdict(set)
    for school, rule in found:
        wanted[school].add(rule)
    ended = FindingPeriod.objects.filter(school__in=wanted, until=on - ONE_DAY)
    again = [
        each
        for each in ended
        if each.rule in wanted[each.school_id]
        and _state(found[each.school_id, each.rule]) == (each.status, each.strength)
    ]
    FindingPeriod.objects.filter(pk__in=[each.pk for each in again]).update(until=None)
    return {(each.school_id, each.rule) for each in again}
