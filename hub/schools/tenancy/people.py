"""People come to a school and leave it: each in one step, written to the log."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.models import Borough
from hub.accounts.models import User
from hub.schools.register.models import School
from hub.schools.tenancy.memberships import forget
from hub.schools.tenancy.models import BoroughOfficer, Role, SchoolMembership

JOINED, LEFT = "schools.joined", "schools.left"
APPOINTED, DISMISSED = "schools.officer_appointed", "schools.officer_dismissed"

# (who leaves, school, who takes over or None): what was theirs and open there, a line for each. It is given to the
# one who takes over; without one it stays as it is.
HandOn = Callable[[User, School, User | None], list[str]]
_hand_on: list[HandOn] = []


def register_hand_on(hand_on: HandOn) -> None:
    """Have `hand_on(leaver, school, successor)` called when somebody leaves. Called from AppConfig.ready()."""
    if hand_on not in _hand_on:
        _hand_on.append(hand_on)


@dataclass(frozen=True, slots=True)
class Left:
    """What became of somebody's leaving: the roles taken, who has what was open, in lines, and what to know."""

    roles: tuple[str, ...] = ()
    successor: User | None = None
    open_tasks: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)


def members_of(school: School) -> QuerySet[SchoolMembership]:
    """Return the memberships of a school's people whose accounts are open, by name and role."""
    rows = school.memberships.filter(user__is_active=True).select_related("user")
    return rows.order_by("user__last_name", "user__first_name", "user", "role")


@transaction.atomic
def join(user: User, *, school: School, role: str, by: User | None = None, accepted: bool = False) -> bool:
    """Give somebody a role at a school; False if they have it already.

    `by`: who gave it, if it was a person. `accepted`: they took it themselves, so the log has it under their name.
    """
    _row, made = SchoolMembership.objects.get_or_create(
        user=user, school=school, role=Role(role), defaults={"given_by": by}
    )
    forget(user)
    if made:
        log(school, JOINED, user=user if accepted else by, data={"role": str(Role(role)), "person": str(user)})
    return made


def warnings_before(user: User, *, school: School, role: str | None = None) -> list[str]:
    """Return what to know before somebody leaves: that nobody will lead the careers work, or decide on the policy."""
    going = _memberships(user, school, role)
    stay = school.memberships.filter(user__is_active=True).exclude(pk__in=going.values("pk"))
    roles = set(going.values_list("role", flat=True))
    found = []
    if Role.CAREERS_LEADER in roles and not stay.filter(role=Role.CAREERS_LEADER).exists():
        found.append(_("%s has no careers leader then: nobody is reminded, and requests are not answered.") % school)
    deciding = {Role.GOVERNOR, Role.CLERK}
    if roles & deciding and not stay.filter(role__in=deciding).exists():
        found.append(_("Nobody at %s can decide on its policy then.") % school)
    return found


@transaction.atomic
def leave(user: User, *, school: School, role: str | None = None, by: User | None = None) -> Left:
    """Take a role at a school, or all of them, from somebody. Their work, account and other schools stay.

    What was theirs and open is handed on to another careers leader once they have no role left there.
    """
    going = _memberships(user, school, role)
    roles = tuple(going.values_list("role", flat=True))
    if not roles:
        return Left()
    warnings = warnings_before(user, school=school, role=role)
    going.delete()
    forget(user)
    leading = school.memberships.filter(role=Role.CAREERS_LEADER, user__is_active=True).exclude(user=user)
    first = leading.select_related("user").order_by("since", "pk").first()
    successor = first.user if first else None
    lines: list[str] = []
    if not school.memberships.filter(user=user).exists():
        lines = [line for hand_on in _hand_on for line in hand_on(user, school, successor)]
        if lines and successor is None:
            warnings.append(_("Nobody takes over what was open: %s.") % "; ".join(line.rstrip(".") for line in lines))
    log(school, LEFT, user=by, data={"role": ", ".join(roles), "person": str(user)})
    return Left(roles, successor, tuple(lines), warnings)


@transaction.atomic
def appoint_officer(user: User, *, borough: Borough, by: User | None = None) -> bool:
    """Let somebody read the report on a borough's schools; False if they do already."""
    _row, made = BoroughOfficer.objects.get_or_create(user=user, borough=borough, defaults={"given_by": by})
    forget(user)
    if made:
        log(user, APPOINTED, user=by, data={"borough": borough.label})
    return made


@transaction.atomic
def dismiss_officer(user: User, *, borough: Borough, by: User | None = None) -> bool:
    """Let somebody read it no more; False if they did not."""
    gone, _rows = BoroughOfficer.objects.filter(user=user, borough=borough).delete()
    forget(user)
    if gone:
        log(user, DISMISSED, user=by, data={"borough": borough.label})
    return bool(gone)


def _memberships(user: User, school: School, role: str | None) -> QuerySet[SchoolMembership]:
    rows = SchoolMembership.objects.filter(user=user.pk, school=school)
    return rows.filter(role=role) if role else rows
