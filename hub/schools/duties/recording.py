"""Records the findings of each day, so that a report can say since when."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from hub.publication.rules import Finding
from hub.schools.duties.findings import SchoolFindings, findings_on
from hub.schools.duties.models import FindingPeriod, FindingRun
from hub.schools.microsites.school_owned import SchoolOwnedPage

# Schools in one transaction: an editor who saves a page meanwhile waits for a fraction of a second.
TOGETHER = 100
# A line of the log may become visible so long after the moment it bears: at the end of its transaction.
AT_WORK = datetime.timedelta(minutes=1)
# What Wagtail logs where a draft is saved; what goes live is logged as published besides.
DRAFTED = "wagtail.edit"
ONE_DAY = datetime.timedelta(days=1)


class HistoryGoesForward(ValueError):
    """A day was to be recorded that lies before one that has been."""


@dataclass(frozen=True, slots=True)
class PeriodsChanged:
    """What a record changed: periods that began, and periods that ended."""

    begun: int
    ended: int


def record_findings(*, on: datetime.date, tell: Callable[[int], object] = lambda schools: None) -> PeriodsChanged:
    """Record what is found at every open school on `on`. Again on the same day it records what differs by then.

    `tell` is called with the number of schools that have been done.

    Raises:
        HistoryGoesForward: if a later day has been recorded.
    """
    if FindingRun.objects.filter(on__gt=on).exists():
        raise HistoryGoesForward(f"a day after {on} has been recorded")
    began = timezone.now()
    done, judged = _record_all(findings_on(on), on, tell)
    gone = FindingPeriod.objects.found_last().exclude(school__in=judged)
    with transaction.atomic():
        ended = _end(list(gone), on)
        FindingRun.objects.update_or_create(on=on, defaults={"written_at": began})
    return PeriodsChanged(done.begun, done.ended + ended)


def record_changed(run: FindingRun) -> PeriodsChanged:
    """Record, in the run of a day, what is found by now at the schools of which a page has changed since.

    Where none has, nothing is written: kept pages would be read again. Wagtail's log names the pages. What leaves no
    line there that leads to a school (a page that was deleted, a row of the register, of a cluster or of the days
    without school) is found by the run of the next day.
    """
    began = timezone.now()
    done, judged = _record_all(findings_on(run.on, of=_changed_since(run.written_at - AT_WORK)), run.on)
    if judged:
        run.written_at = began
        run.save(update_fields=["written_at"])
    return done


def _changed_since(moment: datetime.datetime) -> set[int]:
    """Return the keys of the schools of whose pages Wagtail has logged anything but drafts from `moment` on."""
    pages = PageLogEntry.objects.filter(timestamp__gte=moment).exclude(action=DRAFTED).order_by().values("page")
    changed = Page.objects.filter(pk__in=pages).specific()
    return {page.school_id for page in changed.iterator() if isinstance(page, SchoolOwnedPage) and page.school_id}


def _record_all(
    findings: Iterator[SchoolFindings], on: datetime.date, tell: Callable[[int], object] = lambda schools: None
) -> tuple[PeriodsChanged, set[int]]:
    """Record `findings` in groups; return what that changed, and the keys of the schools."""
    begun = ended = 0
    judged: set[int] = set()
    while group := list(islice(findings, TOGETHER)):
        judged |= _keys(group)
        with transaction.atomic():
            new, old = _record(group, on)
        begun, ended = begun + new, ended + old
        tell(len(group))
    return PeriodsChanged(begun, ended), judged


def _record(group: Iterable[SchoolFindings], on: datetime.date) -> tuple[int, int]:
    found = {(each.school.pk, finding.rule.id): finding for each in group for finding in each.findings}
    open_ones = FindingPeriod.objects.found_last().filter(school__in=_keys(group))
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
