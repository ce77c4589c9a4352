"""Setting up many schools at once: those that a filter finds in the register, or that a file names with people."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hub.accounts.models import User
from hub.schools.invitations.inviting import Invitee, NotInvited, invite, why_not
from hub.schools.invitations.models import Invitation
from hub.schools.register.groups import of_group
from hub.schools.register.models import Registration, School
from hub.schools.setting_up.rows import Problem, Row
from hub.schools.tenancy.provisioning import give_pages

# So many values a database takes in one question, whichever it is.
AT_ONCE = 500


@dataclass
class Outcome:
    """What was done: each school once, each invitation once. `problems`: rows that nothing came of.

    `schools`: the keys of those that are counted. Rows followed in several goes name one in more than one.
    """

    made: int = 0
    had_pages: int = 0
    invited: int = 0
    invited_before: int = 0
    problems: list[Problem] = field(default_factory=list)
    schools: set[int] = field(default_factory=set)


def schools_where(*, boroughs: Iterable[str], groups: Iterable[str], on: datetime.date) -> QuerySet[School]:
    """Return the open schools of some boroughs and groups of types (slugs; none: all) on the date `on`.

    In the order of their collections' names: Wagtail keeps collections sorted, and moves all that follow a new one.
    """
    schools = School.objects.filter(status__in=(School.Status.OPEN, School.Status.CLOSING))
    if wanted := list(boroughs):
        schools = schools.filter(borough__slug__in=wanted)
    if kinds := list(groups):
        found = [of_group(School.objects.all(), kind, on=on).values("pk") for kind in kinds]
        schools = schools.filter(pk__in=found[0].union(*found[1:]))
    return schools.order_by("slug")


def set_up(schools: QuerySet[School], *, live: bool, dry_run: bool, tell: Callable[[], object]) -> Outcome:
    """Give each of some schools its pages; those that have them are left as they are. `tell` is called for each."""
    outcome = Outcome()
    having = set(School.objects.exclude(home_pages=None).values_list("pk", flat=True))
    for school in schools.iterator(chunk_size=200):
        _give(school, having, outcome, live=live, dry_run=dry_run)
        tell()
    return outcome


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order in which their schools are best set up (`schools_where`), those of no school first."""
    held = list(rows)
    schools = _schools_of(held)
    return sorted(held, key=lambda row: (schools[row.urn].slug if row.urn in schools else "", row.line))


def follow(
    rows: list[Row],
    outcome: Outcome,
    *,
    live: bool,
    dry_run: bool,
    by: User | None,
    at: datetime.datetime,
    tell: Callable[[], object],
) -> None:
    """Set up the schools that rows name and invite their people, on top of an `outcome`. `tell` is called for each row.

    A row that cannot be followed is a problem; the others are not held up by it.
    """
    followed = []
    registered = _schools_of(rows)
    for row in rows:
        school = registered.get(row.urn)
        if school is None:
            outcome.problems.append(Problem(row.line, str(row.urn), _("is not in the register")))
        elif not school.is_open:
            outcome.problems.append(Problem(row.line, str(row.urn), _("has closed: %(school)s") % {"school": school}))
        else:
            followed.append((school, row))
            continue
        tell()
    schools = {school for school, _row in followed}
    having = set(
        School.objects.filter(pk__in=[school.pk for school in schools])
        .exclude(home_pages=None)
        .values_list("pk", flat=True)
    )
    for school in sorted(schools, key=lambda school: school.slug):
        if school.pk not in outcome.schools:
            _give(school, having, outcome, live=live, dry_run=dry_run)
    inviting = _Inviting.of(followed, dry_run=dry_run, by=by, at=at)
    for school, row in followed:
        if row.invitee:
            inviting.invite(school, row.line, row.invitee, outcome)
        tell()


def _schools_of(rows: Iterable[Row]) -> dict[int, School]:
    """Return the school of each URN of the register."""
    urns = {row.urn for row in rows}
    found = Registration.objects.select_related("school").in_bulk(urns, field_name="urn")
    return {urn: registration.school for urn, registration in found.items()}


def _give(school: School, having: set[int], outcome: Outcome, *, live: bool, dry_run: bool) -> None:
    outcome.schools.add(school.pk)
    if school.pk in having:
        outcome.had_pages += 1
        return
    if not dry_run:
        give_pages(school, live=live)
    outcome.made += 1


@dataclass(frozen=True, slots=True)
class _Inviting:
    """Invites people of rows who were not yet: running a file again mails nobody twice.

    `asked`: who was (school, role, address). `known`: the accounts of those whom a dry run would invite, by address.
    """

    asked: set[tuple[int, str, str]]
    known: Mapping[str, User]
    dry_run: bool
    by: User | None
    at: datetime.datetime

    @classmethod
    def of(
        cls, followed: list[tuple[School, Row]], *, dry_run: bool, by: User | None, at: datetime.datetime
    ) -> "_Inviting":
        schools = {school.pk for school, row in followed if row.invitee}
        asked = Invitation.objects.filter(school__in=schools, withdrawn_at=None)
        addresses = sorted({row.invitee.address for _school, row in followed if row.invitee}) if dry_run else []
        known = {
            user.email: user
            for start in range(0, len(addresses), AT_ONCE)
            for user in User.objects.filter(email__in=addresses[start : start + AT_ONCE])
        }
        return cls(set(asked.values_list("school", "role", "address")), known, dry_run, by, at)

    def invite(self, school: School, line: int, invitee: Invitee, outcome: Outcome) -> None:
        """Invite somebody, or have the outcome say why not."""
        key = (school.pk, str(invitee.role), invitee.address)
        if key in self.asked:
            outcome.invited_before += 1
            return
        try:
            self._ask(school, invitee)
        except NotInvited as error:
            outcome.problems.append(Problem(line, invitee.address, str(error)))
        else:
            self.asked.add(key)
            outcome.invited += 1

    def _ask(self, school: School, invitee: Invitee) -> None:
        if not self.dry_run:
            invite(school, invitee, by=self.by, at=self.at)
        elif (person := self.known.get(invitee.address)) and (refused := why_not(person, school, invitee.role)):
            raise NotInvited(refused)
