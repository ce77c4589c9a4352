"""Asking people to work for a school: who may, whom, and the letter with the link."""

import datetime
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.accounts.fields import normalised
from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.core.letters import Letter, Why, absolute, post
from hub.schools.invitations.models import KEPT_FOR, VALID_FOR, Invitation, digest_of
from hub.schools.register.models import School
from hub.schools.tenancy.leading import schools_of
from hub.schools.tenancy.models import Role, SchoolMembership
from hub.schools.tenancy.scope import scope_of

# Who at a school brings in its others.
INVITING = (Role.CAREERS_LEADER, Role.HEAD)
# A new link is mailed to one person no oftener.
BETWEEN = datetime.timedelta(minutes=10)


class NotInvited(ValueError):
    """Somebody cannot be invited as asked; the message is for the person who asked."""


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom to ask for which role: as it was typed into a form or stands in a file, already checked."""

    address: str
    role: Role
    name: str = ""


def may_invite(user: RequestUser, school: int) -> bool:
    """Tell whether `user` may bring people to the school with this key: its leaders, and the hub's own staff."""
    if scope_of(user) is None:
        return user.has_perm("schools.add_school")
    if school not in schools_of(user):
        return False
    return SchoolMembership.objects.filter(user=user.pk, school=school, role__in=INVITING).exists()


@transaction.atomic
def invite(school: School, invitee: Invitee, *, by: User | None, at: datetime.datetime) -> Invitation:
    """Ask somebody to take a role at a school, and mail the link. One who was asked before gets a new link.

    Raises:
        NotInvited: when that person has the role already, or cannot take one.
    """
    address = normalised(invitee.address)
    known = User.objects.filter(email=address).first()
    if known is not None:
        _check(known, school, invitee.role)
    # Locked: of two who ask at once the second finds what the first has made.
    School.objects.select_for_update().get(pk=school.pk)
    invitation = Invitation.objects.open().filter(school=school, role=invitee.role, address=address).first()
    if invitation is None:
        invitation = Invitation(school=school, role=invitee.role, address=address)
    invitation.name = invitee.name or invitation.name
    invitation.invited_by = by
    _mail(invitation, at=at)
    return invitation


def renew(invitation: Invitation, *, at: datetime.datetime) -> bool:
    """Mail a new link to the same address, which ends the old one; False if that was done a moment ago."""
    if at - invitation.sent_at < BETWEEN:
        return False
    _mail(invitation, at=at)
    return True


def withdraw(invitation: Invitation, *, at: datetime.datetime) -> None:
    """Let the link work no more."""
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])


def names_of_inviting_schools(user: User) -> list[str]:
    """Return the names of the schools that ask for somebody: no password is made of them either."""
    rows = Invitation.objects.open().filter(address=user.email)
    return list(rows.values_list("school__name", flat=True))


def forget(*, at: datetime.datetime) -> int:
    """Delete the invitations that were over 90 days ago; return how many there were."""
    over = at - KEPT_FOR
    ended = Q(accepted_at__lt=over) | Q(withdrawn_at__lt=over) | Q(accepted_at=None, expires_at__lt=over)
    return Invitation.objects.filter(ended).delete()[0]


def why_not(person: User, school: School, role: Role) -> str:
    """Return why an account cannot take a role at a school; empty if it can."""
    if not person.is_active:
        return _("%s has left: the account is closed. An administrator of the hub can open it again.") % person.email
    if person.is_superuser or (not person.is_central and _works_for_the_hub(person)):
        # With a role at a school all their other groups would count for nothing (hub.schools.tenancy.scope).
        return _("%s works for the hub itself. An administrator has to mark the account so first.") % person.email
    if SchoolMembership.objects.filter(user=person, school=school, role=role).exists():
        return _("%(who)s already is %(role)s here.") % {"who": person, "role": role.label.lower()}
    return ""


def _check(person: User, school: School, role: Role) -> None:
    if refused := why_not(person, school, role):
        raise NotInvited(refused)


def _works_for_the_hub(person: User) -> bool:
    return person.groups.exists()


def _mail(invitation: Invitation, *, at: datetime.datetime) -> None:
    token = secrets.token_urlsafe(32)
    invitation.digest, invitation.sent_at, invitation.expires_at = digest_of(token), at, at + VALID_FOR
    invitation.save()
    context = {
        "invitation": invitation,
        "school": invitation.school,
        "role": invitation.get_role_display(),
        "by": invitation.invited_by,
        "until": invitation.expires_at,
        "link": absolute(reverse("schools_invitation", args=[token])),
    }
    letter = Letter(
        name="invited",
        room="schools",
        to=invitation.address,
        context=context,
        key=f"invitation-{invitation.pk}-{invitation.digest[:12]}",
        # A colleague asks for it, and its reader can do nothing without it.
        why=Why.ASKED,
    )
    post([letter])
