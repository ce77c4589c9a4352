"""The public page of the stories that employers tell of their visits."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.opportunities.visits.models import Visit

PER_PAGE = 20


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """List the stories that the hub has checked, the latest first."""
    rows = Visit.objects.filter(story_state=Visit.Story.PUBLIC).select_related("school", "request")
    found = Paginator(rows.order_by("-agreed_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/opportunities/stories.html", {"found": found})
