"""Giving schools their hostnames, choosing among them, and taking them away. Each is in the school's history."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.schools.hosts.hostname import Hostname, belongs_to_the_hub
from hub.schools.hosts.models import SchoolHost
from hub.schools.register.models import School

CHANGED = "schools.hosts"


class NotGiven(ValueError):
    """A school cannot have that hostname; the message is for the person who gave it."""


def may_give_hosts(user: RequestUser) -> bool:
    """Tell whether `user` may give schools hostnames: the hub's own staff."""
    return user.has_perm("schools.add_school")


def give_host(school: School, name: Hostname, *, user: User | None = None) -> SchoolHost:
    """Give a school a hostname. Its first is to be its one address, as soon as it has been seen to answer.

    Raises:
        NotGiven: when the hub, this school or another has that name.
    """
    if belongs_to_the_hub(name):
        raise NotGiven(_("%s is the hub’s own name.") % name.shown)
    held = SchoolHost.objects.select_related("school").filter(hostname=name.ascii).first()
    if held is not None:
        whose = (
            _("%(name)s is this school’s already.") if held.school == school else _("%(name)s belongs to %(school)s.")
        )
        raise NotGiven(whose % {"name": name.shown, "school": held.school})
    try:
        with transaction.atomic():
            first = not school.hosts.filter(is_address=True).exists()
            host = SchoolHost.objects.create(school=school, hostname=name.ascii, is_address=first)
            _log(school, user, given=name.ascii)
    except IntegrityError as error:
        raise NotGiven(_("Somebody has just given that name to a school: look again.")) from error
    return host


@transaction.atomic
def choose_address(host: SchoolHost, *, user: User | None = None) -> None:
    """Make a hostname the one address of its school; the others lead there."""
    for other in SchoolHost.objects.select_for_update().filter(school=host.school_id, is_address=True):
        other.is_address = False
        other.save(update_fields=["is_address"])
    host.is_address = True
    host.save(update_fields=["is_address"])
    _log(host.school, user, chosen=host.hostname)


@transaction.atomic
def take_away(host: SchoolHost, *, user: User | None = None) -> None:
    """Take a hostname from its school, which keeps its address on the hub."""
    school, name = host.school, host.hostname
    host.delete()
    _log(school, user, taken=name)


def _log(school: School, user: User | None, **data: str) -> None:
    log(instance=school, action=CHANGED, user=user, data=data)
