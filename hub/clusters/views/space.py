"""The members' space of one cluster: its first page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hub.accounts.requests import AdminRequest
from hub.clusters.access import cluster_for
from hub.clusters.models import Item
from hub.clusters.selectors import made_in, members_view


@never_cache
def space(request: AdminRequest, cluster_id: int) -> HttpResponse:
    """Show a cluster to its members: what they make and do, who belongs to it, and who waits for an answer."""
    cluster, standing = cluster_for(request.user, cluster_id)
    context = {
        "cluster": cluster,
        "standing": standing,
        "members": members_view(cluster, standing),
        "made": made_in(cluster, standing, now=timezone.now()),
        "kinds": Item.Kind.choices,
    }
    return render(request, "clusters/admin/space.html", context)
