"""The report of figures that are past their next release. For the hub's own editors."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hub.accounts.requests import AdminRequest
from hub.labour_market.releases import past_releases
from hub.publication.reports import VIEW_REPORT


@never_cache
def releases_report(request: AdminRequest) -> HttpResponse:
    """Show each source past its next release, what it measures, and where that is used."""
    if not request.user.has_perm(VIEW_REPORT):
        raise PermissionDenied
    found = past_releases(timezone.localdate())
    return render(request, "labour_market/admin/releases.html", {"found": found})
