"""Queries for actions: beside an audit, on a school's page, in the agenda, and for the yearly report."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.accounts.models import User
from hub.audits.actions.models import Action
from hub.audits.answers.beside import Shown
from hub.audits.answers.models import Audit
from hub.publication.dates import AcademicYear
from hub.schools.annual_report.passages import Passage
from hub.schools.models import School
from hub.schools.reminders.tasks import Task

# More than these a school's page does not list; the audits have them all.
DONE_SHOWN = 20


def by_answer(audit: Audit) -> dict[int, Sequence[Action]]:
    """Return the actions of an audit by the key of their answer."""
    found: defaultdict[int, list[Action]] = defaultdict(list)
    for action in Action.objects.filter(answer__audit=audit).select_related("owner"):
        found[action.answer_id or 0].append(action)
    return dict(found)


def actions_of_school(school: School, *, user: User, on: datetime.date) -> Shown:
    """Return what a school's page shows of its actions: the open ones by day, and those done last."""
    actions = Action.objects.filter(school=school).select_related("owner")
    context = {
        "open": list(actions.filter(done_on=None)),
        "done": list(actions.exclude(done_on=None).order_by("-done_on", "pk")[:DONE_SHOWN]),
        "on": on,
    }
    return Shown("audits/admin/_actions_of_school.html", context)


def tasks(schools: Collection[int]) -> Iterable[Task]:
    """Return the open actions of these schools for the agenda."""
    for action in Action.objects.filter(school__in=schools, done_on=None).select_related("owner"):
        yield Task(
            school=action.school_id,
            title=action.what,
            day=action.due,
            address=reverse("audits_action", args=[action.pk]),
            who=action.who,
        )


def passage(school: School, year: AcademicYear, *, on: datetime.date) -> Passage | None:
    """Return what the school set out to do in `year`, or did in it, as a passage of its yearly report."""
    within = (year.first_day, min(year.last_day, on))
    of_year = Q(begun_on__range=within) | Q(done_on__range=within)
    actions = Action.objects.filter(of_year, school=school).order_by("due", "pk")
    items = [_said(action, until=year.last_day) for action in actions]
    if not items:
        return None
    lead = _("In the school year %(year)s we looked at our careers work and agreed these actions.")
    return Passage(_("What we set out to do and what was done"), lead % {"year": year}, items)


def _said(action: Action, *, until: datetime.date) -> str:
    """Say an action without its owner: a report is public. What was done after the year is not yet done in it."""
    what = action.what.rstrip(".")
    if action.done_on and action.done_on <= until:
        return _("%(what)s. Done by %(day)s: %(done)s") % {
            "what": what,
            "day": date_format(action.done_on, "j F Y"),
            "done": action.done,
        }
    return _("%(what)s. To be done by %(day)s.") % {"what": what, "day": date_format(action.due, "j F Y")}
