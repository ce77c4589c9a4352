"""Begins a run that sets up many schools, goes on with it row by row, and forgets it in the end.

A row is claimed, followed and marked as done in one transaction: what is interrupted is done again or not at all.
"""

import datetime
import time

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.accounts.models import User
from hub.schools.setting_up.many import Outcome, follow, in_order
from hub.schools.setting_up.models import KEPT_FOR, SetUpRun
from hub.schools.setting_up.plans import Plan, packed_problems, packed_rows, unpacked_problems, unpacked_row
from hub.schools.setting_up.rows import Problem, Row

# Of work in one request. A row may take a second on a hub of thousands, and its letter leaves in it too.
SECONDS = 1.5
COUNTS = ("made", "had_pages", "invited", "invited_before")


def foreseen(plan: Plan, *, at: datetime.datetime) -> Outcome:
    """Return what would come of a plan; nothing is written."""
    outcome = Outcome(problems=list(plan.problems))
    follow(plan.rows, outcome, live=False, dry_run=True, by=None, at=at, tell=lambda: None)
    outcome.problems.sort(key=lambda one: one.line)
    return outcome


def begin(plan: Plan, *, by: User | None, at: datetime.datetime) -> SetUpRun:
    """Return the run of a plan, which is made once."""
    made = {
        "title": plan.title[:200],
        "begun_by": by,
        "begun_at": at,
        "finished_at": None if plan.rows else at,
        "total": len(plan.rows),
        "rows": packed_rows(in_order(plan.rows)),
        "problems": packed_problems(plan.problems),
    }
    return SetUpRun.objects.get_or_create(key=plan.key, defaults=made)[0]


def go_on(pk: int, *, seconds: float = SECONDS) -> None:
    """Follow the next rows of a run for so long, at least one. Others may do the same meanwhile.

    Raises:
        ProvisioningError: when the hub has no schools page; no row is marked as done.
    """
    ends = time.monotonic() + seconds
    rows = SetUpRun.objects.values_list("rows", flat=True).filter(pk=pk).first()
    while rows and _one(pk, rows) and time.monotonic() < ends:
        pass


@transaction.atomic
def _one(pk: int, rows: list) -> bool:
    """Follow one row; False if that was the last, or another has done it.

    All runs that are under way are locked: two may name the same school, and whoever comes second is to find what the
    first has made.
    """
    if pk not in _under_way():
        return False
    run = SetUpRun.objects.defer("rows").get(pk=pk)
    now = timezone.now()
    outcome = _after(unpacked_row(rows[run.done]), run, at=now)
    run.done += 1
    run.outcome = {name: getattr(outcome, name) for name in COUNTS} | {"schools": sorted(outcome.schools)}
    run.problems = packed_problems(outcome.problems)
    written = ["done", "outcome", "problems"]
    if run.done == run.total:
        run.finished_at, run.rows = now, []
        written += ["finished_at", "rows"]
    run.save(update_fields=written)
    return not run.is_finished


def _under_way() -> set[int]:
    """Lock all runs that are under way, and return their keys."""
    held = SetUpRun.objects.select_for_update().filter(finished_at=None).order_by("pk")
    return set(held.values_list("pk", flat=True))


def _after(row: Row, run: SetUpRun, *, at: datetime.datetime) -> Outcome:
    """Follow a row, and return what has come of the run by then. A row that nothing can come of holds up no other."""
    outcome = outcome_of(run)
    try:
        with transaction.atomic():
            follow([row], outcome, live=False, dry_run=False, by=run.begun_by, at=at, tell=lambda: None)
    except (ValidationError, IntegrityError) as error:
        reason = "; ".join(error.messages) if isinstance(error, ValidationError) else _("somebody changes it just now")
        outcome = outcome_of(run)
        outcome.problems.append(Problem(row.line, str(row.urn), reason))
    return outcome


@transaction.atomic
def discard(pk: int, *, at: datetime.datetime) -> None:
    """End a run, and keep nothing of the rows that are not done. What is done stays."""
    if pk in _under_way():
        SetUpRun.objects.filter(pk=pk).update(finished_at=at, rows=[])


def outcome_of(run: SetUpRun) -> Outcome:
    """Return what has come of a run so far."""
    counted = {name: run.outcome.get(name, 0) for name in COUNTS}
    schools = set(run.outcome.get("schools", ()))
    return Outcome(**counted, problems=unpacked_problems(run.problems), schools=schools)


def forget(*, at: datetime.datetime) -> int:
    """Delete the runs that were begun 30 days ago, finished or not; return how many there were."""
    return SetUpRun.objects.filter(begun_at__lt=at - KEPT_FOR).delete()[0]
