"""Who may do what in a cluster: people of its member schools, those of the school that leads, the hub's own staff.

Asked on each request from the memberships of that moment: a school that leaves sees nothing from then on.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from hub.accounts.requests import RequestUser
from hub.clusters.models import ClusterPage, Membership
from hub.schools.models import Role, School, SchoolMembership
from hub.schools.tenancy.scope import scope_of

# Each asks the memberships of that moment, and changes only what is of a school that the user speaks for: what members
# make is read by members alone, drafts by their own school alone.
ADDRESSES = (
    "clusters_home",
    "clusters_ask",
    "clusters_space",
    "clusters_invite",
    "clusters_answer",
    "clusters_leave",
    "clusters_item_add",
    "clusters_item",
    "clusters_item_edit",
    "clusters_item_step",
    "clusters_meeting_add",
    "clusters_meeting",
    "clusters_meeting_edit",
    "clusters_meeting_file",
    "clusters_collection_add",
    "clusters_collection",
    "clusters_collection_edit",
)

# Who speaks for a school in a cluster. Governors and clerks read.
EDITORS = (Role.CAREERS_LEADER, Role.HEAD)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person is in one cluster.

    `works_at`: member schools that the person has a role at; `speaks_for`: those as careers leader or head; `leads`:
    one of these leads the cluster; `is_staff`: of the hub's own editors.
    """

    works_at: frozenset[int] = frozenset()
    speaks_for: frozenset[int] = frozenset()
    leads: bool = False
    is_staff: bool = False

    @property
    def may_read(self) -> bool:
        return self.is_staff or bool(self.works_at)

    @property
    def may_write(self) -> bool:
        return bool(self.speaks_for)

    @property
    def may_manage(self) -> bool:
        """Whether the person may answer those who ask to join, and invite schools."""
        return self.is_staff or self.leads

    def is_own(self, school_id: int | None) -> bool:
        """Tell whether the person speaks for that school here."""
        return school_id in self.speaks_for


def is_hub_staff(user: RequestUser, cluster: ClusterPage) -> bool:
    """Tell whether `user` is of the hub's own editors, who may change the cluster's page."""
    if not user.is_authenticated or not user.is_active or scope_of(user) is not None:
        return False
    return cluster.permissions_for_user(user).can_edit()


def standing_of(user: RequestUser, cluster: ClusterPage) -> Standing:
    """Return what `user` is in `cluster`."""
    if not user.is_authenticated or not user.is_active:
        return Standing()
    rows = SchoolMembership.objects.filter(
        user=user,
        school__cluster_memberships__cluster=cluster,
        school__cluster_memberships__status=Membership.Status.ACCEPTED,
    ).values_list("school_id", "role", "school__cluster_memberships__leads")
    return Standing(
        works_at=frozenset(school for school, _role, _leads in rows),
        speaks_for=frozenset(school for school, role, _leads in rows if role in EDITORS),
        leads=any(leads and role in EDITORS for _school, role, leads in rows),
        is_staff=is_hub_staff(user, cluster),
    )


def schools_spoken_for(user: RequestUser) -> list[School]:
    """Return the schools that `user` speaks for, whether members of a cluster or not."""
    if not user.is_authenticated or scope_of(user) is None:
        return []
    own = School.objects.filter(memberships__user=user, memberships__role__in=EDITORS)
    return list(own.distinct().order_by("name", "pk"))


def cluster_for(user: RequestUser, cluster_id: int) -> tuple[ClusterPage, Standing]:
    """Return a cluster and what `user` is in it.

    Raises:
        Http404: when there is no such cluster, or the person is nothing in it: it need not be known to exist.
    """
    cluster = ClusterPage.objects.filter(pk=cluster_id, alias_of=None).first()
    standing = standing_of(user, cluster) if cluster else Standing()
    if cluster is None or not standing.may_read:
        raise Http404("no such cluster here")
    return cluster, standing


def require(allowed: bool) -> None:
    """Refuse what somebody may not do.

    Raises:
        PermissionDenied: when `allowed` is false.
    """
    if not allowed:
        raise PermissionDenied


def only(schools: Collection[School], keys: Collection[int]) -> list[School]:
    """Return those of `schools` whose keys are among `keys`, in their order."""
    return [school for school in schools if school.pk in keys]
