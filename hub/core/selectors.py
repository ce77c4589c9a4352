"""Reads about pages of any type."""

from typing import Any, NamedTuple

from django.db.models import Q
from wagtail.models import Page


class Surroundings(NamedTuple):
    """Where a page stands and in which languages it can be read."""

    trail: list[Any]  # live, public ancestors below the front page, topmost first
    translations: list[Any]  # live, public translations made by a human, without the page itself


def surroundings(page: Any) -> Surroundings:
    """Return the ancestors and translations of `page` (two queries), remembered on the page itself."""
    if not hasattr(page, "_surroundings"):
        page._surroundings = _read(page)
    return page._surroundings


def _read(page: Any) -> Surroundings:
    step = Page.steplen
    above = [page.path[:end] for end in range(3 * step, len(page.path), step)] if page.path else []
    wanted = Q(path__in=above) | Q(translation_key=page.translation_key, alias_of__isnull=True)
    rows = Page.objects.filter(wanted).exclude(pk=page.pk).live().public().select_related("locale").order_by("path")
    found = list(rows)
    return Surroundings(
        trail=[row for row in found if row.path in above],
        translations=[row for row in found if row.translation_key == page.translation_key],
    )
