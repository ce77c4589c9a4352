"""Joining and leaving a cluster. Both sides agree: a school asks and the cluster accepts, or the other way round."""

import datetime
from collections.abc import Callable, Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hub.accounts.models import User
from hub.clusters import letters
from hub.clusters.items import on_leaving
from hub.clusters.models import ClusterPage, Membership
from hub.core.letters import Letter, post
from hub.schools.models import School
from hub.schools.tenancy.groups import SharingGroup, has_left

Status = Membership.Status


class MembershipMoved(ValidationError):
    """Somebody else has answered, or the school has left, since the page was opened."""

    def __init__(self) -> None:
        super().__init__(_("That has been answered since you opened the page. Look again."))


def groups(schools: Collection[int]) -> list[SharingGroup]:
    """Return the clusters that any of these schools belongs to, with all their members, in one query."""
    own = Membership.objects.filter(school__in=schools, status=Status.ACCEPTED).values("cluster")
    rows = Membership.objects.filter(cluster__in=own, status=Status.ACCEPTED)
    titles: dict[int, str] = {}
    members: dict[int, set[int]] = {}
    for cluster, title, school in rows.values_list("cluster", "cluster__title", "school"):
        titles[cluster] = title
        members.setdefault(cluster, set()).add(school)
    return [SharingGroup(key, title, frozenset(members[key])) for key, title in titles.items()]


@transaction.atomic
def ask(cluster: ClusterPage, school: School, *, user: User) -> Membership:
    """Let a school ask to join; the one that leads is told."""
    return _told(letters.asks, _open(cluster, school, Status.ASKED, user=user))


@transaction.atomic
def invite(cluster: ClusterPage, school: School, *, user: User) -> Membership:
    """Invite a school to join; it is told."""
    return _told(letters.invited, _open(cluster, school, Status.INVITED, user=user))


@transaction.atomic
def add(cluster: ClusterPage, school: School, *, user: User, on: datetime.date) -> Membership:
    """Make a school a member at once: for the hub's staff, who were told that both sides agree."""
    return _told(letters.taken_in, _open(cluster, school, Status.ACCEPTED, user=user, joined_on=on))


def _told(letter: Callable[[Membership], list[Letter]], membership: Membership) -> Membership:
    post(letter(membership))
    return membership


@transaction.atomic
def accept(membership: Membership, *, user: User, on: datetime.date) -> None:
    """Make the school a member from today on; the side that waited for the answer is told."""
    had_asked = membership.status == Status.ASKED
    _answer(membership, (Status.ASKED, Status.INVITED), Status.ACCEPTED, user=user, joined_on=on)
    _told(letters.taken_in if had_asked else letters.joined, membership)


def decline(membership: Membership, *, user: User) -> None:
    """Answer no; the school may ask again, and be invited again."""
    _answer(membership, (Status.ASKED, Status.INVITED), Status.DECLINED, user=user)


@transaction.atomic
def leave(membership: Membership, *, user: User, on: datetime.date, withdraws: bool = False) -> None:
    """End a membership. From now on the school's people see nothing of what members share.

    `withdraws`: what the school made goes with it; otherwise it stays with the school's name. Nothing of others goes.
    """
    if membership.leads:
        raise ValidationError(_("The school leads this cluster: let another school lead first."))
    _answer(membership, (Status.ACCEPTED,), Status.LEFT, user=user, left_on=on)
    on_leaving(membership.cluster, membership.school, withdraws=withdraws, on=on)
    has_left(membership.school_id)


def make_lead(membership: Membership) -> None:
    """Let a member lead the cluster, in place of the school that does."""
    try:
        with transaction.atomic():
            Membership.objects.filter(cluster=membership.cluster_id, leads=True).update(leads=False)
            if not Membership.objects.filter(pk=membership.pk, status=Status.ACCEPTED).update(leads=True):
                raise MembershipMoved
    except IntegrityError as error:
        raise MembershipMoved from error


def _open(
    cluster: ClusterPage, school: School, status: Status, *, user: User, joined_on: datetime.date | None = None
) -> Membership:
    if not school.is_open:
        raise ValidationError(_("%(school)s is not open, by the register.") % {"school": school})
    try:
        # Two at the same moment: the constraint lets one of them through.
        with transaction.atomic():
            return Membership.objects.create(
                cluster=cluster, school=school, status=status, asked_by=user, joined_on=joined_on
            )
    except IntegrityError as error:
        words = _("%(school)s is a member already, or waits for an answer.") % {"school": school}
        raise ValidationError(words) from error


def _answer(
    membership: Membership, before: tuple[Status, ...], after: Status, *, user: User, **dates: datetime.date
) -> None:
    """Change the status in one statement, so that of two who answer at once one is told that it moved."""
    found = Membership.objects.filter(pk=membership.pk, status__in=before)
    if not found.update(status=after, answered_by=user, **dates):
        raise MembershipMoved
    membership.refresh_from_db()
