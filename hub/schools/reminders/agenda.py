"""What the dashboard lists as due: at the user's own schools or, for central staff, at all schools."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from django.utils.dateparse import parse_date
from django.utils.functional import Promise

from hub.accounts.models import User
from hub.publication.dates import EXPIRING_DAYS, days_left
from hub.publication.due import Due, dated
from hub.publication.oversight import answered_for, question
from hub.publication.rules import Finding, Status, Strength, evaluate
from hub.schools.duties import places
from hub.schools.duties.due import OPEN, Addresses, DueLine, due_at_all, schools_at_work
from hub.schools.duties.published import published_by, subject_from
from hub.schools.duties.rules import RULES
from hub.schools.register.models import School
from hub.schools.reminders.models import ReminderRun
from hub.schools.tenancy.models import Role, SchoolGroup

SHOWN = 8
# Judging a school takes some milliseconds: beyond these many, the dashboard shows what the morning's run found.
LIVE_MOST = 30
# What governors do themselves; the rest they are shown when it is overdue, as in the reminders.
GOVERNORS = frozenset({places.APPROVAL, places.REPORT})
WORKING = frozenset({Role.CAREERS_LEADER, Role.HEAD})


@dataclass(frozen=True, slots=True)
class Undated:
    """How many things of one strength are missing at a school, without a day by which; the first is fixed there."""

    school: School
    strength: Strength
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class AnsweredFor:
    """A duty in law that is not met or is under way at a school: what governors ask, and where it is fixed."""

    school: School
    finding: Finding
    question: str
    address: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a school's people see: the next dates, how many come after those, and what is missing without a date.

    `law` is what governors answer for. It comes first, all of it, and stands in none of the others.
    """

    law: Sequence[AnsweredFor]
    lines: Sequence[DueLine]
    later: int
    undated: Sequence[Undated]
    schools: Sequence[School]


def agenda(user: User, *, on: datetime.date) -> Agenda | None:
    """Return what is due at the schools `user` works for; None for somebody who works for none.

    A careers leader and a head see everything. A governor and a clerk see every duty in law that is not met or is under
    way, overdue or not; then what governors do (also what of it is missing, without a day by which), and all else that
    is overdue.
    A school that is still being set up is included, unlike in the reminders: its own people see this.
    """
    roles = _roles(user)
    if not roles:
        return None
    schools = list(School.objects.filter(pk__in=roles, status__in=OPEN).prefetch_related("registrations"))
    addresses = Addresses(school.pk for school in schools)
    law: list[AnsweredFor] = []
    lines: list[DueLine] = []
    undated: list[Undated] = []
    for school in schools[:LIVE_MOST]:
        findings = evaluate(subject_from(school, published_by(school, on=on)), RULES, on)
        if not roles[school.pk] & WORKING:
            law += [
                AnsweredFor(school, each, question(each), addresses.of(school.pk, each.where.page))
                for each in answered_for(findings)
            ]
        asked = {each.finding.rule.id for each in law if each.school is school}
        findings = [each for each in findings if each.rule.id not in asked]
        seen = [due for due in dated(findings) if _concerns(due, roles[school.pk], on)]
        lines += [DueLine(school, due, days_left(due.day, on), addresses.of(school.pk, due.place)) for due in seen]
        undated += _undated(school, findings, addresses, only=None if roles[school.pk] & WORKING else GOVERNORS)
    lines.sort(key=lambda line: line.due.day)
    return Agenda(law, lines[:SHOWN], len(lines[SHOWN:]), undated, schools)


def _roles(user: User) -> dict[int, set[Role]]:
    found: dict[int, set[Role]] = {}
    for school, role in SchoolGroup.objects.filter(group__user=user).values_list("school_id", "role"):
        found.setdefault(school, set()).add(Role(role))
    return found


def _concerns(due: Due, roles: set[Role], on: datetime.date) -> bool:
    return bool(roles & WORKING) or due.place in GOVERNORS or due.day < on


def _undated(
    school: School, findings: Iterable[Finding], addresses: Addresses, *, only: frozenset[str] | None
) -> Iterator[Undated]:
    """Yield what is missing at `school` without a day, by strength; `only` what is fixed in these places."""
    missing = [each for each in findings if each.status is Status.MISSING and each.due is None]
    for strength in Strength:
        own = [f for f in missing if f.strength is strength and (only is None or f.where.page in only)]
        if own:
            yield Undated(school, strength, len(own), addresses.of(school.pk, own[0].where.page))


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """The first thing that is due at a school, as plain values: `more` others are due by their days as well."""

    school: str
    address: str
    what: str
    strength: str
    day: str
    more: int

    @property
    def due(self) -> datetime.date | None:
        return parse_date(self.day)

    @property
    def label(self) -> Promise:
        return Strength(self.strength).label


@dataclass(frozen=True, slots=True)
class Overview:
    """All schools as of `on`: those where something is overdue or due in 60 days, first where the law asks for it.

    `overdue`: at how many schools something is, by strength; a school may be in several, so there is no sum.
    """

    on: datetime.date
    lines: Sequence[SchoolLine]
    others: int
    overdue: dict[str, int]

    def stored(self) -> dict[str, object]:
        return {"lines": [asdict(line) for line in self.lines], "others": self.others, "overdue": self.overdue}


def overview_of(pairs: Iterable[tuple[School, list[Due]]], *, on: datetime.date) -> Overview:
    """Return the overview from what is due at each school."""
    near = [(school, [due for due in dues if days_left(due.day, on) <= EXPIRING_DAYS]) for school, dues in pairs]
    order = list(Strength)
    firsts = []
    for school, dues in near:
        if dues:
            first = min(dues, key=lambda due: (order.index(due.strength), due.day))
            firsts.append((order.index(first.strength), first.day, school, first, len(dues) - 1))
    firsts.sort(key=lambda each: (each[0], each[1], each[2].name, each[2].pk))
    shown = [(school, first, more) for _order, _day, school, first, more in firsts[:SHOWN]]
    addresses = Addresses(school.pk for school, _first, _more in shown)
    lines = [
        SchoolLine(
            school=school.name,
            address=addresses.of(school.pk, first.place),
            what=str(first.finding.rule.title),
            strength=first.strength.value,
            day=first.day.isoformat(),
            more=more,
        )
        for school, first, more in shown
    ]
    overdue = {s.value: sum(any(d.strength is s and d.day < on for d in dues) for _school, dues in near) for s in order}
    return Overview(on, lines, len(firsts) - len(lines), overdue)


def overview(*, on: datetime.date) -> Overview | None:
    """Return the overview for central staff: live for a few schools, else that of the last run; None before it."""
    schools = schools_at_work()
    if schools.count() <= LIVE_MOST:
        return overview_of(due_at_all(schools, on=on), on=on)
    last = ReminderRun.objects.filter(on__lte=on).order_by("-on").first()
    if last is None:
        return None
    lines = [SchoolLine(**line) for line in last.overview.get("lines", [])]
    return Overview(last.on, lines, last.overview.get("others", 0), last.overview.get("overdue", {}))
