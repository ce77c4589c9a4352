"""What stands beside the edit form of a unit, as an HTML fragment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curriculum.models import UnitPage
from curriculum.selectors.place import place_of
from hub.core.drafts import latest_draft


@never_cache
@require_safe
def place(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return what the latest saved draft of a unit repeats on the map, and what its years lack."""
    draft = latest_draft(request.user, UnitPage, page_id)
    return render(request, "curriculum/admin/place.html", place_of(draft, request))
