"""What the dashboard lists as due at the user's own schools."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from hub.accounts.models import User
from hub.publication.dates import days_left
from hub.publication.due import Due, dated
from hub.publication.grouping import Tally, by_strength
from hub.publication.oversight import answered_for, question
from hub.publication.rules import Finding
from hub.schools.duties import places
from hub.schools.duties.due import OPEN, Addresses, DueLine, found_at_all
from hub.schools.register.models import School
from hub.schools.reminders.tasks import Task, tasks_at
from hub.schools.tenancy.models import Role, SchoolMembership

SHOWN = 8
# Judging a school takes some milliseconds: nobody works for more schools than these.
MOST = 30
# What governors do themselves; the rest they are shown when it is overdue, as in the reminders.
GOVERNORS = frozenset({places.APPROVAL, places.REPORT})
WORKING = frozenset({Role.CAREERS_LEADER, Role.HEAD, Role.SCHOOL_EDITOR})


@dataclass(frozen=True, slots=True)
class Standing:
    """How many rules of one strength a school meets, as the checklist counts them; the first unmet is fixed there."""

    school: School
    tally: Tally
    address: str


@dataclass(frozen=True, slots=True)
class AnsweredFor:
    """A duty in law that is not met or is under way at a school: what governors ask, and where it is fixed."""

    school: School
    finding: Finding
    question: str
    address: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Something a school has set itself to do, and in how many days (negative once it is late)."""

    school: School
    task: Task
    left: int

    @property
    def late(self) -> int:
        return -self.left


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a school's people see: the next dates, how many come after those, and of which strengths not all is met.

    `law` is what governors answer for. It comes first, all of it, and stands in none of the others. `tasks` are what
    schools have set themselves to do, the next ones first; `tasks_later`, how many more there are.
    """

    law: Sequence[AnsweredFor]
    lines: Sequence[DueLine]
    later: int
    standings: Sequence[Standing]
    schools: Sequence[School]
    tasks: Sequence[TaskLine] = ()
    tasks_later: int = 0


def agenda(user: User, *, on: datetime.date) -> Agenda | None:
    """Return what is due at the schools `user` works for; None for somebody who works for none.

    A careers leader, a head and a school editor see everything. A governor and a clerk see every duty in law that is
    not met or is under way, overdue or not; then what governors do (also how much of it is met), and all else that is
    overdue.
    A school that is still being set up is included, unlike in the reminders: its own people see this.
    """
    roles = _roles(user)
    if not roles:
        return None
    open_ones = School.objects.filter(pk__in=roles, status__in=OPEN).prefetch_related("registrations")
    schools = list(open_ones)
    addresses = Addresses(school.pk for school in schools)
    law: list[AnsweredFor] = []
    lines: list[DueLine] = []
    standings: list[Standing] = []
    for school, found in found_at_all(open_ones.filter(pk__in=[each.pk for each in schools[:MOST]]), on=on):
        if not roles[school.pk] & WORKING:
            law += [
                AnsweredFor(school, each, question(each), addresses.of(school.pk, each.where.page))
                for each in answered_for(found)
            ]
        asked = {each.finding.rule.id for each in law if each.school == school}
        findings = [each for each in found if each.rule.id not in asked]
        seen = [due for due in dated(findings) if _concerns(due, roles[school.pk], on)]
        lines += [DueLine(school, due, days_left(due.day, on), addresses.of(school.pk, due.place)) for due in seen]
        if not roles[school.pk] & WORKING:
            findings = [each for each in findings if each.where.page in GOVERNORS]
        standings += [
            Standing(school, tally, addresses.of(school.pk, tally.unmet[0].where.page))
            for tally in by_strength(findings)
            if tally.unmet
        ]
    lines.sort(key=lambda line: line.due.day)
    tasks = _tasks(schools, roles, on=on)
    return Agenda(law, lines[:SHOWN], len(lines[SHOWN:]), standings, schools, tasks[:SHOWN], len(tasks[SHOWN:]))


def _tasks(schools: Sequence[School], roles: dict[int, set[Role]], *, on: datetime.date) -> list[TaskLine]:
    """Return what these schools have set themselves to do; to those who do not work there, what is late."""
    by_key = {school.pk: school for school in schools}
    lines = [TaskLine(by_key[task.school], task, task.left(on)) for task in tasks_at(by_key)]
    return [line for line in lines if line.late > 0 or roles[line.school.pk] & WORKING]


def _roles(user: User) -> dict[int, set[Role]]:
    found: dict[int, set[Role]] = {}
    for school, role in SchoolMembership.objects.filter(user=user).values_list("school_id", "role"):
        found.setdefault(school, set()).add(Role(role))
    return found


def _concerns(due: Due, roles: set[Role], on: datetime.date) -> bool:
    return bool(roles & WORKING) or due.place in GOVERNORS or due.day < on
