"""Roles for the hub itself that are less than editing it: each is given and taken in one step, written to the log."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.schools.tenancy.memberships import forget, work_of
from hub.schools.tenancy.models import HubKind, HubRole
from hub.schools.tenancy.moderating import let_moderate

GIVEN, TAKEN = "schools.hub_role_given", "schools.hub_role_taken"


class NotForTheHub(ValueError):
    """Somebody cannot take a role for the hub; the message is for the person who gives it."""


@transaction.atomic
def appoint(user: User, kind: HubKind, *, locale: Locale | None = None, by: User | None = None) -> bool:
    """Let somebody translate into a language, or moderate; False if they do already.

    Raises:
        NotForTheHub: when they edit the hub, or work for a school.
    """
    if refused := why_not(user):
        raise NotForTheHub(refused)
    if locale is not None and locale == Locale.get_default():
        raise NotForTheHub(_("The hub is written in %s, and translated into the others.") % locale)
    row, made = HubRole.objects.get_or_create(user=user, kind=kind, locale=locale, defaults={"given_by": by})
    group = _group(kind)
    user.groups.add(group)
    if kind == HubKind.MODERATOR:
        let_moderate(group)
    forget(user)
    if made:
        log(user, GIVEN, user=by, data={"role": str(row)})
    return made


@transaction.atomic
def dismiss(role: HubRole, *, by: User | None = None) -> None:
    """Take a role for the hub from somebody."""
    user, said = role.user, str(role)
    role.delete()
    if not user.hub_roles.filter(kind=role.kind).exists():
        user.groups.remove(_group(HubKind(role.kind)))
    forget(user)
    log(user, TAKEN, user=by, data={"role": said})


def why_not(user: User) -> str:
    """Return why somebody cannot take a role for the hub; empty if they can.

    With one, all their other groups count for nothing (`scope`), and what a school's people may do is another's.
    """
    if user.is_superuser or user.groups.filter(role_group=None).exists():
        return _("%s edits the hub already, and so translates and decides.") % user
    if user.memberships.exists() or user.boroughs.exists():
        return _("%s works for a school or a borough. For the hub another account is needed.") % user
    return ""


def works_for_the_hub(user: RequestUser) -> bool:
    """Tell whether somebody has a role for the hub, and so must have a second factor."""
    return bool(work_of(user).kinds)


def _group(kind: HubKind) -> Group:
    return Group.objects.get(role_group__role=kind)
