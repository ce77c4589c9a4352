"""Advice on the summary for parents: whether there is one, and how easy it is to read. No rule asks for it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hub.core.page_context import Context
from hub.core.readability import measure
from hub.publication.sources import Advice
from hub.schools.careers.models.next_programme import waiting_beside
from hub.schools.careers.models.page import CareersPage
from hub.schools.text import plain

# Enough to start with.
LONG_WORDS_SHOWN = 8


def advice_on(page: CareersPage) -> list[Advice]:
    """Return what would help the readers of `page` (draft or live) though no rule asks for it."""
    waiting = waiting_beside(page)
    said = []
    if waiting is not None:
        names = {"year": waiting.academic_year, "day": date_format(waiting.first_day)}
        said = [Advice(_("The programme for %(year)s waits: it becomes public on %(day)s.") % names, "programme")]
    if plain(page.parent_summary):
        return said
    return [
        *said,
        Advice(_("Tell parents in a few short sentences what this means for their child."), "parent_summary"),
    ]


def reading_context(page: CareersPage) -> Context:
    """Return how easy the summary for parents is to read, for the editor's panel. Only English is measured."""
    is_english = page.locale.language_code.startswith("en") if page.locale_id else True
    reading = measure(page.parent_summary) if is_english else None
    return {
        "reading": reading,
        "is_english": is_english,
        "long_words": reading.long_words[:LONG_WORDS_SHOWN] if reading else (),
    }


def reading_panel(page: CareersPage, request: HttpRequest) -> Context:
    """Return what the panel shows for `page`, or for a page not saved yet."""
    refresh_url = reverse("schools_reading", args=[page.pk]) if page.pk else ""
    return {**reading_context(page), "refresh_url": refresh_url}
