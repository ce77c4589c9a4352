"""The panels beside the edit form of a careers page, as HTML fragments."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from hub.core.drafts import latest_draft
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.plain_words import reading_context
from hub.schools.careers.totals import panel_context


@never_cache
def programme_totals(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return the totals of the latest saved draft of a careers page."""
    draft = latest_draft(request.user, CareersPage, page_id)
    return render(request, "schools/admin/careers/programme_totals.html", panel_context(draft, request))


@never_cache
def reading(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return how easy the summary for parents is to read in the latest saved draft."""
    draft = latest_draft(request.user, CareersPage, page_id)
    return render(request, "schools/admin/careers/reading.html", reading_context(draft))
