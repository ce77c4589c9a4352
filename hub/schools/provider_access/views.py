"""What each key phase still needs, as an HTML fragment beside the editor's form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hub.core.drafts import latest_draft
from hub.schools.provider_access.context import phases_of
from hub.schools.provider_access.models import ProviderAccessPage


@never_cache
def meetings(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return what each key phase still needs by the latest saved draft of a provider access page."""
    draft = latest_draft(request.user, ProviderAccessPage, page_id)
    return render(
        request, "schools/admin/provider_access/meetings.html", {"phases": phases_of(draft, on=timezone.localdate())}
    )
