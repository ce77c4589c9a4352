"""Template context of the public pages of clusters."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from wagtail.models import Locale

from hub.clusters.models import ClusterIndexPage, ClusterPage, Membership
from hub.core.page_context import Context
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


def cluster_context(page: ClusterPage, request: HttpRequest, **_kwargs: object) -> Context:
    """Return what the public page of a cluster shows besides its own fields."""
    members = members_of(original_of(page)) if page.pk else []
    return {
        "members": members,
        "lead": next((each for each in members if each.membership.leads), None),
        "boroughs": [str(borough) for borough in page.boroughs.all()],
        "partners": page.partners.all(),
    }


def index_context(page: ClusterIndexPage, request: HttpRequest, **_kwargs: object) -> Context:
    """Return the clusters below the list, each with the number of its members."""
    clusters = ClusterPage.objects.child_of(page).live().public().select_related("locale", "sector")
    accepted = Count("memberships", filter=Q(memberships__status=MEMBER))
    return {"clusters": clusters.annotate(members=accepted).order_by("title")}
