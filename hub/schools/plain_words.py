"""Plain words for parents: what the careers page is asked for beyond the rules, and how easy it is to read."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hub.core.readability import measure
from hub.publication.sources import Advice

from .models import CareersPage
from .text import plain

# Enough to show where to begin.
LONG_WORDS_SHOWN = 8


def advice_on(page: CareersPage) -> list[Advice]:
    """Return what would help the readers of `page` (draft or live) though no rule asks for it."""
    if plain(page.parent_summary):
        return []
    return [Advice(_("Tell parents in a few short sentences what this means for their child."), "parent_summary")]


def reading_context(page: CareersPage) -> dict[str, Any]:
    """Return how easy the summary for parents is to read, for the editor's panel. Only English is measured."""
    is_english = page.locale.language_code.startswith("en") if page.locale_id else True
    reading = measure(page.parent_summary) if is_english else None
    return {
        "reading": reading,
        "is_english": is_english,
        "long_words": reading.long_words[:LONG_WORDS_SHOWN] if reading else (),
    }


@never_cache
def reading_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return it for the latest saved draft, as an HTML fragment for the edit view."""
    page = get_object_or_404(CareersPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return render(request, "schools/admin/careers/reading.html", reading_context(page.get_latest_revision_as_object()))
