"""Using an invitation's link: once, in time, by the person whose address it was sent to."""

import datetime
from dataclasses import dataclass
from enum import Enum

from django.db import transaction

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.schools.invitations.inviting import why_not
from hub.schools.invitations.models import Invitation, digest_of
from hub.schools.tenancy.models import Role
from hub.schools.tenancy.people import join


class State(Enum):
    """What a link finds."""

    UNKNOWN = "unknown"  # forged, cut off by a mail program, replaced by a newer one, or forgotten
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    REFUSED = "refused"  # the account cannot take the role; `refusal` says why
    NEW = "new"  # nobody has an account with that address yet
    SIGN_IN = "sign in"  # the account exists, and nobody is signed in
    SOMEBODY_ELSE = "somebody else"  # another account is signed in: a forwarded link, or a shared screen
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Opened:
    """A link, and what it finds."""

    state: State
    invitation: Invitation | None = None
    refusal: str = ""


def opened(token: str, user: RequestUser, *, at: datetime.datetime) -> Opened:
    """Return what a link finds for whoever opens it."""
    rows = Invitation.objects.select_related("school", "invited_by")
    invitation = rows.filter(digest=digest_of(token)).first()
    if invitation is None:
        return Opened(State.UNKNOWN)
    return _state(invitation, user, at=at)


def _state(invitation: Invitation, user: RequestUser, *, at: datetime.datetime) -> Opened:
    if invitation.accepted_at:
        return Opened(State.USED, invitation)
    if invitation.withdrawn_at:
        return Opened(State.WITHDRAWN, invitation)
    if invitation.is_expired(at=at):
        return Opened(State.EXPIRED, invitation)
    known = User.objects.filter(email=invitation.address).first()
    if known and (refusal := why_not(known, invitation.school, Role(invitation.role))):
        return Opened(State.REFUSED, invitation, refusal)
    if user.is_authenticated and user.email != invitation.address:
        return Opened(State.SOMEBODY_ELSE, invitation)
    if known is None:
        return Opened(State.NEW, invitation)
    return Opened(State.READY if user.is_authenticated else State.SIGN_IN, invitation)


@transaction.atomic
def accept(invitation: Invitation, *, person: User, at: datetime.datetime) -> bool:
    """Give a person the role; False if the link was used or withdrawn a moment ago."""
    if not _claimed(invitation, at=at):
        return False
    _join(invitation, person)
    return True


def _claimed(invitation: Invitation, *, at: datetime.datetime) -> bool:
    """Use up the link, before anything is made of it: of two who press the button at once one does."""
    taken = Invitation.objects.open().filter(pk=invitation.pk, digest=invitation.digest, expires_at__gt=at)
    return bool(taken.update(accepted_at=at))


def _join(invitation: Invitation, person: User) -> None:
    join(person, school=invitation.school, role=invitation.role, by=invitation.invited_by, accepted=True)


@transaction.atomic
def accept_as_new(
    invitation: Invitation, *, first_name: str, last_name: str, password: str | None, at: datetime.datetime
) -> User | None:
    """Make the account that the link is for, with the address it was sent to; None if it was used a moment ago.

    `password` is None for who signs in with an account elsewhere.
    """
    if not _claimed(invitation, at=at):
        return None
    person = User.objects.create_user(invitation.address, password, first_name=first_name, last_name=last_name)
    _join(invitation, person)
    return person
