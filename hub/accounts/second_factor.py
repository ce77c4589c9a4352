"""Who must have a second factor, whether a session was signed in with one, and taking one off for who lost it."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.log_actions import log

from . import letters, sessions
from .groups import narrowed
from .models import User

# In the session: the person who set up a second factor while it was open, and so had it in their hands.
SET_UP = "second_factor_set_up"
TAKEN_OFF = "accounts.second_factor_off"
REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


# Takes a person whose groups are narrowed, and tells whether they must have one all the same.
Requirement = Callable[[User], bool]
_requirements: list[Requirement] = []


def register_requirement(requirement: Requirement) -> None:
    """Have those of whom `requirement(user)` is true have a second factor, too. Called from AppConfig.ready()."""
    if requirement not in _requirements:
        _requirements.append(requirement)


def is_required_of(user: User) -> bool:
    """Tell whether this person must have one: whoever works for the hub, and is not limited to schools."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    if narrowed(user) is not None:
        return any(required(user) for required in _requirements)
    return user.has_perm("wagtailadmin.access_admin")


def own(user: AbstractBaseUser) -> QuerySet[Authenticator]:
    """Return what this person has as a second factor, recovery codes aside."""
    return Authenticator.objects.filter(user=user, type__in=REAL)


def was_used(request: HttpRequest) -> bool:
    """Tell whether this session was signed in with a second factor, or set one up. Asks the session alone."""
    if request.session.get(SET_UP) == request.user.pk:
        return True
    return any(each.get("method") == "mfa" for each in get_authentication_records(request, request.user))


def note_set_up(request: HttpRequest) -> None:
    """Remember that whoever is signed in here has just set one up, and so has it."""
    request.session[SET_UP] = request.user.pk


def is_last_needed(authenticator: Authenticator) -> bool:
    """Tell whether somebody who must have a second factor would be left without one."""
    if authenticator.type not in REAL or not is_required_of(authenticator.user):
        return False
    return not own(authenticator.user).exclude(pk=authenticator.pk).exists()


@transaction.atomic
def take_off(user: User, *, by: User | None) -> bool:
    """Take off all of a person's second factor, for they lost it; False if they had none. Logged, and mailed to them.

    They are signed out everywhere: who found the lost telephone may be signed in on it.
    `by` is the administrator who did it; None for a command.
    """
    deleted, _rows = Authenticator.objects.filter(user=user).delete()
    if not deleted:
        return False
    sessions.end(user, but="")
    log(user, TAKEN_OFF, user=by)
    transaction.on_commit(lambda: letters.tell_of_change(user, "taken_off"))
    return True
