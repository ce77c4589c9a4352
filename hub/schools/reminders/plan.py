"""Plans who is to be reminded of what on a day. Reads only."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hub.accounts.models import User
from hub.publication.due import Due, current_stage, dated
from hub.publication.rules import Finding
from hub.schools.duties.due import DueLine, found_at_all, lines_of, schools_at_work
from hub.schools.register.models import School
from hub.schools.reminders.expiry import WEEK, expiring
from hub.schools.reminders.models import Reminder, ReminderLetter
from hub.schools.tenancy.models import Role, SchoolMembership

# Who is told, in this order. A clerk works for the governors and is told by them.
CHAIN = (Role.CAREERS_LEADER, Role.HEAD, Role.GOVERNOR)

People = Mapping[Role, list[User]]
# School, rule, due day, addressee.
Key = tuple[int, str, datetime.date, int]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to remind one person of, at one stage (hub.publication.due.current_stage)."""

    line: DueLine
    stage: int

    @property
    def school(self) -> School:
        return self.line.school

    @property
    def due(self) -> Due:
        return self.line.due


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything to remind one person of today: one letter. `roles` by school, as the letter says why it comes."""

    addressee: User
    notices: tuple[Notice, ...]
    roles: Mapping[int, tuple[Role, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """`unheard`: schools where something is due and nobody can be told. `found`: the findings that it is based on."""

    drafts: tuple[Draft, ...]
    unheard: tuple[School, ...]
    found: Sequence[tuple[School, Sequence[Finding]]]


def plan(on: datetime.date) -> Plan:
    """Return what is to be sent on `on`, less what has been sent.

    Its queries do not grow with schools or people, but with the pages that expire within a week.
    """
    found = found_at_all(schools_at_work(), on=on)
    ends = expiring([school for school, _findings in found], on=on)
    current = [
        *_current([(school, dated(findings)) for school, findings in found], on),
        *(Notice(line, -WEEK if line.left else 0) for line in ends),
    ]
    people = people_of({notice.school.pk for notice in current})
    sent = _sent({notice.due.day for notice in current})
    served = set(ReminderLetter.objects.filter(on=on).values_list("addressee_id", flat=True))
    wanted: defaultdict[User, list[Notice]] = defaultdict(list)
    unheard: dict[int, School] = {}
    for notice in current:
        told = addressees(people[notice.school.pk], notice.stage)
        if not told:
            unheard[notice.school.pk] = notice.school
        for person in told:
            key = (notice.school.pk, notice.due.rule, notice.due.day, person.pk)
            # No earlier reminder after a later one: the clock may have been set back.
            if person.pk not in served and sent.get(key, notice.stage - 1) < notice.stage:
                wanted[person].append(notice)
    drafts = tuple(_draft(person, notices, people) for person, notices in wanted.items())
    return Plan(drafts, tuple(unheard.values()), found)


def _current(found: Sequence[tuple[School, list[Due]]], on: datetime.date) -> list[Notice]:
    """Return each thing that is due, with the stage it has reached; what is further off than 60 days is left out."""
    near = [(school, [due for due in dues if current_stage(due, on) is not None]) for school, dues in found]
    lines = lines_of([pair for pair in near if pair[1]], on=on)
    staged = [(line, current_stage(line.due, on)) for line in lines]
    return [Notice(line, stage) for line, stage in staged if stage is not None]


def _draft(person: User, notices: Iterable[Notice], people: Mapping[int, People]) -> Draft:
    notices = tuple(notices)
    schools = {notice.school.pk for notice in notices}
    roles = {school: tuple(role for role in Role if person in people[school].get(role, [])) for school in schools}
    return Draft(person, notices, roles)


def addressees(people: People, stage: int) -> list[User]:
    """Return the people to remind at `stage`, each once, even with two roles."""
    levels = [people[role] for role in CHAIN if people.get(role)]
    told = levels if stage > 0 else levels[:1]
    return list(dict.fromkeys(person for level in told for person in level))


def people_of(schools: Iterable[int]) -> Mapping[int, People]:
    """Return those who can sign in and work for `schools` (keys), by school and role."""
    members = SchoolMembership.objects.filter(school__in=list(schools), user__in=User.objects.able_to_sign_in())
    rows = members.order_by("user__email").values_list("school_id", "role", "user")
    by_key = User.objects.in_bulk({user for _school, _role, user in rows})
    found: defaultdict[int, defaultdict[Role, list[User]]] = defaultdict(lambda: defaultdict(list))
    for school, role, user in rows:
        if user in by_key:
            found[school][Role(role)].append(by_key[user])
    return found


def _sent(days: set[datetime.date]) -> dict[Key, int]:
    """Return the latest stage sent of each thing that is due on one of `days`."""
    sent = Reminder.objects.filter(due__in=days).order_by("stage")
    rows = sent.values_list("school_id", "rule", "due", "addressee_id", "stage")
    return {(school, rule, due, person): stage for school, rule, due, person, stage in rows}
