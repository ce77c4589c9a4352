"""The checklist as a fragment, for the edit view."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from .panels import checklist_context
from .sources import source_of


@never_cache
def checklist(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return the checklist for the latest saved draft, as an HTML fragment for the edit view."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    if source_of(draft) is None:
        raise PermissionDenied
    context = checklist_context(draft, today=timezone.localdate())
    return render(request, "publication/admin/checklist.html", context)
