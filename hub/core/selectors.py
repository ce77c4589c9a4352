"""Reads about pages of any type."""

from typing import Any, NamedTuple

from django.db.models import Q
from wagtail.models import Page, Site

from hub.core import origins


class Surroundings(NamedTuple):
    """A page's ancestors and the languages in which it can be read."""

    trail: list[Page]  # live, public ancestors below the front page, topmost first
    translations: list[Page]  # live, public translations made by a human, without the page itself


def surroundings(page: Page) -> Surroundings:
    """Return the ancestors and translations of `page` (two queries), remembered on the page itself.

    Each is of its own type, which knows its address; what that type alone has is read when it is asked for.
    """
    if not hasattr(page, "_surroundings"):
        page._surroundings = _read(page)
    return page._surroundings


def _read(page: Page) -> Surroundings:
    step = Page.steplen
    above = [page.path[:end] for end in range(3 * step, len(page.path), step)] if page.path else []
    wanted = Q(path__in=above) | Q(translation_key=page.translation_key, alias_of__isnull=True)
    rows = Page.objects.filter(wanted).exclude(pk=page.pk).live().public()
    found = list(rows.select_related("locale", "alias_of").order_by("path"))
    return Surroundings(
        trail=[with_words(row).specific_deferred for row in found if row.path in above],
        translations=[row.specific_deferred for row in found if row.translation_key == page.translation_key],
    )


def with_words(page: Page) -> Page:
    """Return `page`, or the page that it only stands for in another language (where BasePage sends its readers)."""
    original = page.alias_of if page.alias_of_id else None
    return original if original is not None and original.locale_id != page.locale_id else page


def address(page: Page, request: Any) -> str:
    """Return `page.get_url(request)`, or nothing. That asks for the site of the request though there is only one."""
    if not hasattr(request, "_several_sites"):
        request._several_sites = len({root.site_id for root in Site.get_site_root_paths()}) > 1
    if request._several_sites:
        return page.get_url(request) or ""
    path = address_on_hub(page, request)
    return origins.link(path) if path else ""


def address_on_hub(page: Page, request: Any) -> str:
    """Return the path of a page on the hub, which may be read elsewhere; "" for a page that has none."""
    parts = page.get_url_parts(request)
    return (parts and parts[2]) or ""
