"""Template context of the public pages of clusters."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Locale

from hub.accounts.requests import RequestUser
from hub.clusters.access import standing_of
from hub.clusters.models import ClusterIndexPage, ClusterPage, Item, Meeting, Membership
from hub.clusters.models.pages import MEMBERS
from hub.clusters.selectors import made_in
from hub.core.kept.clock import good_until
from hub.core.page_context import Context, Graph
from hub.core.seo import PagePart
from hub.pages.selectors import next_events
from hub.schools.models import School, SchoolHomePage

MEMBER = Membership.Status.ACCEPTED


@dataclass(frozen=True, slots=True)
class Member:
    """A school of a cluster: since when, and its public page, None where it has none."""

    membership: Membership
    home: SchoolHomePage | None

    @property
    def name(self) -> str:
        return self.membership.school.name


def original_of(page: ClusterPage) -> ClusterPage:
    """Return the English page that holds the members; a translation shows the same."""
    english = Locale.get_default()
    if page.locale_id in (None, english.pk):
        return page
    return page.get_translations().filter(locale=english).specific().first() or page


def members_of(cluster: ClusterPage) -> list[Member]:
    """Return the members, the one that leads first, in two queries however many they are."""
    accepted = cluster.memberships.filter(status=MEMBER).exclude(school__status=School.Status.CLOSED)
    accepted = accepted.select_related("school__borough")
    rows = list(accepted.order_by("-leads", "school__name", "pk"))
    homes = _homes([row.school_id for row in rows])
    return [Member(row, homes.get(row.school_id)) for row in rows]


def _homes(schools: list[int]) -> Mapping[int, SchoolHomePage]:
    found = SchoolHomePage.objects.live().public().filter(school__in=schools, alias_of=None)
    english = found.filter(locale__language_code=settings.LANGUAGE_CODE).select_related("locale")
    return {home.school_id: home for home in english}


def cluster_context(
    page: ClusterPage, request: HttpRequest, item: int | None = None, user: RequestUser | None = None
) -> Context:
    """Return what a cluster's page shows besides its own fields, or its part: an item, or what its members share."""
    cluster = original_of(page)
    if item is not None:
        return _item(cluster, item)
    if user is not None:
        return _shared(cluster, user)
    members = members_of(cluster) if cluster.pk else []
    calendar = page.get_children().live().public().first() if page.path else None
    return {
        "members": members,
        "lead": next((each for each in members if each.membership.leads), None),
        "boroughs": page.borough_names,
        "partners": page.partners.all(),
        "items": _public_items(cluster),
        "meetings": _coming(cluster),
        "calendar": calendar,
        "events": next_events(page, now=timezone.now()) if calendar else [],
    }


def _public_items(cluster: ClusterPage) -> list[Item]:
    if not cluster.pk:
        return []
    public = cluster.items.filter(status=Item.Status.PUBLIC)
    return list(public.select_related("school", "subject", "sector", "document"))


def _coming(cluster: ClusterPage) -> list[Meeting]:
    if not cluster.pk:
        return []
    coming = list(cluster.meetings.filter(is_public=True, starts__gte=timezone.now()))
    for meeting in coming:
        good_until(meeting.starts)
    return coming


def _item(cluster: ClusterPage, key: int) -> Context:
    found = next((item for item in _public_items(cluster) if item.pk == key), None)
    if found is None:
        return {}
    graph: Graph = [
        {
            "@type": "CreativeWork",
            "name": found.title,
            "description": found.summary,
            "author": {"@type": "EducationalOrganization", "name": found.school.name},
        }
    ]
    return {"item": found, "part": PagePart(f"made-{found.pk}", found.title, found.summary, graph)}


def _shared(cluster: ClusterPage, user: RequestUser) -> Context:
    standing = standing_of(user, cluster)
    if not standing.may_read:
        return {}
    title = gettext("For members")
    made = made_in(cluster, standing, now=timezone.now())
    return {"cluster": cluster, "made": made, "part": PagePart(MEMBERS, title, "", [])}


def index_context(page: ClusterIndexPage, request: HttpRequest, **_kwargs: object) -> Context:
    """Return the clusters below the list, each with the number of its members."""
    clusters = ClusterPage.objects.child_of(page).live().public().select_related("locale", "sector")
    accepted = Count("memberships", filter=Q(memberships__status=MEMBER))
    return {"clusters": clusters.annotate(members=accepted).order_by("title")}
