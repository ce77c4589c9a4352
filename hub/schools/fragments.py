"""What stands beside an editor's form, as HTML fragments: fetched anew once a draft has been saved."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from .models import CareersPage, ProviderAccessPage
from .selectors.programme import panel_context
from .selectors.provider_access import phases_of


@never_cache
def programme_totals(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return what the latest saved draft of a careers page adds up to."""
    draft = _draft(request, CareersPage, page_id)
    return render(request, "schools/admin/careers/programme_totals.html", panel_context(draft, on=timezone.localdate()))


@never_cache
def meetings(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return what each key phase still needs by the latest saved draft of a provider access page."""
    draft = _draft(request, ProviderAccessPage, page_id)
    return render(
        request, "schools/admin/provider_access/meetings.html", {"phases": phases_of(draft, on=timezone.localdate())}
    )


def _draft(request: HttpRequest, model: Any, page_id: int) -> Any:
    page = get_object_or_404(model, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()
