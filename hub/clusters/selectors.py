"""Reads of the members' space and of a person's clusters."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from wagtail.models import Page

from hub.accounts.models import User
from hub.clusters.access import Standing, is_hub_staff, schools_spoken_for
from hub.clusters.items import STEPS_BY_KEY, may_take, visible
from hub.clusters.models import ClusterPage, Collection, Entry, Item, Meeting, Membership
from hub.schools.models import School
from hub.schools.tenancy.scope import scope_of

Status = Membership.Status


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """A cluster as one person sees it in the list.

    `mine`: memberships of the person's schools that are open; `may_ask`: schools that could ask; `is_open_to`: whether
    the person may go in; `waiting`: how many schools wait for the answer of the hub's staff or of the lead.
    """

    cluster: ClusterPage
    mine: list[Membership]
    may_ask: list[School]
    is_open_to: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A person's clusters, the invitations of their schools, and the clusters that they do not belong to."""

    inside: list[ClusterLine]
    invited: list[Membership]
    others: list[ClusterLine]


def overview(user: User) -> Overview:
    """Return every cluster that `user` may know of, in a number of queries that does not grow with them."""
    scope, speaks_for = scope_of(user), schools_spoken_for(user)
    works_at = scope.schools if scope else frozenset()
    asking = Count("memberships", filter=Q(memberships__status=Status.ASKED))
    clusters = ClusterPage.objects.filter(alias_of=None).annotate(asking=asking).order_by("title", "pk")
    if scope is not None:
        public = ClusterPage.objects.live().public().values("pk")
        clusters = clusters.filter(Q(pk__in=public) | Q(pk__in=_inside(works_at))).distinct()
    rows = Membership.objects.filter(school__in=works_at, status__in=Membership.OPEN)
    of_cluster: defaultdict[int, list[Membership]] = defaultdict(list)
    for row in rows.select_related("school", "cluster"):
        of_cluster[row.cluster_id].append(row)
    lines = [_line(user, cluster, of_cluster[cluster.pk], speaks_for) for cluster in clusters]
    own = {school.pk for school in speaks_for}
    invited = [row for line in lines for row in line.mine if row.status == Status.INVITED and row.school_id in own]
    return Overview(
        inside=[line for line in lines if line.is_open_to],
        invited=invited,
        others=[line for line in lines if not line.is_open_to],
    )


def _inside(works_at: frozenset[int]) -> list[int]:
    rows = Membership.objects.filter(school__in=works_at, status__in=Membership.OPEN)
    return list(rows.values_list("cluster_id", flat=True))


def _line(user: User, cluster: ClusterPage, mine: list[Membership], speaks_for: list[School]) -> ClusterLine:
    taken = {row.school_id for row in mine}
    own = {school.pk for school in speaks_for}
    staff = scope_of(user) is None and is_hub_staff(user, cluster)
    answers = staff or any(row.leads and row.school_id in own for row in mine)
    return ClusterLine(
        cluster=cluster,
        mine=mine,
        may_ask=[school for school in speaks_for if school.pk not in taken and school.is_open],
        is_open_to=staff or any(row.status == Status.ACCEPTED for row in mine),
        waiting=cluster.asking if answers else 0,  # type: ignore[attr-defined]
    )


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A membership as one person sees it in the members' space, and what that person may do with it."""

    membership: Membership
    may_accept: bool
    may_decline: bool
    may_leave: bool
    may_lead: bool


def members_view(cluster: ClusterPage, standing: Standing) -> list[MemberLine]:
    """Return members, and schools that wait for an answer to those who may give or have asked for it."""
    rows = cluster.memberships.filter(status__in=Membership.OPEN).select_related("school__borough")
    lines = []
    for row in rows.order_by("-leads", "school__name", "pk"):
        member, own = row.status == Status.ACCEPTED, standing.is_own(row.school_id)
        if not (member or standing.may_manage):
            continue
        lines.append(
            MemberLine(
                membership=row,
                may_accept=(row.status == Status.ASKED and standing.may_manage)
                or (row.status == Status.INVITED and standing.is_staff),
                may_decline=not member and standing.may_manage,
                may_leave=member and not row.leads and (own or standing.is_staff),
                may_lead=member and not row.leads and standing.is_staff,
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A page of a collection, and whether the person may take it out."""

    entry: Entry
    may_remove: bool


def entries_of(collection: Collection, standing: Standing) -> list[EntryLine]:
    """Return the pages of a collection that everybody may read: one that has left the site is not named."""
    public = Page.objects.live().public().values("pk")
    rows = collection.entries.filter(page__in=public).select_related("page__locale", "school")
    return [EntryLine(row, standing.may_manage or standing.is_own(row.school_id)) for row in rows]


@dataclass(frozen=True, slots=True)
class Made:
    """What members have made and do, as one person may see it.

    `to_review`: offered by other schools than the person's; `drafts`: of the person's schools; `shared`: the rest;
    `points`: pieces of the series, by subject.
    """

    to_review: list[Item]
    drafts: list[Item]
    forward: list[Item]
    shared: list[Item]
    points: list[Item]
    collections: list[Collection]
    coming: list[Meeting]
    past: list[Meeting]


def made_in(cluster: ClusterPage, standing: Standing, *, now: datetime.datetime) -> Made:
    """Return what the members' space shows, in four queries."""
    found = list(visible(cluster, standing))
    review = STEPS_BY_KEY["review"]
    to_review = [item for item in found if may_take(review, item, standing)]
    drafts = [item for item in found if item.status == Item.Status.DRAFT]
    rest = [item for item in found if item not in to_review and item not in drafts]
    points = [item for item in rest if item.kind == Item.Kind.POINT]
    meetings = list(cluster.meetings.select_related("school"))
    return Made(
        to_review=to_review,
        drafts=drafts,
        forward=[item for item in rest if standing.is_staff and item.status == Item.Status.FORWARD],
        shared=[item for item in rest if item.kind != Item.Kind.POINT],
        points=sorted(points, key=lambda item: (str(item.subject or ""), item.title)),
        collections=list(cluster.collections.annotate(pages=Count("entries")).select_related("school")),
        coming=[each for each in meetings if (each.ends or each.starts) >= now],
        past=[each for each in reversed(meetings) if (each.ends or each.starts) < now],
    )
