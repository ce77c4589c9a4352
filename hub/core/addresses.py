"""Addresses that the hub answers itself: a page put there would never be seen."""

from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.translation import gettext as _
from wagtail.models import Page


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for each in patterns:
        pattern = each.pattern
        if isinstance(pattern, RoutePattern | LocalePrefixPattern):
            route = before + (str(pattern) if isinstance(pattern, RoutePattern) else "")
            if isinstance(each, URLResolver):
                yield route
                yield from _routes(each.url_patterns, route)
            else:
                yield route


@cache
def _reserved() -> frozenset[tuple[str, ...]]:
    """Return what the hub answers, part by part, and what stands above it; "*" is a part that may be anything."""
    found: set[tuple[str, ...]] = {(code,) for code, _name in settings.LANGUAGES}
    found |= {(str(address).strip("/"),) for address in (settings.STATIC_URL, settings.MEDIA_URL)}
    for route in _routes(get_resolver().url_patterns):
        parts = tuple("*" if part.startswith("<") else part for part in route.split("/") if part)
        found |= {parts[:length] for length in range(1, len(parts) + 1) if parts[length - 1] != "*"}
    return frozenset(found)


def refusal(slug: str, parent: Page, *, holds_them: bool = False) -> str:
    """Return why no page called `slug` may stand under `parent`, or an empty string.

    `holds_them`: the page's own kind is where such addresses are (the directory of schools).
    """
    above = parent.get_url_parts()
    if not above or holds_them:
        return ""
    parts = [part for part in (above[2] or "").split("/") if part]
    if parts and parts[0] in {code for code, _name in settings.LANGUAGES}:
        parts = parts[1:]
    wanted = (*parts, slug)
    taken = any(
        len(each) == len(wanted) and all(theirs in ("*", ours) for theirs, ours in zip(each, wanted, strict=True))
        for each in _reserved()
    )
    return _("The hub itself answers at this address: choose another, such as “%s-page”.") % slug if taken else ""
