"""Memberships as evidence that a school's careers cluster is named (LA6-1): the careers page shows them."""

from collections.abc import Sequence

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import PageViewRestriction

from hub.clusters.models import Membership
from hub.schools.duties.parts import Part, Rows, Terms
from hub.schools.duties.subject import ClusterFact


def of_public_clusters(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Narrow memberships to accepted ones of clusters whose page everybody may read, each with that page."""
    path = ExpressionWrapper(OuterRef("cluster__path"), output_field=CharField())
    closed = PageViewRestriction.objects.annotate(below=path).filter(below__startswith=F("page__path"))
    accepted = memberships.filter(status=Membership.Status.ACCEPTED, cluster__live=True).exclude(Exists(closed))
    return accepted.select_related("cluster__locale").order_by("cluster__title", "pk")


def facts(memberships: Sequence[Membership], rows: Rows, terms: Terms) -> tuple[ClusterFact, ...]:
    """Return the clusters that a school belongs to (hub.schools.duties.parts)."""
    return tuple(ClusterFact(name=each.cluster.title, since=each.joined_on) for each in memberships)


PART = Part(name="clusters", model=Membership, facts=facts, records=of_public_clusters)
